# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which files do we have, and what may we do with them?

Comes in: files by form or piece by piece, what people say of them, which story wants one.
Goes out: a library with small pictures, one page a file, the original for members only.
Never: show a stranger's file as a page, lose what came before a cut.
"""
