# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worker's sign of life."""

from datetime import datetime, timedelta

from nahbar.publishing.models import WorkerBeat

FORGOTTEN_AFTER = timedelta(days=1)


def give(key: str, *, host: str, started_at: datetime, at: datetime) -> None:
    """Says that this worker is alive at this moment; workers silent for a day are forgotten."""
    WorkerBeat.objects.update_or_create(
        key=key,
        defaults={"beat_at": at},
        create_defaults={"host": host, "started_at": started_at, "beat_at": at},
    )
    WorkerBeat.objects.filter(beat_at__lt=at - FORGOTTEN_AFTER).delete()


def end(key: str) -> None:
    """Says that this worker has stopped in an orderly way."""
    WorkerBeat.objects.filter(key=key).delete()
