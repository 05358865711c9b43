# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads a source: new items become topics, edited ones keep their earlier wording."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nahbar.authority import vault
from nahbar.authority.permissions import WRITES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.radar.matter import Kind
from nahbar.record import actions as record
from nahbar.record.actions import Actor
from nahbar.topics.actions.asking import Asking
from nahbar.topics.actions.gathering import understand
from nahbar.topics.actions.senders import keep_sender
from nahbar.topics.identity import Keys, day_of, doubles, keys, match, title_key
from nahbar.topics.item import Item
from nahbar.topics.models import Source, Topic, Wording
from nahbar.topics.readers import registry
from nahbar.topics.readers.reader import Gathered, Given
from nahbar.topics.states import SourceKind, TopicState

AT_MOST_APART = timedelta(hours=24)
# One reading, however large the source: what is left comes with the next.
REQUESTS, SECONDS = 80, 180.0
# What a first reading shows as new; the rest of a long feed goes to the archive.
NEWS_DAYS = timedelta(days=30)
NEWS_AT_LEAST = 5
NEWS_UNDATED = 20
# Listed, so it is open: a vacancy has no other sign of it.
RUNNING = frozenset({Kind.JOB})
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading gave: numbers of new, archived, edited and ended topics, or why it failed."""

    new: int = 0
    known: int = 0
    edited: int = 0
    ended: int = 0
    problem: str = ""


def read(source: Source, *, by: Actor, at: datetime) -> Reading:
    """Reads a source once and files its items; trouble is noted on the source, not raised.

    The next reading is due when its kind says; after trouble later each time, at most a day apart.
    """
    demand(by, source.authority, WRITES)
    if source.kind not in registry.MODULES:
        return Reading()
    ask = Asking(requests=REQUESTS, seconds=SECONDS)
    try:
        gathered = registry.load(SourceKind(source.kind)).read(given(source), ask, at=at)
    except Complaint as problem:
        return _failed(source, str(problem), ask, by=by, at=at)
    reading = _settled(source, gathered, ask, by=by, at=at)
    understand(source.authority, at=at)
    return reading


def given(source: Source) -> Given:
    """What a reader is told of this source.

    Raises:
        SealBroken: the key does not open its secret.
    """
    secret = {}
    if source.secret:
        secret = json.loads(vault.open_sealed(bytes(source.secret), place=vault.place(source, "secret")))
    place = source.authority
    departments = tuple(line.strip() for line in place.departments.splitlines() if line.strip())
    return Given(source.url, source.settings, secret, source.cursor, land=place.land, departments=departments)


@transaction.atomic
def _failed(source: Source, problem: str, ask: Asking, *, by: Actor, at: datetime) -> Reading:
    row = Source.objects.select_for_update().filter(pk=source.pk).first()
    if row is None:
        return Reading(problem=problem)
    row.failures = min(row.failures + 1, 1000)
    every = timedelta(minutes=row.every_minutes)
    backoff = max(every * 2 ** min(row.failures - 1, 6), ask.wait or every)
    row.next_read_at = at + max(min(backoff, AT_MOST_APART), every)
    row.last_result, row.requests = problem, ask.requests
    if not row.is_failing:
        row.is_failing = True
        _note("topics.fail", row, by=by, at=at, why=problem)
    row.save()
    _copy(row, source)
    return Reading(problem=problem)


@transaction.atomic
def _settled(source: Source, gathered: Gathered, ask: Asking, *, by: Actor, at: datetime) -> Reading:
    # The lock makes a second reader wait, so that no item becomes two topics.
    row = Source.objects.select_for_update().filter(pk=source.pk).first()
    if row is None:
        return Reading()
    reading = Reading() if gathered.is_unchanged else file(row, gathered.items, by=by, at=at)
    reading = replace(reading, ended=_ended(row, gathered.over, at))
    row.cursor = dict(gathered.cursor)
    if row.is_failing:
        _note("topics.recover", row, by=by, at=at)
    row.is_failing, row.failures, row.requests = False, 0, ask.requests
    row.last_read_at, row.next_read_at = at, at + timedelta(minutes=row.every_minutes)
    row.last_result = " ".join(filter(None, (sentence(reading), gathered.note)))
    row.save()
    _copy(row, source)
    return reading


def _ended(source: Source, over: frozenset[str], at: datetime) -> int:
    """Ends what the source tells of no more, unless it has ended by itself; how many."""
    is_open = Q(ends_at__gt=at) | Q(ends_at=None, begins_at__gt=at) | Q(ends_at=None, begins_at=None)
    gone, done = sorted(over), 0
    for start in range(0, len(gone), 200):
        rows = Topic.objects.filter(is_open, source=source, item_key__in=gone[start : start + 200])
        done += rows.update(ends_at=at, changed_at=at, recognised_by=0)
    return done


def _copy(row: Source, source: Source) -> None:
    """The caller's object as the row is now."""
    for field in row._meta.concrete_fields:
        setattr(source, field.attname, getattr(row, field.attname))


