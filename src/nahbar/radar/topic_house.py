# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The topic house of an authority (Themenhaus): what it tells, to whom, in which mix, and what it does not tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nahbar.radar.lookup import Words
from nahbar.radar.matter import Pillar

MOST_SENTENCES = 20
LONGEST_SENTENCE = 200
MOST_WORDS = 12
LONGEST_WORD = 60
_SHORTEST_WORD = 3


class Criterion(StrEnum):
    """By what a request is scored; how much each weighs is the house's to say."""

    BENEFIT = "benefit"
    AUDIENCE = "audience"
    PILLAR = "pillar"
    TIME = "time"
    STORY = "story"
    CHANNEL = "channel"
    EFFORT = "effort"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the house.

    `words`: by whose beginnings a matter is recognised as one it speaks of, in small letters; none: it stands in the
    answers only.
    """

    text: str
    words: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """As it is written down: the sentence, a colon, the words."""
        return f"{self.text}: {', '.join(self.words)}" if self.words else self.text

    @property
    def is_lifted_by_benefit(self) -> bool:
        """Whether it says "ohne …" (ohne Nutzen): then it is silent where there is a benefit."""
        return " ohne " in f" {self.text.lower()} "

    def found(self, words: Words) -> str:
        """The word that it speaks of, as it stands in the matter; "" for none."""
        return words.first(self.words)


def sentences(lines: Iterable[str]) -> tuple[Sentence, ...]:
    """The sentences as people write them, one a line; what is beyond all houses is cut."""
    read = (_sentence(line) for line in lines if line.strip())
    return tuple(one for one in read if one.text)[:MOST_SENTENCES]


def _sentence(line: str) -> Sentence:
    text, _colon, named = " ".join(line.split()).partition(":")
    words = (word.strip().lower()[:LONGEST_WORD].strip() for word in named.split(","))
    kept = tuple(dict.fromkeys(word for word in words if len(word) >= _SHORTEST_WORD))
    return Sentence(text.strip()[:LONGEST_SENTENCE].strip(), kept[:MOST_WORDS])


OURS = sentences(
    (
        "Wir sagen zuerst, was die Menschen davon haben.",
        "Wir zeigen, wer hier arbeitet: azubi, auszubildende, ausbildungsplätze, ein tag im, blick hinter",
        "Wir laden zum Mitreden ein, bevor entschieden ist: umfrage, beteiligung, bürgerdialog, informationsabend",
    )
)
NOT_OURS = sentences(
    (
        "Keine Grußworte und keine Spatenstiche ohne Nutzen für die Menschen: grußwort, spatenstich, richtfest, grundsteinlegung",
        "Keine Scheckübergaben und keine Gruppenbilder vor dem Rathaus: scheck, scheckübergabe, gruppenbild, gruppenfoto",
        (
            "Keine Ehrungen, Besuche und Amtswechsel ohne Nutzen für die Menschen: ehrung, laudatio, dankurkunde, verdienstkreuz, bundesverdienstkreuz, "
            "delegation, feierstunde, gratulierte"
        ),
    )
)
SHARES: Mapping[Pillar, int] = {
    Pillar.SERVICE: 40,
    Pillar.RECRUITING: 20,
    Pillar.PARTICIPATION: 20,
    Pillar.IMAGE: 20,
}
"""Goal shares of the pillars in per cent; a danger needs none."""
WEIGHTS: Mapping[Criterion, int] = {
    Criterion.BENEFIT: 35,
    Criterion.AUDIENCE: 15,
    Criterion.PILLAR: 10,
    Criterion.TIME: 15,
    Criterion.STORY: 10,
    Criterion.CHANNEL: 10,
    Criterion.EFFORT: 5,
}


@dataclass(frozen=True, slots=True)
class TopicHouse:
    """What requests are scored against.

    Attributes:
        shares: goal share of each pillar in per cent.
        audiences: groups the house wants to reach above all ("Familien").
        ours: what it tells; not_ours: what it does not tell.
        weights: how much each criterion weighs, whatever their sum.
        take_from: points from which a text that is ready may go out as it is.
        decline_below: points below which it is not for social media.
        minutes: of work a week for stories.
        repeat_days: for so long the same matter is not told again.
        election_on: the next election; within `QUIET_DAYS` before it heads of the house are not put in front.
        as_of: since when it stands so; None: as Nahbar brings it.
    """

    shares: Mapping[Pillar, int] = field(default_factory=lambda: SHARES)
    audiences: tuple[str, ...] = ()
    ours: tuple[Sentence, ...] = OURS
    not_ours: tuple[Sentence, ...] = NOT_OURS
    weights: Mapping[Criterion, int] = field(default_factory=lambda: WEIGHTS)
    take_from: int = 62
    decline_below: int = 40
    minutes: int = 270
    repeat_days: int = 21
    election_on: date | None = None
    as_of: date | None = None


QUIET_DAYS = 90
"""The time before an election in which restraint is common practice; the courts name no fixed number of days."""
