# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sources are added, paused and removed; their topics stay."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority import vault
from nahbar.authority.models import Authority
from nahbar.authority.permissions import WRITES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.letters import cleaned
from nahbar.record import actions as record
from nahbar.record.actions import Actor
from nahbar.topics.actions.asking import Asking
from nahbar.topics.actions.gathering import understand
from nahbar.topics.actions.reading import file, sentence
from nahbar.topics.address import web_address
from nahbar.topics.identity import canonical
from nahbar.topics.models import Source
from nahbar.topics.readers import registry
from nahbar.topics.readers.reader import Candidate, FileUnreadable, Given
from nahbar.topics.states import SourceKind


class SourceKnown(Complaint):
    sentence = _(
        "This source was not added a second time: “%(title)s” is already read. "
        "Please look for it in the list of sources."
    )


class UploadUnreadable(Complaint):
    sentence = _("The file %(name)s was not taken in. %(why)s Please choose another file.")


def add_source(
    authority: Authority,
    found: Candidate,
    *,
    kind: SourceKind = SourceKind.FEED,
    title: str = "",
    secret: Mapping[str, str] | None = None,
    by: Actor,
    at: datetime,
) -> Source:
    """Adds what `look` found and a person confirmed; its first reading is due at once.

    Raises:
        SourceKnown: it is a source already.
        AddressOdd: what was found is no address.
    """
    demand(by, authority, WRITES)
    address = web_address(found.address) if found.address else ""
    name = " ".join(cleaned(title).split()) or found.title
    for other in Source.objects.filter(authority=authority, kind=kind):
        is_same_place = canonical(other.url) == canonical(address) if address else not other.url
        if is_same_place and _named(other.settings, kind) == _named(found.settings, kind):
            raise SourceKnown(title=other.title)
    source = Source(
        authority=authority,
        kind=kind,
        title=name[:300],
        url=address,
        settings=dict(found.settings),
        every_minutes=registry.load(kind).every_minutes,
        added_at=at,
        next_read_at=at,
    )
    if secret:
        plain = json.dumps(dict(secret)).encode()
        source.secret = vault.seal(plain, place=vault.place(source, "secret"))
    try:
        with transaction.atomic():
            source.save(force_insert=True)
            _note("topics.add_source", source, by=by, at=at)
    except IntegrityError as error:
        raise SourceKnown(title=name) from error
    return source


def _named(settings: Mapping[str, Any], kind: SourceKind) -> dict[str, Any]:
    """What of the settings makes it this source and no other."""
    names = registry.KNOWN_BY.get(kind, tuple(settings))
    return {name: settings.get(name) for name in names}


def upload(authority: Authority, *, name: str, data: bytes, by: Actor, at: datetime) -> Source:
    """Reads a file; the same file name again is read as a newer state of the same source.

    Raises:
        UploadUnreadable: with the reason.
    """
    demand(by, authority, WRITES)
    name = " ".join(cleaned(name).split())[:200]
    source = _uploaded(authority, _of_file(name, data, at), by=by, at=at)
    understand(authority, at=at)
    return source


@transaction.atomic
def _uploaded(authority: Authority, found: Candidate, *, by: Actor, at: datetime) -> Source:
    rows = Source.objects.select_for_update()
    source = rows.filter(authority=authority, kind=SourceKind.UPLOAD, title=found.title[:300]).first()
    if source is None:
        source = Source.objects.create(
            authority=authority, kind=SourceKind.UPLOAD, title=found.title[:300], added_at=at
        )
        _note("topics.upload", source, by=by, at=at)
    source.last_result = sentence(file(source, found.items, by=by, at=at))
    source.last_read_at = at
    source.save()
    return source


def _of_file(name: str, data: bytes, at: datetime) -> Candidate:
    """What the first reader that understands the file finds in it.

    Raises:
        UploadUnreadable: none does; the reason is the first reader's.
    """
    reasons = []
    ask = Asking(requests=0, seconds=0)
    for kind in registry.OF_FILES:
        try:
            return registry.load(kind).look(Given(file=data, file_name=name), ask, at=at)[0]
        except FileUnreadable as why:
            reasons.append(str(why))
    raise UploadUnreadable(name=name, why=reasons[0])


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
