# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking on the platform before any second send: found, surely absent, or not to be told."""

from datetime import datetime, timedelta

from django.db import transaction

from nahbar.channels.capability import ExactlyOnce
from nahbar.channels.errors import OutcomeUnknown, Reason, Refused, TryLater
from nahbar.channels.post import Receipt
from nahbar.channels.transport import NotSent
from nahbar.publishing.actions import deliver as outcome
from nahbar.publishing.actions import pace
from nahbar.publishing.actions.lease import Lease
from nahbar.publishing.models import Publication
from nahbar.publishing.states import HouseReason, Step
from nahbar.publishing.tasks.load import Delivery

WAITS = (timedelta(seconds=10), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
# A call may still be running on the platform's side, and a list may lag behind: absence is believed after this.
ABSENT_AFTER = timedelta(seconds=90)
ABSENT_LOOKS = 2
# A platform out of reach for longer than this is no longer waited for: a person looks.
GIVE_UP_AFTER = timedelta(hours=24)
# Sending the same object again under the same id cannot make a second one.
SURE_AT_ONCE = frozenset({ExactlyOnce.CHOSEN_ID})


def unknown(lease: Lease, *, at: datetime, reason: str, detail: str = "") -> None:
    """A send whose outcome nobody knows: the first look follows soon."""
    outcome.look_later(
        lease, Step.UNKNOWN, at=at, again_at=at + WAITS[0], reason=reason, detail=detail, counts=False
    )


def is_surely_absent(delivery: Delivery) -> bool:
    """One look. True: it is not there and may be sent. False: adopted, looked for later, or a person's now."""
    row, lease, now = delivery.row, delivery.lease, delivery.now
    sent_at = row.intent_at or now()
    try:
        receipt = delivery.connector.find(
            delivery.post, row.prepared or {}, since=row.first_sent_at or sent_at
        )
    except OutcomeUnknown as error:
        _cannot_tell(delivery, error.reason, error.detail)
    except Refused as error:
        if error.reason == Reason.ODD_ANSWER:
            # A diverted or unknown answer is often something on the way, and over when asked again.
            _cannot_tell(delivery, error.reason, error.detail)
        else:
            outcome.hand_over(lease, at=now(), reason=error.reason, detail=error.detail)
    except TryLater as error:
        _out_of_reach(delivery, error)
    except NotSent as error:
        _out_of_reach(delivery, TryLater(Reason.UNREACHABLE, detail=str(error)))
    else:
        if receipt is not None:
            keep(delivery, Receipt(receipt.remote_id, receipt.url, receipt.published_at, adopted=True))
            return False
        return _absent(delivery, sent_at)
    return False


def keep(delivery: Delivery, receipt: Receipt) -> None:
    """Stores the receipt; an id that belongs to another post of ours already is no proof, and a person decides."""
    try:
        # What it cost is written in the same transaction: one commit less for every post.
        with transaction.atomic():
            outcome.keep_receipt(delivery.lease, delivery.row, receipt, at=delivery.now())
            pay(delivery)
    except outcome.MatchTaken:
        outcome.hand_over(
            delivery.lease,
            at=delivery.now(),
            reason=HouseReason.MATCH_TAKEN,
            detail=receipt.url or receipt.remote_id,
        )


def pay(delivery: Delivery) -> None:
    """What was asked of the platform since the last time is taken off the account's budget."""
    meter = delivery.meter
    pace.spend(
        delivery.row.channel_id,
        requests=meter.requests,
        most=delivery.capability.requests_per_window,
        left=meter.left,
        resets_in=meter.resets_in,
        at=delivery.now(),
    )
    # Where this is rolled back, what follows asks the platform no more, and the budget has lost one post.
    meter.requests = 0


def _absent(delivery: Delivery, sent_at: datetime) -> bool:
    row, lease, now = delivery.row, delivery.lease, delivery.now
    mechanism = delivery.capability.exactly_once
    if mechanism in SURE_AT_ONCE:
        outcome.surely_not_sent(lease, at=now(), reason="absent")
        return True
    if mechanism == ExactlyOnce.NOTHING:
        # Such a platform cannot be searched; "not there" is no knowledge.
        _cannot_tell(delivery, Reason.ANSWER_LOST, "")
        return False
    if row.absences + 1 >= ABSENT_LOOKS and now() - sent_at >= ABSENT_AFTER:
        outcome.surely_not_sent(lease, at=now(), reason="absent")
        return True
    outcome.look_later(
        lease, Step.ABSENT, at=now(), again_at=now() + _wait(row), reason=Reason.ANSWER_LOST, counts=True
    )
    return False


def _cannot_tell(delivery: Delivery, reason: str, detail: str) -> None:
    row, lease, at = delivery.row, delivery.lease, delivery.now()
    if row.looks + 1 >= len(WAITS):
        outcome.hand_over(lease, at=at, reason=reason, detail=detail)
        return
    outcome.look_later(
        lease, Step.CANNOT_TELL, at=at, again_at=at + _wait(row), reason=reason, detail=detail, counts=True
    )


def _out_of_reach(delivery: Delivery, error: TryLater) -> None:
    row, lease, at = delivery.row, delivery.lease, delivery.now()
    if at - (row.intent_at or at) > GIVE_UP_AFTER:
        outcome.hand_over(lease, at=at, reason=error.reason, detail=error.detail)
        return
    wait = WAITS[-1] if error.after is None else min(max(error.after, WAITS[0]), GIVE_UP_AFTER)
    outcome.look_later(
        lease,
        Step.POSTPONED,
        at=at,
        again_at=at + wait,
        reason=error.reason,
        detail=error.detail,
        counts=False,
    )


def _wait(row: Publication) -> timedelta:
    return WAITS[min(row.looks + 1, len(WAITS) - 1)]
