# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The order of topics by worth. Whoever asks brings what lies further down the river: the last post of each pillar."""

import uuid
import zoneinfo
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple, overload

from django.db.models import QuerySet

from nahbar.authority.models import Authority
from nahbar.campaigns import queries as campaigns
from nahbar.radar.angles import quickest
from nahbar.radar.formats import Format
from nahbar.radar.matter import Pillar
from nahbar.radar.rank import Circumstances, Score, rank
from nahbar.radar.situation import Situation
from nahbar.radar.taste import Taste
from nahbar.topics import learning, recognised
from nahbar.topics.formats import formats
from nahbar.topics.models import Topic

RANKED = 300
"""So many of the newest topics are put in order by worth; older ones follow by date."""

_COLUMNS = (
    *("kind", "pillar", "department", "source_id", "place", "deadline", "runs_from", "runs_until"),
    *("begins_at", "ends_at", "published_at"),
)
# Asked of the database one by one: a recognition with all its clues is forty times as much to read.
_TRAITS = ("is_plan", "is_participation", "is_recruiting", "people")


class _Row(NamedTuple):
    """What the score is made of, as it stands in the database."""

    kind: str
    pillar: str
    department: str
    source_id: uuid.UUID | None
    place: str
    deadline: date | None
    runs_from: date | None
    runs_until: date | None
    begins_at: datetime | None
    ends_at: datetime | None
    published_at: datetime | None
    assigned: str | None
    is_plan: bool | None
    is_participation: bool | None
    is_recruiting: bool | None
    people: Any


@dataclass(frozen=True, slots=True)
class _Standing:
    """A row on a day: topics that stand alike are worth the same, and are scored once."""

    now: Situation
    people: tuple[str, ...]
    age_days: int | None
    taste: float


@dataclass(frozen=True, slots=True)
class Desk:
    """What ranking needs of a house on one day, loaded once a page."""

    authority: Authority
    today: date
    zone: zoneinfo.ZoneInfo
    formats: tuple[Format, ...]
    taste: Taste
    circumstances: Circumstances
    minutes: dict[Situation, int | None] = field(default_factory=dict)
    """The quickest format of each situation met, so that each is looked for once."""
    scores: dict[_Standing, Score] = field(default_factory=dict)
    """The score of each standing met."""


def desk(
    authority: Authority,
    *,
    at: datetime,
    last_posts: Mapping[Pillar, datetime],
) -> Desk:
    """What is needed to rank: four queries.

    Args:
        authority: whose topics.
        at: now.
        last_posts: when each pillar last appeared on a channel (`publishing.queries.last_posts`).
    """
    zone = zoneinfo.ZoneInfo(authority.time_zone)
    today = at.astimezone(zone).date()
    silent = {pillar: (today - last.astimezone(zone).date()).days for pillar, last in last_posts.items()}
    return Desk(
        authority=authority,
        today=today,
        zone=zone,
        formats=formats(authority),
        taste=learning.taste(authority),
        circumstances=Circumstances(silent, campaigns.goals(authority, today)),
    )


def score(at: Desk, topic: Topic) -> Score:
    """What the topic is worth today, and why."""
    values: dict[str, Any] = {name: getattr(topic, name) for name in _COLUMNS}
    values |= {name: topic.recognition.get(name) for name in _TRAITS}
    return _score(at, _Row(**values, assigned=topic.assigned.get("pillar")))


class ByWorth(Sequence[Topic]):
    """Topics in the order of worth, for a paginator: loaded by the page. The newest 300 are ranked, older ones follow."""

    def __init__(self, at: Desk, rows: QuerySet[Topic]) -> None:
        self._rows = rows
        traits = (f"recognition__{name}" for name in _TRAITS)
        values = list(rows[:RANKED].values_list("pk", *_COLUMNS, "assigned__pillar", *traits))
        order = [(-_score(at, _Row(*row)).points, place, pk) for place, (pk, *row) in enumerate(values)]
        self._order = [pk for _, _, pk in sorted(order)]
        self._total = len(values) if len(values) < RANKED else rows.count()

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, index: int) -> Topic: ...

    @overload
    def __getitem__(self, index: slice) -> list[Topic]: ...

    def __getitem__(self, index: int | slice) -> Topic | list[Topic]:
        if isinstance(index, slice):
            start, stop, _ = index.indices(self._total)
            return self._loaded(start, stop)
        place = index + self._total if index < 0 else index
        if not 0 <= place < self._total:
            raise IndexError(index)
        return self._loaded(place, place + 1)[0]

    def _loaded(self, start: int, stop: int) -> list[Topic]:
        wanted = self._order[start:stop]
        found = self._rows.in_bulk(wanted) if wanted else {}
        # A topic that went meanwhile is missing on the page, not an error.
        ranked = [found[pk] for pk in wanted if pk in found]
        rest = list(self._rows[max(start, RANKED) : stop]) if stop > RANKED else []
        return ranked + rest


def _score(at: Desk, row: _Row) -> Score:
    standing = _standing(at, row)
    found = at.scores.get(standing)
    if found is None:
        found = at.scores[standing] = rank(
            standing.now,
            people=standing.people,
            age_days=standing.age_days,
            minutes=_minutes(at, standing.now),
            taste=standing.taste,
            circumstances=at.circumstances,
        )
    return found


def _standing(at: Desk, row: _Row) -> _Standing:
    people = tuple(str(group) for group in row.people) if isinstance(row.people, list) else ()
    taste = 0.0
    if at.taste.effects:
        seen = learning.features(
            pillar=row.pillar,
            kind=row.kind,
            source=row.source_id,
            department=row.department,
            people=people,
        )
        taste = at.taste.points(seen)
    age = (at.today - row.published_at.astimezone(at.zone).date()).days if row.published_at else None
    return _Standing(_situation(at, row, has_people=bool(people)), people, age, taste)


def _situation(at: Desk, row: _Row, *, has_people: bool) -> Situation:
    found = {"is_plan": row.is_plan, "is_participation": row.is_participation}
    is_recruiting, is_participation, is_plan = recognised.traits(
        row.pillar, found | {"is_recruiting": row.is_recruiting}, is_assigned=bool(row.assigned)
    )
    ends = row.ends_at or row.begins_at
    own = ends.astimezone(at.zone).date() if ends else None
    last = row.deadline or row.runs_until or own or row.runs_from
    return Situation(
        kind=recognised.kind(row.kind),
        pillar=recognised.pillar(row.pillar),
        is_plan=is_plan,
        is_participation=is_participation,
        is_recruiting=is_recruiting,
        days_left=None if last is None else (last - at.today).days,
        has_deadline=row.deadline is not None or (is_participation and row.runs_until is not None),
        has_place=bool(row.place),
        has_people=has_people,
    )


def _minutes(at: Desk, now: Situation) -> int | None:
    # The number of days does not matter here, only whether there are any left.
    days = now.days_left if now.days_left is None else min(max(now.days_left, -1), 0)
    alike = replace(now, days_left=days)
    if alike not in at.minutes:
        at.minutes[alike] = quickest(alike, at.formats)
    return at.minutes[alike]
