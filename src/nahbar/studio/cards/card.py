# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a card is: a template's words, a size, and the authority's design."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Template(StrEnum):
    """What a card shows."""

    QUOTE = "quote"
    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    CALL = "call"
    JOB = "job"
    STEP = "step"


class Ground(StrEnum):
    """On what the words stand where no photo lies below them."""

    COLOUR = "colour"
    LIGHT = "light"
    DARK = "dark"


class Size(StrEnum):
    """The four shapes channels show whole."""

    SQUARE = "1:1"
    PORTRAIT = "4:5"
    STORY = "9:16"
    WIDE = "1.91:1"


PIXELS = {
    Size.SQUARE: (1080, 1080),
    Size.PORTRAIT: (1080, 1350),
    Size.STORY: (1080, 1920),
    Size.WIDE: (1200, 628),
}
# Full-screen players lay their own buttons over the upper and lower part of the tall shape.
KEPT_FREE = {Size.STORY: (166, 256)}


@dataclass(frozen=True, slots=True)
class Field:
    """One text of a template. `lines`: how many line breaks are kept; more become blanks."""

    key: str
    limit: int
    required: bool = False
    lines: int = 1


KICKER = Field("kicker", 40)
LINK = Field("link", 60)
FIELDS: dict[Template, tuple[Field, ...]] = {
    Template.QUOTE: (
        Field("quote", 280, required=True),
        Field("person", 60, required=True),
        Field("role", 90),
    ),
    Template.NUMBER: (
        Field("number", 14, required=True),
        Field("counted", 60, required=True),
        Field("text", 200),
        Field("source", 80),
    ),
    Template.DATE: (
        Field("title", 90, required=True),
        Field("when", 60, required=True),
        Field("place", 90),
        Field("text", 160),
    ),
    Template.PLACE: (
        Field("title", 80, required=True),
        Field("address", 90, required=True),
        Field("text", 160),
    ),
    Template.CALL: (Field("title", 90, required=True), Field("text", 220), Field("action", 60)),
    Template.JOB: (Field("title", 90, required=True), Field("facts", 200, lines=4), Field("until", 60)),
    Template.STEP: (Field("title", 80, required=True), Field("text", 220)),
}
SHARED = (KICKER, LINK)
MAX_PARTS = 10


@dataclass(frozen=True, slots=True)
class Design:
    """The authority's own: its name, its colour as #rrggbb, its logo as PNG or nothing."""

    name: str
    colour: str
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Card:
    """One picture to be made.

    Attributes:
        words: texts by the keys of the template's fields, and kicker and link.
        picture: a photo under the words; on a place card the map beside them.
        credit: who made the picture; shown beside a map, told in the alternative text otherwise.
        picture_alt: what can be seen on it.
        number, total: which part of a carousel this is; 1 of 1 for a single picture.

    """

    template: Template
    size: Size
    words: Mapping[str, str]
    design: Design
    ground: Ground = Ground.COLOUR
    picture: bytes = field(default=b"", repr=False)
    credit: str = ""
    picture_alt: str = ""
    number: int = 1
    total: int = 1


def fields_of(template: Template) -> tuple[Field, ...]:
    """All texts a template takes, in the order in which a person fills them in."""
    return (*FIELDS[template], *SHARED)