def sentence(reading: Reading) -> str:
    """What a reading gave, for people."""
    parts = []
    if reading.new:
        parts.append(ngettext("%(n)s new topic", "%(n)s new topics", reading.new) % {"n": reading.new})
    if reading.edited:
        text = ngettext(
            "%(n)s topic changed at the source", "%(n)s topics changed at the source", reading.edited
        )
        parts.append(text % {"n": reading.edited})
    if reading.known:
        text = ngettext("%(n)s older one in the archive", "%(n)s older ones in the archive", reading.known)
        parts.append(text % {"n": reading.known})
    if reading.ended:
        text = ngettext("%(n)s is over", "%(n)s are over", reading.ended)
        parts.append(text % {"n": reading.ended})
    return ", ".join(parts) + "." if parts else _("Nothing new.")


def file(source: Source, items: Sequence[Item], *, by: Actor, at: datetime) -> Reading:
    """Files the items of one reading under a locked source, in the caller's transaction."""
    found = [keys(item) for item in items]
    places = doubles(found)
    unique = [place for place, home in enumerate(places) if place == home]
    topics = list(_known(source))
    pairs = match([_keys(topic) for topic in topics], [found[place] for place in unique])
    edited, fresh = 0, []
    for place, pair in zip(unique, pairs, strict=True):
        if pair is None:
            fresh.append(place)
        else:
            edited += _renewed(topics[pair], source, items[place], found[place], by=by, at=at)
    fresh = _not_told_elsewhere(source, fresh, found)
    news = _news(source, [items[place] for place in fresh], at)
    made = [
        new_topic(source, items[p], found[p], at, is_news=p_new) for p, p_new in zip(fresh, news, strict=True)
    ]
    Topic.objects.bulk_create(made, batch_size=200)
    for topic, place in zip(made, fresh, strict=True):
        if items[place].sender:
            keep_sender(topic, items[place].sender, at=at)
    reading = Reading(new=sum(news), known=len(news) - sum(news), edited=edited)
    if made:
        _note("topics.read", source, by=by, at=at, new=reading.new, known=reading.known)
    return reading


def _known(source: Source) -> QuerySet[Topic]:
    """The source's topics, and those a removed source left behind."""
    orphaned = Q(source=None) & ~Q(content_key="")
    rows = Topic.objects.filter(Q(source=source) | orphaned, authority_id=source.authority_id)
    return rows.select_for_update().order_by("noticed_at", "pk")


def _keys(topic: Topic) -> Keys:
    return Keys(
        item=topic.item_key,
        link=topic.link_key,
        content=topic.content_key,
        title=title_key(topic.title),
        day=day_of(topic.published_at),
    )


def _not_told_elsewhere(source: Source, fresh: list[int], found: Sequence[Keys]) -> list[int]:
    """Without items another source of the authority gave already under the same link."""
    links = [found[place].link for place in fresh if found[place].link]
    rows = Topic.objects.filter(authority_id=source.authority_id, source__isnull=False).exclude(source=source)
    seen: set[str] = set()
    for start in range(0, len(links), 200):
        seen.update(rows.filter(link_key__in=links[start : start + 200]).values_list("link_key", flat=True))
    return [place for place in fresh if found[place].link not in seen]


