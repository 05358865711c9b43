# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person signs, or says no; both as easily."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Person
from nahbar.authority.permissions import WRITES, demand
from nahbar.consents import queries
from nahbar.consents.actions.complaints import ConsentOver
from nahbar.consents.actions.rows import locked, note
from nahbar.consents.models import Consent, Signed
from nahbar.consents.states import NEXT, ConsentState, Extra, Media, SignedBy, Signer
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.letters import cleaned
from nahbar.record.actions import HOUSE

NOTICE = "2026-11"
"""The version of the information under Art. 13 GDPR that stands on the page."""
MOST_STROKES, MOST_POINTS, SIDE = 60, 400, 1000
FEWEST_POINTS = 8
_NAME, _CONTACT = 120, 254


class NameMissing(Complaint):
    sentence = _(
        "Nothing was saved yet, because your name is missing. Please write it, so that your yes is yours."
    )


class NothingAgreed(Complaint):
    sentence = _(
        "Nothing was saved yet, because no purpose, no kind of picture or no place is ticked. "
        "Please tick what you agree to, or choose No."
    )


class SignatureMissing(Complaint):
    sentence = _(
        "Nothing was saved yet, because the signature is missing. Please sign with your finger, or tick the box instead."
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What the person ticked, and how they signed. `strokes`: as they came, not believed yet."""

    name: str
    purposes: tuple[str, ...]
    channels: tuple[str, ...]
    media: tuple[str, ...]
    extras: tuple[str, ...] = ()
    contact: str = ""
    strokes: Any = field(default_factory=list)
    has_ticked: bool = False
    has_sole_custody: bool = False


@transaction.atomic
def sign(consent: Consent, said: Said, *, signer: Signer, channels: Iterable[str], at: datetime) -> Consent:
    """Takes one signature; with the last one that is needed the yes is whole.

    The first signature says what is agreed; who signs later agrees to the same, or to less: what they leave out is left out.

    Args:
        consent: the question.
        said: what was ticked and how it was signed.
        signer: in which role.
        channels: kinds of places that were offered.
        at: when.

    Raises:
        NameMissing, NothingAgreed, SignatureMissing, ConsentOver: as they say.
    """
    row = locked(consent)
    if row.state not in {ConsentState.ASKED, ConsentState.REFUSED} or signer not in queries.missing(row):
        raise ConsentOver
    name = " ".join(cleaned(said.name).split())[:_NAME]
    strokes = lines(said.strokes)
    agreed = {
        "purposes": _of(row.offered, said.purposes),
        "channels": _of(channels, said.channels),
        "media": _of(Media.values, said.media),
        "extras": _of(Extra.values, said.extras),
    }
    if not name:
        raise NameMissing
    if not (agreed["purposes"] and agreed["channels"] and agreed["media"]):
        raise NothingAgreed
    if not strokes and not said.has_ticked:
        raise SignatureMissing
    is_first = not row.signatures.exists()
    for key, values in agreed.items():
        setattr(row, key, values if is_first else [one for one in getattr(row, key) if one in values])
    if not (row.purposes and row.channels and row.media):
        raise NothingAgreed
    if signer is not Signer.GUARDIAN_2 and said.has_sole_custody:
        row.has_sole_custody = True
    how = SignedBy.SCREEN if strokes else SignedBy.NAME
    Signed.objects.create(consent=row, signer=signer, name=name, how=how, strokes=strokes, at=at)
    row.name = row.name or name
    row.contact = " ".join(cleaned(said.contact).split())[:_CONTACT] or row.contact
    row.notice = NOTICE
    return _after(row, at, signer=signer, how=how)


@transaction.atomic
def sign_by_hand(
    consent: Consent,
    said: Said,
    *,
    signer: Signer,
    how: SignedBy,
    witness: str,
    channels: Iterable[str],
    by: Person,
    at: datetime,
) -> Consent:
    """Enters what was signed on paper, or said before a witness.

    Raises:
        NameMissing, NothingAgreed, SignatureMissing, ConsentOver, NotAllowed: as they say; a spoken yes needs its witness.
    """
    demand(by, consent.authority, WRITES)
    seen = " ".join(cleaned(witness).split())[:_NAME]
    if how is SignedBy.ORAL and not seen:
        raise SignatureMissing
    whole = Said(
        **{**{name: getattr(said, name) for name in Said.__slots__}, "has_ticked": True, "strokes": []}
    )
    row = sign(consent, whole, signer=signer, channels=channels, at=at)
    row.signatures.filter(signer=signer).update(how=how, witness=seen)
    note("consents.sign_by_hand", row, by=by, at=at, how=how.value)
    return row


@transaction.atomic
def refuse(consent: Consent, *, at: datetime) -> Consent:
    """The person says no, without a reason; what shows them is locked.

    Raises:
        ConsentOver: as it says.
    """
    row = locked(consent, ConsentState.REFUSED)
    row.state = ConsentState.REFUSED
    row.save()
    note("consents.refuse", row, by=HOUSE, at=at)
    return row


def lines(strokes: Any) -> list[list[list[int]]]:
    """The strokes as points of 0 to 1000, bounded; [] for anything that is no signature."""
    if not isinstance(strokes, list):
        return []
    taken = []
    for stroke in strokes[:MOST_STROKES]:
        points = [_point(one) for one in stroke[:MOST_POINTS]] if isinstance(stroke, list) else []
        taken.append([one for one in points if one])
    drawn = [stroke for stroke in taken if stroke]
    return drawn if sum(len(stroke) for stroke in drawn) >= FEWEST_POINTS else []


def _point(one: Any) -> list[int]:
    is_pair = isinstance(one, list) and len(one) == 2 and all(type(side) in {int, float} for side in one)  # noqa: PLR2004 - across and down
    if not is_pair or not all(-SIDE <= side <= 2 * SIDE for side in one):
        return []
    return [max(0, min(SIDE, round(side))) for side in one]


def _after(row: Consent, at: datetime, *, signer: Signer, how: SignedBy) -> Consent:
    is_whole = not queries.missing(row)
    if is_whole:
        if ConsentState.GIVEN not in NEXT[ConsentState(row.state)]:
            raise ConsentOver
        row.state, row.given_at = ConsentState.GIVEN, at
    row.save()
    note("consents.sign", row, by=HOUSE, at=at, signer=signer.value, how=how.value, is_whole=is_whole)
    return row


def _of(offered: Iterable[str], ticked: Iterable[str]) -> list[str]:
    chosen = set(ticked)
    return [one for one in offered if one in chosen]
