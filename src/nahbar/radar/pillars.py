# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which pillar a matter belongs to, and whether it is about recruiting, participation or a plan."""

from dataclasses import dataclass

from nahbar.radar.evidence import Evidence, Pages, weigh
from nahbar.radar.matter import Clue, Kind, Matter, Pillar
from nahbar.radar.words import WordList, weighted

RECRUITING = weighted("recruiting")
PARTICIPATION = weighted("participation")
PLAN = weighted("plan")
CRISIS = weighted("crisis")
IMAGE = weighted("image")
SERVICE = weighted("service")
MEETING = WordList(
    [
        (1.0, words)
        for words in (
            "tagt",
            "tagen",
            "kommt zusammen",
            "kommen zusammen",
            "*sitzung",
            "sitzung",
            "sitzung des",
            "tritt zusammen",
            "trifft sich",
            "treffen sich",
            "tagesordnung",
            "*sitzungen",
        )
    ]
)

ENOUGH = 4.0
"""The score from which a matter is about something: one strong word in the headline."""
_ENOUGH_FOR_CRISIS = 5.0
_PAPERS_ARE_NO_ALARM = 0.35
_PAPERS_ARE_NO_STAGE = 0.4
_MEETINGS_TELL_LITTLE = 0.25
_INVITED = 2.2
"""So much less is needed where a date says until when people can have their say."""
_PLANS_ASK = 1.5
"""So much less is needed for plans: the law asks the public in each of their procedures."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the words speak for."""

    pillar: Pillar
    is_recruiting: bool
    is_participation: bool
    is_plan: bool
    clues: tuple[Clue, ...]


def judge(matter: Matter, pages: Pages, *, invites: bool = False, opens: bool = False) -> Judgement:
    """The pillar and the three questions, with the words they rest on.

    `invites`: whether the dates say from when or until when people can have their say; `opens`: or see papers.
    """
    recruiting, participation = weigh(RECRUITING, pages), weigh(PARTICIPATION, pages)
    plan = weigh(PLAN, pages)
    damp = _MEETINGS_TELL_LITTLE if _is_meeting(pages) else 1.0
    is_recruiting = matter.kind is Kind.JOB or _score(recruiting, damp) >= ENOUGH
    is_plan = matter.kind is Kind.PROCEDURE or _score(plan, damp) >= ENOUGH
    enough = ENOUGH
    if damp == 1.0:
        enough -= (_INVITED if invites else 0.0) + (_PLANS_ASK if is_plan else 0.0)
    is_participation = matter.kind is Kind.PROCEDURE or _score(participation, damp) >= enough
    is_participation = is_participation or (is_plan and opens and damp == 1.0 and participation.score >= 0)
    pillar, found = _pillar(
        matter, pages, (is_recruiting, recruiting), (is_participation, participation), (is_plan, plan)
    )
    clues = found.clues("pillar", pillar, pages) if found else []
    if not clues:
        clues = [Clue("pillar", pillar, matter.kind, "source", 0, 0)]
    for field, is_so, evidence in (
        ("is_recruiting", is_recruiting, recruiting),
        ("is_participation", is_participation, participation),
        ("is_plan", is_plan, plan),
    ):
        clues += evidence.clues(field, "yes", pages) if is_so else []
    return Judgement(pillar, is_recruiting, is_participation, is_plan, tuple(clues))


def _is_meeting(pages: Pages) -> bool:
    """Whether the headline announces a meeting: its agenda names many things it is not about."""
    return bool(MEETING.hits(pages.title_words))


def _score(evidence: Evidence, damp: float) -> float:
    return evidence.title + (evidence.score - evidence.title) * damp


def _pillar(
    matter: Matter,
    pages: Pages,
    recruiting: tuple[bool, Evidence],
    participation: tuple[bool, Evidence],
    plan: tuple[bool, Evidence],
) -> tuple[Pillar, Evidence | None]:
    is_paper = matter.kind is Kind.PAPER
    crisis = weigh(CRISIS, pages)
    alarm = crisis.score * (_PAPERS_ARE_NO_ALARM if is_paper else 1.0)
    if matter.kind is Kind.JOB:
        return Pillar.RECRUITING, recruiting[1]
    wanted = recruiting[1].score if recruiting[0] else 0.0
    asked = max(participation[1].score if participation[0] else 0.0, plan[1].score if plan[0] else 0.0)
    if alarm >= _ENOUGH_FOR_CRISIS and alarm > max(wanted, asked):
        return Pillar.CRISIS, crisis
    if participation[0] or plan[0] or recruiting[0]:
        if wanted > asked:
            return Pillar.RECRUITING, recruiting[1]
        return Pillar.PARTICIPATION, participation[1] if participation[0] else plan[1]
    image, service = weigh(IMAGE, pages), weigh(SERVICE, pages)
    stage = image.score * (_PAPERS_ARE_NO_STAGE if is_paper else 1.0)
    help_ = service.score + (2.0 if matter.kind in {Kind.PAPER, Kind.NOTICE} else 0.0)
    if stage > help_:
        return Pillar.IMAGE, image
    return Pillar.SERVICE, service
