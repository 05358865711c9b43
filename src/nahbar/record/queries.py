# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of the record."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from nahbar.record.chain import digest_of
from nahbar.record.models import Chain, Entry

PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, newest first. `older_than` is what the next page is asked with (`before`); None: end."""

    entries: tuple[Entry, ...]
    older_than: int | None


def of_thing(thing_id: uuid.UUID, *, authority: uuid.UUID) -> QuerySet[Entry]:
    """All lines about one thing, oldest first."""
    return Entry.objects.filter(authority_id=authority, thing_id=thing_id).order_by("number")


def of_authority(
    authority: uuid.UUID,
    *,
    thing_id: uuid.UUID | None = None,
    by_id: uuid.UUID | None = None,
    verbs: str = "",
    before: int | None = None,
    most: int = PAGE,
) -> Page:
    """One page of an authority's lines, newest first; filtered by thing, person or beginning of the verb.

    Paged by number, not by place: lines added meanwhile move nothing.
    """
    rows = Entry.objects.filter(authority_id=authority, verb__startswith=verbs)
    if thing_id is not None:
        rows = rows.filter(thing_id=thing_id)
    if by_id is not None:
        rows = rows.filter(by_id=by_id)
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = list(rows.order_by("-number")[: most + 1])
    shown = tuple(found[:most])
    return Page(shown, shown[-1].number if len(found) > most else None)


def last_of(authority: uuid.UUID, *verbs: str) -> Entry | None:
    """The newest line with one of these verbs."""
    rows = Entry.objects.filter(authority_id=authority, verb__in=verbs)
    return rows.order_by("-number").first()


def changed_among(entries: Iterable[Entry]) -> int | None:
    """The lowest number among these lines whose content no longer fits its own digest. Cheap; says nothing
    of lines that were lost: `verify` does.
    """
    return min((entry.number for entry in entries if entry.digest != digest_of(entry)), default=None)


def verify(authority: uuid.UUID) -> int | None:
    """The number of the first line that was changed, lost or added by a hand; None: the chain is whole."""
    previous, expected = "", 1
    for entry in Entry.objects.filter(authority_id=authority).order_by("number").iterator(chunk_size=500):
        is_next = entry.number == expected and entry.previous == previous
        if not is_next or entry.digest != digest_of(entry):
            return expected
        previous, expected = entry.digest, expected + 1
    end = Chain.objects.filter(authority_id=authority).first()
    length, digest = (end.length, end.digest) if end else (0, "")
    return None if (length, digest) == (expected - 1, previous) else expected
