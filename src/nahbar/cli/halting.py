# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stop switch by hand, for a channel, an authority or the whole installation; and the clock after a jump."""

import argparse
import getpass
from dataclasses import dataclass

from nahbar.authority.models import Authority, Channel
from nahbar.cli.river import NotThere, authority_of, person_of
from nahbar.foundation import clock
from nahbar.publishing import actions as publishing
from nahbar.publishing import queries
from nahbar.publishing.actions import beat
from nahbar.publishing.models import Halt


@dataclass(frozen=True, slots=True)
class Operator:
    """Who sits at the command line of this machine; no person of an authority."""

    name: str
    id: None = None


def _operator() -> Operator:
    return Operator(f"{getpass.getuser()} (Betrieb)")


def halt(arguments: argparse.Namespace) -> int:
    """Stops everything that has not left, and says for each post how far it got."""
    at = clock.now()
    if arguments.everything:
        made = publishing.hold_installation(reason=arguments.reason, by=_operator(), at=at)
    else:
        place = authority_of(arguments)
        by, channel = person_of(arguments, place), _channel(arguments, place)
        made = publishing.hold_all(place, channel=channel, reason=arguments.reason, by=by, at=at)
    print(f"Angehalten: {_what(made)}. Von jetzt an geht nichts mehr hinaus.")
    for row, line in queries.stopped_by(made, at=clock.now()):
        reached = line.get_step_display() if line else "eingeplant"
        print(f"{row.channel.handle}  {row.get_state_display():22}  {reached:22}  {row.text[:60]!r}")
    return 0


def lift(arguments: argparse.Namespace) -> int:
    """Lets publishing go on."""
    at = clock.now()
    if arguments.everything:
        found = list(Halt.objects.filter(authority=None, lifted_at=None))
        for one in found:
            publishing.lift_installation(one, by=_operator(), at=at)
    else:
        place = authority_of(arguments)
        by, channel = person_of(arguments, place), _channel(arguments, place)
        found = list(Halt.objects.filter(authority=place, channel=channel, lifted_at=None))
        for one in found:
            publishing.lift(one, by=by, at=at)
    print("\n".join(f"Es geht weiter: {_what(one)}." for one in found) or "Hier war nichts angehalten.")
    return 0


def confirm_clock(_arguments: argparse.Namespace) -> int:
    """The time this machine shows is right, although it jumped."""
    at = clock.now()
    print(f"{beat.confirm_clock(at=at)} Uhren bestätigt; es ist {at.astimezone():%d.%m.%Y, %H:%M} Uhr.")
    return 0


def _channel(arguments: argparse.Namespace, place: Authority) -> Channel | None:
    if not arguments.channel:
        return None
    found = Channel.objects.filter(authority=place, handle=arguments.channel).first()
    if found is None:
        raise NotThere(kind="Den Kanal", id=arguments.channel)
    return found


def _what(one: Halt) -> str:
    if one.channel:
        return one.channel.handle
    return one.authority.name if one.authority else "die ganze Installation"
