# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is shown, did they agree, to what, until when, and what follows when they take it back?

Comes in: a question to a person behind a secret link, their signature, their No, their withdrawal; an exception with its reason.
Goes out: which files may be shown and which are locked, and why.
Never: take silence for a yes, show a name to who does not need it, keep it longer than its end.
"""
