# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of objections and the argument cards.

Comes in: what somebody said, an answer, an office and a day, a decision.
Goes out: what is open, cards that fit, a table for whoever must show it.
Never: an answer nobody wrote.
"""
