# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who did what, when, in whose name?

Comes in: one line for every change.
Goes out: entries, chained by digest.
Never: change or lose a line, point to a row that may vanish.
"""
