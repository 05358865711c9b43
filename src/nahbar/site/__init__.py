# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How is the house wired?

Comes in: the environment.
Goes out: settings, addresses, the list of apps.
Never: hold a rule.
"""
