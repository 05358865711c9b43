# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about consents; nothing here writes."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from nahbar.authority import vault
from nahbar.authority.models import Authority
from nahbar.authority.tokens import digest_of
from nahbar.consents.models import Consent, Shown
from nahbar.consents.states import LOCKING, ConsentState, Media, PersonType, Signer, needed
from nahbar.library.models import MediaFile
from nahbar.library.states import Kind

SOON = timedelta(days=30)
WITHDRAWN_IN = timedelta(days=3)
"""Within so many days a withdrawal shall be dealt with everywhere (a value of the house's own)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a file stands with those it shows, on one day.

    Attributes:
        number: how many people can be recognised; None: nobody has said.
        covered: for how many there is a whole yes, or an exception, on that day.
        waiting: how many were asked and have not all signed yet.
        is_withdrawn, is_refused: somebody took it back, or said no.
        ended_on: a yes ended on that day.
        channels: kinds of platforms that all of them allowed; None: no yes restricts them.
        has_sound: all of them allowed their voice.
    """

    number: int | None = None
    covered: int = 0
    waiting: int = 0
    is_withdrawn: bool = False
    is_refused: bool = False
    ended_on: date | None = None
    channels: frozenset[str] | None = None
    has_sound: bool = True

    @property
    def is_locked(self) -> bool:
        return self.is_withdrawn or self.is_refused or self.ended_on is not None


NOTHING_KNOWN = Standing()


def consents(authority: Authority) -> QuerySet[Consent]:
    """All consents of the authority, the newest first."""
    return Consent.objects.filter(authority=authority)


def by_token(slug: str, token: str) -> Consent | None:
    """The consent behind a secret link of this authority; None for a wrong one."""
    rows = Consent.objects.select_related("authority").filter(authority__slug=slug)
    return rows.filter(token_digest=digest_of(token)).first()


def token_of(consent: Consent) -> str:
    """The secret in the link, to be shown again.

    Raises:
        SealBroken, KeyMissing: if the house's own copy cannot be opened.
    """
    return vault.open_sealed(bytes(consent.token), place=vault.place(consent, "token")).decode("ascii")


def missing(consent: Consent) -> list[Signer]:
    """Whose signature is still wanted, in the order of asking."""
    wanted = needed(PersonType(consent.person_type), has_sole_custody=consent.has_sole_custody)
    there = {one.signer for one in consent.signatures.all()}
    return [one for one in Signer if one in wanted and one.value not in there]


def of_files(files: Iterable[MediaFile]) -> QuerySet[Consent]:
    """The consents that concern any of these files, or what they were made from."""
    wanted = with_sources([one.pk for one in files])
    return Consent.objects.filter(files__in=wanted).distinct()


def with_sources(ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """These files and all they were made from, however many steps back (at most five)."""
    return _walked(ids, "from_mediafile_id", "to_mediafile_id")


def with_results(ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """These files and all that was made of them, however many steps on (at most five)."""
    return _walked(ids, "to_mediafile_id", "from_mediafile_id")


def _walked(ids: Iterable[uuid.UUID], here: str, there: str) -> set[uuid.UUID]:
    found = set(ids)
    step = found
    for _round in range(5):
        rows = MediaFile.made_from.through.objects.filter(**{f"{here}__in": step})
        step = set(rows.values_list(there, flat=True)) - found
        if not step:
            break
        found |= step
    return found


def state_of(file: MediaFile, today: date) -> Standing:
    """How one file stands."""
    return standings([file], today).get(file.pk, NOTHING_KNOWN)


def standings(files: Iterable[MediaFile], today: date) -> dict[uuid.UUID, Standing]:
    """How files stand, by id; what was made of others stands as they do, too. A handful of queries for all."""
    by_id = {one.pk: one for one in files}
    sources = {pk: with_sources([pk]) for pk in by_id} if _has_sources(by_id) else {pk: {pk} for pk in by_id}
    every = set().union(*sources.values()) if sources else set()
    numbers = dict(Shown.objects.filter(file__in=every).values_list("file_id", "number"))
    found = _consents_by_file(every)
    return {
        pk: _standing(
            # Said of the file itself it counts alone: one person in two clips of a film is one.
            [numbers[pk]] if pk in numbers else [numbers.get(one) for one in sources[pk]],
            [c for one in sources[pk] for c in found[one]],
            today,
        )
        for pk in by_id
        if any(one in numbers for one in sources[pk]) or any(found[one] for one in sources[pk])
    }


def _has_sources(ids: Iterable[uuid.UUID]) -> bool:
    return MediaFile.made_from.through.objects.filter(from_mediafile_id__in=list(ids)).exists()


def _consents_by_file(ids: set[uuid.UUID]) -> dict[uuid.UUID, list[Consent]]:
    rows = Consent.files.through.objects.filter(mediafile_id__in=ids).values_list(
        "mediafile_id", "consent_id"
    )
    pairs = list(rows)
    known = Consent.objects.in_bulk([consent for _file, consent in pairs])
    found: dict[uuid.UUID, list[Consent]] = defaultdict(list)
    for file, consent in pairs:
        found[file].append(known[consent])
    return found


def _standing(numbers: list[int | None], rows: list[Consent], today: date) -> Standing:
    said = [number for number in numbers if number is not None]
    unique = list({row.pk: row for row in rows}.values())
    given = [row for row in unique if row.state == ConsentState.GIVEN and not _is_over(row, today)]
    ended = [row.ends_on or today for row in unique if _is_over(row, today)]
    restricting = [frozenset(row.channels) for row in given if row.channels]
    return Standing(
        number=sum(said) if said else None,
        covered=len(given),
        waiting=sum(row.state == ConsentState.ASKED for row in unique),
        is_withdrawn=any(row.state == ConsentState.WITHDRAWN for row in unique),
        is_refused=any(row.state == ConsentState.REFUSED for row in unique),
        ended_on=min(ended) if ended else None,
        channels=frozenset.intersection(*restricting) if restricting else None,
        has_sound=all(Media.SOUND.value in row.media for row in given if row.media),
    )


def _is_over(row: Consent, today: date) -> bool:
    is_past = row.state == ConsentState.GIVEN and row.ends_on is not None and row.ends_on < today
    return is_past or row.state == ConsentState.EXPIRED


def open_withdrawals(authority: Authority) -> QuerySet[Consent]:
    """What was taken back and is not dealt with everywhere yet, the oldest first."""
    return consents(authority).filter(state=ConsentState.WITHDRAWN, done_at=None).order_by("withdrawn_at")


def to_look_at(authority: Authority, today: date) -> QuerySet[Consent]:
    """Given ones that end within a month, or whose day to look again has come."""
    given = consents(authority).filter(state=ConsentState.GIVEN)
    return (given.filter(ends_on__lte=today + SOON) | given.filter(check_on__lte=today)).distinct()


def is_shown_by(file: MediaFile) -> bool:
    """Whether people can be seen in this kind of file at all."""
    return file.kind in {Kind.PICTURE, Kind.FILM}


def is_locking(consent: Consent) -> bool:
    """Whether what shows the person must not be shown any more."""
    return consent.state in LOCKING
