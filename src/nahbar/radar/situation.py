# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a matter stands on one day: what choosing a format and ranking ask of it."""

from dataclasses import dataclass
from datetime import date

from nahbar.radar.matter import Kind, Matter, Pillar, Recognition

_FORMAL = frozenset({Kind.NOTICE, Kind.PAPER, Kind.PROCEDURE})


@dataclass(frozen=True, slots=True)
class Situation:
    """A matter on a day. `days_left`: until its last day (0: that day, negative: passed); None: it has none.

    `has_deadline`: that day is one until which people can do something, not merely when it takes place.
    """

    kind: Kind
    pillar: Pillar
    is_plan: bool = False
    is_participation: bool = False
    is_recruiting: bool = False
    days_left: int | None = None
    has_deadline: bool = False
    has_place: bool = False
    has_people: bool = False

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.days_left is not None and self.days_left < 0

    @property
    def is_formal(self) -> bool:
        """Whether it belongs to a procedure of law, in which nothing may sound like a campaign."""
        return self.is_plan or (self.is_participation and self.kind in _FORMAL)

    @property
    def pillars(self) -> tuple[Pillar, ...]:
        """What it is good for: its pillar, and recruiting and participation where it is that besides."""
        if self.pillar is Pillar.CRISIS:
            return (Pillar.CRISIS,)
        besides = [Pillar.RECRUITING] if self.is_recruiting else []
        besides += [Pillar.PARTICIPATION] if self.is_participation or self.is_plan else []
        return (self.pillar, *(pillar for pillar in besides if pillar is not self.pillar))


def situation(matter: Matter, recognition: Recognition, *, today: date) -> Situation:
    """How the matter stands today."""
    last = last_day(matter, recognition)
    return Situation(
        kind=matter.kind,
        pillar=recognition.pillar,
        is_plan=recognition.is_plan,
        is_participation=recognition.is_participation,
        is_recruiting=recognition.is_recruiting,
        days_left=None if last is None else (last - today).days,
        has_deadline=has_deadline(recognition),
        has_place=bool(recognition.places),
        has_people=bool(recognition.people),
    )


def has_deadline(recognition: Recognition) -> bool:
    """Whether people can do something until a day."""
    is_running = recognition.is_participation and recognition.runs_until is not None
    return recognition.deadline is not None or is_running


def last_day(matter: Matter, recognition: Recognition) -> date | None:
    """The deadline, or else the last day on which the thing takes place; None: the matter names none."""
    ends = matter.ends_at or matter.begins_at
    own = ends.date() if ends else None
    return recognition.deadline or recognition.runs_until or own or recognition.runs_from
