# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How does it read and look on this channel?

Comes in: a story and a channel.
Goes out: drafts, and frozen versions with a fingerprint.
Never: change a frozen version.
"""
