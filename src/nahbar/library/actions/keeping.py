# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of a file later: its words, its rights, and that it goes."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Channel, Person
from nahbar.authority.permissions import CONTRIBUTES, WRITES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.library import films, previews
from nahbar.library.actions.taking import index, note, plain
from nahbar.library.models import MediaFile, Rights
from nahbar.library.states import Licence, Music
from nahbar.media import folder as media
from nahbar.record.actions import Actor


class RightsChanged(Complaint):
    """Somebody else saved meanwhile; `theirs` are the rights as they are now."""

    sentence = _(
        "Your details were not saved yet, because %(name)s changed the rights in the meantime. "
        "Please compare both and save again."
    )

    def __init__(self, theirs: Rights) -> None:
        super().__init__(name=theirs.changed_by.name if theirs.changed_by else "–")
        self.theirs = theirs


class ChannelUnknown(Complaint):
    sentence = _("The rights were not saved, because a chosen channel no longer exists. Please choose again.")


class FileInUse(Complaint):
    """Stories show it."""

    sentence = _(
        "The file was not removed, because stories or posts use it. "
        "The page of the file says where; please take it out there first."
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of the rights of a file. `channels`: ids; empty: all channels."""

    source: str = ""
    author: str = ""
    licence: str = ""
    credit_line: str = ""
    channels: tuple[uuid.UUID, ...] = ()
    ends_on: date | None = None
    music: str = ""
    note: str = ""


@transaction.atomic
def settle_rights(file: MediaFile, said: Said, *, revision: int, by: Person, at: datetime) -> Rights:
    """Saves the rights if nobody saved since `revision`; the same again changes nothing. The old ones stay in the record.

    Raises:
        RightsChanged: if somebody did; nothing is overwritten.
        ChannelUnknown: for a channel that is not this authority's.
        NotAllowed: without a role that writes: whoever only contributes does not say what may be published.
    """
    demand(by, file.authority, WRITES)
    current = Rights.objects.select_for_update(of=("self",)).select_related("changed_by").get(file=file)
    new = {
        "source": plain(said.source)[:300],
        "author": plain(said.author)[:200],
        "licence": Licence(said.licence).value if said.licence else "",
        "credit_line": plain(said.credit_line)[:300],
        "channels": _channels(file, said.channels),
        "ends_on": said.ends_on,
        "music": Music(said.music).value if said.music else "",
        "note": plain(said.note),
    }
    before = {name: getattr(current, name) for name in new}
    if new == before:
        return current
    if current.revision != revision:
        raise RightsChanged(current)
    for name, value in new.items():
        setattr(current, name, value)
    current.revision, current.changed_at, current.changed_by = revision + 1, at, by
    current.save()
    file.rights = current
    index(file)
    changed = {name: str(value) for name, value in before.items() if value != new[name]}
    note("library.settle_rights", file, by=by, at=at, before=changed)
    return current


@transaction.atomic
def say_music(file: MediaFile, music: str, *, proof: str = "", by: Person, at: datetime) -> Rights:
    """Says whose music is heard in a file; its other rights stay as they are, `proof` is added to the note.

    Raises:
        NotAllowed: without a role that writes.
    """
    demand(by, file.authority, WRITES)
    current = Rights.objects.select_for_update(of=("self",)).get(file=file)
    if current.music == Music(music).value:
        return current
    before = {"music": current.music}
    current.music, current.note = Music(music).value, "\n".join(filter(None, (current.note, plain(proof))))
    current.revision, current.changed_at, current.changed_by = current.revision + 1, at, by
    current.save()
    note("library.settle_rights", file, by=by, at=at, before=before)
    return current


@transaction.atomic
def describe(file: MediaFile, *, title: str, description: str, by: Person, at: datetime) -> MediaFile:
    """Saves what people call the file, and the words stories begin with; stories that use it keep theirs.

    Raises:
        NotAllowed: without a role that contributes.
    """
    demand(by, file.authority, CONTRIBUTES)
    current = (
        MediaFile.objects.select_for_update(of=("self",))
        .select_related("authority", "rights")
        .get(pk=file.pk)
    )
    before = {"title": current.title, "description": current.description}
    new = {"title": " ".join(plain(title).split())[:200], "description": plain(description)}
    if new == before:
        return current
    current.title, current.description = new["title"], new["description"]
    current.save(update_fields=list(new))
    index(current)
    note("library.describe", current, by=by, at=at, before=before)
    return current


def remove(file: MediaFile, *, by: Actor, at: datetime) -> None:
    """Takes an unused file out of the library, and its bytes off the disk where no other authority has the same.

    Later rooms that keep a digest without pointing here ask first (`variants.files.discard`).

    Raises:
        FileInUse: if a story uses it.
        NotAllowed: without a role that writes.
    """
    demand(by, file.authority, WRITES)
    discard(file, by=by, at=at)


def discard(file: MediaFile, *, by: Actor, at: datetime) -> None:
    """As `remove`, for rooms that have asked themselves who may: they never hand a person in unchecked.

    Raises:
        FileInUse: if a story uses it.
    """
    try:
        with transaction.atomic():
            note("library.remove", file, by=by, at=at, digest=file.digest)
            MediaFile.objects.filter(pk=file.pk).delete()
    except ProtectedError as error:
        raise FileInUse from error
    if not MediaFile.objects.filter(digest=file.digest).exists():
        previews.forget(file.digest)
        films.forget(file.digest)
        media.forget(file.digest)


def _channels(file: MediaFile, chosen: tuple[uuid.UUID, ...]) -> list[str]:
    ids = sorted(str(one) for one in set(chosen))
    if Channel.objects.filter(authority=file.authority_id, pk__in=chosen).count() != len(ids):
        raise ChannelUnknown
    return ids
