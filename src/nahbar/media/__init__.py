# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where do pictures lie?

Comes in: bytes, and whose shelf they belong on.
Goes out: the same bytes under their digest, or a named error.
Never: change a file, judge what is in it, know whose picture it is.
"""
