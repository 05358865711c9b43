# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a delivery writes down: each step one committed transaction, fenced by the lease, with its journal line."""

import random
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from nahbar.approval import queries as approval
from nahbar.authority.models import Channel
from nahbar.authority.states import ChannelState
from nahbar.channels.post import Receipt
from nahbar.publishing import queries
from nahbar.publishing.actions import journal, thread
from nahbar.publishing.actions.lease import OVER, Lease, LeaseLost, hold_row, write
from nahbar.publishing.models import Pace, Publication
from nahbar.publishing.states import CHANGING, HouseReason, PublicationState, Step
from nahbar.record import statements
from nahbar.record.actions import HOUSE
from nahbar.variants import outgoing
from nahbar.variants import queries as variants

S = PublicationState
FIRST_BACK_OFF = timedelta(seconds=30)
LONGEST_BACK_OFF = timedelta(minutes=30)
# A platform that asks for more patience than this is asked again all the same: it may have meant something else.
LONGEST_PATIENCE = timedelta(hours=24)
# How the account stands, its row taken.
ACCOUNT = statements.Once(
    lambda pk: Channel.objects.filter(pk=pk).order_by().select_for_update(no_key=True).values_list("state"),
    [uuid.UUID(int=1)],
)


class NoLongerAllowed(Exception):
    """Between the checks and the announcement something changed: `reason` is a HouseReason."""

    def __init__(self, reason: HouseReason) -> None:
        self.reason = reason
        super().__init__(reason)


class OutcomeStillOpen(Exception):
    """A defect of ours: something tried to go on while a send's outcome is unknown."""


class MatchTaken(Exception):
    """The platform's id belongs to another publication of this account already."""


def back_off(attempts: int) -> timedelta:
    """How long to wait after this many tries: doubling from 30 s to 30 min, a fifth of it by chance."""
    seconds = min(FIRST_BACK_OFF * 2 ** min(max(attempts, 1) - 1, 10), LONGEST_BACK_OFF).total_seconds()
    return timedelta(seconds=seconds * random.uniform(0.9, 1.1))  # noqa: S311 - spreads load, keeps no secret


def begin_preparing(lease: Lease, *, at: datetime) -> None:
    """Says that things without public effect are about to be done."""
    with transaction.atomic():
        journal.write(hold_row(lease), Step.PREPARE_INTENT, at=at)


def keep_prepared(lease: Lease, prepared: Mapping[str, Any], *, at: datetime) -> None:
    """Stores what the connector needs for the send and for finding it again."""
    with transaction.atomic():
        row = hold_row(lease)
        write(lease, row, {"prepared": dict(prepared), "prepared_at": at})
        journal.write(row, Step.PREPARED, at=at)


def announce(
    lease: Lease, row: Publication, *, at: datetime, prepared: Mapping[str, Any] | None = None
) -> None:
    """The intent: once this is committed the post may be on the platform. The last word of switch and signature.

    `row`: as it was read under this lease, and as it stands afterwards. `prepared`: what `keep_prepared` would
    store, where that was not done yet.

    Raises:
        NoLongerAllowed, LeaseLost.

    """
    changes: dict[str, Any] = {
        "intent_at": at,
        "first_sent_at": row.first_sent_at or at,
        "looks": 0,
        "absences": 0,
    }
    steps = [Step.PUBLISH_INTENT]
    if prepared is not None:
        changes |= {"prepared": dict(prepared), "prepared_at": at}
        steps.insert(0, Step.PREPARED)
    with transaction.atomic():
        # Ordered against `hold_all`, which takes the same row: a halt committed before this is seen here.
        # The account before the post, as everywhere: two that wait for each other would end neither.
        ((account,),) = ACCOUNT.rows(row.channel_id)
        _open(lease, row, changes)
        # Asked after both rows are ours, so that nothing decided before is missed.
        reason = HouseReason.CHANNEL_NOT_CONNECTED if account != ChannelState.CONNECTED else _against(row, at)
        if reason is not None:
            raise NoLongerAllowed(reason)
        journal.write_steps(row, steps, at=at)
    for name, value in changes.items():
        setattr(row, name, value)


