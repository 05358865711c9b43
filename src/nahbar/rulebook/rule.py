# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a rule is: a frozen record of what must hold and why, and one small pure function that looks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nahbar.channels.capability import Capability, ExactlyOnce, FilmLimit, PictureLimit, TextLimit, TextUnit
from nahbar.rulebook.draft import Context, Draft
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading

EXAMPLE_CHANNEL = Capability(
    key="example",
    name="Beispielkanal",
    icon="channel",
    text=TextLimit(limit=500, unit=TextUnit.CODE_POINTS, link_cost=23, mention_local_only=True),
    pictures=PictureLimit(max_count=4, max_bytes=2_000_000, max_pixels=33_000_000, alt_limit=1500),
    films=FilmLimit(1, 100_000_000, 1920 * 1080, 1500, max_seconds=180.0, captions_bytes=20_000),
    exactly_once=ExactlyOnce.NOTHING,
    connect_fields=(),
    connect_by_redirect=False,
    can_withdraw=True,
    reads_comments=True,
    can_reply=True,
    figures=(),
    tested_on=date(2026, 11, 21),
)
"""An ordinary channel that belongs to no platform; the examples of the rules are meant for it."""


class Moment(StrEnum):
    """When a rule is asked (catalogue: I, E, F, V, K, A)."""

    IDEA = "idea"
    DRAFT = "draft"
    APPROVAL = "approval"
    PUBLICATION = "publication"
    COMMENT = "comment"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule's function saw; the engine makes a Finding of it.

    `weight`, `sentence` and `way_out` are only given where they differ from the rule's own.
    """

    field: str
    start: int
    end: int
    sentence: str = ""
    way_out: str = ""
    weight: Weight | None = None
    mend: str | None = None
    passage: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A draft that passes or fails; it is shown to people and it is the rule's first test."""

    draft: Draft
    context: Context = field(default_factory=Context)
    channel: Capability = EXAMPLE_CHANNEL


def example(text: str) -> tuple[Example, ...]:
    """The usual example: one text, no pictures, no particular authority."""
    return (Example(Draft(text)),)


Look = Callable[[Reading, Capability, Context], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue. All texts are German, as people read them.

    Attributes:
        id: the catalogue's number, never reused.
        must: what has to hold.
        source: on what it rests.
        weight: the usual weight; a hit may weigh more or less by its own graded threshold.
        question: what a person is asked at approval, or "".
        unconfirmed: the source was not seen, only known ([M] in the catalogue); confirm before relying on it.
        language: the one language the rule understands, or "" for all.
    """

    id: str
    title: str
    must: str
    source: str
    weight: Weight
    moments: tuple[Moment, ...]
    sentence: str
    way_out: str
    look: Look
    passing: tuple[Example, ...]
    failing: tuple[Example, ...]
    question: str = ""
    unconfirmed: bool = False
    language: str = ""
    valid_from: date = date(2026, 11, 1)
    version: int = 1
