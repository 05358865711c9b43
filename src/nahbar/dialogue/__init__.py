# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who speaks to us, who answers by when?

Comes in: comments of published posts.
Goes out: threads and answers.
Never: hide or delete by itself.
"""
