# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worker's sign of life, and what it sees of its machine's clock."""

import time
from datetime import datetime, timedelta

from nahbar.publishing.models import HouseClock, WorkerBeat

FORGOTTEN_AFTER = timedelta(days=1)
# Smaller steps are the usual work of a time service.
JUMP_S = 60.0
# When each worker of this process last looked: what the clock showed, and the seconds since the machine was started.
_looked: dict[str, tuple[datetime, float]] = {}


def give(key: str, *, host: str, started_at: datetime, at: datetime) -> None:
    """Says that this worker is alive at this moment; workers silent for a day are forgotten."""
    WorkerBeat.objects.update_or_create(
        key=key,
        defaults={"beat_at": at},
        create_defaults={"host": host, "started_at": started_at, "beat_at": at},
    )
    WorkerBeat.objects.filter(beat_at__lt=at - FORGOTTEN_AFTER).delete()
    watch_clock(key, host=host, at=at, uptime=time.clock_gettime(time.CLOCK_BOOTTIME))


def watch_clock(key: str, *, host: str, at: datetime, uptime: float) -> None:
    """Compares what the clock says has passed with what has passed (`uptime`, seconds, sleep included).

    A clock that jumps forward is not believed where an embargo is at stake until somebody confirms it; one that
    jumps back makes up for it. A jump while no worker runs cannot be told from the time between.
    """
    before = _looked.get(key)
    _looked[key] = (at, uptime)
    clock, _ = HouseClock.objects.get_or_create(host=host[:200], defaults={"seen_at": at})
    jump = 0.0 if before is None else (at - before[0]).total_seconds() - (uptime - before[1])
    if abs(jump) >= JUMP_S:
        ahead = clock.ahead_s + jump
        clock.ahead_s, clock.jumped_at = (ahead if ahead >= JUMP_S else 0.0), at
    clock.seen_at = max(clock.seen_at, at)
    clock.save()


def confirm_clock(*, at: datetime) -> int:
    """The operator has looked: the clocks are right as they are. How many had been in doubt."""
    return HouseClock.objects.filter(ahead_s__gt=0).update(ahead_s=0.0, seen_at=at)


def end(key: str) -> None:
    """Says that this worker has stopped in an orderly way."""
    WorkerBeat.objects.filter(key=key).delete()
    _looked.pop(key, None)
