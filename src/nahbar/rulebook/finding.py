# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a rule found: where, how heavy, why, and the way out."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much a finding weighs.

    STOP holds the text back until it is changed or a named person overrules it with a reason,
    WARN wants a look, HINT is an offer.
    """

    STOP = "stop"
    WARN = "warn"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """0 for the heaviest."""
        return list(Weight).index(self)


@dataclass(frozen=True, slots=True)
class Place:
    """Where: `field` is "text", "pictures" or "alt:0" (the first picture's alternative text); code points, end excluded."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One known breach of one rule.

    Attributes:
        rule: the rule's id, e.g. "BF-ALT-01".
        passage: what stands at the place; a name ("Bild 1") where nothing stands there.
        sentence: what is wrong, in plain German.
        source: on what the rule rests.
        way_out: what the person can do.
        mend: what may replace the passage with one click, or None.
    """

    rule: str
    weight: Weight
    place: Place
    passage: str
    sentence: str
    source: str
    way_out: str
    mend: str | None = None


def mended(text: str, finding: Finding) -> str:
    """The text (or alternative text) the finding's place points into, with its replacement; unchanged without one."""
    if finding.mend is None:
        return text
    return text[: finding.place.start] + finding.mend + text[finding.place.end :]
