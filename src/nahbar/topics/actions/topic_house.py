# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The authority writes its own topic house: what it tells, to whom, in which mix, and what weighs how much."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Authority
from nahbar.authority.permissions import ADMINISTERS, demand
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.letters import cleaned
from nahbar.radar.topic_house import Criterion, sentences
from nahbar.record import actions as record
from nahbar.record.actions import Actor
from nahbar.topics.models import TopicHouse
from nahbar.topics.topic_house import PILLARS, lines

WHOLE = 100
MOST_WEIGHT = 100
MOST_MINUTES = 2_400
MOST_DAYS = 365


class SharesNotWhole(Complaint):
    sentence = _(
        "The topic house was not saved: the shares of the pillars are %(sum)s percent together. "
        "Please make them 100."
    )


class WeightsEmpty(Complaint):
    sentence = _(
        "The topic house was not saved: no criterion weighs anything, and then nothing can be scored. "
        "Please give at least one of them a weight."
    )


class BoundsCrossed(Complaint):
    sentence = _(
        "The topic house was not saved: a request cannot be taken as it is with fewer points than it takes not to be declined. "
        "Please raise the upper bound or lower the other."
    )


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody says of the topic house; `shares` by pillar, `weights` by criterion, sentences one a line."""

    shares: Mapping[str, int]
    audiences: str
    ours: str
    not_ours: str
    weights: Mapping[str, int]
    take_from: int
    decline_below: int
    minutes: int
    repeat_days: int
    election_on: date | None


@transaction.atomic
def write_topic_house(authority: Authority, said: Written, *, by: Actor, at: datetime) -> TopicHouse:
    """Saves the topic house; answers name since when it stands so.

    Raises:
        NotAllowed, SharesNotWhole, WeightsEmpty, BoundsCrossed.
    """
    demand(by, authority, ADMINISTERS)
    shares = {one.value: _between(said.shares.get(one.value, 0), WHOLE) for one in PILLARS}
    weights = {one.value: _between(said.weights.get(one.value, 0), MOST_WEIGHT) for one in Criterion}
    if sum(shares.values()) != WHOLE:
        raise SharesNotWhole(sum=sum(shares.values()))
    if not any(weights.values()):
        raise WeightsEmpty
    if said.decline_below > said.take_from:
        raise BoundsCrossed
    values = {
        "shares": shares,
        "weights": weights,
        "audiences": "\n".join(lines(cleaned(said.audiences))),
        "ours": _sentences(said.ours),
        "not_ours": _sentences(said.not_ours),
        "take_from": _between(said.take_from, WHOLE),
        "decline_below": _between(said.decline_below, WHOLE),
        "minutes": max(1, _between(said.minutes, MOST_MINUTES)),
        "repeat_days": _between(said.repeat_days, MOST_DAYS),
        "election_on": said.election_on,
        "changed_at": at,
    }
    row, _is_new = TopicHouse.objects.update_or_create(authority=authority, defaults=values)
    thing = ("authority", authority.pk, authority.name)
    record.note("topics.write_topic_house", authority=authority.pk, thing=thing, by=by, at=at)
    return row


def _sentences(text: str) -> str:
    return "\n".join(one.line for one in sentences(cleaned(text).splitlines()))


def _between(value: int, most: int) -> int:
    return max(0, min(most, int(value)))
