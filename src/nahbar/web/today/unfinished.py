# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Stories that wait for their editors, and for what."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.db.models import Prefetch

from nahbar.approval.models import Round
from nahbar.approval.states import RoundState
from nahbar.authority.models import Authority
from nahbar.planning.models import Slot
from nahbar.planning.states import OPEN
from nahbar.publishing.models import Publication
from nahbar.publishing.states import PublicationState
from nahbar.stories import queries as stories_of
from nahbar.stories.models import Story
from nahbar.stories.states import StoryState
from nahbar.variants.models import Variant

LOOKED_AT = 50

Lack = Literal["returned", "unsigned", "unplanned", "unwritten"]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A story in progress and what it lacks."""

    story: Story
    lacks: Lack


def stories(authority: Authority) -> list[Unfinished]:
    """The stories in progress that wait for an editor, the one touched last first; in five queries."""
    rows = stories_of.stories(authority).filter(state=StoryState.OPENED)
    told = Prefetch("variants", Variant.objects.only("story"))
    asked = Prefetch("rounds", Round.objects.only("story", "state", "requested_at"))
    opened = list(
        rows.select_related(None).only("title", "changed_at").prefetch_related(told, asked)[:LOOKED_AT]
    )
    slots = Slot.objects.filter(variant__story__in=opened, state__in=OPEN)
    out = Publication.objects.filter(version__variant__story__in=opened).exclude(
        state=PublicationState.DROPPED
    )
    timed = set(slots.values_list("variant_id", flat=True)) | set(
        out.values_list("version__variant_id", flat=True)
    )
    found = ((story, _lacks(story, timed)) for story in opened)
    return [Unfinished(story, lacks) for story, lacks in found if lacks]


def _lacks(story: Story, timed: set[UUID]) -> Lack | None:
    variants = list(story.variants.all())
    if not variants:
        return "unwritten"
    newest = max(story.rounds.all(), key=lambda one: one.requested_at, default=None)
    if newest is None or newest.state == RoundState.RECALLED:
        return None if all(variant.pk in timed for variant in variants) else "unsigned"
    if newest.state == RoundState.RETURNED:
        return "returned"
    if newest.state == RoundState.SIGNED and any(variant.pk not in timed for variant in variants):
        return "unplanned"
    return None
