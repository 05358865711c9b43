# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens by itself: uploads nobody went on with are thrown away, and copies of films nobody asks for."""

from datetime import datetime

from nahbar.library import actions, films


def tend(at: datetime) -> int:
    """Throws away what waited for more than a day; how many uploads."""
    films.sweep(at=at)
    return actions.sweep(at=at)
