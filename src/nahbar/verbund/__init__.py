# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What do neighbours share?

Comes in: nothing yet: the room is entered here so that the river is complete.
Goes out: nothing yet.
Never: share without being asked.
"""
