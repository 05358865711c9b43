# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked once more right before a post leaves: switch, account, date, signature, rules, daily budget."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from nahbar.authority import queries as authority_queries
from nahbar.authority.states import ChannelState
from nahbar.channels.errors import Reason, Whose
from nahbar.publishing import queries
from nahbar.publishing.actions import deliver as outcome
from nahbar.publishing.actions.lease import Lease
from nahbar.publishing.models import Publication
from nahbar.publishing.states import HouseReason, PublicationState
from nahbar.publishing.tasks.load import Case
from nahbar.variants import queries as variants
from nahbar.variants.models import Version

S = PublicationState
DAY = timedelta(hours=24)
WHILE_STOPPED = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a post does not leave now. `state`: where it stands then; planned: tried again after `after`."""

    state: PublicationState
    reason: str
    whose: str = ""
    after: timedelta | None = None


OBSTACLES = {
    HouseReason.HALTED: Obstacle(S.HELD, HouseReason.HALTED),
    HouseReason.CHANNEL_NOT_CONNECTED: Obstacle(S.HELD, HouseReason.CHANNEL_NOT_CONNECTED, Whose.ACCOUNT),
    HouseReason.TOO_LATE: Obstacle(S.MISSED, HouseReason.TOO_LATE),
    HouseReason.SIGNATURE_MISSING: Obstacle(S.REFUSED, HouseReason.SIGNATURE_MISSING, Whose.TEXT),
    HouseReason.SIGNATURE_EXPIRED: Obstacle(S.HELD, HouseReason.SIGNATURE_EXPIRED, Whose.TEXT),
    HouseReason.THREAD_BROKEN: Obstacle(S.REFUSED, HouseReason.THREAD_BROKEN, Whose.TEXT),
    HouseReason.RULE_STOP: Obstacle(S.REFUSED, HouseReason.RULE_STOP, Whose.TEXT),
}


WAITS_WHILE_STOPPED = Obstacle(S.PLANNED, HouseReason.HALTED, after=WHILE_STOPPED)


def obstacle_of(reason: HouseReason) -> Obstacle:
    """What follows from a reason of the house."""
    return OBSTACLES.get(reason, Obstacle(S.PLANNED, reason, Whose.OPERATOR))


def obstacle(case: Case, *, at: datetime) -> Obstacle | None:
    """The first thing that stands against sending this row now, or None; withdrawing is never stopped."""
    row = case.row
    if row.state == S.WITHDRAWING:
        return None
    if row.state == S.EDITING:
        return _against_editing(case)
    reason = _reason(case, at)
    if reason:
        return obstacle_of(reason)
    return _embargo(row, at) or _budget(row, at)


def _against_editing(case: Case) -> Obstacle | None:
    """A correction waits while publishing is stopped; what nobody signed does not take the place of what is there."""
    row = case.row
    if case.is_halted:
        return WAITS_WHILE_STOPPED
    if row.channel.state != ChannelState.CONNECTED:
        return Obstacle(S.PLANNED, HouseReason.CHANNEL_NOT_CONNECTED, Whose.ACCOUNT, after=WHILE_STOPPED)
    if row.edit_version is None or not case.is_signed:
        return Obstacle(S.PUBLISHED, HouseReason.SIGNATURE_MISSING, Whose.TEXT)
    return None


def _embargo(row: Publication, at: datetime) -> Obstacle | None:
    """A post planned before its embargo ends needs another date; one that is due waits while the clock is in doubt."""
    until = queries.embargo_of(row)
    if not queries.is_embargoed(until, at):
        return None
    if until is not None and row.due_at < until:
        return Obstacle(S.MISSED, HouseReason.EMBARGO)
    return Obstacle(S.PLANNED, HouseReason.EMBARGO, Whose.OPERATOR, after=WHILE_STOPPED)


def _reason(case: Case, at: datetime) -> HouseReason | None:
    row = case.row
    if case.is_halted:
        return HouseReason.HALTED
    if row.channel.state != ChannelState.CONNECTED:
        return HouseReason.CHANNEL_NOT_CONNECTED
    if at - row.due_at > timedelta(hours=row.authority.late_after_hours):
        return HouseReason.TOO_LATE
    if queries.is_broken_thread(row):
        return HouseReason.THREAD_BROKEN
    return _signature(case, row.version, at) if row.version else None


def _signature(case: Case, version: Version, at: datetime) -> HouseReason | None:
    fingerprint = case.row.fingerprint
    if version.fingerprint != fingerprint or not case.is_signed:
        return HouseReason.SIGNATURE_MISSING
    if variants.current_fingerprint(version.variant, case.pictures) != fingerprint:
        return HouseReason.SIGNATURE_EXPIRED
    # The rules may have grown since the signature.
    return HouseReason.RULE_STOP if variants.open_stops(version.variant, case.pictures, at=at) else None


def _budget(row: Publication, at: datetime) -> Obstacle | None:
    most = authority_queries.capability_of(row.channel).posts_per_day
    if most is None:
        return None
    sent = list(queries.sent_since(row.channel, at - DAY).values_list("published_at", flat=True)[: most + 1])
    if len(sent) < most or sent[0] is None:
        return None
    return Obstacle(S.PLANNED, Reason.DAY_BUDGET_SPENT, Whose.PLATFORM, after=sent[0] + DAY - at)


def stop(lease: Lease, found: Obstacle, *, at: datetime) -> None:
    """Writes down what follows from the obstacle."""
    if found.state == S.PUBLISHED:
        outcome.stay_published(lease, at=at, reason=found.reason, whose=found.whose, detail="")
    elif found.state == S.PLANNED:
        outcome.postpone(lease, at=at, reason=found.reason, whose=found.whose, after=found.after)
    else:
        outcome.stop(lease, found.state, at=at, reason=found.reason, whose=found.whose)
