# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person decides where the house must not guess: unclear, missed, and withdrawing."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.approval import queries as approval
from nahbar.authority import queries as authority_queries
from nahbar.authority.models import Channel, Person
from nahbar.authority.permissions import ANSWERS, RELEASES, demand
from nahbar.channels.post import PublicPost
from nahbar.foundation.complaint import Complaint
from nahbar.publishing.actions import journal, thread
from nahbar.publishing.actions.order import DateMissing, Moved, drop, locked, move, replan
from nahbar.publishing.models import Publication
from nahbar.publishing.states import MOVABLE, MissedChoice, PublicationState, Step
from nahbar.variants import outgoing
from nahbar.variants.models import Version

# Whoever takes a thread back must know of each of its posts whether it is there.
UNDER_WAY = frozenset({PublicationState.SENDING, PublicationState.UNCLEAR, PublicationState.EDITING})


class WithdrawImpossible(Complaint):
    sentence = _(
        "The post was not withdrawn: this platform does not let other programs do that, or we lack its number. "
        "Please delete it on the platform itself."
    )


class ThreadUnderWay(Complaint):
    sentence = _(
        "The thread was not withdrawn: one of its posts is going out or being changed just now, or nobody knows whether "
        "it is there. Please wait until that is settled, or decide about the unclear post first."
    )


class EditImpossible(Complaint):
    sentence = _(
        "The post was not corrected: this platform does not let other programs do that, or we lack its number. "
        "Please withdraw the post and publish the corrected version anew."
    )


class EditPartsDiffer(Complaint):
    sentence = _(
        "The post was not corrected: the corrected version has another number of posts than the thread that is out. "
        "Please withdraw the thread and publish the corrected version anew."
    )


class EditNotSigned(Complaint):
    sentence = _(
        "The post was not corrected: there is no other version of it that is signed. "
        "Please change the text on the page of the story and ask for the signature first."
    )


class ReasonMissing(Complaint):
    sentence = _(
        "Nothing was changed: a reason is missing. Please write one sentence; it is kept in the record."
    )


@transaction.atomic
def settle_unclear(
    publication: Publication,
    *,
    was_published: bool,
    url: str = "",
    found: PublicPost | None = None,
    by: Person,
    at: datetime,
) -> Publication:
    """A person has looked on the platform: it is there, or it is not and goes out again.

    `url`: where they saw it; `found`: what was read from the platform just now and they said is ours.

    Raises:
        Moved: if it is no longer unclear. NotAllowed.

    """
    row = locked(publication)
    demand(by, row.authority, RELEASES if row.version_id else ANSWERS)
    if row.state != PublicationState.UNCLEAR:
        raise Moved
    if was_published:
        published_at = row.intent_at or at
        replan(row, due_at=row.due_at)
        row.state, row.url, row.published_at = PublicationState.PUBLISHED, url, published_at
        if found is not None:
            row.remote_id, row.url, row.published_at = found.remote_id, found.url, found.created_at
        row.save()
        journal.write(row, Step.RECEIPT, at=at, by=by, reason="person", detail=row.url)
        thread.carry_on(row, at=at)
    else:
        replan(row, due_at=at)
        journal.write(row, Step.NOT_SENT, at=at, by=by, reason="person")
    details: dict[str, Any] = {"was_published": was_published, "url": row.url}
    if found is not None:
        # What stands there may read otherwise than what was signed: years later both can be shown.
        details |= {"remote_id": found.remote_id, "found": found.text}
    journal.note("settle_unclear", row, by=by, at=at, details=details)
    return row


@transaction.atomic
def look_again(publication: Publication, *, by: Person, at: datetime) -> Publication:
    """Lets the worker look on the platform once more, for instance after the account was connected again.

    Raises:
        Moved: if it is no longer unclear. NotAllowed.

    """
    row = locked(publication)
    demand(by, row.authority, RELEASES if row.version_id else ANSWERS)
    if row.state != PublicationState.UNCLEAR:
        raise Moved
    row.state, row.next_try_at, row.looks, row.absences = PublicationState.SENDING, at, 0, 0
    row.lease_key, row.lease_until, row.reason, row.whose = "", None, "", ""
    row.save()
    journal.write(row, Step.DECIDED, at=at, by=by, reason="look_again")
    journal.note("look_again", row, by=by, at=at)
    return row