def _open(lease: Lease, row: Publication, changes: dict[str, Any]) -> None:
    """The fenced UPDATE of an intent: only of a row being sent, and never over an open one."""
    mine = {"pk": row.pk, "lease_key": lease.key}
    if not statements.update(Publication, changes, **mine, state=S.SENDING, intent_at=None):
        is_mine = Publication.objects.filter(**mine).exists()
        raise NoLongerAllowed(HouseReason.FAULT) if is_mine else LeaseLost


def _against(row: Publication, at: datetime) -> HouseReason | None:
    """What speaks against announcing, by what other rows say now."""
    if queries.is_halted(row.channel):
        return HouseReason.HALTED
    if row.version is None:
        return None
    if not approval.is_signed(row.version):
        return HouseReason.SIGNATURE_MISSING
    if queries.is_broken_thread(row):
        return HouseReason.THREAD_BROKEN
    draft = variants.standing(row.version.variant_id)
    if queries.is_embargoed(draft.embargo_until, at):
        return HouseReason.EMBARGO
    return None if draft.fingerprint == row.fingerprint else HouseReason.SIGNATURE_EXPIRED


def keep_receipt(lease: Lease, row: Publication, receipt: Receipt, *, at: datetime) -> None:
    """Published: state, receipt and journal in one transaction, which may be the caller's. `row`: as in `announce`.

    Raises:
        MatchTaken: if another publication has this id; nothing was written then. LeaseLost.

    """
    try:
        with transaction.atomic(savepoint=False):
            published_at = receipt.published_at or row.intent_at or at
            changes = {
                "state": S.PUBLISHED,
                "remote_id": receipt.remote_id,
                "url": receipt.url,
                "intent_at": None,
            }
            write(lease, row, {**changes, "published_at": published_at, "reason": "", "whose": "", **OVER})
            reason = "adopted" if receipt.adopted else ""
            journal.write(row, Step.RECEIPT, at=at, reason=reason, detail=receipt.url)
            details = {"remote_id": receipt.remote_id, "url": receipt.url, "adopted": receipt.adopted}
            journal.note("published", row, by=HOUSE, at=at, details=details)
            thread.carry_on(row, at=at)
    except IntegrityError as error:
        raise MatchTaken from error


def surely_not_sent(lease: Lease, *, at: datetime, reason: str = "", detail: str = "") -> None:
    """Closes the open intent: it is known that nothing arrived."""
    with transaction.atomic():
        row = hold_row(lease)
        write(lease, row, {"intent_at": None, "looks": 0, "absences": 0})
        journal.write(row, Step.NOT_SENT, at=at, reason=reason, detail=detail)


def look_later(
    lease: Lease,
    step: Step,
    *,
    at: datetime,
    again_at: datetime,
    reason: str = "",
    detail: str = "",
    counts: bool,
) -> None:
    """The outcome stays open: says what the look gave, and when the next one is due."""
    with transaction.atomic():
        row = hold_row(lease)
        changes: dict[str, Any] = {"next_try_at": again_at, "reason": reason, "looks": row.looks + counts}
        changes["absences"] = row.absences + (step == Step.ABSENT)
        write(lease, row, {**changes, **OVER})
        journal.write(row, step, at=at, reason=reason, detail=detail)


def hand_over(lease: Lease, *, at: datetime, reason: str, detail: str = "", looked: bool = True) -> None:
    """Unclear: the platform cannot tell, a person decides with both sides on one page."""
    with transaction.atomic():
        row = hold_row(lease)
        changes = {"state": S.UNCLEAR, "reason": reason, "whose": "platform", "looks": row.looks + looked}
        write(lease, row, {**changes, **OVER})
        journal.write(row, Step.UNCLEAR, at=at, reason=reason, detail=detail)
        journal.note("unclear", row, by=HOUSE, at=at, details={"reason": reason})


