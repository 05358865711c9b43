# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How does a German text read, and what would make it easier?

Comes in: a text.
Goes out: figures, hard sentences, plain words, parts of words and what is copied: each with its place and why.
Never: import Django, remember anything, open the network, judge what may be said.
"""
