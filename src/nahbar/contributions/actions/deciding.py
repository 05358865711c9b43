# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What editors do with a delivery: take it, ask back, or not take it; and its end."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Person
from nahbar.authority.permissions import WRITES, demand
from nahbar.contributions.actions import delivering
from nahbar.contributions.models import Assignment, DeliveredFile, Delivery
from nahbar.contributions.states import DeliveryState
from nahbar.foundation.complaint import Complaint
from nahbar.library.models import MediaFile
from nahbar.record.actions import HOUSE
from nahbar.topics.plain import tidy

AT_ONCE = 100


class QuestionMissing(Complaint):
    sentence = _("Nothing was asked, because there is no question. Please write what you want to know.")


class AlreadyDecided(Complaint):
    sentence = _(
        "Nothing was changed, because somebody has decided on this delivery already, or it was taken back. "
        "Please reload the page."
    )


def claim(file: MediaFile) -> None:
    """Somebody uses the file: it no longer ends with the delivery it came by."""
    DeliveredFile.objects.filter(file=file, is_taken=False).update(is_taken=True)


@transaction.atomic
def take(delivery: Delivery, *, by: Person, at: datetime) -> Delivery:
    """Keeps the delivery's files in the material; whether they may be shown is settled there.

    Raises:
        NotAllowed, AlreadyDecided: as they say.
    """
    current = _waiting(delivery, by)
    for one in current.files.select_related("file"):
        claim(one.file)
    return _step(current, DeliveryState.TAKEN, "contributions.take", by=by, at=at)


@transaction.atomic
def ask_back(delivery: Delivery, question: str, *, by: Person, at: datetime) -> Delivery:
    """Shows a question on the delivery's page: nobody here knows whose phone it is.

    Raises:
        NotAllowed, AlreadyDecided, QuestionMissing: as they say.
    """
    current = _waiting(delivery, by)
    current.question = tidy(question)[: delivering.MOST_WORDS]
    if not current.question:
        raise QuestionMissing
    current.answer = ""
    return _step(current, DeliveryState.ASKED, "contributions.ask_back", by=by, at=at)


def discard(delivery: Delivery, *, by: Person, at: datetime) -> Delivery:
    """Does not take the delivery: its files go at once, its phone reads that they were not taken.

    Raises:
        NotAllowed, AlreadyDecided: as they say.
    """
    with transaction.atomic():
        current = _waiting(delivery, by)
        _step(current, DeliveryState.DISCARDED, "contributions.discard", by=by, at=at)
    for one in current.files.select_related("file__rights", "file__authority"):
        delivering.let_go(one, by=by, at=at)
    return current


def end_deliveries(at: datetime) -> int:
    """Sends off what waited a day for a tap, and removes deliveries whose days are over with what nobody took; how many."""
    arriving = Delivery.objects.filter(state=DeliveryState.ARRIVING)
    for one in arriving.filter(begun_at__lte=at - delivering.SENT_BY_ITSELF)[:AT_ONCE]:
        _settle_arriving(one, at)
    due = list(Delivery.objects.filter(end_at__lte=at).select_related("authority")[:AT_ONCE])
    for one in due:
        gone = delivering.remove(one, by=HOUSE, at=at)
        if gone:
            delivering.note("contributions.end_delivery", one, by=HOUSE, at=at, files=gone)
    Assignment.objects.filter(until__lt=at.date().replace(year=at.year - 1, day=1)).delete()
    return len(due)


def _settle_arriving(one: Delivery, at: datetime) -> None:
    """Whoever uploaded something meant it, also without the last tap; who can be seen, nobody has said then."""
    with transaction.atomic():
        current = Delivery.objects.select_for_update().filter(pk=one.pk, state=DeliveryState.ARRIVING).first()
        if current is None:
            return
        if current.files.exists():
            by = delivering.guest(current)
            delivering.step(current, DeliveryState.SENT, "contributions.deliver", by=by, at=at)
        else:
            current.delete()


def _waiting(delivery: Delivery, by: Person) -> Delivery:
    demand(by, delivery.authority, WRITES)
    current = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("authority", "assignment")
        .filter(pk=delivery.pk)
        .first()
    )
    if current is None:
        raise AlreadyDecided
    return current


def _step(current: Delivery, target: DeliveryState, verb: str, *, by: Person, at: datetime) -> Delivery:
    try:
        return delivering.step(current, target, verb, by=by, at=at)
    except delivering.DeliveryGone as gone:
        raise AlreadyDecided from gone
