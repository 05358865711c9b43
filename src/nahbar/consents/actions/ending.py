# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A yes ends: taken back, run out; and what is kept of it has an end, too."""

import uuid
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Person
from nahbar.authority.permissions import CONTRIBUTES, WRITES, demand
from nahbar.consents.actions.counting import HOUR
from nahbar.consents.actions.rows import locked, note
from nahbar.consents.models import Consent, Settled, Signed, Try
from nahbar.consents.states import NEXT, ConsentState
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.letters import cleaned
from nahbar.record.actions import HOUSE

KEPT_AFTER_END = timedelta(days=3 * 366)
"""A consent that ended is kept as proof until claims are barred (three years, § 195 BGB), then name and signature go."""
KEPT_UNANSWERED = timedelta(days=180)
AT_ONCE = 200
_WHY = 1_000


class ProofMissing(Complaint):
    sentence = _(
        "Nothing was ticked off, because it is not said how it is known. Please write one sentence, for example “deleted on 3 May”."
    )


@transaction.atomic
def withdraw(consent: Consent, *, why: str = "", by: Person | None = None, at: datetime) -> Consent:
    """Takes the yes back, without having to give a reason; from this moment the files are locked.

    `by` is None where the person does it by their own link. Taken back twice is once.

    Raises:
        ConsentOver: if there is nothing to take back.
        NotAllowed: as it says.
    """
    if by is not None:
        demand(by, consent.authority, CONTRIBUTES)
    if Consent.objects.filter(pk=consent.pk, state=ConsentState.WITHDRAWN).exists():
        return locked(consent)
    row = locked(consent, ConsentState.WITHDRAWN)
    row.state, row.withdrawn_at = ConsentState.WITHDRAWN, at
    row.withdrawn_why = cleaned(why).strip()[:_WHY]
    row.forget_at = at + KEPT_AFTER_END
    row.save()
    note("consents.withdraw", row, by=by or HOUSE, at=at, by_link=by is None)
    return row


@transaction.atomic
def settle(consent: Consent, *, place: uuid.UUID, proof: str, by: Person, at: datetime) -> Settled:
    """One place where the person was shown is dealt with; a second time changes nothing.

    Raises:
        ProofMissing, NotAllowed: as they say.
    """
    demand(by, consent.authority, WRITES)
    row = locked(consent)
    words = " ".join(cleaned(proof).split())[:500]
    if not words:
        raise ProofMissing
    made, is_new = Settled.objects.get_or_create(
        consent=row, place=place, defaults={"proof": words, "at": at, "by": by}
    )
    if is_new:
        note("consents.settle", row, by=by, at=at, place=str(place), proof=words)
    return made


@transaction.atomic
def finish(consent: Consent, *, at: datetime) -> bool:
    """Notes that a withdrawal is dealt with everywhere; whether it is the first time."""
    row = locked(consent)
    if row.done_at is not None or row.state != ConsentState.WITHDRAWN:
        return False
    row.done_at = at
    row.save(update_fields=["done_at"])
    note("consents.finish", row, by=HOUSE, at=at)
    return True


def expire(today: date, *, at: datetime) -> int:
    """Ends what has run out: given ones after their last day, questions nobody answered for half a year. How many."""
    over = Consent.objects.filter(state=ConsentState.GIVEN, ends_on__lt=today)
    silent = Consent.objects.filter(state=ConsentState.ASKED, asked_at__lte=at - KEPT_UNANSWERED)
    due = list(over.values_list("pk", flat=True)[:AT_ONCE]) + list(
        silent.values_list("pk", flat=True)[:AT_ONCE]
    )
    for pk in due:
        with transaction.atomic():
            row = Consent.objects.select_for_update().get(pk=pk)
            if ConsentState.EXPIRED in _next(row):
                row.state, row.forget_at = ConsentState.EXPIRED, at + KEPT_AFTER_END
                row.save()
                note("consents.expire", row, by=HOUSE, at=at)
    return len(due)


def forget(at: datetime) -> int:
    """Forgets name, contact and signature of what has ended long ago; what was agreed stays as a number. How many."""
    due = list(Consent.objects.filter(forget_at__lte=at).values_list("pk", flat=True)[:AT_ONCE])
    for pk in due:
        with transaction.atomic():
            row = Consent.objects.select_for_update().get(pk=pk)
            row.name, row.contact, row.withdrawn_why, row.forget_at = "", "", "", None
            row.save()
            Signed.objects.filter(consent=row).update(name="", witness="", strokes=[])
            note("consents.forget", row, by=HOUSE, at=at)
    return len(due)


def forget_tries(at: datetime) -> int:
    """Forgets who sent something more than an hour ago; how many."""
    return Try.objects.filter(at__lte=at - HOUR).delete()[0]


def _next(row: Consent) -> frozenset[ConsentState]:
    return NEXT[ConsentState(row.state)]
