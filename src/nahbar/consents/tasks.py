# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens by itself: consents end, and what is kept of them is forgotten."""

from datetime import datetime

from django.utils import timezone

from nahbar.consents import actions


def tend(at: datetime) -> int:
    """Ends what has run out and forgets what is due; how many were touched. A few queries where nothing is."""
    actions.forget_tries(at)
    return actions.expire(timezone.localdate(at), at=at) + actions.forget(at)
