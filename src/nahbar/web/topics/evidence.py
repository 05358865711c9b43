# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the radar concluded, said so that a person can check it: each conclusion with the words it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahbar.radar.matter import Clue, DateKind, Kind, Recognition
from nahbar.topics.models import Topic
from nahbar.topics.states import KINDS

# In the order in which an editor asks.
FIELDS: dict[str, Promise] = {
    "pillar": _("Pillar"),
    "department": _("Department"),
    "places": _("Place"),
    "people": _("Whom it concerns"),
    "statement_to": _("Statements go to"),
}
WHEN: dict[DateKind, Promise] = {
    DateKind.DEADLINE: _("deadline"),
    DateKind.BEGIN: _("begins"),
    DateKind.EVENT: _("takes place"),
    DateKind.MEETING: _("meeting"),
}
MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One line: what, and from which words; `is_assigned`: a person said so."""

    name: Promise
    value: str
    words: tuple[str, ...]
    is_assigned: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with what happens then, and the words that say so."""

    kind: Promise
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the source text; `why` names what was concluded from it, "" for plain text."""

    text: str
    why: str = ""


def conclusions(topic: Topic, found: Recognition) -> list[Conclusion]:
    """What was concluded, line by line; without what was not found."""
    values = {
        "pillar": topic.pillar_name,
        "department": topic.department,
        "places": topic.place,
        "people": ", ".join(found.people),
        "statement_to": found.statement_to,
    }
    return [
        Conclusion(name, values[field], _words(found, field), field in topic.assigned)
        for field, name in FIELDS.items()
        if values[field]
    ]


def dates(found: Recognition) -> list[Dated]:
    """The dates in their order, each once."""
    once = {(one.kind, one.on): one for one in reversed(found.dates)}
    return [Dated(WHEN[one.kind], one.on, one.words) for one in sorted(once.values(), key=lambda one: one.on)]


def marked(topic: Topic, found: Recognition | None) -> Iterator[Stretch]:
    """The source text, with the words marked that something was concluded from."""
    end = 0
    for start, stop, why in sorted(_marks(found)) if found else ():
        if end <= start < stop <= len(topic.text):
            if start > end:
                yield Stretch(topic.text[end:start])
            yield Stretch(topic.text[start:stop], why)
            end = stop
    if topic.text[end:]:
        yield Stretch(topic.text[end:])


def _marks(found: Recognition) -> Iterator[tuple[int, int, str]]:
    for one in found.dates:
        if one.where == "text":
            yield one.start, one.end, str(WHEN[one.kind])
    for clue in found.clues:
        if clue.where == "text" and clue.field in FIELDS:
            yield clue.start, clue.end, str(FIELDS[clue.field])


def _words(found: Recognition, field: str) -> tuple[str, ...]:
    words = (_said(clue) for clue in found.clues if clue.field == field and clue.words)
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def _said(clue: Clue) -> str:
    """The words of the clue; where only the kind of thing spoke, what people call it."""
    is_kind = clue.where == "source" and clue.words in KINDS
    return str(KINDS[Kind(clue.words)]) if is_kind else clue.words
