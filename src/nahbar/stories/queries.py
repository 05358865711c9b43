# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about stories and their pictures."""

from django.db.models import QuerySet

from nahbar.authority.models import Authority
from nahbar.media import folder as media
from nahbar.stories.models import Card, Material, Story
from nahbar.stories.states import StoryState
from nahbar.studio import picture
from nahbar.topics.models import Topic

VIEW_BYTES = 400_000
VIEW_PIXELS = 1_000_000


def stories(authority: Authority) -> QuerySet[Story]:
    """All stories of the authority, the one touched last first."""
    return Story.objects.filter(authority=authority).select_related("topic")


def story_of_topic(topic: Topic) -> Story | None:
    """The newest story still in progress that tells this topic."""
    return Story.objects.filter(topic=topic, state=StoryState.OPENED).order_by("-opened_at").first()


def series(authority: Authority) -> list[str]:
    """The names of all series of the authority, in their order."""
    named = Story.objects.filter(authority=authority).exclude(series="")
    return list(named.order_by("series").values_list("series", flat=True).distinct()[:100])


def earlier_in_series(story: Story) -> list[Story]:
    """The last stories of the same series that were opened before this one, the newest first."""
    if not story.series:
        return []
    same = Story.objects.filter(authority=story.authority_id, series=story.series)
    return list(same.filter(opened_at__lt=story.opened_at).order_by("-opened_at")[:10])


def materials(authority: Authority) -> QuerySet[Material]:
    """All pictures of the authority's stories."""
    return Material.objects.filter(story__authority=authority).select_related("story")


def cards(authority: Authority) -> QuerySet[Card]:
    """All designed pictures of the authority's stories, with the photos they show."""
    return Card.objects.filter(story__authority=authority).select_related(
        "story__authority", "picture__file__rights", "changed_by"
    )


def picture_bytes(digest: str) -> bytes:
    """The original file as it was collected, metadata included: for the studio, never for a page.

    Raises:
        MediaMissing: if no such file is kept.
    """
    return media.read(digest)


def picture_view(digest: str) -> tuple[bytes, str]:
    """The picture for eyes: upright, without metadata, at most a million pixels; bytes and MIME type.

    Raises:
        MediaMissing: if no such file is kept.
    """
    data = picture.outgoing(media.read(digest), VIEW_BYTES, VIEW_PIXELS)
    return data, picture.inspect(data).mime
