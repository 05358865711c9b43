# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sent a topic in is kept to ask back, and forgotten by itself."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from nahbar.authority.models import Authority
from nahbar.record import actions as record
from nahbar.record.actions import HOUSE
from nahbar.topics.models import Topic, TopicSender

# Long enough to make a story of it, and short enough to be no register of who told what.
KEPT_DAYS = timedelta(days=60)


def keep_sender(topic: Topic, address: str, *, at: datetime) -> None:
    """Keeps the address for 60 days, in the transaction and under the permission of the reading it came with."""
    day = at.astimezone(ZoneInfo(topic.authority.time_zone)).date() + KEPT_DAYS
    TopicSender.objects.update_or_create(
        topic=topic, defaults={"authority": topic.authority, "address": address, "forget_on": day}
    )


def forget_senders(*, at: datetime) -> int:
    """Forgets every address whose time is over, with one line a topic's authority; how many."""
    # Wherever the authority is, its day began by now.
    due = TopicSender.objects.filter(forget_on__lte=at.date())
    places = Authority.objects.filter(pk__in=due.order_by().values("authority").distinct())
    return sum(_forget(place, at) for place in places) if due.exists() else 0


@transaction.atomic
def _forget(place: Authority, at: datetime) -> int:
    gone, _each = TopicSender.objects.filter(authority=place, forget_on__lte=at.date()).delete()
    if gone:
        thing = ("authority", place.pk, place.name)
        record.note(
            "topics.forget_senders", authority=place.pk, thing=thing, by=HOUSE, at=at, details={"count": gone}
        )
    return gone
