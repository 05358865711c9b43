# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How does this picture, film or sound become what the channel wants?

Comes in: bytes, or the path of a file to look at.
Goes out: bytes and measures, or a sentence that says why not.
Never: import Django, keep an original, let ffmpeg see more than the file in hand.
"""
