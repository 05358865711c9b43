# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the decisions on topics say about the next ones: counted anew each time, so that an undo takes it back."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime

from nahbar.authority.models import Authority
from nahbar.radar.taste import Feature, Taste, Trait, learn
from nahbar.topics.models import Topic, TopicTaste
from nahbar.topics.states import TopicState

REMEMBERED = 600
"""So many of the latest decisions are learned from: what somebody liked years ago says little."""

_KEPT = frozenset({TopicState.KEPT, TopicState.TOLD})
_COUNTED = [*_KEPT, TopicState.DROPPED]


def taste(authority: Authority) -> Taste:
    """What was learned from the latest decisions of people; two queries."""
    return learn(_decided(authority, since(authority)))


def since(authority: Authority) -> datetime | None:
    """When learning began anew; None: it never did."""
    return TopicTaste.objects.filter(authority=authority).values_list("since", flat=True).first()


def features(
    *, pillar: str, kind: str, source: uuid.UUID | None, department: str, people: Iterable[object]
) -> Iterator[Feature]:
    """By what a topic is compared with others; what is unknown is left out."""
    given = [
        (Trait.PILLAR, pillar),
        (Trait.KIND, kind),
        (Trait.SOURCE, str(source) if source else ""),
        (Trait.DEPARTMENT, department),
        *((Trait.PEOPLE, str(group)) for group in people),
    ]
    return ((trait, value) for trait, value in given if value)


def _decided(authority: Authority, after: datetime | None) -> Iterator[tuple[list[Feature], bool]]:
    rows = Topic.objects.filter(
        authority=authority, state__in=_COUNTED, decided_at__isnull=False, part_of=None
    )
    if after is not None:
        rows = rows.filter(decided_at__gt=after)
    wanted = ("state", "pillar", "kind", "source_id", "department", "recognition__people")
    for state, pillar, kind, source, department, people in rows.order_by("-decided_at").values_list(*wanted)[
        :REMEMBERED
    ]:
        named = people if isinstance(people, list) else []
        seen = features(pillar=pillar, kind=kind, source=source, department=department, people=named)
        yield list(seen), state in _KEPT
