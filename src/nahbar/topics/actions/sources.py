# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sources are added, paused and removed; their topics stay."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Authority
from nahbar.authority.permissions import WRITES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.record import actions as record
from nahbar.record.actions import Actor
from nahbar.topics.actions.looking import look, web_address
from nahbar.topics.actions.reading import file, sentence
from nahbar.topics.feed import Unreadable, parse
from nahbar.topics.identity import canonical
from nahbar.topics.letters import cleaned
from nahbar.topics.models import Source
from nahbar.topics.states import SourceKind


class SeveralFeeds(Complaint):
    sentence = _(
        "The page offers several feeds, and which one fits is for you to say: %(feeds)s. "
        "Please give one of these addresses."
    )


class SourceKnown(Complaint):
    sentence = _(
        "This source was not added a second time: “%(title)s” is already read. "
        "Please look for it in the list of sources."
    )


class UploadUnreadable(Complaint):
    sentence = _("The file %(name)s was not taken in. %(why)s Please choose another file.")


def add_source(authority: Authority, *, url: str, title: str = "", by: Actor, at: datetime) -> Source:
    """Adds the feed behind an address; its first reading is due at once.

    Raises:
        SeveralFeeds: the address is a page with more than one feed.
        SourceKnown: the feed is a source already.
        Complaint: what :func:`look` raises.
    """
    found = look(authority, url=url, by=by)
    if len(found) > 1:
        raise SeveralFeeds(feeds=", ".join(one.url for one in found))
    address = web_address(found[0].url)
    name = " ".join(cleaned(title).split()) or found[0].title
    for other in Source.objects.filter(authority=authority, kind=SourceKind.FEED):
        if canonical(other.url) == canonical(address):
            raise SourceKnown(title=other.title)
    source = Source(
        authority=authority, kind=SourceKind.FEED, title=name[:300], url=address, added_at=at, next_read_at=at
    )
    try:
        with transaction.atomic():
            source.save(force_insert=True)
            _note("topics.add_source", source, by=by, at=at)
    except IntegrityError as error:
        raise SourceKnown(title=name) from error
    return source


@transaction.atomic
def upload(authority: Authority, *, name: str, data: bytes, by: Actor, at: datetime) -> Source:
    """Reads a feed file; the same file name again is read as a newer state of the same source.

    Raises:
        UploadUnreadable: with the reason.
    """
    demand(by, authority, WRITES)
    name = " ".join(cleaned(name).split())[:200]
    feed = parse(data)
    if isinstance(feed, Unreadable):
        raise UploadUnreadable(name=name, why=feed.sentence)
    title = f"{feed.title} ({name})" if feed.title and feed.title != name else name
    rows = Source.objects.select_for_update()
    source = rows.filter(authority=authority, kind=SourceKind.UPLOAD, title=title[:300]).first()
    if source is None:
        source = Source.objects.create(
            authority=authority, kind=SourceKind.UPLOAD, title=title[:300], added_at=at
        )
        _note("topics.upload", source, by=by, at=at)
    source.last_result = sentence(file(source, feed.items, by=by, at=at))
    source.last_read_at = at
    source.save()
    return source


@transaction.atomic
def pause(source: Source, *, by: Actor, at: datetime) -> None:
    """Reads the source no more until it is resumed."""
    _set_paused(source, is_paused=True, verb="topics.pause", by=by, at=at)


@transaction.atomic
def resume(source: Source, *, by: Actor, at: datetime) -> None:
    """Reads the source again, beginning now."""
    _set_paused(source, is_paused=False, verb="topics.resume", by=by, at=at)


def _set_paused(source: Source, *, is_paused: bool, verb: str, by: Actor, at: datetime) -> None:
    demand(by, source.authority, WRITES)
    row = Source.objects.select_for_update().get(pk=source.pk)
    if row.is_paused != is_paused:
        row.is_paused = is_paused
        row.next_read_at = None if is_paused else at
        row.save(update_fields=["is_paused", "next_read_at"])
        _note(verb, row, by=by, at=at)
    source.is_paused, source.next_read_at = row.is_paused, row.next_read_at


@transaction.atomic
def remove(source: Source, *, by: Actor, at: datetime) -> None:
    """Removes the source; its topics stay, and are recognised when it is added again."""
    demand(by, source.authority, WRITES)
    _note("topics.remove", source, by=by, at=at)
    source.delete()


def _note(verb: str, source: Source, *, by: Actor, at: datetime) -> None:
    thing = ("source", source.pk, source.title)
    # Without the query, which may hold a key.
    details = {"url": source.url.partition("?")[0]} if source.url else {}
    record.note(verb, authority=source.authority_id, thing=thing, by=by, at=at, details=details)
