# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The radar reads what was filed, after it was filed: no lock is held meanwhile, and what a kill leaves is read later."""

import logging
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F

from nahbar.authority.models import Authority
from nahbar.radar.matter import Clue, House, Kind, Matter, Pillar, Recognition
from nahbar.radar.recognition import recognise
from nahbar.radar.version import VERSION
from nahbar.topics import recognised, recognition, wordlist
from nahbar.topics.models import Topic, TopicWords

log = logging.getLogger(__name__)
AT_ONCE = 200
# News without any date of its own is no news after this.
NEWS_LASTS = timedelta(days=60)
# A vacancy ends when its source says so, or tells of it no more; this is for those of which nobody knows.
JOB_LASTS = timedelta(days=120)
_LEVELS = re.compile(
    r"^(?:(?:Große |Kreisfreie |Hanse)?(?:Stadt|Gemeinde|Markt|Samtgemeinde|Verbandsgemeinde|Landkreis|Kreis|"
    r"Landeshauptstadt|Universitätsstadt|Ortsgemeinde)(?:verwaltung)?)\s+",
    re.IGNORECASE,
)


def catch_up(authority: Authority | None = None, *, at: datetime, most: int = AT_ONCE) -> int:
    """Reads topics this version of the radar has not read yet, the newest first; how many."""
    rows = Topic.objects.filter(recognised_by__lt=VERSION).order_by(
        F("published_at").desc(nulls_last=True), "pk"
    )
    if authority is not None:
        rows = rows.filter(authority=authority)
    read = []
    for topic in rows.select_related("authority")[:most]:
        # Edited meanwhile: whoever edited it has marked it unread, and it is read again.
        unchanged = Topic.objects.filter(pk=topic.pk, changed_at=topic.changed_at, title=topic.title)
        found = reading(topic, at=at)
        if unchanged.update(**found):
            # The index takes place and department as they are now.
            topic.place, topic.department = (
                found.get("place", topic.place),
                found.get("department", topic.department),
            )
            read.append(topic)
    index(read)
    return len(read)


def index(topics: Iterable[Topic]) -> None:
    """Makes these topics found by their words."""
    rows = [
        TopicWords(
            topic_id=topic.pk,
            authority_id=topic.authority_id,
            words=wordlist.indexed(topic.title, topic.text, topic.place, topic.department),
        )
        for topic in topics
    ]
    TopicWords.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["topic"], update_fields=["words"], batch_size=200
    )


def reading(topic: Topic, *, at: datetime) -> dict[str, Any]:
    """The fields the radar fills for this topic."""
    zone = ZoneInfo(topic.authority.time_zone)
    try:
        found = recognise(
            _matter(topic, zone), today=at.astimezone(zone).date(), house=house(topic.authority)
        )
    except Exception:
        # A text that breaks the radar is still a topic; it is not tried again before the next version.
        log.exception("the radar could not read topic %s", topic.pk)
        return {"recognised_by": VERSION, "recognition": {}}
    found = _of_the_list(topic, found)
    return {
        "recognised_by": VERSION,
        # With other words and dates it may be the same as others.
        "compared_by": 0,
        "recognition": recognition.stored(found),
        "pillar": topic.assigned.get("pillar") or found.pillar.value,
        "department": (topic.assigned.get("department") or found.department or topic.department)[:200],
        "place": (topic.place or ", ".join(found.places))[:300],
        "runs_from": found.runs_from,
        "runs_until": found.runs_until,
        "deadline": found.deadline,
        "expires_on": _expires(topic, found, zone),
    }


def _of_the_list(topic: Topic, found: Recognition) -> Recognition:
    """A day is told for what its list says; its few words say less."""
    if topic.kind != Kind.DAY or not topic.pillar or "pillar" in topic.assigned:
        return found
    others = [clue for clue in found.clues if clue.field != "pillar"]
    said = Clue("pillar", topic.pillar, "", "source", 0, 0)
    return replace(found, pillar=Pillar(topic.pillar), clues=(said, *others))


def house(authority: Authority) -> House:
    """What the radar must know of the authority: what people call it, and its departments."""
    bare = _LEVELS.sub("", authority.name).strip()
    names = tuple(dict.fromkeys(name for name in (authority.name, bare) if name))
    return House(names, tuple(line.strip() for line in authority.departments.splitlines() if line.strip()))


def _matter(topic: Topic, zone: ZoneInfo) -> Matter:
    """The topic without what an earlier reading concluded, so that a conclusion is not taken for the source's word."""
    place, department = _said(topic, "places", topic.place), _said(topic, "department", topic.department)
    return replace(recognised.matter(topic, zone), place=place, department=department)


def _said(topic: Topic, field: str, value: str) -> str:
    """What the source itself said; what an earlier reading concluded from the words is concluded anew."""
    before = topic.recognition.get("clues", ()) if topic.recognised_by else ()
    is_said = not topic.recognised_by or any(
        one["field"] == field and one["where"] == "source" for one in before
    )
    return value if is_said else ""


def _expires(topic: Topic, found: Recognition, zone: ZoneInfo) -> date | None:
    """The last day it can be told, by the source's own word before the text's; own ideas never end."""
    if topic.ends_at:
        return topic.ends_at.astimezone(zone).date()
    known = [day for day in (found.deadline, found.runs_until) if day]
    known += [moment.astimezone(zone).date() for moment in (topic.begins_at,) if moment]
    if known:
        return max(known)
    if topic.published_at is None or topic.kind == Kind.CONTRIBUTION:
        return None
    lasts = JOB_LASTS if topic.kind == Kind.JOB else NEWS_LASTS
    return topic.published_at.astimezone(zone).date() + lasts
