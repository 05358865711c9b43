# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What does the person see?

Comes in: requests.
Goes out: pages, one question each, the answer first.
Never: decide anything: a view calls one action or some queries.

Each folder is one page family: urls, views, forms, templates, locale. `door` lets people in.
"""
