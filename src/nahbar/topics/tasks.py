# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What by itself happens to sources: they are read when due."""

import logging
from datetime import datetime, timedelta

from nahbar.errands import claims
from nahbar.errands.claims import Claim
from nahbar.errands.hands import Errand, in_turn
from nahbar.record.actions import HOUSE
from nahbar.topics import actions
from nahbar.topics.models import Source
from nahbar.topics.readers import registry

log = logging.getLogger(__name__)

AT_ONCE = 50
# A fault of ours is not met again every minute.
AFTER_A_FAULT = timedelta(minutes=10)


def run(at: datetime) -> int:
    """Reads the sources that are due, one after the other, the longest waiting first; returns how many were read."""
    done = in_turn(ERRAND, at, most=AT_ONCE)
    actions.catch_up(at=at)
    return done


def recognise(at: datetime) -> int:
    """Lets the radar read what was filed and not read yet; how many topics."""
    return actions.catch_up(at=at)


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


ERRAND = Errand("topics", due=due, carry=carry, every=20.0, hands=8)
