# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose a delivery is: claimed by one conditional UPDATE, renewed while it runs, fenced at every write."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from nahbar.authority import queries as authority_queries
from nahbar.authority.models import Channel
from nahbar.publishing import queries
from nahbar.publishing.actions import journal
from nahbar.publishing.models import Publication
from nahbar.publishing.states import PublicationState, Step

# Short, so that another worker goes on within ten seconds of a crash; renewed every two seconds while alive.
LEASE = timedelta(seconds=8)
RENEW_EVERY = timedelta(seconds=2)


class LeaseLost(Exception):
    """Another worker has this delivery now; whoever reads this writes nothing more and stops."""


@dataclass(frozen=True, slots=True)
class Lease:
    """One worker's right to one publication: every write of the delivery carries `key` in its WHERE."""

    publication_id: uuid.UUID
    key: str


def claim(channel: Channel, *, at: datetime) -> Lease | None:
    """The next due delivery of this account in the order of its dates, or None: nothing due, or enough running."""
    with transaction.atomic():
        # The account's row makes counting and claiming one step, so that two workers keep its concurrency.
        Channel.objects.select_for_update(no_key=True).get(pk=channel.pk)
        if queries.being_worked_on(channel, at) >= authority_queries.capability_of(channel).concurrency:
            return None
        due = queries.due(at).filter(channel=channel)
        row = due.select_related("channel").order_by("due_at", "ordered_at", "pk").first()
        if row is None:
            return None
        state = (
            PublicationState.SENDING if row.state == PublicationState.PLANNED else PublicationState(row.state)
        )
        # A try with an open intent is looked after, not begun anew: its number stays.
        row.attempts += row.intent_at is None
        lease = Lease(row.pk, uuid.uuid4().hex)
        claimed = due.filter(pk=row.pk, state=row.state, lease_key=row.lease_key).update(
            state=state, lease_key=lease.key, lease_until=at + LEASE, attempts=row.attempts
        )
        if not claimed:
            return None
        journal.write(row, Step.CLAIMED, at=at)
        return lease


def renew(lease: Lease, *, at: datetime) -> bool:
    """Keeps the delivery for another lease; False: it is somebody else's now, or it is finished."""
    return bool(
        Publication.objects.filter(pk=lease.publication_id, lease_key=lease.key).update(
            lease_until=at + LEASE
        )
    )


def hold_row(lease: Lease, *along: str) -> Publication:
    """The leased row, locked in the caller's transaction; `along` names rows to bring with it in the same query.

    Raises:
        LeaseLost.

    """
    rows = Publication.objects.select_for_update(of=("self",), no_key=True).order_by()
    try:
        return rows.select_related(*along or (None,)).get(pk=lease.publication_id, lease_key=lease.key)
    except Publication.DoesNotExist:
        raise LeaseLost from None


def write(lease: Lease, row: Publication, changes: dict[str, Any]) -> None:
    """The fenced UPDATE: changes the row only while the lease is ours, and keeps `row` equal to it.

    Raises:
        LeaseLost.

    """
    if not Publication.objects.filter(pk=row.pk, lease_key=lease.key).update(**changes):
        raise LeaseLost
    for name, value in changes.items():
        setattr(row, name, value)


# Gives the row back in the same UPDATE that says where it stands.
OVER: dict[str, Any] = {"lease_key": "", "lease_until": None}
