# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ordering a publication: enqueue what is signed, answer, move, take back."""

import zoneinfo
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.approval import queries as approval
from nahbar.authority import queries as authority_queries
from nahbar.authority.models import Channel, Person
from nahbar.authority.permissions import ANSWERS, RELEASES, demand
from nahbar.authority.states import ChannelState
from nahbar.channels import counting
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.fingerprint import fingerprint
from nahbar.publishing.actions import journal
from nahbar.publishing.models import Publication
from nahbar.publishing.states import MOVABLE, PublicationState, Step
from nahbar.record.actions import Actor
from nahbar.stories.models import Story
from nahbar.variants import outgoing
from nahbar.variants.models import Version


class NotSigned(Complaint):
    sentence = _(
        "This version cannot be planned yet: nobody but its authors has signed it as it stands. "
        "Please ask for the signature first."
    )


class ChannelNotConnected(Complaint):
    sentence = _(
        "Nothing can go out on this channel: its account is not connected. "
        "Please ask an administrator to connect it again under Settings."
    )


class Moved(Complaint):
    sentence = _(
        "This could not be changed: the post has moved on in the meantime. "
        "Please load the page again and look at where it stands now."
    )


class Embargoed(Complaint):
    sentence = _(
        "The time was not set: an embargo holds for this story until %(until)s. "
        "Please choose a later time, or have the embargo changed on the page of the story."
    )


class DateMissing(Complaint):
    sentence = _(
        "Nothing was changed: a new date is missing or lies in the past. Please choose a date to come."
    )


class AnswerTooLong(Complaint):
    sentence = _(
        "The answer was not sent: it has %(count)s characters, and this channel takes at most %(limit)s. "
        "Please shorten it by %(over)s."
    )


class AnswerWithoutText(Complaint):
    sentence = _("The answer was not sent: it has no text. Please write what you want to say.")


class AnswerImpossible(Complaint):
    sentence = _(
        "The answer was not sent: this channel cannot be answered from here. "
        "Please answer on the platform itself and close the inquiry here."
    )


@transaction.atomic
def enqueue(version: Version, *, due_at: datetime, by: Person, at: datetime) -> Publication:
    """Plans a signed version for `due_at`; asked again for the same version it gives the same publication.

    Raises:
        NotSigned, ChannelNotConnected, NotAllowed.

    """
    channel = version.variant.channel
    demand(by, channel.authority, RELEASES)
    if not approval.is_signed(version):
        raise NotSigned
    if channel.state == ChannelState.DISCONNECTED:
        raise ChannelNotConnected
    demand_after_embargo(version.variant.story, due_at)
    # Taken so that two people who plan the same version at once plan it once.
    Channel.objects.select_for_update(no_key=True).get(pk=channel.pk)
    there = version.publications.filter(thread=None).exclude(state=PublicationState.DROPPED).first()
    if there is not None:
        return there
    posts = outgoing.version_parts(version)
    publication = Publication.objects.create(
        authority=channel.authority,
        channel=channel,
        version=version,
        fingerprint=version.fingerprint,
        text=posts[0].text,
        parts=len(posts),
        language=version.language,
        due_at=due_at,
        next_try_at=due_at,
        ordered_at=at,
        ordered_by=by,
    )
    journal.write(publication, Step.ORDERED, at=at, by=by, detail=due_at.isoformat())
    journal.note("enqueue", publication, by=by, at=at, details={"due_at": due_at.isoformat()})
    return publication


@transaction.atomic
def answer(channel: Channel, *, text: str, in_reply_to: str, by: Person, at: datetime) -> Publication:
    """Sends an answer at once, through the same engine and therefore once.

    Raises:
        AnswerTooLong, AnswerWithoutText, AnswerImpossible, ChannelNotConnected, NotAllowed.

    """
    demand(by, channel.authority, ANSWERS)
    text = text.strip()
    capability = authority_queries.capability_of(channel)
    if channel.state != ChannelState.CONNECTED:
        raise ChannelNotConnected
    if not capability.can_reply:
        raise AnswerImpossible
    if not text:
        raise AnswerWithoutText
    if not counting.fits(text, capability.text):
        count, limit = counting.count(text, capability.text), capability.text.limit
        raise AnswerTooLong(count=count, limit=limit, over=max(count - limit, 1))
    publication = Publication.objects.create(
        authority=channel.authority,
        channel=channel,
        fingerprint=fingerprint_of_answer(channel, text, in_reply_to),
        text=text,
        in_reply_to=in_reply_to,
        due_at=at,
        next_try_at=at,
        ordered_at=at,
        ordered_by=by,
    )
    journal.write(publication, Step.ORDERED, at=at, by=by)
    journal.note("answer", publication, by=by, at=at, details={"in_reply_to": in_reply_to})
    return publication


def demand_after_embargo(story: Story, when: datetime) -> None:
    """Whether the story may be public at that moment.

    Raises:
        Embargoed: if its embargo ends later.

    """
    until = Story.objects.values_list("embargo_until", flat=True).get(pk=story.pk)
    if until is not None and when < until:
        local = until.astimezone(zoneinfo.ZoneInfo(story.authority.time_zone))
        raise Embargoed(until=f"{local:%d.%m.%Y, %H:%M}")


def fingerprint_of_answer(channel: Channel, text: str, in_reply_to: str) -> str:
    """What makes two answers the same."""
    return fingerprint({"channel": str(channel.pk), "text": text, "in_reply_to": in_reply_to})


def locked(publication: Publication) -> Publication:
    """The row as it stands now, held until the caller's transaction ends."""
    return (
        Publication.objects.select_for_update(of=("self",), no_key=True)
        .select_related("authority", "channel")
        .get(pk=publication.pk)
    )


@transaction.atomic
def move(publication: Publication, *, due_at: datetime, by: Person, at: datetime) -> Publication:
    """A new time for what surely has not gone out; also the way on for what was refused, missed or held.

    Raises:
        Moved: if a worker has it or it went out. DateMissing: if `due_at` is over. NotAllowed.

    """
    row = locked(publication)
    demand(by, row.authority, RELEASES if row.version_id else ANSWERS)
    if row.state not in MOVABLE:
        raise Moved
    if due_at < at:
        raise DateMissing
    if row.version:
        demand_after_embargo(row.version.variant.story, due_at)
    replan(row, due_at=due_at)
    journal.write(row, Step.DECIDED, at=at, by=by, reason="move", detail=due_at.isoformat())
    journal.note("move", row, by=by, at=at, details={"due_at": due_at.isoformat()})
    return row


def replan(row: Publication, *, due_at: datetime) -> None:
    """Back to planned with a fresh count of tries; the caller holds the row and writes the journal."""
    row.state = PublicationState.PLANNED
    row.due_at = row.next_try_at = due_at
    row.attempts = row.looks = row.absences = 0
    # Prepared anew: what was uploaded may be what the platform refused.
    row.intent_at = row.lease_until = row.prepared_at = None
    row.reason = row.whose = row.lease_key = ""
    row.save()


@transaction.atomic
def drop(publication: Publication, *, by: Actor, at: datetime) -> Publication:
    """Takes back what surely has not gone out.

    Raises:
        Moved: if a worker has it or it went out. NotAllowed.

    """
    row = locked(publication)
    demand(by, row.authority, RELEASES if row.version_id else ANSWERS)
    if row.state not in MOVABLE:
        raise Moved
    row.state = PublicationState.DROPPED
    row.save(update_fields=["state"])
    journal.write(row, Step.DECIDED, at=at, by=by, reason="drop")
    journal.note("drop", row, by=by, at=at)
    return row
