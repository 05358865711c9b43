# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping what a platform counts for a post."""

import zoneinfo
from datetime import datetime

from nahbar.channels.post import Figures
from nahbar.impact.models import Measurement
from nahbar.publishing.models import Publication


def measure(publication: Publication, figures: Figures, *, at: datetime) -> Measurement:
    """Keeps the figures; of each day (of the authority) the last ones remain."""
    day = at.astimezone(zoneinfo.ZoneInfo(publication.authority.time_zone)).date()
    values = {"replies": figures.replies, "likes": figures.likes, "shares": figures.shares}
    counted = {name: value if value is None or value >= 0 else None for name, value in values.items()}
    kept, _ = Measurement.objects.update_or_create(
        publication=publication, day=day, defaults={"measured_at": at, **counted}
    )
    return kept
