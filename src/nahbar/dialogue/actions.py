# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to an inquiry: received, answered, closed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Channel, Person
from nahbar.authority.permissions import ANSWERS, demand
from nahbar.channels.post import Comment
from nahbar.channels.question import linkable
from nahbar.dialogue import queries
from nahbar.dialogue.models import Inquiry, Reply
from nahbar.dialogue.states import NEXT, InquiryState
from nahbar.foundation.complaint import Complaint
from nahbar.publishing import actions as publishing
from nahbar.publishing.models import Publication
from nahbar.publishing.states import PublicationState
from nahbar.record import actions as record
from nahbar.record.actions import HOUSE, Actor

# The same words to the same comment within this time are a second click, not a second answer.
SECOND_CLICK = timedelta(minutes=10)
LONGEST_TEXT = 20_000
LONGEST_ID = 500
DEAD = frozenset({PublicationState.DROPPED, PublicationState.WITHDRAWN})


class ReasonMissing(Complaint):
    sentence = _(
        "The inquiry stays open: a reason is missing. Please write one sentence; it is kept in the record."
    )


class AlreadyClosed(Complaint):
    sentence = _(
        "The inquiry was not closed: it is no longer open, somebody answered or closed it meanwhile. "
        "Please load the page again."
    )


class MovedOn(Complaint):
    sentence = _(
        "Your answer was not sent yet: in the meantime this comment was answered by a colleague or changed by its "
        "author. Please read what is new on this page, and publish your answer again if it is still needed."
    )


def receive(channel: Channel, comments: Iterable[Comment], *, at: datetime) -> list[Inquiry]:
    """Takes in what a platform gave: each comment once, its newest wording kept, our own left out; the new ones."""
    new = []
    for comment in comments:
        if comment.is_ours or not comment.remote_id or len(comment.remote_id) > LONGEST_ID:
            continue
        with transaction.atomic():
            inquiry = _received(channel, comment, at)
        if inquiry is not None:
            new.append(inquiry)
    return new


def _received(channel: Channel, comment: Comment, at: datetime) -> Inquiry | None:
    text = comment.text[:LONGEST_TEXT]
    inquiry, is_new = Inquiry.objects.get_or_create(
        channel=channel,
        remote_id=comment.remote_id,
        defaults={
            "authority_id": channel.authority_id,
            "publication": _hangs_under(channel, comment),
            "parent_remote_id": comment.parent_remote_id[:500],
            "author_handle": comment.author_handle[:300],
            "author_name": comment.author_name[:300],
            "text": text,
            "url": linkable(comment.url),
            "written_at": comment.written_at,
            "received_at": at,
        },
    )
    if is_new:
        _note("receive", inquiry, by=HOUSE, at=at)
        return inquiry
    if inquiry.text != text:
        inquiry.text, inquiry.edited_at = text, at
        inquiry.save(update_fields=["text", "edited_at"])
        _note("edited", inquiry, by=HOUSE, at=at)
    return None


def _hangs_under(channel: Channel, comment: Comment) -> Publication | None:
    ours = [remote_id for remote_id in (comment.post_remote_id, comment.parent_remote_id) if remote_id]
    found = {row.remote_id: row for row in Publication.objects.filter(channel=channel, remote_id__in=ours)}
    return next((found[remote_id] for remote_id in ours if remote_id in found), None)


@transaction.atomic
def answer(inquiry: Inquiry, *, text: str, seen: str | None = None, by: Person, at: datetime) -> Reply:
    """Sends an answer at once and once; the same words again within minutes give the same answer.

    `seen` is the `queries.stand` the writer read; None: they answer whatever has happened since.

    Raises:
        MovedOn: if there is an answer or a wording they have not seen.
        publishing.AnswerTooLong, AnswerWithoutText, AnswerImpossible, ChannelNotConnected; NotAllowed.
    """
    demand(by, inquiry.authority, ANSWERS)
    row = (
        Inquiry.objects.select_for_update(of=("self",))
        .select_related("channel__authority")
        .get(pk=inquiry.pk)
    )
    same = row.replies.filter(publication__text=text.strip(), answered_at__gt=at - SECOND_CLICK)
    there = same.exclude(publication__state__in=DEAD).first()
    if there is not None:
        return there
    if seen is not None and seen != queries.stand(row):
        raise MovedOn
    publication = publishing.answer(row.channel, text=text, in_reply_to=row.remote_id, by=by, at=at)
    reply = Reply.objects.create(inquiry=row, publication=publication, answered_at=at, answered_by=by)
    _note("answer", row, by=by, at=at)
    return reply


@transaction.atomic
def close(inquiry: Inquiry, *, reason: str, by: Person, at: datetime) -> Inquiry:
    """Ends an inquiry without an answer, with the reason.

    Raises:
        ReasonMissing, AlreadyClosed, NotAllowed.
    """
    demand(by, inquiry.authority, ANSWERS)
    if not reason.strip():
        raise ReasonMissing
    row = Inquiry.objects.select_for_update(of=("self",)).select_related("channel").get(pk=inquiry.pk)
    if InquiryState.CLOSED not in NEXT[InquiryState(row.state)]:
        raise AlreadyClosed
    row.state, row.closed_reason = InquiryState.CLOSED, reason.strip()[:300]
    row.save(update_fields=["state", "closed_reason"])
    _note("close", row, by=by, at=at, reason=row.closed_reason)
    return row


def settle(*, at: datetime) -> int:
    """Marks as answered what an answer of ours, now published, has answered; how many."""
    settled = 0
    for inquiry in queries.settled_by_an_answer()[:500]:
        with transaction.atomic():
            changed = Inquiry.objects.filter(pk=inquiry.pk, state=inquiry.state).update(
                state=InquiryState.ANSWERED
            )
            if changed:
                _note("answered", inquiry, by=HOUSE, at=at)
                settled += 1
    return settled


def _note(verb: str, inquiry: Inquiry, *, by: Actor, at: datetime, reason: str = "") -> None:
    # Who wrote and what stands in the inquiry itself, which can be forgotten; the record cannot.
    record.note(
        f"dialogue.{verb}",
        authority=inquiry.authority_id,
        thing=("inquiry", inquiry.pk, inquiry.channel.handle),
        by=by,
        at=at,
        details={"reason": reason} if reason else None,
    )
