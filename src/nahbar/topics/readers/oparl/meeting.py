# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A public meeting as an item: who meets when and where, and what is on the agenda."""

import re

from django.utils.translation import gettext as _

from nahbar.radar.matter import Kind
from nahbar.topics.item import MAX_ID, MAX_TEXT, MAX_TITLE, Item
from nahbar.topics.readers.oparl.names import Names
from nahbar.topics.readers.oparl.paper import CODE
from nahbar.topics.readers.oparl.thing import Thing, address, flag, is_gone, members, when, words

MAX_POINTS = 80
CLOSED = re.compile(r"\b(nicht[\s-]*öffentlich|nö\b|nicht[\s-]*oeffentlich)", re.IGNORECASE)
OPEN = re.compile(r"(?<!nicht )(?<!nicht-)(?<!nicht)öffentlich", re.IGNORECASE)
# Points every meeting has.
FORMAL = re.compile(
    r"^(öffentliche(r)? (sitzung|teil)|nicht[\s-]*öffentliche(r)? (sitzung|teil)|verschiedenes|mitteilungen|anfragen"
    r"|eröffnung|begrüßung|genehmigung der niederschrift|feststellung|bestellung eine[rs] schriftführ)",
    re.IGNORECASE,
)


def is_closed(meeting: Thing) -> bool:
    """Whether the public is shut out: nobody is invited to that by a post."""
    name = words(meeting, "name")
    return bool(CLOSED.search(name)) and not OPEN.search(CLOSED.sub("", name))


def meeting_item(meeting: Thing, *, near: str, names: Names) -> Item | None:
    """The item a meeting is, or None where it has neither name nor begin."""
    begins, identifier = when(meeting, "start"), address(meeting, near=near)
    title = _title(meeting, near, names)
    if not begins or not identifier or not title:
        return None
    is_cancelled = flag(meeting, "cancelled") is True
    if is_cancelled:
        title = _("Cancelled: %(title)s") % {"title": title}
    ends = when(meeting, "end")
    return Item(
        identifier[:MAX_ID],
        title[:MAX_TITLE],
        _agenda(meeting)[:MAX_TEXT].rstrip(),
        address(meeting.get("web"), near=near),
        when(meeting, "modified") or when(meeting, "created"),
        kind=Kind.EVENT,
        begins_at=begins,
        ends_at=ends if ends and ends > begins else None,
        place=next((name for one in members(meeting, "location")[:1] if (name := names.of(one, near=near))), "")[:200],
        department=_organisation(meeting, near, names),
    )


def _title(meeting: Thing, near: str, names: Names) -> str:
    """The meeting's name; where that is a number of a file, the name of who meets."""
    name = words(meeting, "name", limit=MAX_TITLE)
    if name and not CODE.match(name):
        return name
    who = _organisation(meeting, near, names)
    return _("Meeting: %(who)s") % {"who": who} if who else name


def _organisation(meeting: Thing, near: str, names: Names) -> str:
    return next((found for one in members(meeting, "organization")[:1] if (found := names.of(one, near=near))), "")


def _agenda(meeting: Thing) -> str:
    """The public points in their order, what was decided behind them, forms left out."""
    points = [one for one in members(meeting, "agendaItem") if isinstance(one, dict) and not is_gone(one)]
    lines = []
    for point in points[:MAX_POINTS]:
        name = words(point, "name", limit=400)
        if not name or flag(point, "public") is False or FORMAL.match(name):
            continue
        number = words(point, "number", limit=12).rstrip(".")
        result = words(point, "result", limit=100)
        line = f"{number}. {name}" if number else name
        lines.append(f"{line} ({result})" if result and result.lower() not in {"ohne", "-", "offen"} else line)
    return "\n".join([_("Agenda:"), *lines]) if lines else ""
