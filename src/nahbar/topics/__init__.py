# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens here that could be told?

Comes in: sources: feeds, discovered or uploaded; what departments ask for.
Goes out: topics with evidence and every earlier wording; answers by the authority's own topic house.
Never: show the same matter twice, lose an earlier wording, believe a feed.
"""
