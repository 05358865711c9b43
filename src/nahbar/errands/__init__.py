# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who goes out for what is fetched again and again?

Comes in: a room's rows with the time of their next turn, and what to do when it has come.
Goes out: each turn done by one hand of one worker, and by another where that one died.
Never: let a slow errand hold up another, remember anything itself, do what would harm if done twice.
"""
