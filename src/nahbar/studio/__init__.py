# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How does this picture become what the channel wants?

Comes in: bytes.
Goes out: bytes and measures.
Never: import Django, touch the disk, keep an original.
"""
