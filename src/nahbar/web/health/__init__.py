# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is the house well?

Comes in: a question of a machine, without a login.
Goes out: figures.
Never: a name, an account, a text or a secret.
"""
