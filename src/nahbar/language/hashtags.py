# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Into which words does a run of small letters fall? By the frequency of the words, the cheapest way through.

A German compound ("Kommunalwahl") is one word; only a run with a joining word ("tag-der-offenen-tür"), an inflected
adjective or a verb is several. What is not known completely is left alone: silence beats a false alarm.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from nahbar.language.compounds import NO_PARTS, SHORT_PARTS
from nahbar.language.frequency import is_usual_english, zipf
from nahbar.language.tag_words import BARE, JOINING, NOUNS

_PREFIXES = frozenset(["mit", "bei", "auf", "aus", "von", "in", "an", "zu", "um", "unter", "über"])
"""Joining words that are also the first syllable of nouns ("Ausbildung"); they count only between two other words."""
_ADJECTIVE = ("e", "en", "er", "es", "em")
_ADJECTIVE_STEM = re.compile(
    r".{2,}(?:ig|lich|isch|frei|los|sam|bar|voll|haft|end|iert|reich|freundlich|gerecht|neutral)"
)
_FOR_SOMETHING = re.compile(r"(?:freundlich|frei|gerecht|neutral|reich|arm|nah|sicher|weit)(?:e|en|er|es|em)")
_LONGEST_WORD = 24
_LONGEST_TAG = 100
_SHORTEST_WORD = 4
_SHORTEST_STEM = 3
_LISTED = 2.6
_COST = 10.0
_NUMBER_COST = 4.0
_NAME_COST = 4.5
_JOINT_COST = 1.5
_ENGLISH_COST = 1.0
_USUAL = 4.5
_JOINTS = ("s", "es", "n")


def camel_case(tag: str, names: Iterable[str] = ()) -> str | None:
    """The tag with a capital for each word ("TagDerOffenenTür"); None where it is one word or not fully known.

    `names` are words of the house that no list knows ("Musterau").
    """
    words = split(tag, names)
    several = sum(not word.isdecimal() for word in words) > 1
    return "".join(word[0].upper() + word[1:] for word in words) if several else None


def is_one_word(tag: str, names: Iterable[str] = ()) -> bool:
    """Whether the run is a known word or a compound of known words."""
    return bool(split(tag, names)) and camel_case(tag, names) is None


def of_words(text: str) -> str:
    """A hashtag body from words as a person types them: "tag der offenen Tür" becomes "TagDerOffenenTür".

    Everything but letters and digits joins; capitals inside a word stay.
    """
    words = "".join(sign if sign.isalnum() else " " for sign in text).split()
    return "".join(word[0].upper() + word[1:] for word in words)


def split(tag: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """The words of the run in its own letters, a compound being one; empty where it is not known completely."""
    lower = tag.lower()
    if not 0 < len(tag) <= _LONGEST_TAG or len(lower) != len(tag):
        return ()
    own = frozenset(name.lower() for name in names)
    if zipf(lower) >= _LISTED or lower in own:
        return (tag,)
    pieces = _cheapest(lower, own)
    if pieces is None:
        return ()
    words: list[str] = []
    start = 0
    for piece in _joined(pieces, own):
        words.append(tag[start : start + len(piece)])
        start += len(piece)
    return tuple(words)


def _cheapest(run: str, own: frozenset[str]) -> list[str] | None:
    """The known pieces that make up the whole run at the least cost, digits being pieces of their own."""
    best: list[tuple[float, list[str]] | None] = [(0.0, [])] + [None] * len(run)
    for start in range(len(run)):
        before = best[start]
        if before is None:
            continue
        for end in range(start + 1, min(len(run), start + _LONGEST_WORD) + 1):
            cost = _cost(run, start, end, own)
            if cost is None:
                continue
            there = best[end]
            if there is None or before[0] + cost < there[0]:
                best[end] = (before[0] + cost, [*before[1], run[start:end]])
    found = best[-1]
    return found[1] if found else None


def _cost(run: str, start: int, end: int, own: frozenset[str]) -> float | None:
    piece = run[start:end]
    if piece.isdecimal():
        touches = (end < len(run) and run[end].isdecimal()) or (start > 0 and run[start - 1].isdecimal())
        return None if touches else _NUMBER_COST
    if piece in own:
        return _NAME_COST
    figure = _known(piece)
    if figure:
        # "ins team", not "in steam".
        is_odd = figure < _USUAL and piece not in NOUNS and is_usual_english(piece)
        return _COST - figure + (_ENGLISH_COST if is_odd else 0)
    if end < len(run):
        for joint in _JOINTS:
            bare = piece.removesuffix(joint)
            if bare != piece and len(bare) >= _SHORTEST_WORD and (figure := _known(bare)):
                return _COST - figure + _JOINT_COST
    return None


@lru_cache(maxsize=20_000)
def _known(piece: str) -> float:
    """How usual the piece is; 0 where it is no word. What is not listed but in the lists of `tag_words` counts as rare."""
    if piece in JOINING or piece in BARE or piece in NOUNS or piece in SHORT_PARTS:
        return max(zipf(piece), _LISTED)
    if len(piece) < _SHORTEST_WORD or piece in NO_PARTS:
        return 0.0
    figure = zipf(piece)
    return figure if figure >= _LISTED else 0.0


def _joined(pieces: Sequence[str], own: frozenset[str]) -> list[str]:
    """The words: neighbours that are neither joining words, inflected adjectives, verbs, names nor digits make one compound."""
    words: list[str] = []
    is_open = False
    for place, piece in enumerate(pieces):
        alone = piece in own or piece.isdecimal() or _stands_alone(pieces, place)
        # "fahrradfreundliche stadt": what the adjective is for belongs to it.
        if is_open and (not alone or _FOR_SOMETHING.fullmatch(piece)):
            words[-1] += piece
        else:
            words.append(piece)
        is_open = not alone
    return words


def _stands_alone(pieces: Sequence[str], place: int) -> bool:
    piece = pieces[place]
    if piece in _PREFIXES:
        return (0 < place < len(pieces) - 1 and pieces[place - 1] not in JOINING) or _opens(pieces, place)
    return piece in JOINING or (piece in BARE and piece not in NOUNS) or _is_adjective(piece)


def _opens(pieces: Sequence[str], place: int) -> bool:
    """Whether a prefix at the beginning is a word of its own: before an article or another that stands alone."""
    return place + 1 < len(pieces) and (
        (pieces[place] == "zu" and place == 0)
        or pieces[place + 1] in JOINING
        or pieces[place + 1] in BARE
        or _is_adjective(pieces[place + 1])
    )


@lru_cache(maxsize=20_000)
def _is_adjective(piece: str) -> bool:
    """Whether the piece is an inflected adjective: by what its stem ends in, or listed with all five endings, as no noun is."""
    if piece in NOUNS:
        return False
    for ending in _ADJECTIVE:
        stem = piece.removesuffix(ending)
        if stem == piece or len(stem) < _SHORTEST_STEM:
            continue
        if _ADJECTIVE_STEM.fullmatch(stem) or all(zipf(stem + one) for one in _ADJECTIVE):
            return True
    return False
