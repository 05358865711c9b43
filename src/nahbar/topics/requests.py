# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A department's request read, scored and answered by the house; nothing here writes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from nahbar.authority.models import Authority
from nahbar.radar import topic_house as pure
from nahbar.radar.angles import Angle, angles
from nahbar.radar.answer import Occasion, compose
from nahbar.radar.appraisal import Appraisal, Part, Verdict, appraise, calmed
from nahbar.radar.matter import Matter, Recognition
from nahbar.radar.objections import Mark, Place, Why
from nahbar.radar.proposals import answer_until, last_useful, needs, proposals
from nahbar.radar.topic_house import Criterion
from nahbar.rulebook import check as rulebook
from nahbar.rulebook.draft import Context
from nahbar.rulebook.finding import Finding
from nahbar.topics import recognised
from nahbar.topics.lately import Out, lately
from nahbar.topics.models import Topic
from nahbar.topics.ranking import Desk


@dataclass(frozen=True, slots=True)
class Decided:
    """What is answered to whom."""

    verdict: Verdict
    place: Place
    department: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it is drafted: what is proposed, until when, and the text."""

    proposed: tuple[Angle, ...]
    until: date
    text: str


def appraised(desk: Desk, house: pure.TopicHouse, topic: Topic, out: Sequence[Out]) -> Appraisal:
    """The topic scored against the topic house; a pasted text comes as a topic that is not saved."""
    matter, recognition = _read(desk, topic)
    offered = angles(matter, recognition, today=desk.today, formats=desk.formats)
    return appraise(
        matter, recognition, house, angles=offered, lately=lately(desk, topic, out), today=desk.today
    )


def answered(
    desk: Desk, house: pure.TopicHouse, topic: Topic, found: Appraisal, *, decided: Decided
) -> Answered:
    """The answer for what was decided, written from the templates."""
    matter, recognition = _read(desk, topic)
    proposed = proposals(matter, recognition, decided.verdict, formats=desk.formats, today=desk.today)
    last = last_useful(matter, recognition, today=desk.today)
    until = answer_until(desk.today, last, proposed[0].minutes)
    occasion = Occasion(
        decided.department, desk.authority.name, decided.verdict, decided.place, until, desk.today
    )
    return Answered(proposed, until, compose(matter, found, proposed, house, occasion))


def points_to_people(authority: Authority, text: str) -> tuple[Finding, ...]:
    """What the rules know to point to a person in a received text; it costs no points, but must not be posted."""
    contacts = tuple(line.strip() for line in authority.own_contacts.splitlines() if line.strip())
    return rulebook.personal_data(text, Context(own_contacts=contacts))


def reasons_of(found: Appraisal) -> dict[str, Any]:
    """The score as JSON can hold it."""
    return {"parts": [asdict(one) for one in found.parts], "marks": [asdict(one) for one in found.marks]}


def appraisal_of(points: int, verdict: str, place: str, reasons: Mapping[str, Any]) -> Appraisal:
    """The score as it was stored."""
    parts = (
        Part(**one | {"criterion": Criterion(one["criterion"]), "words": tuple(one["words"])})
        for one in reasons.get("parts", ())
    )
    marks = (
        Mark(**one | {"why": Why(one["why"]), "words": tuple(one["words"])})
        for one in reasons.get("marks", ())
    )
    return Appraisal(points, Verdict(verdict), Place(place), tuple(parts), tuple(marks))


def proposal_of(proposed: Sequence[Angle]) -> dict[str, Any]:
    """The first proposal as JSON can hold it."""
    best = proposed[0]
    return {
        "format": best.format.key,
        "name": best.format.name,
        "angle": best.sentence,
        "minutes": best.minutes,
        "needs": list(needs(best.format)),
    }


def _read(desk: Desk, topic: Topic) -> tuple[Matter, Recognition]:
    matter = recognised.matter(topic, desk.zone)
    return matter, calmed(matter, recognised.recognition(topic), today=desk.today)
