# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What keeping and dropping says about the next topic. It only moves the order, and shows what it rests on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

LEAST = 3
"""From so many decisions on, a trait counts."""
MOST_POINTS = 10
_PRIOR = 4.0
_FULL = 0.5
"""This far from the usual share of kept topics a trait has its full weight."""


class Trait(StrEnum):
    """By what topics are compared."""

    PILLAR = "pillar"
    SOURCE = "source"
    KIND = "kind"
    DEPARTMENT = "department"
    PEOPLE = "people"


Feature = tuple[Trait, str]


@dataclass(frozen=True, slots=True)
class Lesson:
    """How often topics with one trait were kept and dropped. `effect`: -1 (always down) to 1 (always up)."""

    trait: Trait
    value: str
    kept: int
    dropped: int
    effect: float

    @property
    def counts(self) -> bool:
        """Whether there were enough decisions for it to move anything."""
        return self.kept + self.dropped >= LEAST


@dataclass(frozen=True, slots=True)
class Taste:
    """What was learned. `lessons` holds every trait seen, the strongest first."""

    lessons: tuple[Lesson, ...]
    effects: Mapping[Feature, float]

    def points(self, features: Iterable[Feature]) -> float:
        """How far a topic with these traits moves: at most ten points of a hundred up or down."""
        moved = [self.effects[one] for one in features if one in self.effects]
        return MOST_POINTS * sum(moved) / len(moved) if moved else 0.0


NO_TASTE = Taste((), {})


def learn(decided: Iterable[tuple[Iterable[Feature], bool]]) -> Taste:
    """The taste behind decisions, each a topic's traits and whether it was kept.

    A trait is measured against the usual share of kept topics and smoothed, so that three decisions weigh less
    than thirty, and somebody who keeps nearly everything is not taken for a lover of everything.
    """
    counts: dict[Feature, list[int]] = defaultdict(lambda: [0, 0])
    total = [0, 0]
    for features, is_kept in decided:
        total[is_kept] += 1
        for one in set(features):
            counts[one][is_kept] += 1
    usual = (total[True] + 1) / (sum(total) + 2)
    lessons = [_lesson(feature, dropped, kept, usual) for feature, (dropped, kept) in counts.items()]
    lessons.sort(key=lambda one: (-abs(one.effect), -one.kept - one.dropped, one.trait, one.value))
    return Taste(tuple(lessons), {(one.trait, one.value): one.effect for one in lessons if one.counts})


def _lesson(feature: Feature, dropped: int, kept: int, usual: float) -> Lesson:
    share = (kept + _PRIOR * usual) / (kept + dropped + _PRIOR)
    effect = max(-1.0, min(1.0, (share - usual) / _FULL))
    lesson = Lesson(*feature, kept=kept, dropped=dropped, effect=effect)
    return lesson if lesson.counts else Lesson(*feature, kept=kept, dropped=dropped, effect=0.0)
