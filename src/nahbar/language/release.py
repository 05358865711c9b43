# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much of a text is another one: a post and the press release behind it, word for word, small edits allowed.

Runs of three words in common are found by their stems and grown; runs with no more than three other words between them
are one passage. What every text on the matter must share (a date, an address, a name) is too short to be a passage.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from nahbar.foundation.german import folded, stem
from nahbar.language.words import FUNCTION

PASTED = 0.5
"""From here on the post is the release with edits."""
LEANING = 0.25
"""From here on it leans on the release: worth a look."""
_RUN = 3
_GAP = 3
_PASSAGE = 6
_CONTENT = 3
_CANDIDATES = 8
_WORD = regex.compile(r"[\p{L}\p{N}]+")
_QUOTED = regex.compile(r"[„»“\"][^„»“«”\"\n]{3,600}[“«”\"]")
_LONGEST_STEMMED = 60


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands in both: at `start` to `end` of the text, at `there_start` to `there_end` of the release.

    Attributes:
        words: how many words are the same.
        is_quote: it is somebody's words in quotation marks, which must not be changed.
    """

    start: int
    end: int
    there_start: int
    there_end: int
    words: int
    is_quote: bool


@dataclass(frozen=True, slots=True)
class Copied:
    """How much of the text is the release.

    Attributes:
        share: of the text's words that stand in a passage, from 0 to 1; quotes are not counted on either side.
        used: of the release's words that came along, from 0 to 1.
        passages: in the order of the text, none overlapping in the text.
    """

    share: float
    used: float
    words: int
    passages: tuple[Passage, ...]

    @property
    def is_pasted(self) -> bool:
        return self.share >= PASTED

    @property
    def is_leaning(self) -> bool:
        return LEANING <= self.share < PASTED


def copied(text: str, release: str) -> Copied:
    """Which passages of the text come from the release; linear in the length of both."""
    here, there = list(_WORD.finditer(text)), list(_WORD.finditer(release))
    if not here or not there:
        return Copied(0.0, 0.0, len(here), ())
    a, b = _keys(here), _keys(there)
    quotes = [match.span() for match in _QUOTED.finditer(text)]
    passages = tuple(
        Passage(
            start=here[first].start(),
            end=here[last - 1].end(),
            there_start=there[min(start for _, start, _ in runs)].start(),
            there_end=there[max(start + length for _, start, length in runs) - 1].end(),
            words=sum(length for _, _, length in runs),
            is_quote=_is_inside(here[first].start(), here[last - 1].end(), quotes),
        )
        for runs in _joined(_runs(a, b), a)
        for first, last in [(runs[0][0], runs[-1][0] + runs[-1][2])]
    )
    quoted = sum(one.words for one in passages if one.is_quote)
    taken = sum(one.words for one in passages) - quoted
    return Copied(
        share=taken / max(1, len(here) - quoted),
        used=min(1.0, taken / len(there)),
        words=len(here),
        passages=passages,
    )


def to_replace(found: Copied, *, below: float = LEANING) -> list[Passage]:
    """The fewest passages to say anew so that the share falls below; the longest first, never quotes."""
    own = sorted((one for one in found.passages if not one.is_quote), key=lambda one: (-one.words, one.start))
    quoted = sum(one.words for one in found.passages if one.is_quote)
    number = max(1, found.words - quoted)
    left = sum(one.words for one in own)
    chosen = []
    for one in own:
        if left / number < below:
            break
        chosen.append(one)
        left -= one.words
    return chosen


def _keys(words: Sequence[regex.Match[str]]) -> list[str]:
    return [
        _key(word.group()) if word.end() - word.start() <= _LONGEST_STEMMED else word.group()
        for word in words
    ]


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    return stem(folded(word))


def _runs(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """The longest common runs from left to right: place here, place there, words."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in range(len(b) - _RUN + 1):
        known = places[tuple(b[place : place + _RUN])]
        if len(known) < _CANDIDATES:
            known.append(place)
    runs: list[tuple[int, int, int]] = []
    place, expected = 0, 0
    while place <= len(a) - _RUN:
        best = (0, 0)
        for start in places.get(tuple(a[place : place + _RUN]), ()):
            length = _RUN
            while (
                place + length < len(a) and start + length < len(b) and a[place + length] == b[start + length]
            ):
                length += 1
            # Of equally long ones the one that goes on where the last ended.
            best = max(best, (length, -abs(start - expected)))
            if best == (length, -abs(start - expected)):
                chosen = start
        if best[0]:
            runs.append((place, chosen, best[0]))
            place += best[0]
            expected = chosen + best[0]
        else:
            place += 1
    return runs


def _joined(runs: Sequence[tuple[int, int, int]], a: Sequence[str]) -> list[list[tuple[int, int, int]]]:
    """Runs with a small gap on both sides put together; those long enough to be no accident."""
    groups: list[list[tuple[int, int, int]]] = []
    for run in runs:
        if groups:
            place, start, length = groups[-1][-1]
            gap, gap_there = run[0] - place - length, run[1] - start - length
            if gap <= _GAP and 0 <= gap_there <= _GAP:
                groups[-1].append(run)
                continue
        groups.append([run])
    return [group for group in groups if _is_long(group, a)]


def _is_long(group: Sequence[tuple[int, int, int]], a: Sequence[str]) -> bool:
    words = [a[place + step] for place, _, length in group for step in range(length)]
    return len(words) >= _PASSAGE and sum(_is_content(word) for word in words) >= _CONTENT


def _is_content(word: str) -> bool:
    return word not in _FUNCTION_STEMS and not word.isdecimal()


def _is_inside(start: int, end: int, quotes: Sequence[tuple[int, int]]) -> bool:
    before = bisect_right(quotes, start, key=lambda quote: quote[0]) - 1
    return before >= 0 and end <= quotes[before][1]


_FUNCTION_STEMS = frozenset(_key(word) for word in FUNCTION)
