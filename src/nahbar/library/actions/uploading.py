# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file comes piece by piece: begun, received from where it stopped, finished once. A cut costs one piece."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Authority
from nahbar.authority.permissions import NotAllowed
from nahbar.foundation.complaint import Complaint
from nahbar.library import parts
from nahbar.library.actions.bringing import bring, demand_guests_kind
from nahbar.library.actions.taking import NOTHING_SAID, Taken, Words, plain, take_in_file
from nahbar.library.models import Upload
from nahbar.library.permissions import Bringer, Guest, demand_bringing
from nahbar.studio import kinds
from nahbar.studio.refusals import FileEmpty, FileRefused

PIECE = 16_000_000
"""The most of one request."""
MOST_OPEN = 40
STAYS = timedelta(hours=24)
_AT_ONCE = 500


class DiskFull(Complaint):
    sentence = _(
        "The file was not taken, because the disk of this installation is full. "
        "Please tell your operator; what has already arrived stays for a day."
    )


class TooManyUploads(Complaint):
    sentence = _(
        "The file was not taken, because %(most)s uploads of yours have not been finished. "
        "Please finish one of them, or try again tomorrow."
    )


class PlaceOdd(Complaint):
    """The piece does not begin where the last one ended; `received`: where that is."""

    sentence = _(
        "This part of the file was not taken, because another one is due. The upload goes on by itself."
    )

    def __init__(self, received: int) -> None:
        super().__init__()
        self.received = received


class NotWhole(Complaint):
    sentence = _(
        "The file is not finished, because a part of it is still missing. Please let the upload go on."
    )


class UploadGone(Complaint):
    sentence = _(
        "This upload no longer exists: it was finished, given up, or waited for more than a day. "
        "Please choose the file again."
    )


def begin(authority: Authority, *, file_name: str, size: int, by: Bringer, at: datetime) -> Upload:
    """Gets ready for a file of this size; nothing of it has come yet.

    Raises:
        FileEmpty, FileTooHeavy: for no bytes, and for more than a film may have.
        DiskFull, TooManyUploads: as they say.
        NotAllowed: without a role that contributes.
    """
    demand_bringing(by, authority)
    if size <= 0:
        raise FileEmpty
    kinds.demand_size("film", size)
    if isinstance(by, Guest):
        demand_guests_kind("film", size)
    whose = _whose(by)
    if Upload.objects.filter(authority=authority, file=None, **whose).count() >= MOST_OPEN:
        raise TooManyUploads(most=MOST_OPEN)
    try:
        parts.demand_room(size)
    except parts.DiskIsFull as error:
        raise DiskFull from error
    name = plain(file_name).replace("\\", "/").rsplit("/", 1)[-1][:200]
    return Upload.objects.create(authority=authority, file_name=name, size=size, touched_at=at, **whose)


def receive(upload: Upload, *, offset: int, pieces: Iterable[bytes], by: Bringer, at: datetime) -> Upload:
    """Takes the pieces that follow what is there, as many as come; what was written counts even if the rest was cut off.

    Raises:
        PlaceOdd: if they do not follow; it says where to go on.
        FileRefused: as soon as the first bytes show that the file cannot be taken; then nothing of it is kept.
        DiskFull, UploadGone, NotAllowed: as they say.
    """
    current = _own(upload, by)
    if offset != current.received or current.file_id:
        raise PlaceOdd(current.received)
    try:
        written = parts.write(current.pk, offset, pieces, min(PIECE, current.size - offset))
    except parts.DiskIsFull as error:
        raise DiskFull from error
    if offset < kinds.HEAD and offset + written >= min(kinds.HEAD, current.size):
        _demand_taken(current, by)
    # On disk first, in the row second: the row never promises what a power cut may have taken.
    moved = Upload.objects.filter(pk=current.pk, received=offset)
    if not moved.update(received=offset + written, touched_at=at):
        raise PlaceOdd(_own(upload, by).received)
    current.received = offset + written
    return current


def finish(upload: Upload, *, words: Words = NOTHING_SAID, by: Bringer, at: datetime) -> Taken:
    """Makes the whole upload a file of the library; asked again, it gives the same file.

    Raises:
        NotWhole: while something is missing.
        FileRefused: if it cannot be taken; then nothing of it is kept.
        UploadGone, NotAllowed: as they say.
    """
    current = _own(upload, by)
    if current.file:
        return Taken(current.file, is_new=False)
    if current.received < current.size:
        raise NotWhole
    path = parts.path_of(current.pk)
    if not path.exists():
        raise UploadGone
    said = replace(words, file_name=current.file_name)
    try:
        taken = _taken(current, path, said, by=by, at=at)
    except FileRefused:
        give_up(current, by=by)
        raise
    Upload.objects.filter(pk=current.pk).update(file=taken.file, touched_at=at)
    parts.remove(current.pk)
    return taken


def give_up(upload: Upload, *, by: Bringer) -> None:
    """Throws away what came. Nothing was in the library yet, so the record has no line of it.

    Raises:
        UploadGone, NotAllowed: as they say.
    """
    current = _own(upload, by)
    parts.remove(current.pk)
    Upload.objects.filter(pk=current.pk).delete()


def sweep(*, at: datetime) -> int:
    """Throws away uploads nobody went on with for a day, and parts without an upload; how many."""
    old = list(Upload.objects.filter(touched_at__lt=at - STAYS).values_list("pk", flat=True)[:_AT_ONCE])
    with transaction.atomic():
        Upload.objects.filter(pk__in=old, touched_at__lt=at - STAYS).delete()
    # The parts first: an upload that begins in between has its row before its first part.
    found = list(parts.all_ids())
    known = set(Upload.objects.filter(file=None).values_list("pk", flat=True))
    gone = [pk for pk in found if pk not in known]
    for pk in gone:
        parts.remove(pk)
    return len(old) + len(set(gone) - set(old))


def _own(upload: Upload, by: Bringer) -> Upload:
    """The upload as it is now, which only who began it goes on with."""
    current = Upload.objects.select_related("authority", "file__rights").filter(pk=upload.pk).first()
    if current is None:
        raise UploadGone
    is_own = current.guest == by.key if isinstance(by, Guest) else current.person_id == by.pk
    if not is_own:
        raise NotAllowed
    demand_bringing(by, current.authority)
    return current


def _whose(by: Bringer) -> dict[str, Any]:
    return {"person": None, "guest": by.key} if isinstance(by, Guest) else {"person": by, "guest": None}


def _taken(upload: Upload, path: Path, words: Words, *, by: Bringer, at: datetime) -> Taken:
    if not isinstance(by, Guest):
        return take_in_file(upload.authority, path, words=words, by=by, at=at)
    return bring(upload.authority, path, words=words, by=by, at=at)


def _demand_taken(upload: Upload, by: Bringer) -> None:
    try:
        kind = kinds.sniff(parts.head(upload.pk, kinds.HEAD)).kind
        kinds.demand_size(kind, upload.size)
        if isinstance(by, Guest):
            demand_guests_kind(kind, upload.size)
    except FileRefused:
        parts.remove(upload.pk)
        Upload.objects.filter(pk=upload.pk).delete()
        raise
