# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comes after looking at a round: one button, so that nobody stands before a settled matter and wonders."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nahbar.approval import queries
from nahbar.approval.models import Round
from nahbar.approval.states import RoundState
from nahbar.authority.permissions import WRITES
from nahbar.publishing.models import Publication
from nahbar.publishing.states import PublicationState
from nahbar.web.approval.contents import Content
from nahbar.web.door import InsideRequest, here


@dataclass(frozen=True, slots=True)
class Onward:
    """The main button of the round's page. No action: there is nothing to press."""

    action: str = ""
    address: str = ""


def next_step(request: InsideRequest, round_: Round, contents: Iterable[Content]) -> Onward:
    """Answer; else give a time or revise, if that is this person's work; else the next round that waits."""
    if queries.may_answer(round_, request.person):
        return Onward(_("To the answer"), "#antwort")
    if request.roles & WRITES:
        if round_.state == RoundState.RETURNED:
            return Onward(_("Revise the text"), here(request, "stories:story", round_.story_id))
        timeless = next((one for one in contents if _waits_for_a_time(one)), None)
        if round_.state == RoundState.SIGNED and timeless:
            address = here(request, "planning:place", timeless.version.variant_id)
            return Onward(_("Choose a time"), address)
    waiting = queries.waiting_for(request.person, request.authority).first()
    if waiting:
        return Onward(_("To the next one that waits for you"), here(request, "approval:round", waiting.pk))
    if round_.state == RoundState.SIGNED:
        return Onward(_("To the calendar"), here(request, "planning:calendar"))
    return Onward()


def _waits_for_a_time(content: Content) -> bool:
    if content.planned_at is not None or not content.is_current:
        return False
    ordered = Publication.objects.filter(version=content.version).exclude(state=PublicationState.DROPPED)
    return not ordered.exists()
