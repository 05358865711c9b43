# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every action on a variant begins and ends with: the row held, the story open, a line in the record."""

from datetime import datetime
from typing import Any

from nahbar.authority.models import Person
from nahbar.record import actions as record
from nahbar.stories.models import Story
from nahbar.stories.states import StoryState
from nahbar.variants.actions.complaints import (
    StoryClosed,
)
from nahbar.variants.models import Variant


def opened(story: Story) -> None:
    if Story.objects.select_for_update().get(pk=story.pk).state == StoryState.CLOSED:
        raise StoryClosed


def locked(variant: Variant) -> Variant:
    """The variant as it is now, locked together with its story: alternative texts hang on the story.

    Raises:
        StoryClosed: if the story is closed.
    """
    opened(variant.story)
    rows = Variant.objects.select_for_update(of=("self",)).select_related("story__authority", "channel")
    return rows.get(pk=variant.pk)


def note(verb: str, variant: Variant, *, by: Person, at: datetime, **details: Any) -> None:
    story, channel = variant.story, variant.channel
    thing = ("variant", variant.pk, f"{story.title} · {channel.display_name or channel.handle}")
    record.note(verb, authority=story.authority_id, thing=thing, by=by, at=at, details=details)