@transaction.atomic
def decide_missed(
    publication: Publication, *, choice: str, due_at: datetime | None = None, by: Person, at: datetime
) -> Publication:
    """What becomes of a post that is too late: MissedChoice new_date (with `due_at` to come), now, or drop.

    Raises:
        Moved: if it is not missed any more. DateMissing, NotAllowed.

    """
    if locked(publication).state != PublicationState.MISSED:
        raise Moved
    if choice == MissedChoice.DROP:
        return drop(publication, by=by, at=at)
    if choice == MissedChoice.NOW:
        return move(publication, due_at=at, by=by, at=at)
    if choice != MissedChoice.NEW_DATE or due_at is None or due_at < at:
        raise DateMissing
    return move(publication, due_at=due_at, by=by, at=at)


@transaction.atomic
def edit(publication: Publication, *, version: Version, reason: str, by: Person, at: datetime) -> Publication:
    """Asks the worker to put a newly signed version in the place of the one published; done when it is published again.

    Raises:
        Moved: if it is not published. EditNotSigned, ReasonMissing, EditImpossible, NotAllowed.

    """
    row = locked(publication)
    demand(by, row.authority, RELEASES)
    if row.state != PublicationState.PUBLISHED or row.version is None:
        raise Moved
    if not reason.strip():
        raise ReasonMissing
    if not row.remote_id or not authority_queries.capability_of(row.channel).can_edit:
        raise EditImpossible
    is_other = version.variant_id != row.version.variant_id
    if is_other or version.fingerprint == row.fingerprint or not approval.is_signed(version):
        raise EditNotSigned
    if len(outgoing.version_parts(version)) != row.parts:
        raise EditPartsDiffer
    row.state, row.edit_version, row.next_try_at, row.attempts = PublicationState.EDITING, version, at, 0
    row.lease_key, row.lease_until, row.reason, row.whose = "", None, "", ""
    row.save()
    journal.write(row, Step.EDIT_INTENT, at=at, by=by, reason="person", detail=reason.strip())
    details = {"reason": reason.strip(), "fingerprint": version.fingerprint}
    journal.note("edit", row, by=by, at=at, details=details)
    return row


@transaction.atomic
def withdraw(publication: Publication, *, reason: str, by: Person, at: datetime) -> Publication:
    """Asks the worker to take a published post off the platform; done when the state says withdrawn.

    Of a thread all its posts go, and what waits does not go out any more; the last is asked for first.

    Raises:
        Moved: if it is not published. ThreadUnderWay: if one of its posts may be going out just now.
        ReasonMissing, WithdrawImpossible, NotAllowed.

    """
    if publication.parts > 1:
        # The account before the posts, as everywhere: no send of the thread is announced meanwhile.
        Channel.objects.select_for_update(no_key=True).get(pk=publication.channel_id)
    row = locked(publication)
    demand(by, row.authority, RELEASES if row.version_id else ANSWERS)
    if row.state != PublicationState.PUBLISHED:
        raise Moved
    if not reason.strip():
        raise ReasonMissing
    if row.parts == 1:
        return _withdraw_one(row, reason=reason, by=by, at=at)
    rows = thread.held_posts(row)
    if any(one.state in UNDER_WAY for one in rows):
        raise ThreadUnderWay
    for one in reversed(rows):
        if one.state == PublicationState.PUBLISHED:
            _withdraw_one(one, reason=reason, by=by, at=at)
        elif one.state in MOVABLE:
            drop(one, by=by, at=at)
    row.refresh_from_db()
    return row


def _withdraw_one(row: Publication, *, reason: str, by: Person, at: datetime) -> Publication:
    if not row.remote_id or not authority_queries.capability_of(row.channel).can_withdraw:
        raise WithdrawImpossible
    row.state, row.next_try_at, row.attempts = PublicationState.WITHDRAWING, at, 0
    row.lease_key, row.lease_until, row.reason, row.whose = "", None, "", ""
    row.save()
    journal.write(row, Step.WITHDRAW_INTENT, at=at, by=by, reason="person", detail=reason.strip())
    journal.note("withdraw", row, by=by, at=at, details={"reason": reason.strip()})
    return row
