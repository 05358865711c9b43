# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A public meeting as an item: who meets when and where, and what is on the agenda."""

import re
from typing import Any

from django.utils.translation import gettext as _

from nahbar.foundation.complaint import Complaint
from nahbar.radar.matter import Kind
from nahbar.topics.address import AskedTooOften
from nahbar.topics.item import MAX_ID, MAX_TEXT, MAX_TITLE, Item
from nahbar.topics.readers.oparl.names import Names
from nahbar.topics.readers.oparl.paper import CODE
from nahbar.topics.readers.oparl.thing import Thing, address, flag, is_gone, members, opened, when, words
from nahbar.topics.readers.reader import Ask

MAX_POINTS = 80
CLOSED = re.compile(r"\b(nicht[\s-]*öffentlich|nö\b|nicht[\s-]*oeffentlich)", re.IGNORECASE)
OPEN = re.compile(r"(?<!nicht )(?<!nicht-)(?<!nicht)öffentlich", re.IGNORECASE)
# Points every meeting has.
FORMAL = re.compile(
    r"^(öffentliche(r)? (sitzung|teil)|nicht[\s-]*öffentliche(r)? (sitzung|teil)|verschiedenes|mitteilungen|anfragen"
    r"|eröffnung|begrüßung|genehmigung der niederschrift|feststellung|bestellung eine[rs] schriftführ)",
    re.IGNORECASE,
)


class Points:
    """The agendas of meetings; where a server gives only the points' addresses, a limited number is opened a reading."""

    def __init__(self, ask: Ask, *, most: int) -> None:
        self._ask, self._left = ask, most

    def of(self, meeting: Thing, *, near: str) -> list[Thing]:
        """The points of a meeting in their order.

        Raises:
            AskedTooOften: this reading is over.
        """
        found = [self._opened(one, near) for one in members(meeting, "agendaItem")[:MAX_POINTS]]
        return [one for one in found if one is not None and not is_gone(one)]

    def _opened(self, value: Any, near: str) -> Thing | None:
        if isinstance(value, dict):
            return value
        url = address(value, near=near)
        if not url or self._left <= 0:
            return None
        self._left -= 1
        try:
            found = opened(url, self._ask)
        except AskedTooOften:
            raise
        except Complaint:
            return None
        return found if isinstance(found, dict) else None


def is_closed(meeting: Thing) -> bool:
    """Whether the public is shut out: nobody is invited to that by a post."""
    name = words(meeting, "name")
    points = [one for one in members(meeting, "agendaItem") if isinstance(one, dict)]
    if points and all(flag(point, "public") is False for point in points):
        return True
    return bool(CLOSED.search(name)) and not OPEN.search(CLOSED.sub("", name))


def is_announced(meeting: Thing) -> bool:
    """Whether there is more than a date in the year's plan: an agenda, an invitation, or that it falls out."""
    return bool(
        members(meeting, "agendaItem") or members(meeting, "invitation") or flag(meeting, "cancelled")
    )


def meeting_item(meeting: Thing, *, near: str, names: Names, points: Points) -> Item | None:
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
        _agenda(points.of(meeting, near=near))[:MAX_TEXT].rstrip(),
        address(meeting.get("web"), near=near),
        when(meeting, "modified") or when(meeting, "created"),
        kind=Kind.EVENT,
        begins_at=begins,
        ends_at=ends if ends and ends > begins else None,
        place=next(
            (name for one in members(meeting, "location")[:1] if (name := names.of(one, near=near))), ""
        )[:200],
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
    return next(
        (found for one in members(meeting, "organization")[:1] if (found := names.of(one, near=near))), ""
    )


def _agenda(points: list[Thing]) -> str:
    """The public points, what was decided behind them, forms left out."""
    lines = []
    for point in points:
        name = words(point, "name", limit=400)
        if not name or flag(point, "public") is False or FORMAL.match(name):
            continue
        number = words(point, "number", limit=12).rstrip(".")
        result = words(point, "result", limit=100)
        line = f"{number}. {name}" if number else name
        lines.append(
            f"{line} ({result})" if result and result.lower() not in {"ohne", "-", "offen"} else line
        )
    return "\n".join([_("Agenda:"), *lines]) if lines else ""
