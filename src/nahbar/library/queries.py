# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about the files of an authority."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from nahbar.authority.models import Authority, Person
from nahbar.foundation.german import folded
from nahbar.library.models import MediaFile, Rights, Upload
from nahbar.library.states import ENDS_SOON, Kind, RightsState, rights_state
from nahbar.studio import look

# Looks are compared in Python: a bit count is no database's common ground. Newest first, so the rest matters least.
_COMPARED = 20_000
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files somebody wants to see; empty values want all."""

    words: str = ""
    kind: str = ""
    rights: str = ""
    is_unused: bool = False


def files(authority: Authority) -> QuerySet[MediaFile]:
    """All files of the authority with their rights, the newest first."""
    return MediaFile.objects.filter(authority=authority).select_related("rights")


def wanted(authority: Authority, want: Wanted, *, today: date) -> QuerySet[MediaFile]:
    """The files somebody wants to see, the newest first."""
    rows = files(authority)
    if want.kind in Kind.values:
        rows = rows.filter(kind=want.kind)
    if want.rights in RightsState.values:
        rows = rows.filter(_with_rights(RightsState(want.rights), today))
    if want.is_unused:
        rows = rows.filter(uses=None)
    for word in folded(want.words).split()[:_MOST_WORDS]:
        rows = rows.filter(search__contains=word)
    return rows


def _with_rights(state: RightsState, today: date) -> Q:
    """As `rights_state`, asked of the database."""
    is_over, is_stated = Q(rights__ends_on__lt=today), ~Q(rights__licence="")
    ends_soon = Q(rights__ends_on__gte=today, rights__ends_on__lte=today + ENDS_SOON)
    return {
        RightsState.ENDED: is_over,
        RightsState.MISSING: Q(rights__licence="")
        & (Q(rights__ends_on=None) | Q(rights__ends_on__gte=today)),
        RightsState.ENDING: is_stated & ends_soon,
        RightsState.GIVEN: is_stated & (Q(rights__ends_on=None) | Q(rights__ends_on__gt=today + ENDS_SOON)),
    }[state]


def use_counts(of: Iterable[MediaFile]) -> dict[uuid.UUID, int]:
    """In how many stories each of these files is used; in one query for all."""
    rows = MediaFile.objects.filter(pk__in=[one.pk for one in of]).order_by()
    return dict(rows.annotate(n=Count("uses")).values_list("pk", "n"))


def file_of(authority: Authority, digest: str) -> MediaFile | None:
    """The authority's file with these bytes, if it has it."""
    return files(authority).filter(digest=digest).first()


def state_of(rights: Rights, today: date) -> RightsState:
    """How the rights of a file stand today."""
    return rights_state(rights.licence, rights.ends_on, today)


def may_be_shown(rights: Rights, channel_id: object) -> bool:
    """Whether the rights allow this channel."""
    return not rights.channels or str(channel_id) in rights.channels


def alike(file: MediaFile, *, most: int = 6) -> list[MediaFile]:
    """Other files of the authority that probably show the same, in another size or quality; the most alike first."""
    if not file.look:
        return []
    rows = MediaFile.objects.filter(authority=file.authority_id).exclude(pk=file.pk).exclude(look="")
    looks = rows.order_by("-added_at").values_list("pk", "look")[:_COMPARED]
    near = sorted(
        (away, pk) for pk, other in looks if (away := look.difference(file.look, other)) <= look.NEAR
    )
    found = MediaFile.objects.select_related("rights").in_bulk([pk for _away, pk in near[:most]])
    return [found[pk] for _away, pk in near[:most] if pk in found]


def uploads(authority: Authority, person: Person) -> QuerySet[Upload]:
    """What this person has begun to upload here."""
    return Upload.objects.filter(authority=authority, person=person).select_related("authority", "file")
