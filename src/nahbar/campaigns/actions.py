# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A campaign is launched, changed, counted and closed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import WRITES, demand
from nahbar.campaigns.models import Campaign, Count
from nahbar.foundation.complaint import Complaint
from nahbar.radar.matter import Pillar
from nahbar.record import actions as record
from nahbar.record.actions import Actor

MOST_COUNTED = 1_000_000


class CampaignIncomplete(Complaint):
    sentence = _(
        "The campaign was not saved: it needs a name, one sentence on what it shall reach, and its first and last day. "
        "Please fill in what is missing."
    )


class DaysTurned(Complaint):
    sentence = _(
        "The campaign was not saved: its last day lies before its first. Please change one of the two days."
    )


class UnitMissing(Complaint):
    sentence = _(
        "The campaign was not saved: there is a number to reach, but not of what. Please say what is counted, "
        "for example “applications”."
    )


class CampaignClosed(Complaint):
    sentence = _(
        "Nothing was changed: this campaign is closed. What was counted stays. Please launch a new one."
    )


class CountOdd(Complaint):
    sentence = _(
        "Nothing was counted: the number must lie between 0 and one million. Please write it in digits."
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody says of a campaign."""

    name: str
    pillar: Pillar
    aim: str
    begins_on: date
    ends_on: date
    goal: int | None = None
    unit: str = ""


@transaction.atomic
def launch(authority: Authority, wanted: Wanted, *, by: Actor, at: datetime) -> Campaign:
    """Begins a campaign; it counts for the order of topics on its days.

    Raises:
        NotAllowed, CampaignIncomplete, DaysTurned, UnitMissing.
    """
    demand(by, authority, WRITES)
    row = Campaign(authority=authority, launched_at=at)
    _fill(row, wanted)
    row.save(force_insert=True)
    _note("campaigns.launch", row, by=by, at=at)
    return row


@transaction.atomic
def change(campaign: Campaign, wanted: Wanted, *, by: Actor, at: datetime) -> None:
    """Changes what was said of a campaign.

    Raises:
        NotAllowed, CampaignClosed, CampaignIncomplete, DaysTurned, UnitMissing.
    """
    row = _open(campaign, by=by)
    _fill(row, wanted)
    row.save()
    _note("campaigns.change", row, by=by, at=at)


@transaction.atomic
def count(campaign: Campaign, reached: int, *, by: Person, at: datetime) -> None:
    """Notes how far the campaign is, all in all; an earlier number stays in the record.

    Raises:
        NotAllowed, CampaignClosed, CountOdd.
    """
    row = _open(campaign, by=by)
    if not 0 <= reached <= MOST_COUNTED:
        raise CountOdd
    Count.objects.create(campaign=row, reached=reached, counted_at=at, counted_by=by)
    _note("campaigns.count", row, by=by, at=at, reached=reached)


@transaction.atomic
def close(campaign: Campaign, *, by: Actor, at: datetime) -> None:
    """Ends the campaign before its last day; closing twice is closing once.

    Raises:
        NotAllowed.
    """
    demand(by, campaign.authority, WRITES)
    row = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if row.closed_at is None:
        row.closed_at = at
        row.save(update_fields=["closed_at"])
        _note("campaigns.close", row, by=by, at=at)


def _open(campaign: Campaign, *, by: Actor) -> Campaign:
    demand(by, campaign.authority, WRITES)
    row = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if row.closed_at is not None:
        raise CampaignClosed
    return row


def _fill(row: Campaign, wanted: Wanted) -> None:
    row.name, row.aim, row.unit = _line(wanted.name, 120), _line(wanted.aim, 300), _line(wanted.unit, 60)
    row.pillar, row.goal = wanted.pillar.value, wanted.goal or None
    row.begins_on, row.ends_on = wanted.begins_on, wanted.ends_on
    if not row.name or not row.aim:
        raise CampaignIncomplete
    if row.ends_on < row.begins_on:
        raise DaysTurned
    if row.goal and not row.unit:
        raise UnitMissing


def _line(words: str, most: int) -> str:
    return " ".join("".join(letter for letter in words if letter.isprintable() or letter.isspace()).split())[
        :most
    ]


def _note(verb: str, row: Campaign, *, by: Actor, at: datetime, **details: Any) -> None:
    thing = ("campaign", row.pk, row.name)
    record.note(verb, authority=row.authority_id, thing=thing, by=by, at=at, details=details)
