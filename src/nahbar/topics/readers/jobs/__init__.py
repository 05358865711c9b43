# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How do job boards speak? Feeds, pages with postings, and the two searches of the Federal Employment Agency."""
