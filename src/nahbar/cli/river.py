# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The river by hand: sources, topics, stories, publishing. The same actions as the pages, the same rights."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from nahbar.authority.models import Authority, Person
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.planning import actions as planning
from nahbar.publishing import tasks as publishing
from nahbar.stories import actions as stories_room
from nahbar.stories.models import Story
from nahbar.topics import actions as topics_room
from nahbar.topics import tasks as reading
from nahbar.topics.models import Topic
from nahbar.topics.readers.reader import Given
from nahbar.topics.states import OPEN, SourceKind


class WhichAuthority(Complaint):
    sentence = "Es ist nicht klar, für welche Behörde das gilt. Bekannt sind: %(known)s. Bitte geben Sie --authority KURZNAME an."


class WhoActs(Complaint):
    sentence = "Nahbar braucht eine Person, in deren Namen das geschieht. Bitte geben Sie --by MAILADRESSE einer Person dieser Behörde an."


class NotThere(Complaint):
    sentence = "%(kind)s %(id)s gibt es in dieser Behörde nicht. Bitte prüfen Sie die Kennung in der Liste."


class StoryNeeded(Complaint):
    sentence = (
        "Eine Zeit allein plant nichts ein: Es fehlt die Geschichte. "
        "Bitte nennen Sie ihre Kennung: nahbar publish GESCHICHTE --when ZEIT"
    )


class SeveralFound(Complaint):
    sentence = (
        "Unter dieser Adresse gibt es mehrere Quellen, und welche passt, wissen Sie: %(found)s. "
        "Bitte nennen Sie eine davon, oder nehmen Sie mit --first die beste."
    )


class TimeUnclear(Complaint):
    sentence = 'Die Zeit "%(given)s" ist nicht lesbar. Bitte schreiben Sie sie so: "2026-12-01 17:30".'


def authority_of(arguments: argparse.Namespace) -> Authority:
    """The authority meant; the only one where there is one."""
    found = list(Authority.objects.order_by("slug"))
    wanted = [place for place in found if arguments.authority in {None, place.slug}]
    if len(wanted) != 1:
        raise WhichAuthority(known=", ".join(place.slug for place in found) or "keine")
    return wanted[0]


def person_of(arguments: argparse.Namespace, place: Authority) -> Person:
    """The person who acts; must belong to the authority."""
    members = Person.objects.filter(memberships__authority=place).distinct()
    person = members.filter(email__iexact=arguments.by or "").first()
    if person is None:
        raise WhoActs
    return person


def add_source(arguments: argparse.Namespace) -> int:
    """Takes up an address or a feed file and reads it."""
    place = authority_of(arguments)
    by, at = person_of(arguments, place), clock.now()
    path = Path(arguments.address)
    if path.is_file():
        source = topics_room.upload(place, name=path.name, data=path.read_bytes(), by=by, at=at)
    else:
        kind = SourceKind(arguments.kind)
        given = Given(arguments.address, dict(arguments.set), land=place.land)
        found = topics_room.look(place, given, kind=kind, by=by, at=at)
        if len(found) > 1 and not arguments.first:
            raise SeveralFound(found=", ".join(one.address or one.title for one in found))
        source = topics_room.add_source(place, found[0], kind=kind, by=by, at=at)
        topics_room.read(source, by=by, at=at)
    source.refresh_from_db()
    print(f"{source.title}: {source.last_result}")
    return 0


def read_sources(_arguments: argparse.Namespace) -> int:
    """Reads what is due, of all authorities."""
    print(f"{reading.run(clock.now())} Quellen gelesen")
    return 0


def topics(arguments: argparse.Namespace) -> int:
    """Lists open topics: id, state, title."""
    rows = Topic.objects.filter(authority=authority_of(arguments), state__in=OPEN)
    for topic in rows:
        print(f"{topic.pk}  {topic.get_state_display():10}  {topic.title}")
    return 0


T = TypeVar("T", Topic, Story)


def _one(model: type[T], place: Authority, given: str) -> T:
    try:
        return model._default_manager.get(authority=place, pk=UUID(given))
    except (ValueError, model.DoesNotExist):
        raise NotThere(kind="Ein Thema" if model is Topic else "Eine Geschichte", id=given) from None


def stories(arguments: argparse.Namespace) -> int:
    """Lists stories, or opens one from a topic."""
    place = authority_of(arguments)
    if arguments.open:
        topic = _one(Topic, place, arguments.open)
        by = person_of(arguments, place)
        story = stories_room.open_story(topic, authority=place, title=topic.title, by=by, at=clock.now())
        print(story.pk)
        return 0
    for story in Story.objects.filter(authority=place):
        print(f"{story.pk}  {story.get_state_display():14}  {story.title}")
    return 0


def publish(arguments: argparse.Namespace) -> int:
    """Without a story: one round of everything due. With one: places all its variants at the given time."""
    at = clock.now()
    if not arguments.story and arguments.when:
        raise StoryNeeded
    if not arguments.story:
        print(f"{publishing.deliver_due(at)} Beiträge bearbeitet")
        return 0
    place = authority_of(arguments)
    by, story = person_of(arguments, place), _one(Story, place, arguments.story)
    when = _moment(arguments.when, place)
    for variant in story.variants.all():
        slot = planning.place(variant, when=when, by=by, at=at)
        print(f"{variant.channel.handle}: {slot.get_state_display()}, {when:%d.%m.%Y %H:%M} Uhr")
    return 0


def _moment(given: str | None, place: Authority) -> datetime:
    try:
        return datetime.fromisoformat(given or "").replace(tzinfo=ZoneInfo(place.time_zone))
    except ValueError:
        raise TimeUnclear(given=given or "") from None
