# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an account may still ask of its platform: counted by us, or as the platform tells; kept over restarts."""

import uuid
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F

from nahbar.channels.errors import Reason
from nahbar.channels.meter import Meter
from nahbar.publishing.models import Pace
from nahbar.record import statements

# Kept back for what must not wait: looking after an open try, and taking a post back.
RESERVE = 10


def spend(
    channel: uuid.UUID,
    *,
    requests: int,
    most: tuple[int, timedelta] | None,
    left: int | None = None,
    resets_in: timedelta | None = None,
    at: datetime,
) -> None:
    """Notes requests made; where only the reserve is left, the account rests until its budget is filled up again.

    Args:
        channel: id of the account.
        requests: how many were made just now.
        most: the platform's documented budget (requests, and in how long); None: nothing is known.
        left: what the platform itself says is left; goes before our own count.
        resets_in: when the platform fills it up again.
        at: when.

    """
    if not requests or (most is None and left is None):
        return
    if left is None and most is not None and _is_counted(channel, requests=requests, most=most, at=at):
        return
    with transaction.atomic():
        _spend(channel, requests=requests, most=most, left=left, resets_in=resets_in, at=at)


def pay(channel: uuid.UUID, meter: Meter, *, most: tuple[int, timedelta] | None, at: datetime) -> None:
    """What the meter counted since it was last paid is taken off the account's budget."""
    spend(
        channel,
        requests=meter.requests,
        most=most,
        left=meter.left,
        resets_in=meter.resets_in,
        at=at,
    )
    meter.requests = 0


def _spend(
    channel: uuid.UUID,
    *,
    requests: int,
    most: tuple[int, timedelta] | None,
    left: int | None,
    resets_in: timedelta | None,
    at: datetime,
) -> None:
    pace, _ = Pace.objects.select_for_update().get_or_create(channel_id=channel)
    until = None
    if most is not None:
        if pace.window_from is None or not timedelta(0) <= at - pace.window_from < most[1]:
            pace.window_from, pace.requests = at, 0
        pace.requests += requests
        if pace.requests >= most[0] - RESERVE:
            until = pace.window_from + most[1]
    pace.left, pace.resets_at = left, at + resets_in if resets_in else None
    if left is not None:
        until = pace.resets_at if left <= RESERVE else None
    if until is not None and (pace.not_before is None or pace.not_before < until):
        pace.not_before, pace.reason = until, Reason.RATE_LIMITED
    pace.save()


def _is_counted(channel: uuid.UUID, *, requests: int, most: tuple[int, timedelta], at: datetime) -> bool:
    """The usual case in one statement: the window runs, nothing was told, and the reserve is not reached."""
    return bool(COUNTED.update(channel, at - most[1], at, most[0] - RESERVE - requests, requests))


def _counting(
    channel: uuid.UUID, window: datetime, at: datetime, below: int, requests: int
) -> statements.Built:
    rows = Pace.objects.filter(channel_id=channel, left=None, resets_at=None)
    running = rows.filter(window_from__gt=window, window_from__lte=at)
    return running.filter(requests__lt=below), {"requests": F("requests") + requests}


COUNTED = statements.Once(
    _counting,
    [uuid.UUID(int=1), datetime(1, 1, 2, tzinfo=UTC), datetime(1, 1, 3, tzinfo=UTC), 1_000_001, 1_000_002],
)
