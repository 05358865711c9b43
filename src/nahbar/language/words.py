# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - lists of words are read as words
"""A word of a text: how well readers know it, and of what kind it is."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

from nahbar.language.compounds import parts
from nahbar.language.frequency import is_usual_english, zipf
from nahbar.language.readability import syllables

FUNCTION = frozenset(
    "der die das den dem des ein eine einen einem einer eines und oder aber auch in im an am auf aus bei mit nach von "
    "vom zu zum zur für über unter durch gegen ohne um vor ist sind war waren wird werden wurde wurden hat haben hatte "
    "hatten sich es er sie wir ihr ich du man nicht kein keine als wie dass so noch nur schon".split()
)
_ENDINGS = ("en", "e", "n", "s", "er", "es", "em", "t", "te", "ten", "st", "ung", "ungen")
_LONGEST = 60
_SHORTEST_STEM = 4
_AN_ENDING = 0.3
_A_JOINT = 0.25
_A_NAME = 4.2
_FOREIGN = regex.compile(
    r"\p{L}*(?:c(?![hk])|y|th|sh|oo|ee(?!r|n)|ou|ph|w(?=[hn])|gh|é|è|ô|ñ|x)\p{L}*", regex.I
)
_LATIN = regex.compile(
    r"\p{L}+(?:ion|ionen|tät|täten|ismus|ismen|enz|anz|ierung|iert|ierten|ierte|ieren|ativ|ative|ativen|ell|elle|ellen"
    r"|isch|ische|ischen|ischer|isches|ischem|ös|öse|ösen|logie|graphie|grafie|ium|ien|ik|iker)"
)
_NOMINAL = regex.compile(r"\p{L}{3,}(?:ung|heit|keit|ion|tät|ismus|ierung|schaft|enz|anz)(?:en|s)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word without the hyphens around it.

    Attributes:
        usual: Zipf figure of the word as it stands, an unlisted compound's rarest part; 0 where nothing is known.
        known: the same, or that of a form with another ending where that is more.
        parts: of how many words it is made.
        is_name: written with a capital, and neither it nor its parts are known, or it looks foreign.
        is_nominal: an abstract noun by its ending ("-ung", "-keit", "-ion").
        is_international: a usual English word too.
    """

    text: str
    small: str
    syllables: int
    usual: float
    known: float
    parts: int
    is_capital: bool
    is_function: bool
    is_foreign: bool
    is_name: bool
    is_latin: bool
    is_nominal: bool
    is_international: bool


def word(text: str) -> Word:
    """What can be said of the word alone; the same for the same letters. Of a longer one than any its first 60 letters."""
    return _word(unicodedata.normalize("NFC", text[:_LONGEST]))


@lru_cache(maxsize=20_000)
def _word(text: str) -> Word:
    small = text.lower()
    number = len(parts(text))
    usual = _usual(small, text)
    known = max(usual, _in_other_forms(small))
    is_foreign = bool(_FOREIGN.fullmatch(text))
    is_capital = text[:1].isupper()
    return Word(
        text=text,
        small=small,
        syllables=syllables(text),
        usual=usual,
        known=known,
        parts=number,
        is_capital=is_capital,
        is_function=small in FUNCTION,
        is_foreign=is_foreign,
        is_name=is_capital and (known == 0 or (is_foreign and known < _A_NAME)),
        is_latin=bool(_LATIN.fullmatch(text)),
        is_nominal=bool(_NOMINAL.fullmatch(text)),
        is_international=small not in FUNCTION and is_usual_english(small),
    )


def _usual(small: str, text: str) -> float:
    own = zipf(small)
    if own:
        return own
    found = parts(text)
    return min(zipf(part.word) for part in found) - _A_JOINT * len(found) if len(found) > 1 else 0.0


def _in_other_forms(small: str) -> float:
    """The most usual of the forms with another ending, or without the "ge-" of a participle, a little less."""
    forms = [small.removeprefix("ge")] if small.startswith("ge") else []
    for ending in _ENDINGS:
        stem = small.removesuffix(ending)
        if stem != small and len(stem) >= _SHORTEST_STEM:
            forms += [stem, f"{stem}en"]
    return max((figure - _AN_ENDING for form in forms if (figure := zipf(form))), default=0.0)
