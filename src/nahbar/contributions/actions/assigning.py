# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trainees are asked to shoot something, and no longer; and the house says by which rules."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import WRITES, demand
from nahbar.contributions import rules
from nahbar.contributions.models import Assignment, Link, StudioRules
from nahbar.contributions.states import Audience
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.letters import cleaned
from nahbar.record import actions as record
from nahbar.record.actions import Actor
from nahbar.topics.plain import tidy

MOST_SHOTS, _SHOT, _WHAT = 20, 200, 1000


class TitleMissing(Complaint):
    sentence = _(
        "The assignment was not given: it has no title, and the title is what stands on the phone first. Please write one."
    )


class DayPast(Complaint):
    sentence = _(
        "The assignment was not given, because its last day is over already. Please choose a day that is still to come."
    )


class NotForTrainees(Complaint):
    sentence = _(
        "The assignment was not given, because the studio is open to links for trainees only. Please choose such a link."
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall be shot. `until`: the last day; None: no end. `subject`: what it is for, with its name."""

    title: str
    what: str = ""
    shots: Sequence[str] = ()
    whom: str = ""
    minutes: int = 30
    until: date | None = None
    subject: uuid.UUID | None = None
    subject_name: str = ""


@transaction.atomic
def assign(link: Link, wish: Wish, *, today: date, by: Person, at: datetime) -> Assignment:
    """Shows the wish in the studio of this link until its last day is over.

    Raises:
        NotAllowed, NotForTrainees, TitleMissing, DayPast: as they say.
    """
    demand(by, link.authority, WRITES)
    if link.audience != Audience.TRAINEES:
        raise NotForTrainees
    title = _line(wish.title, 120)
    if not title:
        raise TitleMissing
    if wish.until and wish.until < today:
        raise DayPast
    made = Assignment.objects.create(
        authority=link.authority,
        link=link,
        title=title,
        what=tidy(wish.what)[:_WHAT],
        shots=lines(wish.shots, most=MOST_SHOTS, longest=_SHOT),
        whom=_line(wish.whom, 120),
        minutes=max(1, min(wish.minutes, 600)),
        until=wish.until,
        subject=wish.subject,
        subject_name=_line(wish.subject_name, 300),
        assigned_at=at,
        assigned_by=by,
    )
    _note("contributions.assign", made, by=by, at=at)
    return made


@transaction.atomic
def close_assignment(one: Assignment, *, by: Person, at: datetime) -> None:
    """Takes the assignment out of the studio; what came for it stays. A second time changes nothing."""
    demand(by, one.authority, WRITES)
    if Assignment.objects.filter(pk=one.pk, closed_at=None).update(closed_at=at):
        _note("contributions.close_assignment", one, by=by, at=at)


@transaction.atomic
def set_rules(authority: Authority, said: Sequence[str], *, by: Person, at: datetime) -> None:
    """The rules of the studio in the house's own words; none of them: ours again."""
    demand(by, authority, WRITES)
    own = lines(said, most=rules.MOST, longest=rules.LONGEST)
    if own == [str(one) for one in rules.RULES]:
        own = []
    before = list(StudioRules.objects.filter(authority=authority).values_list("rules", flat=True))
    if own == (before[0] if before else []):
        return
    if own:
        values = {"rules": own, "changed_at": at, "changed_by": by}
        StudioRules.objects.update_or_create(authority=authority, defaults=values)
    else:
        StudioRules.objects.filter(authority=authority).delete()
    thing = ("authority", authority.pk, authority.name)
    details = {"before": before[0] if before else []}
    record.note("contributions.set_rules", authority=authority.pk, thing=thing, by=by, at=at, details=details)


def lines(said: Sequence[str], *, most: int, longest: int) -> list[str]:
    """What was typed one a line, without blanks and empty lines."""
    return [line for one in said if (line := _line(one, longest))][:most]


def _line(text: str, longest: int) -> str:
    return " ".join(cleaned(text).split())[:longest].rstrip()


def _note(verb: str, one: Assignment, *, by: Actor, at: datetime) -> None:
    thing = ("assignment", one.pk, one.title)
    record.note(verb, authority=one.authority_id, thing=thing, by=by, at=at)
