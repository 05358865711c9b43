# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page shows of topics: worth with its reason, three angles with their minutes, a deadline that is near."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import ngettext

from nahbar.radar.angles import Angle, angles
from nahbar.radar.rank import Score
from nahbar.radar.situation import situation
from nahbar.topics import ranking, reasons, recognised
from nahbar.topics.formats import consent_words
from nahbar.topics.models import Phrasing, Topic
from nahbar.topics.ranking import Desk
from nahbar.topics.states import CHECKED, PhrasingState


@dataclass(frozen=True, slots=True)
class Offer:
    """One angle of a topic. `sentence` is the house's, or a person's where a model's proposal was checked.

    `phrasing`: what a language model made of it, as long as somebody has not discarded it.
    """

    angle: Angle
    sentence: str
    phrasing: Phrasing | None

    @property
    def takes(self) -> str:
        """Its format and the minutes, as they stand behind the sentence on a card."""
        said = ngettext("%(format)s, %(n)s minute", "%(format)s, %(n)s minutes", self.angle.minutes)
        return said % {"format": self.angle.format.name, "n": self.angle.minutes}

    @property
    def consent(self) -> str:
        """Whose yes its format needs, in words."""
        return consent_words(self.angle.format)

    @property
    def is_proposal_open(self) -> bool:
        """Whether a model's proposal waits for a person."""
        return self.phrasing is not None and self.phrasing.state == PhrasingState.PROPOSED


@dataclass(frozen=True, slots=True)
class Card:
    """A topic as it is offered. `reason` is one sentence, `warning` a few words or ""."""

    topic: Topic
    score: Score
    reason: str
    offers: tuple[Offer, ...]
    warning: str


def ranked(at: Desk, topics: Iterable[Topic]) -> list[Card]:
    """The cards of these topics, in their order; one query, however many there are."""
    shown = list(topics)
    phrased = _phrased(shown)
    return [_card(at, topic, phrased) for topic in shown]


def offers(at: Desk, topic: Topic) -> tuple[Offer, ...]:
    """Up to three angles of one topic, the best first; one query."""
    return ranked(at, [topic])[0].offers


def _card(at: Desk, topic: Topic, phrased: dict[tuple[uuid.UUID, str], Phrasing]) -> Card:
    matter, recognition = recognised.matter(topic, at.zone), recognised.recognition(topic)
    now = situation(matter, recognition, today=at.today)
    score = ranking.score(at, topic)
    return Card(
        topic=topic,
        score=score,
        reason=reasons.sentence(score, now.pillar, has_deadline=now.has_deadline),
        offers=tuple(
            _offer(angle, phrased.get((topic.pk, angle.format.key)))
            for angle in angles(matter, recognition, today=at.today, formats=at.formats)
        ),
        warning=reasons.warning(now.days_left, has_deadline=now.has_deadline),
    )


def _offer(angle: Angle, phrasing: Phrasing | None) -> Offer:
    if phrasing is not None and phrasing.state in CHECKED:
        return Offer(replace(angle, sentence=phrasing.sentence), phrasing.sentence, phrasing)
    return Offer(angle, angle.sentence, phrasing)


def _phrased(topics: list[Topic]) -> dict[tuple[uuid.UUID, str], Phrasing]:
    rows = Phrasing.objects.filter(topic__in=[topic.pk for topic in topics])
    return {(row.topic_id, row.format_key): row for row in rows.exclude(state=PhrasingState.DISCARDED)}
