# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What topics are worth today: brings together what ranking needs from further down the river."""

from nahbar.foundation import clock
from nahbar.publishing import queries as publishing
from nahbar.topics import ranking
from nahbar.topics.ranking import Desk
from nahbar.web.door import InsideRequest


def desk(request: InsideRequest) -> Desk:
    """What ranking needs of the authority of the request; five queries, once a page."""
    posts = publishing.last_posts(request.authority)
    return ranking.desk(request.authority, at=clock.now(), last_posts=posts)
