# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which pictures go along, in which order, and with which post of a thread."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from nahbar.authority.models import Person
from nahbar.authority.permissions import CONTRIBUTES, NotAllowed, demand
from nahbar.library.models import MediaFile
from nahbar.stories import actions as stories
from nahbar.stories.models import Material
from nahbar.variants import outgoing, queries
from nahbar.variants.actions.complaints import (
    TooManyPictures,
)
from nahbar.variants.actions.rows import locked, note
from nahbar.variants.models import Variant, VariantPicture


@transaction.atomic
def choose_pictures(
    variant: Variant,
    *,
    material_ids: Sequence[uuid.UUID],
    parts: Mapping[uuid.UUID, int] | None = None,
    by: Person,
    at: datetime,
) -> Variant:
    """These pictures of the story go along, in this order; whoever chooses is one of the authors.

    `parts`: with which post of a thread each goes; what is not in it goes with the first.

    Raises:
        TooManyPictures: for more than the channel takes in one post.
        StoryClosed, NotAllowed: as they say; also for a picture of another story.
    """
    demand(by, variant.story.authority, CONTRIBUTES)
    current = locked(variant)
    wanted = {pk: max((parts or {}).get(pk, 1), 1) for pk in dict.fromkeys(material_ids)}
    demand_room(current, list(wanted.values()))
    found = Material.objects.filter(story=current.story_id, mime_type__startswith="image/").in_bulk(wanted)
    if len(found) != len(wanted):
        raise NotAllowed
    if [(one.material.pk, one.part) for one in outgoing.along(current)] == sorted(
        wanted.items(), key=lambda one: one[1]
    ):
        return current
    place(current, [found[pk] for pk in wanted], list(wanted.values()))
    current.authors.add(by)
    note("variants.choose_pictures", current, by=by, at=at, pictures=[found[pk].digest for pk in wanted])
    return current


@transaction.atomic
def take_picture(
    variant: Variant,
    *,
    data: bytes,
    file_name: str,
    alt: str = "",
    credit: str = "",
    origin: str = "",
    is_uncleared: bool = False,
    by: Person,
    at: datetime,
) -> Material:
    """Brings a picture into the story and lets it go along here, as long as the channel has room for one more.

    Raises:
        what `stories.collect` and `choose_pictures` refuse.
    """
    story = variant.story
    words = {"file_name": file_name, "alt": alt, "credit": credit, "origin": origin}
    material = stories.collect(story, data=data, **words, is_uncleared=is_uncleared, by=by, at=at)
    _let_go_along(variant, material, by=by, at=at)
    return material


@transaction.atomic
def take_file(variant: Variant, file: MediaFile, *, by: Person, at: datetime) -> Material:
    """Takes a file of the library into the story and lets it go along here, as `take_picture` does.

    Raises:
        what `stories.use` and `choose_pictures` refuse.
    """
    material = stories.use(variant.story, file, by=by, at=at)
    _let_go_along(variant, material, by=by, at=at)
    return material


def _let_go_along(variant: Variant, material: Material, *, by: Person, at: datetime) -> None:
    """Adds the picture to the first post, as long as the channel has room for one more there; a film waits in the story."""
    if not material.mime_type.startswith("image/"):
        return
    limit = queries.capability_of(variant).pictures
    parts = {one.material.pk: one.part for one in outgoing.along(variant)}
    wanted = list(dict.fromkeys([*parts, material.pk]))
    if limit and list(parts.values()).count(1) < limit.max_count:
        choose_pictures(variant, material_ids=wanted, parts=parts, by=by, at=at)


def demand_room(variant: Variant, parts: Sequence[int]) -> None:
    """Whether each post takes the pictures that go with it."""
    limit, posts = queries.capability_of(variant).pictures, outgoing.parts_of(variant)
    threaded = sum(not one.is_comment for one in posts)
    most = limit.max_count if limit else 0
    if any(count > most for count in Counter(min(part, threaded) for part in parts).values()):
        raise TooManyPictures(most=most)


def place(variant: Variant, materials: Sequence[Material], parts: Sequence[int] = ()) -> None:
    variant.pictures.all().delete()
    VariantPicture.objects.bulk_create(
        VariantPicture(variant=variant, material=material, position=place, part=part)
        for place, (material, part) in enumerate(
            zip(materials, parts or [1] * len(materials), strict=True), start=1
        )
    )
