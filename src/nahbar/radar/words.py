# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of words with weights (`words/*.txt`), and where they stand in a text."""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

_ENDINGS = r"(?:e|en|er|em|es|s|n|ns|nen|in|innen)?"
_GAP = "…"
_LONGEST_GAP = 3
_LETTERS = re.compile(r"[*~]")
_KNOWN_START = 3
_LONGEST = 60


class Entry(NamedTuple):
    """A line of a list: what it weighs and the words one after another, each the number of a pattern, -1 for a gap."""

    weight: float
    words: tuple[int, ...]


class Hit(NamedTuple):
    """An entry found at `start` to `end` of the reading."""

    entry: Entry
    start: int
    end: int


class Patterns:
    """Patterns of single words, found quickly: most words of a text match none."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._by_start: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
        self._anywhere: list[tuple[int, str, re.Pattern[str]]] = []
        self._quick: re.Pattern[str] | None = None

    def number(self, pattern: str) -> int:
        """The pattern's number; the same for the same pattern."""
        if pattern in self._numbers:
            return self._numbers[pattern]
        number = self._numbers[pattern] = len(self._numbers)
        compiled = re.compile(
            re.escape(pattern).replace(r"\*", r"[\w\-/:*’']*").replace("\\~", _ENDINGS).replace("~", _ENDINGS)
        )
        first = _LETTERS.split(pattern)[0]
        if first:
            self._by_start.setdefault(first[:_KNOWN_START], []).append((number, compiled))
        else:
            core = max(_LETTERS.split(pattern), key=len)
            self._anywhere.append((number, core, compiled))
            self._quick = None
        return number

    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of all patterns the word matches."""
        found = []
        for length in range(1, _KNOWN_START + 1):
            for number, pattern in self._by_start.get(word[:length], ()) if len(word) >= length else ():
                if pattern.fullmatch(word):
                    found.append(number)
        if self._anywhere:
            if self._quick is None:
                cores = sorted({core for _, core, _ in self._anywhere}, key=len, reverse=True)
                self._quick = re.compile("|".join(re.escape(core) for core in cores))
            if self._quick.search(word):
                found += [
                    number
                    for number, core, pattern in self._anywhere
                    if core in word and pattern.fullmatch(word)
                ]
        return tuple(found)


PATTERNS = Patterns()


@lru_cache(maxsize=50_000)
def _matching(word: str) -> tuple[int, ...]:
    return PATTERNS.of(word)


class Marked:
    """The words of a text with the patterns each matches, for all lists at once."""

    __slots__ = ("patterns", "places", "words")

    def __init__(self, words: Sequence[re.Match[str]]) -> None:
        self.words = words
        self.patterns = [
            _matching(word.group()) if word.end() - word.start() <= _LONGEST else () for word in words
        ]
        self.places: dict[int, list[int]] = {}
        for place, numbers in enumerate(self.patterns):
            for number in numbers:
                self.places.setdefault(number, []).append(place)


class WordList:
    """The entries of one list."""

    def __init__(self, entries: Sequence[tuple[float, str]]) -> None:
        self._starting: dict[int, list[Entry]] = {}
        for weight, words in entries:
            numbers = tuple(-1 if word == _GAP else PATTERNS.number(word) for word in words.split())
            self._starting.setdefault(numbers[0], []).append(Entry(weight, numbers))
        _matching.cache_clear()

    def hits(self, marked: Marked) -> list[Hit]:
        """Every place where an entry stands, in order."""
        found = []
        for number in self._starting.keys() & marked.places.keys():
            for entry in self._starting[number]:
                for place in marked.places[number]:
                    last = _last(entry.words, marked.patterns, place)
                    if last >= 0:
                        found.append(Hit(entry, marked.words[place].start(), marked.words[last].end()))
        found.sort(key=_order)
        return found


def _order(hit: Hit) -> tuple[int, int, float]:
    return hit.start, -hit.end, -abs(hit.entry.weight)


def _last(wanted: tuple[int, ...], patterns: Sequence[tuple[int, ...]], place: int) -> int:
    """The place of the entry's last word when it begins here, else -1."""
    gap = 0
    for number in wanted[1:]:
        if number < 0:
            gap = _LONGEST_GAP
            continue
        for skipped in range(gap + 1):
            following = place + 1 + skipped
            if following < len(patterns) and number in patterns[following]:
                place = following
                break
        else:
            return -1
        gap = 0
    return place


def lines(name: str) -> list[str]:
    """The lines of a file of words without remarks and empty ones."""
    text = resources.files("nahbar.radar").joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    stripped = (line.strip() for line in text.splitlines())
    return [line for line in stripped if line and not line.startswith("#")]


def weighted(name: str) -> WordList:
    """A list whose lines are a weight and words."""
    pairs = (line.split(maxsplit=1) for line in lines(name))
    return WordList([(float(weight), words) for weight, words in pairs])


def grouped(name: str) -> list[tuple[str, WordList]]:
    """Lists of single words by the name before the colon."""
    pairs = (line.split(":", maxsplit=1) for line in lines(name))
    return [(group.strip(), WordList([(1.0, word) for word in words.split()])) for group, words in pairs]


def cues(name: str) -> list[tuple[str, float, WordList]]:
    """Lists by the weight and the name before the colon, their entries with commas between."""
    pairs = (line.split(":", maxsplit=1) for line in lines(name))
    named = ((*head.split(maxsplit=1), entries) for head, entries in pairs)
    return [
        (group.strip(), float(weight), WordList([(1.0, entry.strip()) for entry in entries.split(",")]))
        for weight, group, entries in named
    ]
