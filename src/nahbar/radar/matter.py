# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the radar is given, and what it says of it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal


class Kind(StrEnum):
    """What the source says the thing is."""

    NEWS = "news"
    PAPER = "paper"
    """A paper of the council."""
    NOTICE = "notice"
    """An official notice (amtliche Bekanntmachung)."""
    EVENT = "event"
    JOB = "job"
    PROCEDURE = "procedure"
    """A planning procedure, as a plan's data or a procedure register describe it."""
    CONTRIBUTION = "contribution"
    DAY = "day"
    COMMENT = "comment"


class Pillar(StrEnum):
    """What a topic is good for."""

    SERVICE = "service"
    RECRUITING = "recruiting"
    PARTICIPATION = "participation"
    IMAGE = "image"
    CRISIS = "crisis"


class DateKind(StrEnum):
    """What happens on a date found."""

    DEADLINE = "deadline"
    BEGIN = "begin"
    EVENT = "event"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that happens at the authority, as a source tells it.

    `begins_at`, `ends_at`, `place` and `department` are filled only where the source itself says so.
    """

    title: str
    text: str
    kind: Kind = Kind.NEWS
    link: str = ""
    published_on: date | None = None
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Clue:
    """From which words something was concluded.

    `field` is the name of a field of the Recognition, `value` what the words speak for. `words` is the passage of the
    title or text at `start` to `end` (code points, end excluded); for "source" it is what the source said, at 0 to 0.
    """

    field: str
    value: str
    words: str
    where: Literal["title", "text", "source"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date: what happens then, and the words at `start` to `end` of the title or text."""

    kind: DateKind
    on: date
    at: time | None
    words: str
    start: int
    end: int
    where: Literal["title", "text"] = "text"


@dataclass(frozen=True, slots=True)
class House:
    """What the authority is called (the town and its parts), and its departments; may be empty."""

    names: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a matter is about.

    Attributes:
        runs_from: first day of the participation, else of the thing itself.
        runs_until: last day of the same.
        deadline: the last day on which a person can do something.
        people: groups concerned ("Eltern", "Anwohnende").
        audience: for whom it is told, in one word of `people` or "Alle".
        statement_to: where a statement (Stellungnahme) goes: mail, address or portal, if said.
        clues: from which words each of these was concluded.
    """

    pillar: Pillar
    is_recruiting: bool
    is_participation: bool
    is_plan: bool
    department: str
    places: tuple[str, ...]
    dates: tuple[DateFound, ...]
    runs_from: date | None
    runs_until: date | None
    deadline: date | None
    people: tuple[str, ...]
    audience: str
    statement_to: str
    clues: tuple[Clue, ...]
