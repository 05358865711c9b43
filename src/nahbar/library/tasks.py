# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens by itself: uploads nobody went on with are thrown away."""

from datetime import datetime

from nahbar.library import actions


def tend(at: datetime) -> int:
    """Throws away what waited for more than a day; how many uploads."""
    return actions.sweep(at=at)
