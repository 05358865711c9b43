# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Are two matters the same? Words that are rare here, names, days, places and addresses they share decide.

A wrong "the same" hides a topic, a missed one shows it twice: in doubt they are two.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log, sqrt

from nahbar.radar.traits import FILE, PLAN, Traits, as_day, key, keys

VERSION = 2
"""Raised whenever two matters would be judged otherwise than before: all are compared anew."""
SAME = 2.8
"""From this likeness on two matters are the same. Measured: `benchmarks/radar/same.py`."""

# Words of a small house are rare by chance: it is treated as if it had so many matters.
_AT_LEAST = 300
_CANDIDATES = 25
_COMMON = 60
_RARE = 6
# What a headline must hold to be telling by itself: two or three words few other matters have.
_TELLING = 10.0
_SOON, _LONG, _LONGEST = 45, 60.0, 150
# Both headlines name something rare that the other does not tell: the one is about wind, the other about sun.
_CONTRAST, _ONE_WORD = 6.0, 5.0
_TOLD, _BOILERPLATE = 0.4, 0.45
# Of one source only what is nearly a copy is the same: it told them apart itself.
_COPY_DAYS, _COPY_TITLE, _COPY_WORDS, _COPY_CONTRAST = 3, 0.5, 0.7, 0.5
_LONG_TITLE, _SAME_TITLE_WORDS = 3, 0.25
_NEVER = -99.0


@dataclass(frozen=True, slots=True)
class Shared:
    """What two matters share, as it is written in one of them; for people."""

    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    is_linked: bool = False


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a known matter is; `SAME` and more is the same."""

    name: str
    score: float
    shared: Shared


@dataclass(frozen=True, slots=True)
class _One:
    """A matter as it is compared: its traits by their keys, and where it comes from."""

    traits: Traits
    source: str
    title: frozenset[str]
    words: frozenset[str]


Mark = tuple[str, str]


class Known:
    """The matters of one house, found by the rarest things they share."""

    def __init__(self, matters: Iterable[tuple[str, str, Traits]] = ()) -> None:
        self._matters: dict[str, _One] = {}
        self._having: dict[Mark, list[str]] = {}
        self._count: Counter[Mark] = Counter()
        self._weight: dict[Mark, float] = {}
        for name, source, one in matters:
            self.add(name, source, one)

    def __contains__(self, name: str) -> bool:
        return name in self._matters

    def add(self, name: str, source: str, traits: Traits, *, is_part: bool = False) -> None:
        """Remembers a matter by its name. `source`: where it comes from; `is_part`: it is the same as a known one."""
        one = _One(traits, source, keys(traits.title), keys(traits.words))
        self._matters[name] = one
        for mark in _marks(one):
            self._having.setdefault(mark, []).append(name)
            self._count[mark] += not is_part
            self._weight.pop(mark, None)

    def joined(self, name: str) -> None:
        """It is the same as another one: what is told five times is not less rare for that."""
        for mark in _marks(self._matters[name]):
            self._count[mark] -= 1
            self._weight.pop(mark, None)

    def alike(self, name: str, *, least: float = SAME) -> list[Likeness]:
        """The other matters that are at least so like this known one, the likest first."""
        one = self._matters[name]
        found = (
            Likeness(other, *self._compare(one, self._matters[other])) for other in self._near(name, one)
        )
        return sorted(
            (like for like in found if like.score >= least), key=lambda like: (-like.score, like.name)
        )

    def _near(self, name: str, one: _One) -> list[str]:
        """Those that share the rarest things."""
        weights: defaultdict[str, float] = defaultdict(float)
        most = max(_COMMON, len(self._matters) // 100)
        for mark in _marks(one):
            having = self._having[mark]
            if 1 < len(having) <= most:
                weight = self._rarity(mark)
                for other in having:
                    weights[other] += weight
        weights.pop(name, None)
        return heapq.nlargest(_CANDIDATES, weights, key=lambda other: (weights[other], other))

    def _rarity(self, mark: Mark) -> float:
        weight = self._weight.get(mark)
        if weight is None:
            many = max(len(self._matters), _AT_LEAST) + 1
            weight = self._weight[mark] = log(many / (max(self._count[mark], 1) + 0.5))
        return weight

    def _sum(self, kind: str, values: Iterable[str]) -> float:
        return sum(self._rarity((kind, one)) for one in values)

    def _rare(self, kind: str, values: Iterable[str]) -> tuple[str, ...]:
        return tuple(one for one in values if self._count[kind, one] <= _RARE)

    def _compare(self, one: _One, other: _One) -> tuple[float, Shared]:
        a, b = one.traits, other.traits
        shared = Shared(
            names=self._rare("name", _both(a.names, b.names)),
            words=self._told(one, other),
            places=self._rare("place", _both(a.places, b.places)),
            days=_both(a.days, b.days),
            is_linked=bool(self._rare("link", _both(a.links, b.links))),
        )
        title, words = self._titles(one, other), self._words(one, other)
        contrast = self._contrast(one, other)
        if one.source == other.source and not (
            contrast < _COPY_CONTRAST and _is_copy(one, other, title, words)
        ):
            return _NEVER, shared
        told = self._told_share(one, other)
        # Texts alike under headlines that share nothing are mostly the same boilerplate.
        alike = words if title or told >= _TOLD else min(words, _BOILERPLATE)
        score = 4 * title + 4 * alike + told + 0.15 * min(len(shared.words), 6)
        score += 1.5 * bool(shared.names) + 2 * shared.is_linked
        score += 0.4 * bool(self._rare("day", shared.days)) + 0.4 * bool(shared.places)
        is_lasting = any(name.startswith((PLAN, FILE)) for name in shared.names)
        contrast *= 0.3 if is_lasting else 1.0
        return score - contrast - _apart(a, b, is_lasting=is_lasting), shared

    def _titles(self, one: _One, other: _One) -> float:
        """0 to 1: how much of the headlines' telling words both have."""
        common = self._sum("title", one.title & other.title)
        first, second = self._sum("title", one.title), self._sum("title", other.title)
        if not first or not second:
            return 0.0
        return 2 * common / (first + second) * min(1.0, common / _TELLING)

    def _words(self, one: _One, other: _One) -> float:
        """0 to 1: how much of the texts' telling words both have."""
        common = self._sum("word", one.words & other.words)
        first, second = self._sum("word", one.words), self._sum("word", other.words)
        return common / sqrt(first * second) if first and second else 0.0

    def _told_share(self, one: _One, other: _One) -> float:
        """0 to 1: how much of each headline the other one tells somewhere, the lesser of the two."""
        shares = []
        for first, second in ((one, other), (other, one)):
            whole = self._sum("title", first.title)
            told = self._sum("title", first.title & (second.title | second.words))
            shares.append(told / whole if whole else 0.0)
        return min(shares)

    def _contrast(self, one: _One, other: _One) -> float:
        """What each headline says that the other text does not, where both do."""
        mine = self._sum("title", one.title - other.title - other.words)
        theirs = self._sum("title", other.title - one.title - one.words)
        return _CONTRAST * min(1.0, min(mine, theirs) / _ONE_WORD)

    def _told(self, one: _One, other: _One) -> tuple[str, ...]:
        """Rare words of both texts and headlines, as the first writes them, the headline's first."""
        theirs = other.title | other.words
        mine = dict.fromkeys((*one.traits.title, *one.traits.words))
        return tuple(word for word in mine if key(word) in theirs and self._is_rare(key(word)))

    def _is_rare(self, key: str) -> bool:
        return max(self._count[kind, key] for kind in ("title", "word")) <= _RARE


