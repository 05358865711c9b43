# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who must agree, who has?

Comes in: frozen versions.
Goes out: rounds, and signatures bound to a fingerprint.
Never: let a person sign what they wrote, let a link sign by being opened.
"""
