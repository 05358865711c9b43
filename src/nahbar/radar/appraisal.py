# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A department's request scored against the topic house: 0 to 100 points, each with the words it rests on.

The verdict is a proposal; a person decides. Weights and sentences are the house's own (`topic_house.TopicHouse`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from nahbar.radar import criteria
from nahbar.radar.angles import Angle
from nahbar.radar.criteria import Share, View
from nahbar.radar.evidence import Pages
from nahbar.radar.lookup import read
from nahbar.radar.matter import Matter, Pillar, Recognition
from nahbar.radar.objections import Mark, Place, marks, place
from nahbar.radar.signs import signs
from nahbar.radar.situation import situation
from nahbar.radar.topic_house import Criterion, TopicHouse

SUDDEN_DAYS = 3
"""A danger has no deadline further away than this."""
READ = 6_000
"""How much of the text is read: what it is for stands at its beginning."""


class Verdict(StrEnum):
    """What the house answers."""

    AS_IS = "as_is"
    PROPOSAL = "proposal"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Lately:
    """What went out lately.

    Attributes:
        posts: how many of each pillar in the last four weeks.
        days_since: since the same matter went out; None: it did not.
        same: what it was called then.
    """

    posts: Mapping[Pillar, int] = field(default_factory=dict)
    days_since: int | None = None
    same: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion gives: `points` of `most`, the sentence that says why, and the words it rests on."""

    criterion: Criterion
    points: int
    most: int
    sentence: str
    words: tuple[str, ...] = ()

    @property
    def speaks_for(self) -> bool:
        """Whether it gives more than half of what it can."""
        return self.points * 2 > self.most


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The score and what it is made of. `place`: where it belongs when it is not for social media."""

    points: int
    verdict: Verdict
    place: Place
    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]


def calmed(matter: Matter, recognition: Recognition, *, today: date) -> Recognition:
    """The reading without a danger that has weeks of time: who looks for helpers in a flood speaks of one, but is none."""
    days = situation(matter, recognition, today=today).days_left
    if recognition.pillar is not Pillar.CRISIS or days is None or days <= SUDDEN_DAYS:
        return recognition
    others = (
        (recognition.is_participation, Pillar.PARTICIPATION),
        (recognition.is_recruiting, Pillar.RECRUITING),
    )
    pillar = next((pillar for is_it, pillar in others if is_it), Pillar.SERVICE)
    return replace(recognition, pillar=pillar)


def appraise(
    matter: Matter,
    recognition: Recognition,
    house: TopicHouse,
    *,
    angles: Sequence[Angle],
    lately: Lately,
    today: date,
) -> Appraisal:
    """The score of a request; the same for the same arguments. `recognition` as `calmed` gives it."""
    cut = replace(matter, text=matter.text[:READ])
    pages = Pages(cut)
    view = View(
        matter=cut,
        recognition=recognition,
        now=situation(cut, recognition, today=today),
        signs=signs(pages),
        words=read(f"{cut.title} {cut.text}"),
        house=house,
        angles=tuple(angles),
        posts=lately.posts,
        today=today,
    )
    shares = criteria.shares(view)
    parts = _weighted(shares, house)
    found = marks(view, lately.days_since, lately.same, benefit=shares[Criterion.BENEFIT].share)
    points = max(0, min(100, sum(part.points for part in parts) + sum(one.points for one in found)))
    return Appraisal(points, _verdict(view, points, found), place(view), parts, found)


def _weighted(shares: Mapping[Criterion, Share], house: TopicHouse) -> tuple[Part, ...]:
    """The shares as points of 100, whatever the sum of the weights."""
    total = sum(max(house.weights.get(one, 0), 0) for one in Criterion)
    parts = []
    for one in Criterion:
        most = 100 * max(house.weights.get(one, 0), 0) / total if total else 100 / len(Criterion)
        said = shares[one]
        parts.append(Part(one, round(most * said.share), round(most), said.sentence, said.words))
    return tuple(part for part in parts if part.most)


def _verdict(view: View, points: int, found: Sequence[Mark]) -> Verdict:
    if view.now.pillar is Pillar.CRISIS and not view.now.is_over:
        return Verdict.AS_IS
    if any(one.is_final for one in found) or points < view.house.decline_below:
        return Verdict.ELSEWHERE
    is_clean = all(one.points >= 0 for one in found)
    if points >= view.house.take_from and is_clean and criteria.is_ready(view):
        return Verdict.AS_IS
    return Verdict.PROPOSAL
