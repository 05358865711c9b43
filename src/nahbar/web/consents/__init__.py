# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking people who are shown, and what follows from their answer.

Comes in: a question of the desk; behind a secret link a signature, a No, a withdrawal.
Goes out: a code for the phone, what was agreed, where somebody is shown and how it comes down.
Never: tick something for somebody, make No harder than Yes.
"""
