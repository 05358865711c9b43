# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of the shooting sheet are ticked off and taken back, by several people and from phones that were without a network."""

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Person
from nahbar.authority.permissions import CONTRIBUTES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.record import actions as record
from nahbar.stories.actions import StoryClosed
from nahbar.stories.models import Story, Tick
from nahbar.stories.sheet import Part
from nahbar.stories.states import StoryState

MOST_AT_ONCE = 200
LONGEST_AWAY = timedelta(days=14)
"""So long a phone may have been without a network; what it says of earlier is not believed."""
_MOST = 2_000
_KEY = re.compile(rf"(?:{'|'.join(Part)})-[0-9a-f]{{1,32}}")


class TicksTooMany(Complaint):
    """More than any sheet has."""

    sentence = _(
        "The ticks were not taken, because they are more than the sheet can keep. Please reload the page."
    )


@dataclass(frozen=True, slots=True)
class Ticked:
    """A tick as a page sends it: its own id, the line, and when by the clock of the phone; None: now."""

    id: uuid.UUID
    key: str
    at: datetime | None = None


@transaction.atomic
def tick(story: Story, ticks: Sequence[Ticked], *, by: Person, at: datetime) -> None:
    """Ticks lines off. What was sent before changes nothing; what another person ticked stands beside it.

    A time that lies ahead or too far back is not believed; the moment of arrival stands then.

    Raises:
        TicksTooMany, StoryClosed, NotAllowed: as they say.
    """
    current = _opened(story, by)
    known = set(Tick.objects.filter(pk__in=[one.id for one in ticks]).values_list("pk", flat=True))
    new = {one.id: one for one in ticks if one.id not in known and _KEY.fullmatch(one.key)}
    if not new:
        return
    if len(new) > MOST_AT_ONCE or current.ticks.count() + len(new) > _MOST:
        raise TicksTooMany
    rows = [
        Tick(id=one.id, story=current, key=one.key, at=_believed(one.at, at), by=by) for one in new.values()
    ]
    Tick.objects.bulk_create(rows)
    _note("stories.tick", current, {row.key for row in rows}, by=by, at=at)


@transaction.atomic
def take_back(story: Story, ids: Iterable[uuid.UUID], *, by: Person, at: datetime) -> None:
    """Takes back exactly these ticks: what somebody else ticked meanwhile, and nobody here saw, stays.

    Raises:
        StoryClosed, NotAllowed: as they say.
    """
    current = _opened(story, by)
    rows = current.ticks.filter(pk__in=list(ids)[:MOST_AT_ONCE], taken_back_at=None)
    keys = set(rows.values_list("key", flat=True))
    if keys:
        rows.update(taken_back_at=at, taken_back_by=by)
        _note("stories.take_tick_back", current, keys, by=by, at=at)


def _opened(story: Story, by: Person) -> Story:
    demand(by, story.authority, CONTRIBUTES)
    current = Story.objects.select_for_update(of=("self",)).select_related("authority").get(pk=story.pk)
    if current.state == StoryState.CLOSED:
        raise StoryClosed
    return current


def _believed(said: datetime | None, at: datetime) -> datetime:
    return said if said is not None and at - LONGEST_AWAY <= said <= at else at


def _note(verb: str, story: Story, keys: set[str], *, by: Person, at: datetime) -> None:
    thing = ("story", story.pk, story.title)
    details = {"lines": sorted(keys)}
    record.note(verb, authority=story.authority_id, thing=thing, by=by, at=at, details=details)
