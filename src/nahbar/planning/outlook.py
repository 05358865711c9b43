# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the calendar says in a sentence, asked for without reading every post of the coming years. Reads only."""

import uuid
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from django.db.models import Exists, OuterRef, Q, QuerySet

from nahbar.authority.models import Authority
from nahbar.planning import queries
from nahbar.planning.models import Slot
from nahbar.planning.queries import Entry
from nahbar.planning.states import SlotState
from nahbar.publishing.models import Publication
from nahbar.publishing.states import NEEDS_A_PERSON, PublicationState
from nahbar.variants.models import Variant, VariantPicture

# The next post is looked for among so many at a time; the first of them is it, but where its text was changed.
A_FEW = 10
# A text changed after its signature needs a decision in the quarter before it goes out; until then its own month says it.
QUARTER = timedelta(weeks=13)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outlook:
    """`this_week`: how many surely go out until Sunday; `next_at`: when the next one does, None where none is planned.

    `wishes` wait for the signature, `stuck` for a decision: refused, missed, held and unclear ones whenever they are
    due, changed texts that go out within a quarter or are shown; `first_stuck` is the earliest of them.
    """

    this_week: int
    next_at: datetime | None
    wishes: int
    stuck: int
    first_stuck: Entry | None


def outlook(authority: Authority, at: datetime, *, shown: Iterable[Entry] = ()) -> Outlook:
    """How the authority's calendar stands at this moment; `shown` stand on the same page."""
    monday = _next_monday(authority, at)
    week = [entry for entry in queries.between(authority, at, monday) if _is_sure(entry)]
    stuck = _stuck(authority, at, shown)
    open_ = Slot.objects.filter(variant__story__authority=authority, publication=None)
    return Outlook(
        this_week=len(week),
        next_at=week[0].at if week else _first_sure(authority, monday),
        wishes=open_.filter(state=SlotState.WISHED).count(),
        stuck=len(stuck),
        first_stuck=stuck[0] if stuck else None,
    )


def _next_monday(authority: Authority, at: datetime) -> datetime:
    """The midnight at which the next week begins on the authority's clocks."""
    zone = zoneinfo.ZoneInfo(authority.time_zone)
    day = at.astimezone(zone).date()
    monday = day + (7 - day.weekday()) * DAY
    return datetime(monday.year, monday.month, monday.day, tzinfo=zone)


def _is_sure(entry: Entry) -> bool:
    return entry.state == PublicationState.PLANNED and not entry.has_expired


def _first_sure(authority: Authority, begin: datetime) -> datetime | None:
    planned = Publication.objects.filter(
        authority=authority, due_at__gte=begin, state=PublicationState.PLANNED, version__isnull=False
    )
    ids = planned.order_by("due_at", "pk").values_list("pk", flat=True)
    for first in count(0, A_FEW):
        some = list(ids[first : first + A_FEW])
        if not some:
            break
        for entry in queries.entries_of(authority, some):
            if _is_sure(entry):
                return entry.at
    return None


def _stuck(authority: Authority, at: datetime, shown: Iterable[Entry]) -> list[Entry]:
    """Everything that waits for a decision, in the order of time."""
    rows = Publication.objects.filter(version__isnull=False).order_by()
    # By account and state there is an index that holds only these; by authority all its posts would be read.
    stuck = rows.filter(channel__in=list(authority.channels.values_list("pk", flat=True)))
    soon = _maybe_changed(rows.filter(authority=authority, due_at__lt=at + QUARTER))
    ids = {*_ids(stuck.filter(state__in=NEEDS_A_PERSON)), *soon}
    of_authority = Slot.objects.filter(variant__story__authority=authority, publication=None)
    missed = of_authority.filter(state=SlotState.MISSED).order_by().values_list("pk", flat=True)
    entries = queries.entries_of(authority, ids, list(missed))
    found = {entry.variant.pk: entry for entry in (*entries, *shown) if entry.needs_a_person}
    return sorted(found.values(), key=lambda entry: (entry.at, entry.story.title))


def _maybe_changed(rows: QuerySet[Publication]) -> list[uuid.UUID]:
    """Planned posts whose draft may no longer be what was signed: other words, or pictures, which are compared one by one."""
    planned = rows.filter(state=PublicationState.PLANNED)
    picture = Exists(VariantPicture.objects.filter(variant=OuterRef("version__variant")))
    same = Variant.objects.filter(
        pk=OuterRef("version__variant"), text=OuterRef("text"), language=OuterRef("language")
    )
    return _ids(planned.filter(~Exists(same) | picture | ~Q(version__pictures=[])))


def _ids(rows: QuerySet[Publication]) -> list[uuid.UUID]:
    return list(rows.values_list("pk", flat=True))
