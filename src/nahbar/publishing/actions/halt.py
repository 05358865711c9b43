# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stop switch: on, off, and what may go on after it."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Authority, Channel, Person
from nahbar.authority.permissions import RELEASES, NotAllowed, demand
from nahbar.authority.states import ChannelState
from nahbar.foundation.complaint import Complaint
from nahbar.publishing import queries
from nahbar.publishing.actions import journal
from nahbar.publishing.models import Halt, Publication
from nahbar.publishing.states import HouseReason, PublicationState, Step
from nahbar.record import actions as record
from nahbar.record.actions import Actor


class HaltReasonMissing(Complaint):
    sentence = _(
        "Publishing goes on: a reason is missing. Please write one sentence; your colleagues will read it."
    )


@transaction.atomic
def hold_all(
    authority: Authority, *, channel: Channel | None = None, reason: str, by: Person, at: datetime
) -> Halt:
    """Stops everything that has not left, on one channel or (None) on all: no send is announced after this.

    Raises:
        HaltReasonMissing, NotAllowed.

    """
    demand(by, authority, RELEASES)
    channels = Channel.objects.filter(authority=authority)
    if channel is not None:
        channels = channels.filter(pk=channel.pk)
    halt, is_new = _on(channels, authority, channel, reason=reason, by=by, at=at)
    if is_new:
        _note("hold_all", halt, authority, by=by, at=at)
    return halt


@transaction.atomic
def hold_installation(*, reason: str, by: Actor, at: datetime) -> Halt:
    """The operator's switch: nothing leaves this installation, of no authority. At the command line only.

    Raises:
        HaltReasonMissing.

    """
    halt, is_new = _on(Channel.objects.all(), None, None, reason=reason, by=by, at=at)
    if is_new:
        for authority in Authority.objects.order_by("pk"):
            _note("hold_installation", halt, authority, by=by, at=at)
    return halt


def _on(
    channels: QuerySet[Channel],
    authority: Authority | None,
    channel: Channel | None,
    *,
    reason: str,
    by: Actor,
    at: datetime,
) -> tuple[Halt, bool]:
    """The switch, and whether it was off before."""
    if not reason.strip():
        raise HaltReasonMissing
    # Every announcement of a send takes its channel's row: those under way end first, later ones see the halt.
    list(channels.order_by("pk").select_for_update(no_key=True))
    there = Halt.objects.filter(authority=authority, channel=channel, lifted_at=None).first()
    if there is not None:
        return there, False
    halt = Halt(authority=authority, channel=channel, reason=reason.strip()[:300], halted_at=at)
    halt.halted_by, halt.by_name = by if isinstance(by, Person) else None, by.name[:200]
    halt.save()
    return halt, True


def lift(halt: Halt, *, by: Person, at: datetime) -> Halt:
    """Switches the stop off; what it held is planned again, and what became too late meanwhile is asked about.

    Raises:
        NotAllowed: also for the operator's own switch, which is lifted at the command line.

    """
    if halt.authority is None:
        raise NotAllowed
    demand(by, halt.authority, RELEASES)
    return _lifted(halt, [halt.authority], "lift", by=by, at=at)


def lift_installation(halt: Halt, *, by: Actor, at: datetime) -> Halt:
    """Switches the operator's stop off, at the command line."""
    return _lifted(halt, list(Authority.objects.order_by("pk")), "lift_installation", by=by, at=at)


def _lifted(halt: Halt, authorities: list[Authority], verb: str, *, by: Actor, at: datetime) -> Halt:
    with transaction.atomic():
        if not Halt.objects.filter(pk=halt.pk, lifted_at=None).update(lifted_at=at):
            return halt
        halt.lifted_at = at
        for authority in authorities:
            _note(verb, halt, authority, by=by, at=at)
    # After the record is let go: whoever decides about a post holds the post first and the record last.
    release_held(at=at)
    return halt


def _note(verb: str, halt: Halt, authority: Authority, *, by: Actor, at: datetime) -> None:
    channel = halt.channel
    record.note(
        f"publishing.{verb}",
        authority=authority.pk,
        thing=("channel", channel.pk, channel.handle)
        if channel
        else ("authority", authority.pk, authority.name),
        by=by,
        at=at,
        details={"reason": halt.reason},
    )


def release_held(*, at: datetime) -> int:
    """Plans again what was held by a switch since lifted, an account since connected, or a text since restored."""
    freed = 0
    held = Publication.objects.filter(state=PublicationState.HELD, channel__state=ChannelState.CONNECTED)
    rows = held.select_related("channel", "version__variant").order_by("due_at", "pk")
    for row in rows[:500]:
        is_expired = row.reason == HouseReason.SIGNATURE_EXPIRED and queries.is_changed(row)
        if is_expired or queries.is_halted(row.channel):
            continue
        with transaction.atomic():
            changed = Publication.objects.filter(pk=row.pk, state=PublicationState.HELD).update(
                state=PublicationState.PLANNED, next_try_at=row.due_at, reason="", whose="", attempts=0
            )
            if changed:
                journal.write(row, Step.DECIDED, at=at, reason="released")
                freed += 1
    return freed
