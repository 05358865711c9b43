# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The house makes story formats of its own, changes those of the catalogue, and switches off what it never uses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Authority
from nahbar.authority.permissions import WRITES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.letters import cleaned
from nahbar.radar.formats import Consent, Tone
from nahbar.radar.matter import Pillar
from nahbar.record import actions as record
from nahbar.record.actions import Actor
from nahbar.topics.formats import format_of, key_of
from nahbar.topics.models import StoryFormat

MOST_OWN = 100
MOST_MINUTES = 2_400


class FormatIncomplete(Complaint):
    sentence = _(
        "The format was not saved: it needs a name, a sentence on what it is, its minutes, and a pillar it is good for. "
        "Please fill in what is missing."
    )


class FormatUnknown(Complaint):
    sentence = _(
        "Nothing was changed, because this format does not exist any more. Please look at the list of formats again."
    )


class TooManyFormats(Complaint):
    sentence = _(
        "The format was not saved, because there are 100 formats of your own already, and nobody would find one among more. "
        "Please change one of them."
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody says of a format. `is_factual`: it may be used for formal participation."""

    name: str
    what: str
    channels: tuple[str, ...]
    minutes: int
    people: str
    consent: Consent
    pillars: tuple[Pillar, ...]
    is_factual: bool = False


@transaction.atomic
def add_format(authority: Authority, wanted: Wanted, *, by: Actor, at: datetime) -> StoryFormat:
    """Adds a format of the house's own.

    Raises:
        NotAllowed, FormatIncomplete, TooManyFormats.
    """
    demand(by, authority, WRITES)
    if StoryFormat.objects.filter(authority=authority, catalogue_key="").count() >= MOST_OWN:
        raise TooManyFormats
    row = StoryFormat(authority=authority, added_at=at)
    _fill(row, wanted)
    row.save(force_insert=True)
    _note("topics.add_format", row, by=by, at=at)
    return row


@transaction.atomic
def change_format(authority: Authority, key: str, wanted: Wanted, *, by: Actor, at: datetime) -> StoryFormat:
    """Changes a format; of one of the catalogue the house then has a wording of its own.

    Raises:
        NotAllowed, FormatUnknown, FormatIncomplete.
    """
    demand(by, authority, WRITES)
    row = _row(authority, key, at)
    _fill(row, wanted)
    row.save()
    _note("topics.change_format", row, by=by, at=at)
    return row


@transaction.atomic
def switch_format(authority: Authority, key: str, *, is_active: bool, by: Actor, at: datetime) -> None:
    """Offers the format, or offers it no more; stories told in it keep it.

    Raises:
        NotAllowed, FormatUnknown.
    """
    demand(by, authority, WRITES)
    row = _row(authority, key, at)
    if row.is_active == is_active:
        return
    row.is_active = is_active
    row.save()
    _note("topics.switch_format", row, by=by, at=at, state="on" if is_active else "off")


@transaction.atomic
def restore_format(authority: Authority, key: str, *, by: Actor, at: datetime) -> None:
    """Takes a format of the catalogue back to how it stands there.

    Raises:
        NotAllowed.
    """
    demand(by, authority, WRITES)
    row = StoryFormat.objects.filter(authority=authority, catalogue_key=key).first() if key else None
    if row is not None:
        _note("topics.restore_format", row, by=by, at=at)
        row.delete()


def _row(authority: Authority, key: str, at: datetime) -> StoryFormat:
    """The format's row, locked; a new one, not saved yet, for a format that is still the catalogue's."""
    one = format_of(authority, key)
    if one is None:
        raise FormatUnknown
    rows = StoryFormat.objects.select_for_update().filter(authority=authority)
    found = next((row for row in rows if key_of(row) == key), None)
    if found is not None:
        return found
    row = StoryFormat(authority=authority, catalogue_key=key, added_at=at)
    _fill(
        row,
        Wanted(
            name=one.name,
            what=one.what,
            channels=one.channels,
            minutes=one.minutes,
            people=one.people,
            consent=one.consent,
            pillars=one.pillars,
            is_factual=one.tone is Tone.FACTUAL,
        ),
    )
    return row


def _fill(row: StoryFormat, wanted: Wanted) -> None:
    row.name, row.what = _line(wanted.name, 80), _line(wanted.what, 300)
    row.channels = [line for line in (_line(one, 40) for one in wanted.channels) if line][:12]
    row.minutes = min(wanted.minutes, MOST_MINUTES)
    row.people, row.consent = _line(wanted.people, 200), wanted.consent.value
    row.pillars, row.is_factual = _values(wanted.pillars), wanted.is_factual
    if not (row.name and row.what and row.minutes > 0 and row.pillars):
        raise FormatIncomplete


def _values(pillars: Iterable[Pillar]) -> list[str]:
    return list(dict.fromkeys(pillar.value for pillar in pillars))


def _line(words: str, most: int) -> str:
    return " ".join(cleaned(words).split())[:most]


def _note(verb: str, row: StoryFormat, *, by: Actor, at: datetime, **details: str) -> None:
    thing = ("format", row.pk, row.name)
    record.note(
        verb, authority=row.authority_id, thing=thing, by=by, at=at, details={"key": key_of(row), **details}
    )
