# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Did it go out - once?

Comes in: signed versions with a due time.
Goes out: publications with a journal and a receipt.
Never: send twice, send unsigned, guess an outcome.
"""