def _renewed(topic: Topic, source: Source, item: Item, now: Keys, *, by: Actor, at: datetime) -> int:
    """Brings a topic up to its item; 1 if its words changed, which then are kept as an earlier wording."""
    before = _state_of(topic)
    is_edited = _words(topic.title, topic.text) != _words(item.title, item.text)
    if is_edited:
        Wording.objects.create(topic=topic, title=topic.title, text=topic.text, replaced_at=at)
        topic.changed_at, topic.recognised_by = at, 0
    topic.title, topic.text = item.title, item.text
    topic.link = item.link or topic.link
    topic.published_at = item.published_at or topic.published_at
    topic.item_key, topic.link_key = now.item or topic.item_key, now.link or topic.link_key
    topic.content_key, topic.source = now.content, source
    topic.kind, topic.begins_at, topic.ends_at = item.kind, item.begins_at, item.ends_at
    # Where the source says none, what the radar concluded from the same words stays.
    topic.place = item.place[:300] if is_edited or item.place else topic.place
    topic.department = item.department[:200] if is_edited or item.department else topic.department
    if item.pillar and "pillar" not in topic.assigned:
        topic.pillar = item.pillar.value
    if before != _state_of(topic):
        # A new date alone changes until when it can be told.
        topic.recognised_by = 0
        topic.save()
    if is_edited:
        if item.sender:
            keep_sender(topic, item.sender, at=at)
        if topic.part_of_id:
            # Whoever decided on the matter is told that one of its sources changed.
            Topic.objects.filter(pk=topic.part_of_id).update(changed_at=at)
        thing = ("topic", topic.pk, topic.title)
        record.note("topics.update", authority=topic.authority_id, thing=thing, by=by, at=at)
    return int(is_edited)


def _state_of(topic: Topic) -> tuple[object, ...]:
    told = (topic.title, topic.text, topic.link, topic.published_at, topic.item_key, topic.source_id)
    return (*told, topic.kind, topic.begins_at, topic.ends_at, topic.place, topic.department, topic.pillar)


def _words(title: str, text: str) -> tuple[list[str], list[str]]:
    return title.split(), text.split()


def _news(source: Source, items: Sequence[Item], at: datetime) -> list[bool]:
    """For each new item whether it is news, or older than what this source is expected to tell.

    News is what was published in the 30 days before the last reading (or now); on a first reading the five
    newest at least, and of undated items the first twenty. What is still to come is news however old its announcement.
    """
    since = (source.last_read_at or at) - NEWS_DAYS
    undated = [place for place, item in enumerate(items) if item.published_at is None]
    is_first = source.last_read_at is None
    news = {place for place, item in enumerate(items) if item.published_at and item.published_at >= since}
    news.update(undated[:NEWS_UNDATED] if is_first else undated)
    is_over = [_is_over(item, at) for item in items]
    news.update(place for place, over in enumerate(is_over) if over is False)
    if is_first and len(news) < NEWS_AT_LEAST:
        newest = sorted(
            range(len(items)), key=lambda place: items[place].published_at or LONG_AGO, reverse=True
        )
        news.update(newest[:NEWS_AT_LEAST])
    news.difference_update(place for place, over in enumerate(is_over) if over)
    return [place in news for place in range(len(items))]


def _is_over(item: Item, at: datetime) -> bool | None:
    """Whether what the source tells of has passed; None where the source names no date and no running thing."""
    last = item.ends_at or item.begins_at
    if last is None:
        return False if item.kind in RUNNING else None
    return last < at


def new_topic(source: Source, item: Item, found: Keys, at: datetime, *, is_news: bool) -> Topic:
    """A topic as its source tells it, not saved yet; to be read by the radar."""
    return Topic(
        authority_id=source.authority_id,
        source=source,
        state=TopicState.NOTICED if is_news else TopicState.KNOWN,
        title=item.title,
        text=item.text,
        link=item.link,
        item_key=found.item,
        link_key=found.link,
        content_key=found.content,
        published_at=item.published_at,
        kind=item.kind,
        begins_at=item.begins_at,
        ends_at=item.ends_at,
        place=item.place[:300],
        department=item.department[:200],
        pillar=item.pillar.value if item.pillar else "",
        noticed_at=at,
        changed_at=at,
    )


def _note(verb: str, source: Source, *, by: Actor, at: datetime, **details: str | int) -> None:
    thing = ("source", source.pk, source.title)
    record.note(verb, authority=source.authority_id, thing=thing, by=by, at=at, details=details)
