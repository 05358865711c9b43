# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Story formats: proven patterns with their length, effort, people and goal. The catalogue lies in `formats.toml`."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from nahbar.radar.matter import Kind, Pillar


class Consent(StrEnum):
    """Whose yes is needed before it goes out."""

    NONE = "none"
    SIGNED = "signed"
    PARENTS = "parents"
    """Signed, for minors by their parents too."""
    CHECK = "check"


class Tone(StrEnum):
    """Where a format may be used.

    FACTUAL also for formal participation, LIGHT never there. CRISIS formats are the only ones offered in a crisis.
    """

    FACTUAL = "factual"
    LIGHT = "light"
    CRISIS = "crisis"


class Need(StrEnum):
    """What must be true of a matter before a format is offered."""

    PLAN = "plan"
    PARTICIPATION = "participation"
    DEADLINE = "deadline"
    EVENT = "event"
    OVER = "over"
    """The deadline or event has passed."""
    JOB = "job"
    PLACE = "place"
    PEOPLE = "people"
    COMMENT = "comment"
    WORDS = "words"
    """One of the format's words stands in title or text."""


@dataclass(frozen=True, slots=True)
class Format:
    """One story format. Texts are German: they are content, as the rules are.

    Attributes:
        key: its name in addresses and data; never changes.
        others: minutes other people of the house give to it.
        check: what somebody must check before it goes out; "" for nothing special.
        pillars: what it is good for, the most fitting first.
        after: whether it can be told when the last day is over.
        words: beginnings of words (small letters) that speak for it.
        angles: sentences with places ({subject}, {deadline}, {place}, {people}); the first that can be filled is used.
        shots: how the list of shots begins.
    """

    key: str
    name: str
    what: str
    channels: tuple[str, ...]
    length: str
    minutes: int
    others: int
    people: str
    consent: Consent
    check: str
    pillars: tuple[Pillar, ...]
    tone: Tone
    after: bool = False
    pictures: int = 0
    seconds: int = 0
    needs: frozenset[Need] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    words: tuple[str, ...] = ()
    angles: tuple[str, ...] = ()
    shots: tuple[str, ...] = ()


@cache
def catalogue() -> tuple[Format, ...]:
    """The formats of the house, in the order of the catalogue."""
    text = files("nahbar.radar").joinpath("formats.toml").read_text(encoding="utf-8")
    return tuple(_format(entry) for entry in tomllib.loads(text)["format"])


def _format(entry: dict[str, Any]) -> Format:
    return Format(
        key=entry["key"],
        name=entry["name"],
        what=entry["what"],
        channels=tuple(entry["channels"]),
        length=entry["length"],
        minutes=entry["minutes"],
        others=entry["others"],
        people=entry["people"],
        consent=Consent(entry["consent"]),
        check=entry.get("check", ""),
        pillars=tuple(Pillar(pillar) for pillar in entry["pillars"]),
        tone=Tone(entry["tone"]),
        after=entry.get("after", False),
        pictures=entry.get("pictures", 0),
        seconds=entry.get("seconds", 0),
        needs=frozenset(Need(need) for need in entry.get("needs", ())),
        kinds=frozenset(Kind(kind) for kind in entry.get("kinds", ())),
        words=tuple(entry.get("words", ())),
        angles=tuple(entry["angles"]),
        shots=tuple(entry["shots"]),
    )
