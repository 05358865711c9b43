# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What went out lately, as the score of a request needs it: the mix of the pillars, and whether it was this matter."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from nahbar.radar.appraisal import Lately
from nahbar.radar.matter import Pillar
from nahbar.radar.same import Known
from nahbar.radar.traits import Traits, traits
from nahbar.topics import recognised
from nahbar.topics.models import Topic
from nahbar.topics.ranking import Desk

MOST = 100
WEEKS_MIX = 4


@dataclass(frozen=True, slots=True)
class Out:
    """A post that went out: the topic it tells, its pillar, and on which day. The door brings them (`web`)."""

    topic: uuid.UUID
    pillar: str
    on: date


def lately(desk: Desk, topic: Topic, out: Sequence[Out]) -> Lately:
    """The mix of the last four weeks and when the same matter appeared last; one query where anything did."""
    pillars = set(Pillar)
    recent = (one for one in out if (desk.today - one.on).days <= WEEKS_MIX * 7)
    posts = Counter(Pillar(one.pillar) for one in recent if one.pillar in pillars)
    last = {one.topic: one.on for one in sorted(out, key=lambda one: one.on)}
    found = _same(desk, topic, last)
    if found is None:
        return Lately(posts)
    return Lately(posts, (desk.today - last[found.pk]).days, found.title[:120])


def _same(desk: Desk, topic: Topic, last: dict[uuid.UUID, date]) -> Topic | None:
    """The topic told last that is this matter."""
    wanted = sorted(last, key=lambda pk: last[pk], reverse=True)[:MOST]
    told = Topic.objects.filter(authority=desk.authority, pk__in=wanted).select_related("traits")
    rows = {row.pk: row for row in told} if wanted else {}
    if topic.pk in rows or topic.part_of_id in rows:
        return rows.get(topic.pk) or rows[topic.part_of_id]  # type: ignore[index]
    known = Known((str(pk), "", _traits(desk, row)) for pk, row in rows.items())
    known.add(str(topic.pk), "asked", _traits(desk, topic))
    alike = {one.name for one in known.alike(str(topic.pk))}
    return _latest((row for row in rows.values() if str(row.pk) in alike), last)


def _latest(rows: Iterable[Topic], last: dict[uuid.UUID, date]) -> Topic | None:
    return max(rows, key=lambda row: last[row.pk], default=None)


def _traits(desk: Desk, topic: Topic) -> Traits:
    return traits(recognised.matter(topic, desk.zone), recognised.recognition(topic))
