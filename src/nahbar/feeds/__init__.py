# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What do machines hear from us?

Comes in: nothing yet: the room is entered here so that the river is complete.
Goes out: nothing yet.
Never: show what is not published.
"""
