# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens by itself: names, photos, deliveries and knocks are forgotten when their time is over."""

from datetime import datetime

from nahbar.contributions import actions


def tend(at: datetime) -> int:
    """Forgets what is due; how many contributions were looked at. Two queries where nothing is."""
    actions.forget_knocks(at)
    return actions.forget(at)


def end_deliveries(at: datetime) -> int:
    """Ends the studio's deliveries whose days are over; how many. Three queries where nothing is."""
    return actions.end_deliveries(at)


def sweep(at: datetime) -> int:
    """Removes files a crash left behind; how many shelves."""
    return actions.sweep(at)
