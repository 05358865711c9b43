# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A series with more pictures than one post takes: spread over a thread."""

import math
from datetime import datetime

from django.db import transaction

from nahbar.authority.models import Person
from nahbar.authority.permissions import CONTRIBUTES, demand
from nahbar.channels import thread
from nahbar.variants import outgoing, queries, scaffold
from nahbar.variants.actions.complaints import NoThreadHere
from nahbar.variants.actions.pictures import choose_pictures
from nahbar.variants.actions.rows import locked
from nahbar.variants.actions.writing import revise
from nahbar.variants.models import Variant


@transaction.atomic
def spread_pictures(variant: Variant, *, by: Person, at: datetime) -> Variant:
    """All pictures of the story go along, as many to a post as the channel takes; the text gets the posts that lack.

    Films stay where they were.

    Raises:
        NoThreadHere: where the channel has none, or none so long.
        StoryClosed, NotAllowed: as they say.
    """
    demand(by, variant.story.authority, CONTRIBUTES)
    current = locked(variant)
    capability = queries.capability_of(current)
    most = capability.pictures.max_count if capability.pictures else 0
    pictures = [one for one in current.story.materials.all() if not one.is_film]
    needed = math.ceil(len(pictures) / most) if most else 0
    if not most or capability.thread_parts < max(needed, 2):
        raise NoThreadHere
    there = sum(not one.is_comment for one in thread.parts(current.text, capability))
    more = [scaffold.further_pictures(n * most + 1, len(pictures), most) for n in range(there, needed)]
    text = thread.extended(current.text, capability, more) if more else current.text
    saved = revise(current, text=text, revision=current.revision, by=by, at=at)
    parts = {one.pk: place // most + 1 for place, one in enumerate(pictures)}
    parts |= {one.material.pk: one.part for one in outgoing.along(saved) if one.material.is_film}
    return choose_pictures(saved, material_ids=list(parts), parts=parts, by=by, at=at)
