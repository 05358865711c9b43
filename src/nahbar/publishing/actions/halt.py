# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stop switch: on, off, and what may go on after it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Authority, Channel, Person
from nahbar.authority.permissions import RELEASES, demand
from nahbar.authority.states import ChannelState
from nahbar.foundation.complaint import Complaint
from nahbar.publishing import queries
from nahbar.publishing.actions import journal
from nahbar.publishing.models import Halt, Publication
from nahbar.publishing.states import HouseReason, PublicationState, Step
from nahbar.record import actions as record


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
    if not reason.strip():
        raise HaltReasonMissing
    channels = Channel.objects.filter(authority=authority)
    if channel is not None:
        channels = channels.filter(pk=channel.pk)
    # Every announcement of a send takes its channel's row: those under way end first, later ones see the halt.
    list(channels.order_by("pk").select_for_update(no_key=True))
    there = Halt.objects.filter(authority=authority, channel=channel, lifted_at=None).first()
    if there is not None:
        return there
    halt = Halt.objects.create(
        authority=authority, channel=channel, reason=reason.strip()[:300], halted_at=at, halted_by=by
    )
    _note("hold_all", halt, by=by, at=at)
    return halt


def lift(halt: Halt, *, by: Person, at: datetime) -> Halt:
    """Switches the stop off; what it held is planned again, and what became too late meanwhile is asked about.

    Raises:
        NotAllowed.

    """
    demand(by, halt.authority, RELEASES)
    with transaction.atomic():
        if not Halt.objects.filter(pk=halt.pk, lifted_at=None).update(lifted_at=at):
            return halt
        halt.lifted_at = at
        _note("lift", halt, by=by, at=at)
    # After the record is let go: whoever decides about a post holds the post first and the record last.
    release_held(at=at)
    return halt


def _note(verb: str, halt: Halt, *, by: Person, at: datetime) -> None:
    channel = halt.channel
    thing = (
        ("channel", channel.pk, channel.handle)
        if channel
        else ("authority", halt.authority.pk, halt.authority.name)
    )
    record.note(
        f"publishing.{verb}",
        authority=halt.authority.pk,
        thing=thing,
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
