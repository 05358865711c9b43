# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often something may be sent from one network address; forgotten after an hour."""

from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from nahbar.consents.actions.complaints import TooOften
from nahbar.consents.models import Try

HOUR = timedelta(hours=1)
# A whole school class may sign behind one address.
MOST_BY_ORIGIN = 120


def knock(*, address: str, at: datetime) -> None:
    """Counts one sending from this network address.

    Raises:
        TooOften: more than 120 within an hour; it then counts no further.
    """
    origin = salted_hmac("nahbar.consents.try", address, algorithm="sha256").hexdigest()
    if Try.objects.filter(origin=origin, at__gt=at - HOUR).count() >= MOST_BY_ORIGIN:
        raise TooOften
    Try.objects.create(origin=origin, at=at)
