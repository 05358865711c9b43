# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a phone does in the studio: begins a delivery, brings files, says who can be seen, sends it, takes it back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Sum
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from nahbar.authority.tokens import digest_of, new_token
from nahbar.contributions.models import Assignment, DeliveredFile, Delivery, Link
from nahbar.contributions.permissions import demand_open
from nahbar.contributions.states import NEXT, OPEN, DeliveryState, Seen
from nahbar.foundation.complaint import Complaint
from nahbar.library import actions as library
from nahbar.library.models import MediaFile, Upload
from nahbar.library.permissions import Guest
from nahbar.record import actions as record
from nahbar.record.actions import Actor
from nahbar.topics.plain import tidy

MOST_FILES = 12
DAY_BYTES = 5_000_000_000
"""What one link may bring in a day; a class with five phones stays far below."""
DAY_DELIVERIES = 200
SENT_BY_ITSELF = timedelta(hours=24)
MOST_WORDS = 1000


class TooManyFiles(Complaint):
    sentence = _(
        "The file was not taken, because one delivery has at most %(most)s files. "
        "Please send this one off, and begin another one."
    )


class DayIsFull(Complaint):
    sentence = _(
        "The file was not taken, because as much has come by this link today as it may. "
        "Please keep the file on your phone and bring it tomorrow, or tell whoever gave you the link."
    )


class DeliveryGone(Complaint):
    sentence = _(
        "This delivery no longer takes anything: it was sent, decided or taken back. Please begin a new one."
    )


class NothingBrought(Complaint):
    sentence = _("Nothing was sent yet, because there is no file. Please shoot or choose one.")


class SeenMissing(Complaint):
    sentence = _(
        "Nothing was sent yet: please say whether people can be recognised. "
        "People are only shown if they have agreed."
    )


@dataclass(frozen=True, slots=True)
class Begun:
    """A new delivery and the token by which its phone finds it again; nobody else has that."""

    delivery: Delivery
    token: str


@transaction.atomic
def begin_delivery(link: Link, assignment: Assignment | None, *, at: datetime) -> Begun:
    """Begins a delivery to this link.

    Raises:
        LinkOff, DayIsFull: as they say.
    """
    source = demand_open(link)
    if link.deliveries.filter(begun_at__gt=at - timedelta(days=1)).count() >= DAY_DELIVERIES:
        raise DayIsFull
    token = new_token()
    delivery = Delivery.objects.create(
        authority_id=link.authority_id,
        link=link,
        assignment=assignment,
        token_digest=digest_of(token),
        via=source.title,
        about=assignment.title if assignment else "",
        begun_at=at,
        keep_days=link.keep_days,
        end_at=at + timedelta(days=link.keep_days),
    )
    return Begun(delivery, token)


@transaction.atomic
def begin_file(delivery: Delivery, *, file_name: str, size: int, at: datetime) -> Upload:
    """Gets ready for a file of this size.

    Raises:
        LinkOff, DeliveryGone, TooManyFiles, DayIsFull: as they say.
        FileEmpty, FileTooHeavy, DiskFull: as the library says.
    """
    current = demand_taking(delivery)
    _demand_room(current, size)
    return library.begin(current.authority, file_name=file_name, size=size, by=guest(current), at=at)


def finish_file(delivery: Delivery, upload: Upload, *, at: datetime) -> MediaFile:
    """The whole upload as a file of the library and of the delivery; asked again, the same file.

    Raises:
        LinkOff, DeliveryGone: as they say.
        NotWhole, FileRefused, UploadGone: as the library says.
    """
    current = demand_taking(delivery)
    taken = library.finish(upload, words=_words(current), by=guest(current), at=at)
    return _enter(current, taken, at)


def bring_whole(delivery: Delivery, path: Path, *, file_name: str, at: datetime) -> MediaFile:
    """A file that came in one piece, for phones without scripts.

    Raises:
        LinkOff, DeliveryGone, TooManyFiles, DayIsFull: as they say.
        FileRefused: if it cannot be taken.
    """
    current = demand_taking(delivery)
    _demand_room(current, path.stat().st_size)
    words = _words(current, file_name)
    taken = library.bring(current.authority, path, words=words, by=guest(current), at=at)
    return _enter(current, taken, at)


def drop_file(delivery: Delivery, one: DeliveredFile, *, at: datetime) -> None:
    """The phone takes one of its files back before sending.

    Raises:
        LinkOff, DeliveryGone: as they say.
    """
    current = demand_taking(delivery)
    let_go(one, by=guest(current), at=at)
    DeliveredFile.objects.filter(pk=one.pk).delete()


