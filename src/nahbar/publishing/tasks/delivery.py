# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One delivery: look if a try is open, check, prepare, announce, send, keep the receipt. Never a blind resend."""

import logging
from collections.abc import Callable
from datetime import timedelta

from nahbar.authority import vault
from nahbar.channels.errors import ConnectorError, OutcomeUnknown, Reason, Refused, TryLater, Whose
from nahbar.channels.transport import AddressRefused, NotSent
from nahbar.publishing.actions import deliver as outcome
from nahbar.publishing.actions.lease import LEASE, Lease, LeaseLost
from nahbar.publishing.models import Publication
from nahbar.publishing.states import CHANGING, HouseReason, PublicationState
from nahbar.publishing.tasks import change, checks, look, troubles
from nahbar.publishing.tasks.load import Case, Delivery, Now, PictureOut, case, loaded

log = logging.getLogger(__name__)
# Uploads that wait to be used are thrown away by platforms after some hours: older ones are made anew.
PREPARED_IS_OLD = timedelta(hours=1)
# Longer between announcing and calling means this process stood still, and another may have taken over.
LONGEST_PAUSE = LEASE / 2


def deliver(lease: Lease, *, now: Now, read: Callable[[Lease], Case] = case) -> None:
    """Carries one claimed publication as far as it gets now. Never raises; what went wrong stands on the row.

    `read` gives its case, where that is not read for it alone.
    """
    try:
        _deliver(lease, now, read)
    except LeaseLost:
        log.info("publication %s is with another worker now", lease.publication_id)
    except (vault.SealBroken, vault.KeyUnsafe, vault.KeyOdd) as complaint:
        log.error("publication %s: %s", lease.publication_id, complaint)  # noqa: TRY400 - the sentence says it all
        _fault(lease, now, HouseReason.KEY)
    except Exception:
        log.exception("publication %s met a fault", lease.publication_id)
        _fault(lease, now, HouseReason.FAULT)


def _fault(lease: Lease, now: Now, reason: HouseReason) -> None:
    """A defect of ours, or the database is gone: what may have left is looked for, the rest tried again."""
    try:
        row = Publication.objects.get(pk=lease.publication_id)
        if row.intent_at is not None:
            look.unknown(lease, at=now(), reason=reason)
        else:
            outcome.postpone(lease, at=now(), reason=reason, whose=Whose.OPERATOR)
    except LeaseLost:
        log.info("publication %s is with another worker now", lease.publication_id)
    except Exception:
        # The lease ends by itself; whoever takes the row up then finds the journal and looks first.
        log.exception("publication %s could not be given back", lease.publication_id)


def _deliver(lease: Lease, now: Now, read: Callable[[Lease], Case]) -> None:
    found = read(lease)
    row = found.row
    obstacle = None if row.intent_at else checks.obstacle(found, at=now())
    if obstacle:
        checks.stop(lease, obstacle, at=now())
        return
    try:
        delivery = loaded(lease, row, now)
    except PictureOut as error:
        _without_picture(lease, row, error, now)
        return
    try:
        _carry_out(delivery)
    finally:
        look.pay(delivery)


def _carry_out(delivery: Delivery) -> None:
    row, lease, now = delivery.row, delivery.lease, delivery.now
    if row.state in CHANGING:
        change.carry_out(delivery)
        return
    if row.intent_at:
        if not look.is_surely_absent(delivery):
            return
        obstacle = checks.obstacle(case(lease), at=now())
        if obstacle:
            checks.stop(lease, obstacle, at=now())
            return
    if _prepare(delivery):
        _send(delivery)


def _without_picture(lease: Lease, row: Publication, error: PictureOut, now: Now) -> None:
    reason, whose, detail = error.reason, Whose.PICTURE, str(error)
    if row.intent_at:
        outcome.hand_over(lease, at=now(), reason=reason, detail=detail)
    elif row.state in CHANGING:
        outcome.stay_published(lease, at=now(), reason=reason, whose=whose, detail=detail)
    else:
        outcome.stop(lease, PublicationState.REFUSED, at=now(), reason=reason, whose=whose, detail=detail)


def _prepare(delivery: Delivery) -> bool:
    """Uploads and the like; True: the send may follow."""
    row, now = delivery.row, delivery.now
    if row.prepared is not None and row.prepared_at and now() - row.prepared_at < PREPARED_IS_OLD:
        return True
    # Text alone leaves nothing on the platform before it is sent: it is written down together with the intent.
    is_uploading = bool(delivery.post.pictures or delivery.post.films)
    if is_uploading:
        outcome.begin_preparing(delivery.lease, at=now())
    try:
        prepared = delivery.connector.prepare(delivery.post)
    except Refused as error:
        troubles.refused(delivery, error)
    except ConnectorError as error:
        # Preparing has no public effect: an unknown outcome here is only a try that failed.
        troubles.try_later(delivery, error)
    except NotSent as error:
        troubles.unreachable(delivery, error)
    else:
        row.prepared, row.prepared_at = prepared, None
        if is_uploading:
            row.prepared_at = now()
            outcome.keep_prepared(delivery.lease, prepared, at=row.prepared_at)
        return True
    return False


def _send(delivery: Delivery) -> None:
    lease, row, now = delivery.lease, delivery.row, delivery.now
    announced_at = now()
    try:
        outcome.announce(lease, row, at=announced_at, prepared=None if row.prepared_at else row.prepared)
    except outcome.NoLongerAllowed as error:
        checks.stop(lease, checks.obstacle_of(error.reason), at=now())
        return
    if now() - announced_at > LONGEST_PAUSE:
        outcome.postpone(
            lease, at=now(), reason=HouseReason.FAULT, whose=Whose.OPERATOR, after=timedelta(0), answered=True
        )
        return
    try:
        receipt = delivery.connector.publish(delivery.post, delivery.row.prepared or {})
    except Refused as error:
        troubles.refused(delivery, error, answered=True)
    except TryLater as error:
        troubles.try_later(delivery, error, answered=True)
    except OutcomeUnknown as error:
        look.unknown(lease, at=now(), reason=error.reason, detail=error.detail)
    except AddressRefused as error:
        refusal = Refused(Reason.ADDRESS_REFUSED, whose=Whose.OPERATOR, detail=str(error))
        troubles.refused(delivery, refusal, answered=True)
    except NotSent as error:
        troubles.unreachable(delivery, error, answered=True)
    except Exception as error:
        # Anything else broke after the intent: it may be there, so it counts as unknown.
        log.exception("publication %s: the connector broke while sending", lease.publication_id)
        look.unknown(lease, at=now(), reason=HouseReason.FAULT, detail=type(error).__name__)
    else:
        look.keep(delivery, receipt)
