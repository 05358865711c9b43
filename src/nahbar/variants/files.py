# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of the library as stories and posts know them: where each is used, and that only an unused one goes.

What is signed keeps the digest of its pictures without pointing at the library, so this room must be asked.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from nahbar.authority.models import Person
from nahbar.library import actions as library
from nahbar.library.models import MediaFile
from nahbar.stories.models import Film, Material
from nahbar.variants.models import Version


@dataclass(frozen=True, slots=True)
class Uses:
    """Where a file is used: in which stories, in which frozen versions, in which films; and what it was made from."""

    materials: list[Material]
    versions: list[Version]
    films: list[Film]
    made_from: list[MediaFile]

    def __bool__(self) -> bool:
        return bool(self.materials or self.versions or self.films)


def uses(file: MediaFile) -> Uses:
    """Where the file is used now, or was when something was signed; the newest first."""
    materials = Material.objects.filter(file=file).select_related("story").order_by("-added_at")
    films = Film.objects.filter(clips__file=file).select_related("story").distinct()
    return Uses(
        list(materials),
        list(_versions(file).select_related("variant__story", "variant__channel")),
        list(films),
        list(file.made_from.all()),
    )


def discard(file: MediaFile, *, by: Person, at: datetime) -> None:
    """Removes a file that no story and no version uses.

    Raises:
        FileInUse: if one does.
        NotAllowed: without a role that writes.
    """
    if uses(file):
        raise library.FileInUse
    library.remove(file, by=by, at=at)


def _versions(file: MediaFile) -> QuerySet[Version]:
    rows = Version.objects.filter(variant__story__authority=file.authority_id).exclude(Q(pictures=[]))
    rows = rows.annotate(said=Cast("pictures", TextField()))
    return rows.filter(said__contains=file.digest).order_by("-frozen_at")
