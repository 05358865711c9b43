# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - lists of words are read as words
"""What makes one sentence hard, each with its exact place. Every cause is something its writer can change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import regex

from nahbar.foundation.text import Span
from nahbar.language.compounds import parts
from nahbar.language.frequency import zipf
from nahbar.language.grammar import is_nominal, passive_in, to_be_done_in
from nahbar.language.words import word


class Reason(StrEnum):
    """Why a sentence is hard, the weightiest first."""

    LONG_SENTENCE = "long_sentence"
    NESTED = "nested"
    """Two and more subordinate clauses."""
    ATTRIBUTE = "attribute"
    """A clause packed between article and noun: "die von der Stadt bereitgestellten Unterlagen"."""
    BRACKET = "bracket"
    """Something long in brackets."""
    NOMINAL = "nominal"
    PASSIVE = "passive"
    LONG_WORD = "long_word"
    RARE_WORD = "rare_word"
    ABBREVIATION = "abbreviation"
    NUMBERS = "numbers"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Cause:
    """What makes a sentence hard at `start` to `end` of the text.

    `figure` is what was counted: words, letters, clauses, nouns, numbers; 0 where one is enough. `parts` are the words
    of a long compound, else empty.
    """

    reason: Reason
    text: str
    start: int
    end: int
    figure: int = 0
    parts: tuple[str, ...] = ()


LONG_SENTENCE = 20
"""More words than this catch 83 of 100 sentences that people found hard (measured on TextComplexityDE)."""
LONG_WORD = 18
_LONG_COMPOUND = 13
_MANY_PARTS = 3
_LONG_BRACKET = 5
_NOMINALS = 2
_A_NOMINAL_IN = 8
_CLAUSES = 2
_RARE = 2.6
_RARE_LETTERS = 5
_MOST_RARE = 3
_PREFIX = regex.compile(
    r"(?:ab|an|auf|aus|bei|durch|ein|her|hin|los|mit|nach|über|um|unter|vor|weg|zu|zurück)(?=\p{Ll}{4})"
)
_NUMBERS = 4
_NEGATIONS = 2
_PIECE = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_BRACKET = regex.compile(r"\([^()\n]{1,400}\)|\s[–—]\s[^–—\n]{1,400}\s[–—]\s")
_CLAUSE = regex.compile(
    r",\s+(?:(?:in|an|auf|mit|von|bei|durch|für|aus|nach|unter|über|zu)\s+)?"
    r"(?:der|die|das|den|dem|dessen|deren|denen|welche[rsmn]?|dass|weil|wenn|ob|obwohl|damit|sodass|indem|nachdem|bevor|"
    r"sobald|solange|falls|sofern|soweit|wobei|wodurch|woran|worauf|wofür|womit|wonach|weshalb|wo|wie|was|wer)"
    r"\s[^,;:–—()\n]{8,400}",
)
_OPENING = regex.compile(
    r"(?:Wenn|Falls|Sofern|Soweit|Obwohl|Nachdem|Bevor|Während|Da|Weil|Indem|Sobald)\s[^,;:–—()\n]{8,400},"
)
_ATTRIBUTE = regex.compile(
    r"\b(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines)\s+(?:im|in|an|am|auf|von|vom|durch|mit|für|zur|zum|bei|beim|"
    r"nach|seit|aus|über|unter)\s(?:[\p{L}\d.§-]+\s){1,8}?\p{Ll}{3,}(?:te|ten|ter|tes|tem|ene|enen|ener|enes|enem|ende|enden|"
    r"ender|endes|endem)\s+\p{Lu}[\p{L}-]+",
    regex.I,
)
_ABBREVIATION = regex.compile(
    r"(?<![\p{L}\p{N}])(?:\p{Lu}{2,6}|\p{Lu}\p{Ll}{1,8}\p{Lu}{1,5}|(?:i\.\s?V\.\s?m|i\.\s?d\.\s?R|i\.\s?S\.\s?d|o\.\s?g|u\.\s?a|s\.\s?o|lfd|gem|ggf|bzgl|zzgl|"
    r"evtl|vgl|Az|Gz|Abs|Nr|insb|entspr|einschl)\.)(?![\p{L}\p{N}])"
)
_KNOWN_SHORT = frozenset(
    "EU USA PDF DIN ARD ZDF UNO LED PC TV USB SMS WC PKW LKW CD DVD KITA AG GMBH OK".split()
)
_NUMBER = regex.compile(r"\d+(?:[.,:/-]\d+)*")
_DATE = regex.compile(
    r"\d{1,2}\.\s?(?:\d{1,2}\.|\p{Lu}\p{Ll}{2,8})\s?(?:\d{4})?|\d{1,2}(?:[.:]\d\d)?(?:\s?(?:–|-|bis)\s?\d{1,2}(?:[.:]\d\d)?)?\s+Uhr"
)
_NEGATION = regex.compile(
    r"\b(?:nicht|kein(?:e[nrsm]?)?|nie|niemals|weder|ohne|un(?:zulässig|möglich|erheblich|bedenklich|begründet|wesentlich|beschadet|"
    r"üblich|verzichtbar|erlässlich|wirksam|gültig)\p{Ll}{0,3})\b",
    regex.I,
)


def causes(text: str, sentence: Span, words: Sequence[Span]) -> list[Cause]:
    """What makes the sentence hard, by reason and place; empty where nothing of it is found.

    `text` is prose with addresses and hashtags blanked out, `words` are the sentence's words in it.
    """
    here = text[sentence.start : sentence.end]
    found = [
        Cause(reason, here[start:end], sentence.start + start, sentence.start + end, figure)
        for reason, start, end, figure in (*_built(here, len(words)), *_counted(here))
    ]
    found += _in_words(words)
    order = list(Reason)
    return sorted(found, key=lambda cause: (order.index(cause.reason), cause.start))


def _built(here: str, words: int) -> Iterator[tuple[Reason, int, int, int]]:
    if words > LONG_SENTENCE:
        yield Reason.LONG_SENTENCE, 0, len(here), words
    clauses = [match.span() for pattern in (_OPENING, _CLAUSE) for match in pattern.finditer(here)]
    if len(clauses) >= _CLAUSES:
        for start, end in sorted(clauses):
            yield Reason.NESTED, start, end, len(clauses)
    for match in _ATTRIBUTE.finditer(here):
        yield Reason.ATTRIBUTE, *match.span(), len(match.group().split())
    for match in _BRACKET.finditer(here):
        length = len(_PIECE.findall(match.group()))
        if length >= _LONG_BRACKET:
            yield Reason.BRACKET, *match.span(), length
    for passive in (passive_in(here), to_be_done_in(here)):
        if passive:
            yield Reason.PASSIVE, *passive.span(), 0
            break


def _counted(here: str) -> Iterator[tuple[Reason, int, int, int]]:
    for match in _ABBREVIATION.finditer(here):
        if match.group().upper() not in _KNOWN_SHORT and not here.isupper():
            yield Reason.ABBREVIATION, *match.span(), 0
    dates = [match.span() for match in _DATE.finditer(here)]
    rest = _blanked(here, dates)
    numbers = sorted([*dates, *(match.span() for match in _NUMBER.finditer(rest))])
    if len(numbers) >= _NUMBERS:
        yield Reason.NUMBERS, numbers[0][0], numbers[-1][1], len(numbers)
    negations = [match.span() for match in _NEGATION.finditer(here)]
    if len(negations) >= _NEGATIONS:
        yield Reason.NEGATION, negations[0][0], negations[-1][1], len(negations)


def _blanked(here: str, places: Sequence[tuple[int, int]]) -> str:
    pieces, done = [], 0
    for start, end in places:
        pieces += [here[done:start], " " * (end - start)]
        done = end
    return "".join([*pieces, here[done:]])


def _how_known(piece: str) -> float:
    """As well as its parts, where it is a compound, or as the verb without "aus-" or "ein-"."""
    made = parts(piece)
    by_parts = min(zipf(part.word) for part in made) if len(made) > 1 else 0.0
    verb = _PREFIX.match(piece)
    return max(word(piece).known, by_parts, zipf(piece[verb.end() :]) - 1 if verb else 0.0)


def _in_words(words: Sequence[Span]) -> Iterator[Cause]:
    pieces = [
        (piece.group(), one.start + piece.start()) for one in words for piece in _PIECE.finditer(one.text)
    ]
    nominal = [(piece, start) for piece, start in pieces if is_nominal(piece)]
    if len(nominal) >= _NOMINALS and len(nominal) * _A_NOMINAL_IN >= len(words):
        for piece, start in nominal:
            yield Cause(Reason.NOMINAL, piece, start, start + len(piece), len(nominal))
    rare = []
    for piece, start in pieces:
        if len(piece) >= _LONG_COMPOUND:
            made = tuple(part.word for part in parts(piece))
            if len(piece) >= LONG_WORD or len(made) >= _MANY_PARTS:
                names = made if len(made) > 1 else ()
                yield Cause(Reason.LONG_WORD, piece, start, start + len(piece), len(piece), names)
                continue
        figure = _how_known(piece)
        if len(piece) >= _RARE_LETTERS and figure < _RARE and not word(piece).is_name:
            rare.append((figure, start, piece))
    for _, start, piece in sorted(rare)[:_MOST_RARE]:
        yield Cause(Reason.RARE_WORD, piece, start, start + len(piece))
