# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file comes into the library: looked at first, kept second, written down third."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from nahbar.authority.models import Authority, Person
from nahbar.foundation.german import folded
from nahbar.library import previews, queries
from nahbar.library.models import MediaFile, Rights
from nahbar.library.permissions import demand_bringing
from nahbar.library.states import Way
from nahbar.media import folder as media
from nahbar.record import actions as record
from nahbar.record.actions import Actor
from nahbar.studio import inspection, picture
from nahbar.studio.measures import Measures


@dataclass(frozen=True, slots=True)
class Taken:
    """The library's file for what came; `is_new`: False where the authority had the same bytes already."""

    file: MediaFile
    is_new: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What was said of a file when it came; rights begin with author and credit line."""

    file_name: str = ""
    title: str = ""
    description: str = ""
    author: str = ""
    credit_line: str = ""
    source: str = ""
    note: str = ""
    licence: str = ""
    channels: tuple[str, ...] = ()
    ends_on: date | None = None


NOTHING_SAID = Words()


def take_in(
    authority: Authority,
    *,
    data: bytes,
    words: Words = NOTHING_SAID,
    way: Way = Way.UPLOAD,
    by: Actor,
    at: datetime,
) -> Taken:
    """Takes a picture into the library; equal bytes give the file that is there already.

    Raises:
        PictureRefused: if the bytes are no picture that can be taken; its sentence says why.
        NotAllowed: without a role that contributes.
    """
    demand_bringing(by, authority)
    measures, preview = picture.survey(data)
    # The file first, the row second: a row without its file would be a promise nobody can keep.
    digest, size = media.keep(data), len(data)
    previews.keep(digest, preview)
    taken = enter(authority, digest=digest, size=size, measures=measures, words=words, way=way, by=by, at=at)
    # Once more: somebody may have removed the same bytes elsewhere before the row stood for them.
    media.keep(data)
    return taken


def take_in_file(
    authority: Authority,
    path: Path,
    *,
    words: Words = NOTHING_SAID,
    way: Way = Way.UPLOAD,
    by: Actor,
    at: datetime,
) -> Taken:
    """Takes a file of any kind into the library; the one on disk stays where it is, its owner removes it.

    Raises:
        FileRefused: if it is nothing that can be taken; its sentence says why.
        NotAllowed: without a role that contributes.
    """
    demand_bringing(by, authority)
    found = inspection.inspect(path)
    digest, size = media.keep_file(path), path.stat().st_size
    previews.keep(digest, found.preview)
    taken = enter(
        authority, digest=digest, size=size, measures=found.measures, words=words, way=way, by=by, at=at
    )
    if not media.path_of(digest).exists():
        # As above; a large file is not read a second time for nothing.
        media.keep_file(path)
    return taken


@transaction.atomic
def enter(
    authority: Authority,
    *,
    digest: str,
    size: int,
    measures: Measures,
    words: Words,
    way: Way,
    by: Actor,
    at: datetime,
) -> Taken:
    """Writes down a file that lies in the media folder already; of two who bring the same at once, one does.

    Raises:
        NotAllowed: without a role that contributes.
    """
    demand_bringing(by, authority)
    values = {
        "kind": measures.kind,
        "mime_type": measures.mime,
        "width": measures.width,
        "height": measures.height,
        "seconds": measures.seconds,
        "has_sound": measures.has_sound,
        "codecs": measures.codecs[:60],
        "look": measures.look,
        "size": size,
        "file_name": plain(words.file_name)[:200],
        "title": " ".join(plain(words.title).split())[:200],
        "description": plain(words.description),
        "way": way,
        "added_at": at,
        "added_by": by if isinstance(by, Person) else None,
    }
    file, is_new = MediaFile.objects.get_or_create(authority=authority, digest=digest, defaults=values)
    if not is_new:
        return Taken(queries.files(authority).get(pk=file.pk), is_new=False)
    file.rights = Rights.objects.create(
        file=file,
        author=plain(words.author)[:200],
        credit_line=plain(words.credit_line)[:300],
        source=plain(words.source)[:300],
        note=plain(words.note),
        licence=words.licence,
        channels=list(words.channels),
        ends_on=words.ends_on,
    )
    index(file)
    note("library.take_in", file, by=by, at=at, digest=digest, way=str(way))
    return Taken(file, is_new=True)


def note_made(file: MediaFile, *, captions: str, music: str, speech: str = "") -> None:
    """What the studio knows of a film it made: its subtitles, beside it or in the picture, and whose music is heard.

    Nobody may have said otherwise.
    """
    if (file.captions, file.speech) != (captions, speech):
        file.captions, file.speech = captions, speech
        file.save(update_fields=["captions", "speech"])
    if not file.rights.music and file.has_sound:
        file.rights.music = music
        file.rights.save(update_fields=["music"])


def plain(text: str) -> str:
    """Line ends as one character, no NUL (PostgreSQL stores none), no blanks around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def index(file: MediaFile) -> None:
    """Writes down the words the file is found by."""
    rights = file.rights
    said = (file.title, file.file_name, file.description, rights.author, rights.credit_line, rights.source)
    file.search = folded(" ".join(said))
    file.save(update_fields=["search"])


def name_of(file: MediaFile) -> str:
    """What people call the file: its title, else what it was called when it came."""
    return file.title or file.file_name or file.get_kind_display()


def note(verb: str, file: MediaFile, *, by: Actor, at: datetime, **details: object) -> None:
    """One line in the record about this file."""
    thing = ("file", file.pk, name_of(file))
    record.note(verb, authority=file.authority_id, thing=thing, by=by, at=at, details=details)
