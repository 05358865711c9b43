# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which campaigns run, and how far are they?

Comes in: what an editor says of a campaign, and what was counted.
Goes out: one list with progress, one form.
Never: count anything by itself.
"""
