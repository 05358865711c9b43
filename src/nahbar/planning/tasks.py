# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Puts what was signed into its place, for every authority; run by the worker."""

import logging
from datetime import datetime

from nahbar.authority.models import Authority
from nahbar.planning import actions, queries

logger = logging.getLogger(__name__)


def run(at: datetime) -> int:
    """Settles every authority with slots that may have to change; how many slots changed. One that fails does not stop the others."""
    waiting = queries.unsettled(at)
    done = 0
    for authority in Authority.objects.filter(pk__in=waiting.values("variant__story__authority")):
        try:
            done += actions.settle(authority, at=at, only=waiting)
        except Exception:
            logger.exception("The calendar of %s could not be settled", authority.slug)
    return done
