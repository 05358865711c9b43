# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens by itself: sources are read when due, topics put away when their last day has passed."""

import logging
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, Q

from nahbar.record.actions import HOUSE
from nahbar.topics import actions
from nahbar.topics.models import Source, Topic
from nahbar.topics.readers import registry
from nahbar.topics.states import OPEN

log = logging.getLogger(__name__)

AT_ONCE = 50
# Longer than any reading takes; whoever dies in between has the source read again after this.
LEASE = timedelta(minutes=10)
EXPIRE_AT_ONCE = 200
# Somewhere on earth it is already tomorrow.
AHEAD = timedelta(hours=14)


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
    actions.understand(at=at)
    _expire(at)
    return done


def _claimed(source: Source, at: datetime) -> bool:
    """Whether this process reads it: of two that try, one changes the row."""
    rows = Source.objects.filter(pk=source.pk, next_read_at=source.next_read_at, is_paused=False)
    return rows.update(next_read_at=at + LEASE) == 1


def _expire(at: datetime) -> None:
    """Puts away what can no longer be told, unless a person took it up again after its last day."""
    rows = Topic.objects.filter(state__in=list(OPEN), part_of=None, expires_on__lt=(at + AHEAD).date())
    rows = rows.filter(Q(decided_at=None) | Q(decided_at__date__lte=F("expires_on")))
    for topic in rows.select_related("authority").order_by("expires_on", "pk")[:EXPIRE_AT_ONCE]:
        if topic.expires_on and topic.expires_on < at.astimezone(ZoneInfo(topic.authority.time_zone)).date():
            actions.expire(topic, by=HOUSE, at=at)
