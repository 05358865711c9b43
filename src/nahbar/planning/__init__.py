# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""When, and is the rhythm kept?

Comes in: variants and wished times.
Goes out: slots; publications placed, moved, taken back.
Never: send anything itself.
"""
