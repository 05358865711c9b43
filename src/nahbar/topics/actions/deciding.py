# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person decides what becomes of a topic."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Authority
from nahbar.authority.permissions import CONTRIBUTES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.letters import cleaned
from nahbar.radar.matter import Kind
from nahbar.record import actions as record
from nahbar.record.actions import Actor
from nahbar.topics import queries
from nahbar.topics.actions.recognising import index, reading
from nahbar.topics.address import web_address
from nahbar.topics.item import MAX_TEXT, MAX_TITLE
from nahbar.topics.models import Topic
from nahbar.topics.plain import tidy
from nahbar.topics.states import NEXT, PILLARS, TopicState


class TitleMissing(Complaint):
    sentence = _(
        "The topic was not noted: it has no headline, and without one nobody finds it again. "
        "Please write a few words."
    )


class StepNotPossible(Complaint):
    sentence = _(
        "The topic stays as it is: a story has already been made of it. "
        "Please go on with the story, or note a new topic."
    )


class PillarUnknown(Complaint):
    sentence = _("The topic stays as it is: there is no such pillar. Please choose one from the list.")


def notice(
    authority: Authority, *, title: str, text: str = "", link: str = "", by: Actor, at: datetime
) -> Topic:
    """Notes somebody's own idea as a new topic.

    Raises:
        TitleMissing: without a headline.
        AddressOdd: if the link is no web address.
    """
    return _notice(authority, title=title, text=text, link=link, by=by, at=at)


@transaction.atomic
def _notice(
    authority: Authority, *, title: str, text: str, link: str, by: Actor, at: datetime, **said: str
) -> Topic:
    demand(by, authority, CONTRIBUTES)
    topic = read_idea(authority, title=title, text=text, link=link, at=at, **said)
    file(topic, by=by, at=at)
    return topic


def notice_comment(
    authority: Authority, comment: str, *, title: str, text: str, link: str = "", by: Actor, at: datetime
) -> Topic:
    """Makes what somebody wrote to us a topic, once: a second time it is the same topic.

    `comment` is the inquiry's id.

    Raises:
        TitleMissing: without a headline.
        AddressOdd: if the link is no web address.
    """
    demand(by, authority, CONTRIBUTES)
    if made := queries.of_comment(authority, comment):
        return made
    try:
        return _notice(
            authority,
            title=title,
            text=text,
            link=link,
            by=by,
            at=at,
            kind=Kind.COMMENT,
            item_key=queries.comment_key(comment),
        )
    except IntegrityError:
        # A colleague pressed the same button at the same moment.
        if made := queries.of_comment(authority, comment):
            return made
        raise


def keep(topic: Topic, *, by: Actor, at: datetime) -> None:
    """Puts the topic among those to be told."""
    _move(topic, TopicState.KEPT, "topics.keep", by=by, at=at)


def postpone(topic: Topic, *, by: Actor, at: datetime) -> None:
    """Puts the topic aside for later."""
    _move(topic, TopicState.POSTPONED, "topics.postpone", by=by, at=at)


def drop(topic: Topic, *, by: Actor, at: datetime) -> None:
    """Will not be told; the topic stays findable, and an edit at the source does not bring it back."""
    _move(topic, TopicState.DROPPED, "topics.drop", by=by, at=at)


def take_up(topic: Topic, *, by: Actor, at: datetime) -> None:
    """Makes the topic new again; the undo of the others."""
    _move(topic, TopicState.NOTICED, "topics.take_up", by=by, at=at)


def shelve(topic: Topic, *, by: Actor, at: datetime) -> None:
    """Puts the topic back into the archive of its source."""
    _move(topic, TopicState.KNOWN, "topics.shelve", by=by, at=at)


def expire(topic: Topic, *, by: Actor, at: datetime) -> None:
    """Its last day has passed; it stays findable, and whoever takes it up again has it back."""
    _move(topic, TopicState.EXPIRED, "topics.expire", by=by, at=at)


def mark_told(topic: Topic, *, by: Actor, at: datetime) -> None:
    """A story is made of the topic; a second story of it is fine."""
    _move(topic, TopicState.TOLD, "topics.mark_told", by=by, at=at)


def read_idea(authority: Authority, *, title: str, text: str, link: str, at: datetime, **said: str) -> Topic:
    """What somebody wrote as a topic the radar has read; not saved. `said`: more of its fields.

    Raises:
        TitleMissing: without a headline.
        AddressOdd: if the link is no web address.
    """
    title = " ".join(cleaned(title).split())[:MAX_TITLE]
    if not title:
        raise TitleMissing
    topic = Topic(
        authority=authority,
        title=title,
        text=tidy(text)[:MAX_TEXT],
        link=web_address(link) if link.strip() else "",
        noticed_at=at,
        changed_at=at,
        **said,
    )
    for field, value in reading(topic, at=at).items():
        setattr(topic, field, value)
    return topic


def file(topic: Topic, *, by: Actor, at: datetime) -> None:
    """Saves what `read_idea` read, in the transaction of an action that has checked who may."""
    topic.save(force_insert=True)
    index([topic])
    _note("topics.notice", topic, by=by, at=at)


@transaction.atomic
def assign(topic: Topic, *, pillar: str, department: str, by: Actor, at: datetime) -> None:
    """Says which pillar and department the topic belongs to; the radar does not change it again.

    Raises:
        PillarUnknown: there is none of this name.
    """
    demand(by, topic.authority, CONTRIBUTES)
    if pillar not in PILLARS:
        raise PillarUnknown
    department = " ".join(cleaned(department).split())[:200]
    row = Topic.objects.select_for_update().get(pk=topic.pk)
    before = {"pillar": row.pillar, "department": row.department}
    row.pillar, row.department = pillar, department
    changed = {name: value for name in before if (value := getattr(row, name)) != before[name]}
    if changed:
        row.assigned = {**row.assigned, **changed}
        row.save(update_fields=["pillar", "department", "assigned"])
        _note("topics.assign", row, by=by, at=at, **{f"{name}_before": before[name] for name in changed})
    topic.pillar, topic.department, topic.assigned = row.pillar, row.department, row.assigned


@transaction.atomic
def _move(topic: Topic, to: TopicState, verb: str, *, by: Actor, at: datetime) -> None:
    demand(by, topic.authority, CONTRIBUTES)
    move(topic, to, verb, by=by, at=at)


def move(topic: Topic, to: TopicState, verb: str, *, by: Actor, at: datetime) -> None:
    """Puts the topic into this state, in the transaction of an action that has checked who may.

    Raises:
        StepNotPossible.
    """
    row = Topic.objects.select_for_update().get(pk=topic.pk)
    state = TopicState(row.state)
    if state != to:
        if to not in NEXT[state]:
            raise StepNotPossible
        row.state, row.decided_at = to, at
        row.save(update_fields=["state", "decided_at"])
        _note(verb, row, by=by, at=at, before=str(state))
    topic.state, topic.decided_at = row.state, row.decided_at


def _note(verb: str, topic: Topic, *, by: Actor, at: datetime, **details: str) -> None:
    thing = ("topic", topic.pk, topic.title)
    record.note(verb, authority=topic.authority_id, thing=thing, by=by, at=at, details=details)
