# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is kept, handed over, forgotten, and when?

Comes in: everything that is remembered.
Goes out: one file that brings it back elsewhere, bytes equal.
Never: carry a key, restore half.
"""
