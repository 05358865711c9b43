# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can do what, who stands in for whom, where do the hours go?

Comes in: nothing yet: the room is entered here so that the river is complete.
Goes out: nothing yet.
Never: rate a single person.
"""
