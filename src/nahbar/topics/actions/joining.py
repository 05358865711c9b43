# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Topics that are the same matter are joined under the one that tells most; a person can part them again."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.permissions import CONTRIBUTES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.radar.matter import Kind
from nahbar.record import actions as record
from nahbar.record.actions import Actor
from nahbar.topics.models import Topic
from nahbar.topics.states import DECIDED, TopicState

# Who stands for a matter: what is written for citizens before what is written for the council.
_TELLING = {
    Kind.NEWS: 0,
    Kind.CONTRIBUTION: 0,
    Kind.COMMENT: 1,
    Kind.EVENT: 1,
    Kind.JOB: 1,
    Kind.NOTICE: 2,
    Kind.PROCEDURE: 2,
    Kind.PAPER: 3,
    Kind.DAY: 4,
}


class SameTopic(Complaint):
    sentence = _(
        "The topics stay as they are: this is one and the same. Please choose another topic from the list."
    )


class BothTold(Complaint):
    sentence = _(
        "The topics stay as they are: a story has already been made of each, and neither may vanish behind the other. "
        "Please go on with the stories."
    )


@transaction.atomic
def join(topic: Topic, other: Topic, *, by: Actor, at: datetime) -> Topic:
    """Says that both are the same matter; the topic that stands for it from now on, usually `other`.

    Raises:
        SameTopic: both are one.
        BothTold: stories were made of both.
    """
    demand(by, topic.authority, CONTRIBUTES)
    demand(by, other.authority, CONTRIBUTES)
    first, second = _leads(topic, other)
    if first.pk == second.pk or first.authority_id != second.authority_id:
        raise SameTopic
    lead, part = (first, second) if first.state == TopicState.TOLD else (second, first)
    if part.state == TopicState.TOLD:
        raise BothTold
    _put_under(part, lead, {}, by=by, at=at)
    Topic.objects.filter(pk=topic.pk).update(is_apart=False)
    return lead


@transaction.atomic
def part(topic: Topic, *, by: Actor, at: datetime) -> None:
    """Says that it is a matter of its own; it is not joined by itself again."""
    demand(by, topic.authority, CONTRIBUTES)
    row = Topic.objects.select_for_update().get(pk=topic.pk)
    lead = row.part_of
    if lead is not None:
        row.part_of, row.part_why, row.is_apart = None, {}, True
        row.save(update_fields=["part_of", "part_why", "is_apart"])
        merge(lead)
        merge(row)
        _note("topics.part", row, lead, by=by, at=at)
    topic.part_of, topic.part_why, topic.is_apart = row.part_of, row.part_why, row.is_apart


@transaction.atomic
def join_alike(topic: Topic, other: Topic, why: Mapping[str, Any], *, by: Actor, at: datetime) -> bool:
    """Joins two that the radar takes for the same, unless a person said or decided otherwise; whether it did."""
    first, second = _leads(topic, other)
    is_free = not (first.is_apart or second.is_apart or first.pk == second.pk)
    if not is_free or {first.state, second.state} <= DECIDED:
        return False
    lead, follower = sorted((first, second), key=_stands_for)
    _put_under(follower, lead, why, by=by, at=at)
    return True


def _leads(topic: Topic, other: Topic) -> tuple[Topic, Topic]:
    """The topics that stand for these two, as they are now, locked."""
    pks = [topic.pk, other.pk]
    now = dict(Topic.objects.filter(pk__in=pks).values_list("pk", "part_of"))
    leads = [now[pk] or pk for pk in pks]
    rows = Topic.objects.select_for_update(of=("self",)).select_related("authority").order_by("pk")
    found = rows.in_bulk(list(set(leads)))
    return found[leads[0]], found[leads[1]]


def _stands_for(topic: Topic) -> tuple[Any, ...]:
    """What a person decided on stays in front; then what is new, and tells most to citizens, and came first."""
    is_fresh = topic.state == TopicState.NOTICED
    return topic.state not in DECIDED, not is_fresh, _TELLING[Kind(topic.kind)], topic.noticed_at, topic.pk


def _put_under(follower: Topic, lead: Topic, why: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    Topic.objects.filter(part_of=follower).update(part_of=lead)
    follower.part_of, follower.part_why = lead, dict(why)
    follower.save(update_fields=["part_of", "part_why"])
    merge(lead)
    _note("topics.join", follower, lead, by=by, at=at)


def merge(lead: Topic) -> None:
    """The dates of a matter are those of the first of its sources that names any; in the caller's transaction."""
    parts = sorted(Topic.objects.filter(part_of=lead), key=_stands_for)
    read = [one.recognition for one in (lead, *parts) if one.recognition]
    deadline = _first(read, "deadline")
    runs_from, runs_until = next(
        (
            (_day(one["runs_from"]), _day(one["runs_until"]))
            for one in read
            if one["runs_from"] or one["runs_until"]
        ),
        (None, None),
    )
    lead.deadline, lead.runs_from, lead.runs_until = deadline, runs_from, runs_until
    lead.expires_on = _last_day(lead, parts)
    lead.save(update_fields=["deadline", "runs_from", "runs_until", "expires_on"])


def _first(read: Iterable[Mapping[str, Any]], name: str) -> date | None:
    return next((_day(one[name]) for one in read if one[name]), None)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _last_day(lead: Topic, parts: Iterable[Topic]) -> date | None:
    """The last day any of the sources names; where none names one, the last on which one of them is news."""
    zone = ZoneInfo(lead.authority.time_zone)
    every = (lead, *parts)
    named = [_day(one.recognition.get(name)) for one in every for name in ("deadline", "runs_until")]
    moments = [one.ends_at or one.begins_at for one in every]
    named += [moment.astimezone(zone).date() for moment in moments if moment]
    known = [day for day in named if day]
    if known:
        return max(known)
    ends = [one.expires_on for one in every]
    return max((day for day in ends if day), default=None) if all(ends) else None


def _note(verb: str, topic: Topic, lead: Topic, *, by: Actor, at: datetime) -> None:
    thing = ("topic", topic.pk, topic.title)
    details = {"to": str(lead.pk), "title": lead.title[:200]}
    record.note(verb, authority=topic.authority_id, thing=thing, by=by, at=at, details=details)
