# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person is asked; or the house writes down on which exception it relies; and how many people a file shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority import vault
from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import CONTRIBUTES, WRITES, NotAllowed, demand
from nahbar.authority.tokens import digest_of, new_token
from nahbar.consents.actions.rows import locked, note
from nahbar.consents.models import Consent, Shown
from nahbar.consents.states import EXCEPTIONS, ConsentState, PersonType, Purpose
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.letters import cleaned
from nahbar.library.models import MediaFile
from nahbar.record import actions as record
from nahbar.record.actions import HOUSE, Actor

MOST_SHOWN = 500
_OCCASION, _EXCEPTION = 300, 2_000


class OccasionMissing(Complaint):
    sentence = _(
        "Nobody was asked, because the occasion is missing, and without it nobody knows what they agree to. "
        "Please say where and when the pictures were taken."
    )


class PurposeMissing(Complaint):
    sentence = _("Nobody was asked, because no purpose is ticked. Please tick what the pictures are for.")


class FilesMissing(Complaint):
    sentence = _(
        "No exception was noted, because it is not said on what it rests. Please write one sentence: which exception, and why here."
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A consent that waits, and the secret of its link."""

    consent: Consent
    token: str


@transaction.atomic
def ask(
    authority: Authority,
    *,
    person_type: PersonType,
    files: Iterable[MediaFile],
    occasion: str,
    purposes: Iterable[Purpose],
    at: datetime,
    by: Person | None = None,
    taken_on: date | None = None,
    ends_on: date | None = None,
    check_on: date | None = None,
) -> Asked:
    """Makes the question to one person: what they agree to is only what they tick themselves.

    Args:
        authority: who asks.
        person_type: which kind of person, which decides who must sign.
        files: the pictures and films it is about; more can be added later.
        occasion: where and when, in words the person knows.
        purposes: what may be ticked.
        at: when.
        by: who asks; None from the studio without an account.
        taken_on: the day of the pictures.
        ends_on: the last day of the yes.
        check_on: when somebody shall look again.

    Raises:
        OccasionMissing, PurposeMissing: as they say.
        NotAllowed: without a role that contributes, or for files of another authority.
    """
    if by is not None:
        demand(by, authority, CONTRIBUTES)
    words = " ".join(cleaned(occasion).split())[:_OCCASION]
    wanted = [one.value for one in Purpose if one in set(purposes)]
    if not words:
        raise OccasionMissing
    if not wanted:
        raise PurposeMissing
    row = Consent(authority=authority, person_type=person_type, occasion=words, offered=wanted)
    row.taken_on, row.ends_on, row.check_on = taken_on, ends_on, check_on
    row.asked_at, row.asked_by = at, by
    token = _new(row, files)
    note("consents.ask", row, by=by or HOUSE, at=at, person_type=person_type.value)
    return Asked(row, token)


@transaction.atomic
def except_(
    authority: Authority,
    *,
    person_type: PersonType,
    files: Iterable[MediaFile],
    occasion: str,
    exception: str,
    by: Person,
    at: datetime,
) -> Consent:
    """Writes down that the house relies on an exception (event, office holder, incidental) for these files, and why.

    Raises:
        OccasionMissing, FilesMissing: as they say.
        NotAllowed: without a role that writes, or for files of another authority.
    """
    demand(by, authority, WRITES)
    words, why = " ".join(cleaned(occasion).split())[:_OCCASION], cleaned(exception).strip()[:_EXCEPTION]
    if not words:
        raise OccasionMissing
    if not why:
        raise FilesMissing
    row = Consent(authority=authority, person_type=person_type, occasion=words, exception=why)
    row.state, row.asked_at, row.asked_by, row.given_at = ConsentState.GIVEN, at, by, at
    _new(row, files)
    kind = "exception" if person_type in EXCEPTIONS else "incidental"
    note("consents.except", row, by=by, at=at, kind=kind, exception=why)
    return row


@transaction.atomic
def add_files(consent: Consent, files: Iterable[MediaFile], *, by: Person, at: datetime) -> None:
    """Says that the yes is about these files, too: the same person on the same occasion.

    Raises:
        ConsentOver, NotAllowed: as they say.
    """
    demand(by, consent.authority, WRITES)
    row = locked(consent, ConsentState.WITHDRAWN)
    mine = _own(row.authority, files)
    row.files.add(*mine)
    note("consents.add_files", row, by=by, at=at, digests=[one.digest for one in mine])


@transaction.atomic
def note_shown(file: MediaFile, *, number: int, by: Actor, at: datetime) -> Shown:
    """Notes how many people can be recognised; 0: nobody. Said again it takes the place of what was said.

    Raises:
        NotAllowed: without a role that contributes.
    """
    demand(by, file.authority, CONTRIBUTES)
    before = Shown.objects.filter(file=file).values_list("number", flat=True).first()
    bounded = max(0, min(number, MOST_SHOWN))
    values = {"number": bounded, "noted_at": at, "noted_by": by if isinstance(by, Person) else None}
    row, _is_new = Shown.objects.update_or_create(file=file, defaults=values)
    if before != bounded:
        thing = ("file", file.pk, file.title or file.file_name)
        details = {"number": bounded, "before": before}
        record.note(
            "consents.note_shown", authority=file.authority_id, thing=thing, by=by, at=at, details=details
        )
    return row


def _new(row: Consent, files: Iterable[MediaFile]) -> str:
    mine = _own(row.authority, files)
    token = new_token()
    row.token = vault.seal(token.encode("ascii"), place=vault.place(row, "token"))
    row.token_digest = digest_of(token)
    row.save(force_insert=True)
    row.files.add(*mine)
    return token


def _own(authority: Authority, files: Iterable[MediaFile]) -> list[MediaFile]:
    found = list(files)
    if any(one.authority_id != authority.pk for one in found):
        raise NotAllowed
    return found
