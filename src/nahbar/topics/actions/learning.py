# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was learned from decisions can be put aside."""

from datetime import datetime

from django.db import transaction

from nahbar.authority.models import Authority
from nahbar.authority.permissions import WRITES, demand
from nahbar.record import actions as record
from nahbar.record.actions import Actor
from nahbar.topics.models import TopicTaste


@transaction.atomic
def forget(authority: Authority, *, by: Actor, at: datetime) -> None:
    """Learns anew from now on; the decisions themselves stay as they are.

    Raises:
        NotAllowed.
    """
    demand(by, authority, WRITES)
    TopicTaste.objects.update_or_create(authority=authority, defaults={"since": at})
    thing = ("authority", authority.pk, authority.name)
    record.note("topics.forget", authority=authority.pk, thing=thing, by=by, at=at)