def postpone(
    lease: Lease,
    *,
    at: datetime,
    reason: str,
    whose: str,
    detail: str = "",
    after: timedelta | None = None,
    whole_channel: bool = False,
    answered: bool = False,
) -> None:
    """Surely not sent, tried again later: says why and when; `whole_channel`: the account needs patience too.

    `answered`: the platform itself said just now that nothing was published.
    """
    with transaction.atomic():
        row = hold_row(lease)
        _close(row, answered=answered, at=at)
        wait = (
            back_off(row.attempts)
            if after is None
            else min(max(after, timedelta(seconds=1)), LONGEST_PATIENCE)
        )
        next_try_at = at + wait
        state = row.state if row.state in CHANGING else S.PLANNED
        changes = {
            "state": state,
            "next_try_at": next_try_at,
            "reason": reason,
            "whose": whose,
            "intent_at": None,
        }
        write(lease, row, {**changes, **OVER})
        journal.write(row, Step.POSTPONED, at=at, reason=reason, detail=detail)
        if whole_channel:
            values = {"not_before": next_try_at, "reason": reason}
            Pace.objects.update_or_create(channel_id=row.channel_id, defaults=values)


STOPS = {S.REFUSED: Step.REFUSED, S.HELD: Step.HELD, S.MISSED: Step.MISSED}


def stop(
    lease: Lease,
    state: PublicationState,
    *,
    at: datetime,
    reason: str,
    whose: str,
    detail: str = "",
    answered: bool = False,
) -> None:
    """Surely not sent, and not by itself from here: refused or missed (a person decides), or held.

    Held goes on by itself when the switch is off, the account connected and the text again what was signed;
    `answered` as in `postpone`.
    """
    step = STOPS[state]
    with transaction.atomic():
        row = hold_row(lease)
        _close(row, answered=answered, at=at)
        write(lease, row, {"state": state, "reason": reason, "whose": whose, "intent_at": None, **OVER})
        journal.write(row, step, at=at, reason=reason, detail=detail)
        journal.note(str(state), row, by=HOUSE, at=at, details={"reason": reason})


def _close(row: Publication, *, answered: bool, at: datetime) -> None:
    """Ends an open intent, which only the platform's own word may do."""
    if row.intent_at is None:
        return
    if not answered:
        raise OutcomeStillOpen
    journal.write(row, Step.NOT_SENT, at=at)


def keep_withdrawn(lease: Lease, *, at: datetime) -> None:
    """Taken off the platform."""
    with transaction.atomic():
        row = hold_row(lease)
        write(lease, row, {"state": S.WITHDRAWN, "reason": "", "whose": "", **OVER})
        journal.write(row, Step.WITHDRAWN, at=at)
        journal.note("withdrawn", row, by=HOUSE, at=at)


def keep_edited(lease: Lease, *, at: datetime) -> None:
    """The platform shows the corrected version: it takes the place of the one before, whose text the record keeps."""
    with transaction.atomic():
        row = hold_row(lease, "channel", "edit_version__variant__channel")
        version = row.edit_version
        if version is None:
            raise LeaseLost
        before = {"text": row.text, "fingerprint": row.fingerprint}
        changes = {"state": S.PUBLISHED, "version": version, "edit_version": None, "reason": "", "whose": ""}
        text = outgoing.version_parts(version)[row.part - 1].text
        words = {"text": text, "language": version.language, "fingerprint": version.fingerprint}
        old = row.version_id
        write(lease, row, {**changes, **words, **OVER})
        thread.renew_waiting(row, old, version)
        journal.write(row, Step.EDITED, at=at)
        journal.note("edited", row, by=HOUSE, at=at, details={"before": before})


def stay_published(lease: Lease, *, at: datetime, reason: str, whose: str, detail: str) -> None:
    """It is not taken back, or not corrected: what was published stands there as it is, and the row says so."""
    with transaction.atomic():
        row = hold_row(lease, "channel")
        verb = "withdraw_refused" if row.state == S.WITHDRAWING else "edit_refused"
        write(
            lease, row, {"state": S.PUBLISHED, "edit_version": None, "reason": reason, "whose": whose, **OVER}
        )
        journal.write(row, Step.REFUSED, at=at, reason=reason, detail=detail)
        journal.note(verb, row, by=HOUSE, at=at, details={"reason": reason})
