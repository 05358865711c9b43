# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the radar has read is compared with what is there; the same matter is joined, with the words for it."""

import uuid
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from nahbar.authority.models import Authority
from nahbar.radar.same import VERSION, Known
from nahbar.radar.traits import Traits, traits
from nahbar.radar.version import VERSION as READ_BY
from nahbar.record.actions import HOUSE
from nahbar.topics import alike, queries, recognised
from nahbar.topics.actions.joining import join_alike, merge
from nahbar.topics.actions.recognising import AT_ONCE, catch_up
from nahbar.topics.models import Topic, TopicTraits

# A year and a bit: a plan is shown, changed and shown again. Older ones are another matter.
REMEMBERED = timedelta(days=400)
MOST_KNOWN = 20_000


def understand(authority: Authority | None = None, *, at: datetime) -> int:
    """Reads and compares what nobody has looked at yet; how many were read. One query where there is nothing."""
    pending = Topic.objects.filter(Q(recognised_by__lt=READ_BY) | Q(compared_by__lt=VERSION))
    if authority is not None:
        pending = pending.filter(authority=authority)
    if not pending.exists():
        return 0
    done = catch_up(authority, at=at)
    for place in Authority.objects.filter(pk__in=pending.order_by().values("authority").distinct()):
        gather(place, at=at)
    return done


def gather(authority: Authority, *, at: datetime, most: int = 5 * AT_ONCE) -> int:
    """Joins topics that were not compared yet with what they are the same as, the oldest first; how many were joined."""
    rows = Topic.objects.filter(authority=authority, recognised_by=READ_BY, compared_by__lt=VERSION)
    fresh = list(rows.order_by("published_at", "noticed_at", "pk")[:most])
    if not fresh:
        return 0
    _remember(authority, fresh)
    known = _known(authority, fresh, at)
    joined = sum(_joined(topic, known, at) for topic in fresh if not topic.part_of_id and not topic.is_apart)
    pks = [topic.pk for topic in fresh]
    # Read anew, a matter's front has only its own dates, and a part may have others than before.
    fronts = Topic.objects.filter(Q(pk__in=pks) | Q(parts__in=pks), parts__isnull=False)
    for front in fronts.order_by("pk").values_list("pk", flat=True).distinct():
        _merged(front)
    # An edit meanwhile has the topic read anew, and what was read anew is compared anew.
    Topic.objects.filter(pk__in=pks).update(compared_by=VERSION)
    return joined


def _joined(topic: Topic, known: Known, at: datetime) -> bool:
    """Joins the topic to the likest other one that may be joined, if there is one."""
    for like in known.alike(str(topic.pk)) if str(topic.pk) in known else ():
        other = Topic.objects.get(pk=like.name)
        if join_alike(topic, other, alike.stored(like.shared), by=HOUSE, at=at):
            known.joined(str(topic.pk))
            return True
    return False


@transaction.atomic
def _merged(lead: uuid.UUID) -> None:
    merge(Topic.objects.select_for_update(of=("self",)).select_related("authority").get(pk=lead))


def _remember(authority: Authority, fresh: list[Topic]) -> None:
    zone = ZoneInfo(authority.time_zone)
    made = [
        TopicTraits(
            topic=one,
            authority=authority,
            traits=asdict(traits(recognised.matter(one, zone), queries.recognition(one))),
        )
        for one in fresh
    ]
    TopicTraits.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["topic"], update_fields=["traits"], batch_size=200
    )


def _known(authority: Authority, fresh: list[Topic], at: datetime) -> Known:
    """The topics of the last year and the fresh ones."""
    recent = Q(topic__published_at=None) | Q(topic__published_at__gte=at - REMEMBERED)
    rows = TopicTraits.objects.filter(recent | Q(topic__in=fresh), authority=authority)
    # What a person noted by hand is joined by hand.
    rows = rows.exclude(topic__content_key="").order_by("-topic__noticed_at", "pk")
    known = Known()
    wanted = ("topic", "topic__source", "topic__part_of", "traits")
    for pk, source, lead, written in rows.values_list(*wanted)[:MOST_KNOWN]:
        known.add(str(pk), str(source), _read(written), is_part=lead is not None)
    return known


def _read(written: dict[str, Any]) -> Traits:
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in written.items()
    }
    return Traits(**given)
