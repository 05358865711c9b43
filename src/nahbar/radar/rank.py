# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much a topic is worth today: 0 to 100 points by use to citizens, and which reasons they are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from nahbar.radar.matter import Pillar
from nahbar.radar.situation import Situation


class Reason(StrEnum):
    """What gives points."""

    DANGER = "danger"
    CONCERN = "concern"
    CHANGE = "change"
    DEADLINE = "deadline"
    SILENCE = "silence"
    GOAL = "goal"
    FRESH = "fresh"
    EFFORT = "effort"
    TASTE = "taste"


MOST: Mapping[Reason, float] = {
    Reason.CONCERN: 20,
    Reason.CHANGE: 15,
    Reason.DEADLINE: 20,
    Reason.SILENCE: 12,
    Reason.GOAL: 10,
    Reason.FRESH: 8,
    Reason.EFFORT: 5,
    Reason.TASTE: 10,
}
"""The most points of each reason. Learned taste may take as many away."""

SILENT_DAYS = 28
"""A pillar silent for so long has all points of silence."""
FAR_DAYS = 45
FRESH_DAYS = 21
DANGER_DAYS = 3
DANGER_POINTS = 90.0

# Whom it concerns, by the beginning of the word; the first that fits counts. How many are meant, from 0 to 1.
_GROUPS = (
    *(("alle", 1.0), ("bürger", 1.0), ("einwohner", 1.0), ("bevölkerung", 1.0), ("haushalt", 0.9)),
    *(("wähler", 0.9), ("wahlberecht", 0.9), ("steuerz", 0.8), ("eltern", 0.8), ("famili", 0.8)),
    *(("kinder", 0.8), ("autofahr", 0.8), ("verkehr", 0.8), ("pendel", 0.7), ("fahrgäst", 0.7)),
    *(("senior", 0.7), ("ältere", 0.7), ("jugend", 0.7), ("schül", 0.7), ("anwohn", 0.7)),
    *(("anlieg", 0.6), ("nachbar", 0.6), ("eigentüm", 0.6), ("grundstück", 0.6), ("radfahr", 0.7)),
)
_SOME_GROUP = 0.5
_NOBODY_NAMED = 0.35