def _both(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    theirs = frozenset(second)
    return tuple(one for one in first if one in theirs)


def _marks(one: _One) -> Iterator[Mark]:
    traits = one.traits
    kinds = {
        "title": one.title,
        "word": one.words,
        "name": traits.names,
        "link": traits.links,
        "place": traits.places,
        "day": traits.days,
    }
    for kind, values in kinds.items():
        for value in values:
            yield kind, value


def _is_copy(one: _One, other: _One, title: float, words: float) -> bool:
    days = _days_between(one.traits, other.traits)
    if (days is not None and days > _COPY_DAYS) or one.traits.numbers != other.traits.numbers:
        return False
    if one.title == other.title:
        enough = _SAME_TITLE_WORDS if len(one.title) >= _LONG_TITLE else _COPY_WORDS
        return words >= enough or not (one.words and other.words)
    return title >= _COPY_TITLE and words >= _COPY_WORDS


def _apart(a: Traits, b: Traits, *, is_lasting: bool) -> float:
    """What speaks against: told at different times, of different days, by different numbers; a meeting is not its items."""
    against = 0.0
    days = _days_between(a, b)
    if days is not None and days > _SOON:
        against += (days - _SOON) / _LONG * (0.3 if is_lasting else 1.0)
        against += 0.0 if is_lasting or days <= _LONGEST else -_NEVER
    if a.numbers and b.numbers and not set(a.numbers) & set(b.numbers):
        against += 3.0
    if a.own_days and b.own_days and not set(a.own_days) & set(b.own_days):
        against += 1.0
    if a.is_round != b.is_round or (a.is_round and not set(a.days) & set(b.days)):
        against += -_NEVER
    return against


def _days_between(a: Traits, b: Traits) -> int | None:
    first, second = as_day(a.published_on), as_day(b.published_on)
    return abs((first - second).days) if first and second else None
