# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands around a page: the menu with the current place, the other authorities, and what is wrong right now."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from nahbar.authority import queries as authorities
from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import ADMINISTERS
from nahbar.authority.states import ChannelState, Role
from nahbar.publishing import queries as publishing
from nahbar.web.door import InsideRequest, here

# Which rooms belong to which entry of the menu.
PLACES: dict[str, frozenset[str]] = {
    "today:today": frozenset(),
    "topics:list": frozenset({"topics"}),
    "stories:list": frozenset({"stories", "variants", "material"}),
    "planning:calendar": frozenset({"planning", "publishing"}),
    "approval:list": frozenset({"approval"}),
    "dialogue:list": frozenset({"dialogue"}),
    "impact:overview": frozenset({"impact"}),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu. `current`: "page" on the page itself, "true" on a page below it, "" elsewhere."""

    label: str
    icon: str
    href: str
    current: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Something is wrong: what, and the button that mends it, where there is one."""

    kind: str
    sentence: str
    href: str = ""
    action: str = ""


def menu(request: HttpRequest) -> list[Entry]:
    """The seven places in the order of the river."""
    labels = {
        "today:today": (pgettext("menu", "Today"), "today"),
        "topics:list": (_("Topics"), "topics"),
        "stories:list": (_("Stories"), "stories"),
        "planning:calendar": (_("Calendar"), "calendar"),
        "approval:list": (_("Approvals"), "approvals"),
        "dialogue:list": (_("Dialogue"), "dialogue"),
        "impact:overview": (_("Impact"), "impact"),
    }
    match = request.resolver_match
    view, room = (match.view_name, match.app_name) if match else ("", "")
    return [
        Entry(
            label=label,
            icon=icon,
            href=here(request, name),
            current="page" if view == name else "true" if room in PLACES[name] else "",
        )
        for name, (label, icon) in labels.items()
    ]


def others(person: Person, authority: Authority) -> list[Authority]:
    """The other authorities this person works for, by name."""
    return [other for other in authorities.authorities_of(person) if other.pk != authority.pk]


def bars(request: InsideRequest, at: datetime) -> list[Bar]:
    """What is wrong in this authority at this moment, the worst first; empty on a good day."""
    return [*_worker(at), *_halts(request), *_channels(request), *_mail(request)]


def _halts(request: InsideRequest) -> list[Bar]:
    halts = list(publishing.halts(request.authority))
    if not halts:
        return []
    if any(halt.authority_id is None for halt in halts):
        sentence = _(
            "Your technical support has halted publishing for all authorities here: nothing goes out."
        )
    elif any(halt.channel_id is None for halt in halts):
        sentence = _("Publishing is halted for the whole authority: nothing goes out.")
    else:
        names = ", ".join(sorted({halt.channel.handle for halt in halts if halt.channel}))
        sentence = _("Publishing is halted on %(names)s: nothing goes out there.") % {"names": names}
    return [Bar("warning", sentence, here(request, "publishing:list"), _("To the stop switch"))]


def _channels(request: InsideRequest) -> list[Bar]:
    broken = authorities.channels(request.authority).filter(state=ChannelState.BROKEN)
    names = sorted(broken.values_list("handle", flat=True))
    if not names:
        return []
    sentence = ngettext(
        "The channel %(names)s must be connected again. Posts for it wait until then.",
        "The channels %(names)s must be connected again. Posts for them wait until then.",
        len(names),
    )
    return [
        Bar(
            "danger",
            sentence % {"names": ", ".join(names)},
            here(request, "channels:list"),
            _("Connect again"),
        )
    ]


def _worker(at: datetime) -> list[Bar]:
    if publishing.worker_alive(at):
        return []
    sentence = _(
        "The dispatch is not running: nothing goes out. Your administrator starts it with “nahbar run”."
    )
    return [Bar("danger", sentence)]


def _mail(request: InsideRequest) -> list[Bar]:
    match = request.resolver_match
    in_settings = match is not None and match.app_name in {"settings", "channels"}
    if settings.MAIL_IS_REAL or not in_settings or not (request.roles & ADMINISTERS):
        return []
    sentence = _(
        "No mail server is set: mails with links are only files on the server, in the folder “outbox”."
    )
    return [Bar("warning", sentence)]


def may_set_up(roles: frozenset[Role]) -> bool:
    """Whether the settings stand in the menu of somebody with these roles."""
    return bool(roles - {Role.COSIGNER})
