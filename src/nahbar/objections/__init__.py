# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said against it, what did we answer, and who decided when?

Comes in: an objection in somebody's words, noted by a person, or what a signer wrote with an objection.
Goes out: a register with answer, date of the next look, and decision; nothing dies in silence.
Never: keep who said it by name, decide by itself.
"""
