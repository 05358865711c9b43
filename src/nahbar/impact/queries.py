# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about what our posts brought; nothing here writes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from nahbar.authority.models import Authority, Channel
from nahbar.authority.states import ChannelState
from nahbar.impact.models import Measurement, Measuring
from nahbar.publishing import queries as publishing
from nahbar.publishing.models import Publication
from nahbar.publishing.states import PublicationState

MEASURED_DAYS = 30
# How often a post of which age is measured: most of what happens to it happens on its first day.
RHYTHM = (
    (timedelta(days=1), timedelta(minutes=15)),
    (timedelta(days=3), timedelta(hours=1)),
    (timedelta(days=7), timedelta(hours=6)),
    (timedelta(days=MEASURED_DAYS), timedelta(hours=24)),
)
MOST_POSTS = 100
# What a line of the overview shows of a post: a month has hundreds, and most columns stay unread.
SHOWN = (
    "text",
    "state",
    "url",
    "published_at",
    "channel__platform",
    "channel__handle",
    "channel__display_name",
)
NEWEST = ("measured_at", "replies", "likes", "shares")


@dataclass(frozen=True, slots=True)
class PostFigures:
    """One post with its newest figures; None: not measured yet, or the platform does not say."""

    publication: Publication
    measured_at: datetime | None
    replies: int | None
    likes: int | None
    shares: int | None

    @property
    def reactions(self) -> int:
        """Everything people did, as far as it is known."""
        return sum(value or 0 for value in (self.replies, self.likes, self.shares))


@dataclass(frozen=True, slots=True)
class Sums:
    """The figures of several posts together; None: none of them has such a figure."""

    posts: int
    replies: int | None
    likes: int | None
    shares: int | None

    @property
    def reactions(self) -> int:
        """Everything people did, as far as it is known."""
        return sum(value or 0 for value in (self.replies, self.likes, self.shares))


def _with_newest(publications: QuerySet[Publication]) -> QuerySet[Publication]:
    newest = Measurement.objects.filter(publication=OuterRef("pk")).order_by("-measured_at")
    return publications.annotate(**{f"newest_{name}": Subquery(newest.values(name)[:1]) for name in NEWEST})


def per_post(authority: Authority, *, since: datetime | None = None) -> list[PostFigures]:
    """Each published post (answers left out) with its newest figures, the newest post first."""
    posts = publishing.posts(authority).select_related(None).select_related("channel").only(*SHOWN)
    if since is not None:
        posts = posts.filter(published_at__gte=since)
    return [
        PostFigures(row, **{name: getattr(row, f"newest_{name}") for name in NEWEST})
        for row in _with_newest(posts)
    ]


def sums(authority: Authority, *, since: datetime | None = None) -> Sums:
    """The newest figures of all posts together."""
    return sums_of(per_post(authority, since=since))


def sums_of(rows: list[PostFigures]) -> Sums:
    """The figures of these posts together."""
    return Sums(
        posts=len(rows),
        replies=_sum([row.replies for row in rows]),
        likes=_sum([row.likes for row in rows]),
        shares=_sum([row.shares for row in rows]),
    )


def _sum(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def interval(age: timedelta) -> timedelta | None:
    """How long after one measurement the next follows for a post of this age; None: no more."""
    return next((every for up_to, every in RHYTHM if age <= up_to), None)


def channels_without_measuring(platforms: list[str]) -> QuerySet[Channel]:
    """Connected accounts of these platforms that were never measured."""
    return Channel.objects.filter(measuring=None, platform__in=platforms, state=ChannelState.CONNECTED)


def measurings_due(platforms: list[str], at: datetime) -> QuerySet[Measuring]:
    """Connected accounts of these platforms whose figures are due to be looked at."""
    due = Q(next_at=None) | Q(next_at__lte=at)
    return Measuring.objects.filter(
        due, channel__platform__in=platforms, channel__state=ChannelState.CONNECTED
    )


def posts_to_measure(channel: Channel, at: datetime) -> list[Publication]:
    """What is published here, not older than 30 days, and due by the rhythm of its age; the newest first."""
    recent = Publication.objects.filter(
        channel=channel,
        version__isnull=False,
        thread=None,
        state=PublicationState.PUBLISHED,
        published_at__gt=at - timedelta(days=MEASURED_DAYS),
    ).exclude(remote_id="")
    rows = _with_newest(recent.select_related("authority")).order_by("-published_at")
    return [row for row in rows if _is_due(row, at)][:MOST_POSTS]


def _is_due(row: Publication, at: datetime) -> bool:
    measured_at: datetime | None = getattr(row, "newest_measured_at", None)
    every = interval(at - row.published_at) if row.published_at else None
    return every is not None and (measured_at is None or at - measured_at >= every)
