# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which files do we have, where are they from, and what may we do with them?

Comes in: files from phones, desktops, contributions and the studio, never believed.
Goes out: one file an authority for equal bytes, with what it is and what its rights allow.
Never: know a story, change a file, let an original out.
"""
