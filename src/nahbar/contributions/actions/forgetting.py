# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names, photos and knocks have an end; what was told of the matter stays with its topic."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Coalesce

from nahbar.authority.permissions import CONTRIBUTES, demand
from nahbar.contributions import queries
from nahbar.contributions.actions.knocking import HOUR
from nahbar.contributions.actions.receiving import PHOTOS_STAY
from nahbar.contributions.models import Contribution, Knock, Photo
from nahbar.media import folder as media
from nahbar.record import actions as record
from nahbar.record.actions import HOUSE, Actor
from nahbar.topics.states import TopicState

AT_ONCE = 200
# What nobody wants to tell; whoever takes such a topic up again has its text, not the photos.
LAID_ASIDE = frozenset({TopicState.DROPPED, TopicState.EXPIRED})
NOT_BEFORE = timedelta(days=1)


def forget(at: datetime) -> int:
    """Forgets names and contacts whose days are over, and photos of topics laid aside for as long; how many were looked at.

    Photos of other topics go a year after they came; what a story took of them is the story's.
    """
    rows = Contribution.objects.filter(look_at__lte=at).order_by("look_at", "pk")
    due = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    for pk in due:
        _forget(pk, at)
    return len(due)


def _forget(pk: uuid.UUID, at: datetime) -> None:
    with transaction.atomic():
        rows = Contribution.objects.select_for_update(of=("self",)).annotate(
            stands=Coalesce("topic__part_of__state", "topic__state"),
            decided=Coalesce("topic__part_of__decided_at", "topic__decided_at", "topic__noticed_at"),
        )
        one = rows.select_related("topic").get(pk=pk)
        gone = _names(one, at)
        photos_until = _photos_until(one)
        is_without = photos_until <= at
        if is_without and Photo.objects.filter(contribution=one).delete()[0]:
            gone.append("photos")
        has_photos = not is_without and Photo.objects.filter(contribution=one).exists()
        if has_photos:
            # Somebody may drop the topic tomorrow; then the photos go earlier than planned.
            one.look_at = max(at + NOT_BEFORE, min(photos_until, at + timedelta(days=one.keep_days)))
        else:
            one.look_at = one.forget_at if one.name or one.contact else None
        one.save(update_fields=["name", "contact", "look_at"])
        if gone:
            _note("contributions.forget", one, gone, by=HOUSE, at=at)
    if is_without:
        # After the rows: a crash in between leaves files nobody refers to, and those are swept.
        media.clear(queries.shelf(one))


def erase(one: Contribution, *, names: bool = False, photos: bool = False, by: Actor, at: datetime) -> None:
    """Forgets name and contact, or the photos, at once: whoever sent them, or is to be seen in them, has asked for it.

    What a story took of the photos is removed there.

    Raises:
        NotAllowed: without a role that contributes.
    """
    demand(by, one.authority, CONTRIBUTES)
    with transaction.atomic():
        row = Contribution.objects.select_for_update().get(pk=one.pk)
        gone = [field for field in ("name", "contact") if names and getattr(row, field)]
        Contribution.objects.filter(pk=row.pk).update(**dict.fromkeys(gone, ""))
        if photos and Photo.objects.filter(contribution=row).delete()[0]:
            gone.append("photos")
        if gone:
            _note("contributions.erase", row, gone, by=by, at=at)
    if photos:
        media.clear(queries.shelf(row))


def _note(verb: str, one: Contribution, gone: list[str], *, by: Actor, at: datetime) -> None:
    thing = ("topic", one.topic_id, one.topic.title)
    record.note(verb, authority=one.authority_id, thing=thing, by=by, at=at, details={"gone": gone})


def _names(one: Contribution, at: datetime) -> list[str]:
    gone = [field for field in ("name", "contact") if getattr(one, field)] if one.forget_at <= at else []
    for field in gone:
        setattr(one, field, "")
    return gone


def _photos_until(one: Contribution) -> datetime:
    stands: str = one.stands  # type: ignore[attr-defined]
    decided: datetime = one.decided  # type: ignore[attr-defined]
    latest = one.received_at + PHOTOS_STAY
    if stands in LAID_ASIDE:
        return min(latest, max(decided, one.received_at) + timedelta(days=one.keep_days))
    return latest


def forget_knocks(at: datetime) -> int:
    """Forgets who sent something more than an hour ago; how many."""
    return Knock.objects.filter(at__lte=at - HOUR).delete()[0]


def sweep(at: datetime) -> int:
    """Removes photos whose contribution never came to be, or is gone; how many shelves."""
    old = [shelf for shelf, touched in media.shelves(queries.SHELF) if touched < at - HOUR]
    swept = 0
    for start in range(0, len(old), AT_ONCE):
        names = {shelf.partition("/")[2]: shelf for shelf in old[start : start + AT_ONCE]}
        kept = Photo.objects.filter(contribution__in=list(names)).values_list("contribution", flat=True)
        for name in names.keys() - {pk.hex for pk in kept}:
            media.clear(names[name])
            swept += 1
    return swept
