# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes out today, and when each channel speaks next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from nahbar.authority import queries as authorities
from nahbar.authority.models import Authority, Channel
from nahbar.planning import queries as planning
from nahbar.publishing import queries as publishing
from nahbar.publishing.models import Publication
from nahbar.publishing.states import PublicationState


@dataclass(frozen=True, slots=True)
class Next:
    """A channel and its next planned post; `days` until then, None when nothing is planned."""

    channel: Channel
    publication: Publication | None
    days: int | None


def day(authority: Authority, at: datetime) -> list[planning.Entry]:
    """The calendar's entries of this day on the authority's clocks, in the order of time."""
    begin = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    end = (begin + timedelta(hours=36)).replace(hour=0)  # a day may have 23 or 25 hours
    return planning.between(authority, begin, end)


def next_posts(authority: Authority, at: datetime) -> list[Next]:
    """Every connected channel with the next post that is planned for it."""
    planned = publishing.waiting(authority).filter(
        state=PublicationState.PLANNED, version__isnull=False, thread=None, due_at__gte=at
    )
    soonest = planned.filter(channel=OuterRef("pk")).order_by("due_at").values("pk")[:1]
    channels = list(authorities.channels(authority).annotate(soonest=Subquery(soonest)))
    first = planned.in_bulk([channel.soonest for channel in channels if channel.soonest])
    today = timezone.localtime(at).date()
    found = []
    for channel in channels:
        publication = first.get(channel.soonest)
        days = (timezone.localtime(publication.due_at).date() - today).days if publication else None
        found.append(Next(channel, publication, days))
    return found
