# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who are we, who may, which accounts are ours?

Comes in: people, roles, channel accounts.
Goes out: the tenant every row belongs to; memberships; open credentials for the worker.
Never: show a secret, let one tenant see another.
"""