@transaction.atomic
def send(delivery: Delivery, *, seen: str, words: str = "", answer: str = "", at: datetime) -> Delivery:
    """Hands the delivery to the editors; after a question of theirs, once more with the answer.

    Raises:
        LinkOff, DeliveryGone, NothingBrought, SeenMissing: as they say.
    """
    current = demand_taking(delivery)
    if not current.files.exists():
        raise NothingBrought
    if seen not in Seen.values:
        raise SeenMissing
    current.seen = seen
    if current.state == DeliveryState.ARRIVING:
        current.words = tidy(words)[:MOST_WORDS]
    current.answer = tidy(answer)[:MOST_WORDS]
    return step(current, DeliveryState.SENT, "contributions.deliver", by=guest(current), at=at)


def take_back(delivery: Delivery, *, at: datetime) -> None:
    """The phone takes the whole delivery back, while nobody has decided on it: row and files are gone.

    Raises:
        LinkOff: as it says.
        DeliveryGone: somebody has decided already.
    """
    with transaction.atomic():
        current = _locked(delivery)
        if not NEXT[DeliveryState(current.state)]:
            raise DeliveryGone
        by, was_sent = guest(current), current.sent_at is not None
    remove(current, by=by, at=at)
    if was_sent:
        note("contributions.take_back", current, by=by, at=at)


def guest(delivery: Delivery) -> Guest:
    """In whose name the phone acts: the link's, no person's."""
    return Guest(name=delivery.via, key=delivery.pk)


def demand_taking(delivery: Delivery) -> Delivery:
    """The delivery as it is now, locked, where it still takes something.

    Raises:
        LinkOff, DeliveryGone: as they say.
    """
    with transaction.atomic():
        current = _locked(delivery)
        if current.state not in OPEN:
            raise DeliveryGone
    return current


def _locked(delivery: Delivery) -> Delivery:
    if delivery.link is None:
        raise DeliveryGone
    demand_open(delivery.link)
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("authority", "link__source")
    current = rows.filter(pk=delivery.pk).first()
    if current is None:
        raise DeliveryGone
    return current


def _demand_room(current: Delivery, size: int) -> None:
    coming = Upload.objects.filter(guest=current.pk, file=None).count()
    if current.files.count() + coming >= MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    of_link = list(Delivery.objects.filter(link=current.link_id).values_list("pk", flat=True))
    # A day after its last piece an upload's row is gone: what is there is what came within a day.
    total = Upload.objects.filter(guest__in=of_link).aggregate(n=Sum("size"))["n"] or 0
    if total + size > DAY_BYTES:
        raise DayIsFull


def _words(current: Delivery, file_name: str = "") -> library.Words:
    with translation.override("de"):
        said = (
            _("Trainees' studio, assignment “%(about)s”") if current.about else _("Trainees' studio, %(via)s")
        )
        source = str(said) % {"about": current.about, "via": current.via}
    return library.Words(file_name=file_name, title=current.about, source=source)


def _enter(current: Delivery, taken: library.Taken, at: datetime) -> MediaFile:
    values = {"is_new": taken.is_new, "came_at": at}
    DeliveredFile.objects.get_or_create(delivery=current, file=taken.file, defaults=values)
    return taken.file


def let_go(one: DeliveredFile, *, by: Actor, at: datetime) -> bool:
    """Removes the file where it came with this delivery alone and nobody decided to keep it; whether it is gone."""
    file = one.file
    rows = DeliveredFile.objects.filter(file=file)
    if rows.filter(is_taken=True).exists() or file.rights.licence or not rows.filter(is_new=True).exists():
        return False
    others = rows.exclude(pk=one.pk).exclude(delivery__state=DeliveryState.DISCARDED)
    if others.exists():
        # The same film came twice: it goes with the last of its deliveries.
        others.update(is_new=True)
        return False
    try:
        library.discard(file, by=by, at=at)
    except library.FileInUse:
        return False
    return True


def remove(delivery: Delivery, *, by: Actor, at: datetime) -> int:
    """Removes the delivery with the files nobody took; how many files went."""
    uploads = list(Upload.objects.filter(guest=delivery.pk, file=None))
    for upload in uploads:
        library.give_up(upload, by=guest(delivery))
    gone = sum(
        let_go(one, by=by, at=at) for one in delivery.files.select_related("file__rights", "file__authority")
    )
    Delivery.objects.filter(pk=delivery.pk).delete()
    return gone


def step(current: Delivery, target: DeliveryState, verb: str, *, by: Actor, at: datetime) -> Delivery:
    """Moves the delivery on, with its new end and one line in the record.

    Raises:
        DeliveryGone: from here there is no such step.
    """
    if target not in NEXT[DeliveryState(current.state)]:
        raise DeliveryGone
    current.state = target
    if target == DeliveryState.SENT:
        current.sent_at = at
    if not NEXT[target]:
        current.decided_at = at
    current.end_at = at + timedelta(days=current.keep_days)
    current.save()
    note(verb, current, by=by, at=at)
    return current


def note(verb: str, one: Delivery, *, by: Actor, at: datetime, **details: object) -> None:
    """One line in the record about this delivery; what was written in it is not repeated there."""
    thing = ("delivery", one.pk, one.about or one.via)
    record.note(verb, authority=one.authority_id, thing=thing, by=by, at=at, details=details)
