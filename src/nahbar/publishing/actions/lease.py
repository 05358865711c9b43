# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose a delivery is: claimed by one conditional UPDATE, renewed while it runs, fenced at every write."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Value, When

from nahbar.authority import queries as authority_queries
from nahbar.authority.models import Channel
from nahbar.publishing import queries
from nahbar.publishing.actions import journal
from nahbar.publishing.models import Publication
from nahbar.publishing.states import HouseReason, PublicationState, Step
from nahbar.record import statements

# Short, so that another worker goes on within ten seconds of a crash; renewed every two seconds while alive.
LEASE = timedelta(seconds=8)
RENEW_EVERY = timedelta(seconds=2)
S = PublicationState


class LeaseLost(Exception):
    """Another worker has this delivery now; whoever reads this writes nothing more and stops."""


@dataclass(frozen=True, slots=True)
class Lease:
    """One worker's right to one publication: every write of the delivery carries `key` in its WHERE."""

    publication_id: uuid.UUID
    key: str


def claim(channel: Channel, *, at: datetime) -> Lease | None:
    """The next due delivery of this account in the order of its dates, or None: nothing due, or enough running."""
    return next(iter(claim_each([channel.pk], most=1, at=at)), None)


def claim_each(accounts: Sequence[uuid.UUID], *, most: int, at: datetime) -> list[Lease]:
    """Up to `most` due deliveries of these accounts, in one transaction: one an account first, then their second.

    Each account gives its deliveries in the order of their dates, and not more at once than it carries. An account
    another worker is deciding on right now is left out.
    """
    with transaction.atomic():
        # The account's row makes counting and claiming one step, so that two workers keep its concurrency.
        rows = Channel.objects.filter(pk__in=accounts).order_by("pk").only("platform", "limits")
        held = {channel.pk: channel for channel in rows.select_for_update(skip_locked=True, no_key=True)}
        running = queries.being_worked_on_each(held, at)
        room = {
            pk: authority_queries.capability_of(held[pk]).concurrency - running.get(pk, 0)
            for pk in accounts
            if pk in held
        }
        wanted = queries.next_due(room, at)[: max(most, 0)]
        return _taken(wanted, at) if wanted else []


def _taken(wanted: list[Publication], at: datetime) -> list[Lease]:
    """The leases of those that were still to be had when their rows were written."""
    key = uuid.uuid4().hex
    begins = Case(When(state=S.PLANNED, then=Value(S.SENDING)), default=F("state"))
    # A try with an open intent is looked after, not begun anew: its number stays.
    tries = F("attempts") + Case(When(intent_at=None, then=1), default=0)
    free = queries.due(at).filter(pk__in=[row.pk for row in wanted])
    count = free.update(state=begins, attempts=tries, lease_key=key, lease_until=at + LEASE)
    if count < len(wanted):
        mine = set(Publication.objects.filter(lease_key=key).values_list("pk", flat=True))
        wanted = [row for row in wanted if row.pk in mine]
    for row in wanted:
        row.attempts += row.intent_at is None
    journal.write_each(wanted, Step.CLAIMED, at=at)
    return [Lease(row.pk, key) for row in wanted]


def give_back(leases: Iterable[Lease], *, at: datetime) -> int:
    """Lets another worker have these at once; for what was claimed and not begun. How many were still ours."""
    returned = 0
    for lease in leases:
        with transaction.atomic():
            row = Publication.objects.filter(pk=lease.publication_id, lease_key=lease.key).first()
            if row is None:
                continue
            row.attempts -= row.intent_at is None and row.attempts > 0
            write(lease, row, {"attempts": row.attempts, **OVER})
            journal.write(row, Step.POSTPONED, at=at, reason=HouseReason.WORKER_STOPPED)
            returned += 1
    return returned


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
    if not statements.update(Publication, changes, pk=row.pk, lease_key=lease.key):
        raise LeaseLost
    for name, value in changes.items():
        setattr(row, name, value)


# Gives the row back in the same UPDATE that says where it stands.
OVER: dict[str, Any] = {"lease_key": "", "lease_until": None}
