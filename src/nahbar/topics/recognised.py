# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A topic as the radar knows it, with what a person said of it in place of what was concluded."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from nahbar.radar.matter import Kind, Matter, Pillar, Recognition
from nahbar.topics import queries
from nahbar.topics.models import Topic

_PILLARS = {pillar.value: pillar for pillar in Pillar}
_KINDS = {kind.value: kind for kind in Kind}


def matter(topic: Topic, zone: ZoneInfo) -> Matter:
    """The topic as it is given to the radar, its days as they are called in the authority's time zone."""
    return Matter(
        title=topic.title,
        text=topic.text,
        kind=kind(topic.kind),
        link=topic.link,
        published_on=topic.published_at.astimezone(zone).date() if topic.published_at else None,
        begins_at=topic.begins_at.astimezone(zone) if topic.begins_at else None,
        ends_at=topic.ends_at.astimezone(zone) if topic.ends_at else None,
        place=topic.place,
        department=topic.department,
    )


def recognition(topic: Topic) -> Recognition:
    """What is known of the topic; of one that was not read yet, what its source says."""
    what = pillar(topic.pillar)
    found = queries.recognition(topic) or Recognition(
        pillar=what,
        is_recruiting=False,
        is_participation=False,
        is_plan=False,
        department=topic.department,
        places=(topic.place,) if topic.place else (),
        dates=(),
        runs_from=topic.runs_from,
        runs_until=topic.runs_until,
        deadline=topic.deadline,
        people=(),
        audience="",
        statement_to="",
        clues=(),
    )
    is_recruiting, is_participation, is_plan = traits(
        topic.pillar, topic.recognition, is_assigned=bool(topic.assigned.get("pillar"))
    )
    return replace(
        found,
        pillar=what,
        is_recruiting=is_recruiting,
        is_participation=is_participation,
        is_plan=is_plan,
        runs_from=topic.runs_from,
        runs_until=topic.runs_until,
        deadline=topic.deadline,
    )


def traits(said: str, found: Mapping[str, Any], *, is_assigned: bool) -> tuple[bool, bool, bool]:
    """Whether it is recruiting, participation, a plan. Where a person said the pillar, only that counts."""
    what = pillar(said)
    is_recruiting, is_participation = what is Pillar.RECRUITING, what is Pillar.PARTICIPATION
    is_plan = bool(found.get("is_plan"))
    if is_assigned:
        return is_recruiting, is_participation, is_plan and is_participation
    return (
        bool(found.get("is_recruiting")) or is_recruiting,
        bool(found.get("is_participation")) or is_participation,
        is_plan,
    )


def pillar(value: str) -> Pillar:
    """The pillar; service where nobody has read the topic yet."""
    return _PILLARS.get(value, Pillar.SERVICE)


def kind(value: str) -> Kind:
    """The kind; news where it is none that is known."""
    return _KINDS.get(value, Kind.NEWS)
