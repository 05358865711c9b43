# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far the set-up is: five steps, three of which are needed before anything can be sent."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nahbar.authority import queries
from nahbar.authority.models import Authority
from nahbar.authority.states import ChannelState

PAIR_OF_EYES = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the set-up. `page` is the name of the page that does it; `why` says how things stand."""

    name: str
    page: str
    is_done: bool
    is_needed: bool
    why: str


def steps(authority: Authority) -> tuple[Step, ...]:
    """The steps in the order of set-up."""
    return (_profile(authority), _people(authority), _channels(authority), _sources(authority), _mail())


def is_ready(steps: tuple[Step, ...]) -> bool:
    """Whether everything needed for sending stands."""
    return all(step.is_done for step in steps if step.is_needed)


def next_step(steps: tuple[Step, ...]) -> Step | None:
    """What to do next: first what is needed, then the rest."""
    open_ones = [step for step in steps if not step.is_done]
    return next((step for step in open_ones if step.is_needed), open_ones[0] if open_ones else None)


def _profile(authority: Authority) -> Step:
    why = f"{authority.name}, {authority.get_level_display()}"
    return Step(_("Authority"), "settings:authority", is_done=True, is_needed=True, why=why)


def _people(authority: Authority) -> Step:
    number = queries.signers(authority).count()
    is_done = number >= PAIR_OF_EYES
    why = ngettext("%(number)s person can sign.", "%(number)s people can sign.", number) % {"number": number}
    if not is_done:
        why += " " + _("Nobody signs their own text, so a second person is needed.")
    return Step(_("People"), "settings:people", is_done=is_done, is_needed=True, why=why)


def _channels(authority: Authority) -> Step:
    number = queries.channels(authority).filter(state=ChannelState.CONNECTED).count()
    why = ngettext("%(number)s channel is connected.", "%(number)s channels are connected.", number)
    said = (
        why % {"number": number}
        if number
        else _("No channel yet. The rehearsal channel needs no account anywhere.")
    )
    return Step(_("Channels"), "channels:list", is_done=number > 0, is_needed=True, why=said)


def _sources(authority: Authority) -> Step:
    number = authority.sources.filter(is_paused=False).count()
    why = ngettext("%(number)s source is read.", "%(number)s sources are read.", number) % {"number": number}
    said = why if number else _("No source yet. Your own web site is a good first one.")
    return Step(_("Sources"), "topics:sources", is_done=number > 0, is_needed=False, why=said)


def _mail() -> Step:
    is_real = bool(settings.MAIL_IS_REAL)
    why = (
        _("Mails leave by your mail server.")
        if is_real
        else _("No mail server yet: mails lie as files on the machine.")
    )
    return Step(_("Mail"), "settings:mail", is_done=is_real, is_needed=False, why=why)
