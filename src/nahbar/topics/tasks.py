# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens by itself: sources are read when due, topics put away when their last day has passed, old requests forgotten."""

import logging
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, Q

from nahbar.errands import claims
from nahbar.errands.claims import Claim
from nahbar.errands.hands import Errand, in_turn
from nahbar.record.actions import HOUSE
from nahbar.topics import actions
from nahbar.topics.models import Source, Topic
from nahbar.topics.readers import registry
from nahbar.topics.states import OPEN

log = logging.getLogger(__name__)

AT_ONCE = 50
EXPIRE_AT_ONCE = 200
# Somewhere on earth it is already tomorrow.
AHEAD = timedelta(hours=14)
# A fault of ours is not met again every minute.
AFTER_A_FAULT = timedelta(minutes=10)


def run(at: datetime) -> int:
    """Reads the sources that are due, one after the other, the longest waiting first; returns how many were read."""
    done = in_turn(ERRAND, at, most=AT_ONCE)
    tend(at)
    return done


def tend(at: datetime) -> int:
    """Lets the radar read what was filed, puts away what can no longer be told and kept; how many topics it read."""
    read = actions.understand(at=at)
    _expire(at)
    return read


def forget(at: datetime) -> int:
    """Forgets who sent topics in and what departments asked, where the time for it is over; how many. Two queries where nothing is."""
    return actions.forget_senders(at=at) + actions.forget_requests(at=at)


def due(at: datetime, most: int) -> list[Claim]:
    """Claims up to `most` of the sources that are due."""
    rows = Source.objects.filter(kind__in=registry.MODULES, is_paused=False, next_read_at__lte=at)
    return claims.take(rows, "next_read_at", most=most, at=at)


def carry(claim: Claim, at: datetime) -> int:
    """Reads one source (1, or 0 where it is gone); what goes wrong is noted on it, and one never stops the others."""
    source = Source.objects.select_related("authority").filter(pk=claim.pk).first()
    if source is None:
        return 0
    try:
        actions.read(source, by=HOUSE, at=at)
    except Exception:
        log.exception("Source %s could not be read", source.pk)
        Source.objects.filter(pk=source.pk, is_paused=False).update(next_read_at=at + AFTER_A_FAULT)
    return 1


def _expire(at: datetime) -> None:
    """Puts away what can no longer be told, unless a person took it up again after its last day."""
    rows = Topic.objects.filter(state__in=list(OPEN), part_of=None, expires_on__lt=(at + AHEAD).date())
    rows = rows.filter(Q(decided_at=None) | Q(decided_at__date__lte=F("expires_on")))
    for topic in rows.select_related("authority").order_by("expires_on", "pk")[:EXPIRE_AT_ONCE]:
        if topic.expires_on and topic.expires_on < at.astimezone(ZoneInfo(topic.authority.time_zone)).date():
            actions.expire(topic, by=HOUSE, at=at)


ERRAND = Errand("topics", due=due, carry=carry, every=20.0, hands=8)
