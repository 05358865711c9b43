# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What by itself happens to sources: they are read when due."""

import logging
from datetime import datetime, timedelta

from nahbar.record.actions import HOUSE
from nahbar.topics import actions
from nahbar.topics.models import Source
from nahbar.topics.readers import registry

log = logging.getLogger(__name__)

AT_ONCE = 50
# Longer than any reading takes; whoever dies in between has the source read again after this.
LEASE = timedelta(minutes=10)


def run(at: datetime) -> int:
    """Reads the sources that are due, the longest waiting first; returns how many were read."""
    due = Source.objects.filter(kind__in=registry.MODULES, is_paused=False, next_read_at__lte=at)
    done = 0
    for source in due.select_related("authority").order_by("next_read_at")[:AT_ONCE]:
        if not _claimed(source, at):
            continue
        done += 1
        try:
            actions.read(source, by=HOUSE, at=at)
        except Exception:
            # One source never stops the others; the lease is its back-off.
            log.exception("Source %s could not be read", source.pk)
    actions.catch_up(at=at)
    return done


def _claimed(source: Source, at: datetime) -> bool:
    """Whether this process reads it: of two that try, one changes the row."""
    rows = Source.objects.filter(pk=source.pk, next_read_at=source.next_read_at, is_paused=False)
    return rows.update(next_read_at=at + LEASE) == 1