@dataclass(frozen=True, slots=True)
class Part:
    """What one reason gives. `value` is what it rests on: days, people, a pillar; "" where there is none."""

    reason: Reason
    points: float
    value: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """`points` from 0 to 100; `parts` are what they are made of, the weightiest first."""

    points: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How things stand in the house today.

    Attributes:
        silent_days: since the last post of each pillar; a pillar that is missing never had one.
        goals: how much running campaigns want each pillar, 0 to 1.
    """

    silent_days: Mapping[Pillar, int] = field(default_factory=dict)
    goals: Mapping[Pillar, float] = field(default_factory=dict)


def rank(
    now: Situation,
    *,
    people: Sequence[str] = (),
    age_days: int | None = None,
    minutes: int | None = None,
    taste: float = 0.0,
    circumstances: Circumstances,
) -> Score:
    """The worth of a topic.

    Args:
        now: how it stands today.
        people: whom it concerns.
        age_days: since it was published; None: nobody knows.
        minutes: of the quickest format that fits; None: none does.
        taste: points learned from earlier decisions.
        circumstances: silence of the pillars, goals of campaigns.
    """
    parts = [
        _concern(people),
        _change(now),
        _deadline(now),
        _silence(now, circumstances),
        _goal(now, circumstances),
        _fresh(age_days),
        _effort(minutes),
        Part(Reason.TASTE, max(-MOST[Reason.TASTE], min(MOST[Reason.TASTE], taste))),
    ]
    if _is_danger(now, age_days):
        missing = DANGER_POINTS - sum(part.points for part in parts)
        parts.append(Part(Reason.DANGER, max(missing, 1.0)))
    points = round(max(0.0, min(100.0, sum(part.points for part in parts))))
    parts.sort(key=lambda part: (part.reason is not Reason.DANGER, -part.points))
    return Score(points, tuple(part for part in parts if part.points))


def _concern(people: Sequence[str]) -> Part:
    most = MOST[Reason.CONCERN]
    shares = [(share_of(group), group) for group in people]
    if not shares:
        return Part(Reason.CONCERN, most * _NOBODY_NAMED)
    # The largest group counts; each further one adds a little.
    share, group = max(shares, key=lambda one: one[0])
    return Part(Reason.CONCERN, most * min(1.0, share + 0.05 * (len(shares) - 1)), group)


def share_of(group: str) -> float:
    """How many are meant by the group, from 0 to 1."""
    plain = group.lower()
    return next((share for start, share in _GROUPS if plain.startswith(start)), _SOME_GROUP)


def _change(now: Situation) -> Part:
    """Whether it changes something for people: they can take part, apply, or must act."""
    if now.is_over:
        return Part(Reason.CHANGE, 0.0)
    share = {Pillar.CRISIS: 1.0, Pillar.PARTICIPATION: 0.9, Pillar.RECRUITING: 0.7, Pillar.SERVICE: 0.5}.get(
        now.pillar, 0.2
    )
    if now.is_participation and not now.is_formal:
        share = max(share, 0.9)
    if now.has_deadline:
        share = max(share, 0.8)
    return Part(Reason.CHANGE, MOST[Reason.CHANGE] * share, now.pillar)


def _deadline(now: Situation) -> Part:
    """The nearer, the more; the last days most. Nothing for what has passed or has no day."""
    if now.days_left is None or now.days_left < 0:
        return Part(Reason.DEADLINE, 0.0)
    nearness = 1 - min(now.days_left, FAR_DAYS) / FAR_DAYS
    weight = 1.0 if now.has_deadline else 0.8
    return Part(Reason.DEADLINE, MOST[Reason.DEADLINE] * weight * nearness**1.5, str(now.days_left))


def _silence(now: Situation, circumstances: Circumstances) -> Part:
    if not circumstances.silent_days:
        # Before the first post every pillar is as silent as the other.
        return Part(Reason.SILENCE, 0.0)
    days = circumstances.silent_days.get(now.pillar)
    share = 1.0 if days is None else min(max(days, 0), SILENT_DAYS) / SILENT_DAYS
    return Part(Reason.SILENCE, MOST[Reason.SILENCE] * share, "" if days is None else str(days))


def _goal(now: Situation, circumstances: Circumstances) -> Part:
    share, pillar = max(
        ((circumstances.goals.get(pillar, 0.0), pillar) for pillar in now.pillars), key=lambda one: one[0]
    )
    return Part(Reason.GOAL, MOST[Reason.GOAL] * min(max(share, 0.0), 1.0), pillar)


def _fresh(age_days: int | None) -> Part:
    """A thing of the day is news; what nobody dated is taken for middling."""
    if age_days is None:
        return Part(Reason.FRESH, MOST[Reason.FRESH] / 2)
    share = 1 - min(max(age_days, 0), FRESH_DAYS) / FRESH_DAYS
    return Part(Reason.FRESH, MOST[Reason.FRESH] * share, str(max(age_days, 0)))


def _effort(minutes: int | None) -> Part:
    if minutes is None:
        return Part(Reason.EFFORT, 0.0)
    share = max(0.0, 1 - max(minutes - 20, 0) / 160)
    return Part(Reason.EFFORT, MOST[Reason.EFFORT] * share, str(minutes))


def _is_danger(now: Situation, age_days: int | None) -> bool:
    """A danger of these days; last month's flood is no longer one."""
    is_recent = age_days is not None and age_days <= DANGER_DAYS
    is_ahead = now.days_left is not None and now.days_left >= 0
    return now.pillar is Pillar.CRISIS and not now.is_over and (is_recent or is_ahead or age_days is None)
