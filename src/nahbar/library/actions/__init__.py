# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a file: taken in."""

from nahbar.library.actions.taking import Taken, Words, enter, take_in

__all__ = ["Taken", "Words", "enter", "take_in"]
