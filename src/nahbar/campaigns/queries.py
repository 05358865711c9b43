# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about campaigns; nothing here writes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import OuterRef, QuerySet, Subquery

from nahbar.authority.models import Authority
from nahbar.campaigns.models import Campaign, Count
from nahbar.radar.matter import Pillar

REACHED_WANTS = 0.4
"""How much a campaign still wants its pillar once its number is reached."""


class Stand(StrEnum):
    """Where a campaign stands on a day."""

    RUNNING = "running"
    AHEAD = "ahead"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Progress:
    """A campaign on a day. `reached`: the last count, None before the first; `days_left`: this day included, 0 when over."""

    campaign: Campaign
    stand: Stand
    days_left: int
    reached: int | None

    @property
    def percent(self) -> int | None:
        """The share of the goal that is reached, at most 100; None where nothing is counted."""
        if not self.campaign.goal:
            return None
        return min(100, 100 * (self.reached or 0) // self.campaign.goal)


def campaigns(authority: Authority) -> QuerySet[Campaign]:
    """All campaigns with their last count as `reached`, the latest end first."""
    last = Count.objects.filter(campaign=OuterRef("pk")).order_by("-counted_at", "-pk")
    return Campaign.objects.filter(authority=authority).annotate(reached=Subquery(last.values("reached")[:1]))


def progress(authority: Authority, today: date, *, most: int = 100) -> list[Progress]:
    """How each campaign stands: those that run first, then those ahead, then those that are over."""
    found = [_progress(one, today) for one in campaigns(authority)[:most]]
    return sorted(found, key=lambda one: (list(Stand).index(one.stand), one.campaign.ends_on))


def goals(authority: Authority, today: date) -> Mapping[Pillar, float]:
    """How much the campaigns that run today want each pillar, 0 to 1; pillars none of them wants are missing.

    A campaign with nothing to count wants its pillar fully; one that counts, the more the less is reached. Several of one
    pillar want it as much as the one that wants it most.
    """
    wanted: defaultdict[Pillar, float] = defaultdict(float)
    running = campaigns(authority).filter(begins_on__lte=today, ends_on__gte=today, closed_at=None)
    for one in running:
        share = 1.0 - (_progress(one, today).percent or 0) / 100
        pillar = Pillar(one.pillar)
        wanted[pillar] = max(wanted[pillar], REACHED_WANTS + (1 - REACHED_WANTS) * share)
    return dict(wanted)


def _progress(campaign: Campaign, today: date) -> Progress:
    is_over = campaign.closed_at is not None or campaign.ends_on < today
    stand = Stand.OVER if is_over else Stand.AHEAD if campaign.begins_on > today else Stand.RUNNING
    left = 0 if is_over else (campaign.ends_on - today).days + 1
    return Progress(campaign, stand, left, getattr(campaign, "reached", None))
