# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about inquiries; nothing here writes."""

from datetime import datetime, timedelta

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from nahbar.authority.models import Authority, Channel
from nahbar.authority.states import ChannelState
from nahbar.dialogue.models import Inquiry, Listening, Reply
from nahbar.dialogue.states import InquiryState
from nahbar.publishing.models import Publication
from nahbar.publishing.states import PublicationState

# Posts older than this are no longer listened to: comments there are rare, and requests are not free.
LISTENED_DAYS = 30
MOST_POSTS = 100


def inquiries(authority: Authority) -> QuerySet[Inquiry]:
    """All inquiries: those without an answer first and the oldest of them on top, then the past, newest first."""
    order = Case(
        When(state=InquiryState.RECEIVED, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    found = Inquiry.objects.filter(authority=authority).select_related("channel", "publication")
    return found.annotate(done=order).order_by("done", "-written_at")


def unanswered(authority: Authority) -> QuerySet[Inquiry]:
    """What waits for us, the longest waiting first."""
    waiting = Inquiry.objects.filter(authority=authority, state=InquiryState.RECEIVED)
    return waiting.select_related("channel", "publication").order_by("written_at")


def replies(inquiry: Inquiry) -> QuerySet[Reply]:
    """Our answers with where they stand, the oldest first."""
    return inquiry.replies.select_related("publication", "answered_by").order_by("answered_at")


def stand(inquiry: Inquiry) -> str:
    """Changes with every answer of ours and every new wording; what somebody had before them while writing."""
    edited = inquiry.edited_at.isoformat() if inquiry.edited_at else ""
    return f"{inquiry.replies.count()} {edited}".strip()


def earlier(inquiry: Inquiry) -> QuerySet[Inquiry]:
    """What else this author wrote to us on this channel before, the newest first."""
    same = Inquiry.objects.filter(channel=inquiry.channel, author_handle=inquiry.author_handle)
    return same.exclude(pk=inquiry.pk).filter(written_at__lt=inquiry.written_at).order_by("-written_at")[:5]


def settled_by_an_answer() -> QuerySet[Inquiry]:
    """Inquiries still open although an answer of ours has been published."""
    out = Q(replies__publication__state=PublicationState.PUBLISHED)
    # A closed one that was answered all the same is answered.
    still = (InquiryState.RECEIVED, InquiryState.CLOSED)
    return Inquiry.objects.filter(out, state__in=still).select_related("channel").distinct()


def channels_without_listening(platforms: list[str]) -> QuerySet[Channel]:
    """Connected accounts of these platforms that were never heard."""
    return Channel.objects.filter(listening=None, platform__in=platforms, state=ChannelState.CONNECTED)


def listenings_due(platforms: list[str], at: datetime) -> QuerySet[Listening]:
    """Connected accounts of these platforms whose comments are due to be read."""
    due = Q(next_at=None) | Q(next_at__lte=at)
    return Listening.objects.filter(
        due, channel__platform__in=platforms, channel__state=ChannelState.CONNECTED
    )


def posts_to_hear(channel: Channel, at: datetime) -> list[str]:
    """The platform's ids of what we published here lately, answers included, the newest first."""
    recent = Publication.objects.filter(
        channel=channel, state=PublicationState.PUBLISHED, published_at__gt=at - timedelta(days=LISTENED_DAYS)
    ).exclude(remote_id="")
    return list(recent.order_by("-published_at").values_list("remote_id", flat=True)[:MOST_POSTS])
