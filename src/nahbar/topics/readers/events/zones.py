# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which time zone a calendar means, by whatever name: IANA's, Windows', one of its own."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from nahbar.topics.readers.events.lines import Component, within
from nahbar.topics.readers.events.occurrence import BERLIN

# As Windows and Outlook call the zones of Europe; others are taken from what the calendar itself defines.
WINDOWS = {
    "w. europe standard time": "Europe/Berlin", "central europe standard time": "Europe/Budapest",
    "central european standard time": "Europe/Warsaw", "romance standard time": "Europe/Paris",
    "mitteleuropäische zeit": "Europe/Berlin", "westeuropäische zeit": "Europe/Berlin",
    "mez": "Europe/Berlin", "cet": "Europe/Berlin", "mesz": "Europe/Berlin", "cest": "Europe/Berlin",
    "gmt standard time": "Europe/London", "greenwich standard time": "Atlantic/Reykjavik",
    "e. europe standard time": "Europe/Chisinau", "fle standard time": "Europe/Kyiv",
    "gtb standard time": "Europe/Bucharest", "turkey standard time": "Europe/Istanbul",
    "russian standard time": "Europe/Moscow", "eastern standard time": "America/New_York",
    "pacific standard time": "America/Los_Angeles", "utc": "UTC", "gmt": "UTC", "z": "UTC", "etc/utc": "UTC",
    "coordinated universal time": "UTC", "tzone://microsoft/utc": "UTC",
}  # fmt: skip
# Outlook's own names: "(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien".
SPOKEN = re.compile(
    r"berlin|amsterdam|bern\b|\bwien\b|vienna|paris|brüssel|brussels|warschau|prag", re.IGNORECASE
)
BY_OFFSET = {
    ("+0100", "+0200"): "Europe/Berlin",
    ("+0000", "+0100"): "Europe/London",
    ("+0200", "+0300"): "Europe/Athens",
}
OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?")


class Zones:
    """The zones of one calendar; a name nobody knows means the calendar's own zone, else Berlin."""

    def __init__(self, root: Component) -> None:
        self._defined = {
            one.text("TZID").strip('"').casefold(): one
            for one in within(root, "VTIMEZONE")
            if one.text("TZID")
        }
        calendar = next(within(root, "VCALENDAR"), Component(""))
        said = known(calendar.text("X-WR-TIMEZONE"))
        # Nobody here lives by UTC; programs write it where they know nothing.
        self.usual = BERLIN if said in {None, UTC} else said or BERLIN
        self._found: dict[str, tzinfo] = {}

    def named(self, name: str) -> tzinfo:
        """The zone of this name."""
        if name not in self._found:
            self._found[name] = known(name) or self._own(name) or self.usual
        return self._found[name]

    def _own(self, name: str) -> tzinfo | None:
        """The zone as the calendar defines it: by its place, else by its hours."""
        defined = self._defined.get(name.strip('"').casefold())
        if defined is None:
            return None
        if by_place := known(defined.text("X-LIC-LOCATION")):
            return by_place
        hours = {part.name: part.text("TZOFFSETTO")[:5] for part in defined.parts}
        winter, summer = hours.get("STANDARD", ""), hours.get("DAYLIGHT", "")
        if (winter, summer) in BY_OFFSET:
            return ZoneInfo(BY_OFFSET[winter, summer])
        return _fixed(winter or summer)


@cache
def known(name: str) -> tzinfo | None:
    """The zone of a name others use too, or None."""
    name = name.strip().strip('"')[:200]
    if not name:
        return None
    name = WINDOWS.get(name.casefold(), name)
    # "/freeassociation.sourceforge.net/Europe/Berlin": a place with its publisher before it.
    parts = [part for part in name.split("/") if part]
    for tail in (parts[-2:], parts[-3:], parts):
        place = "/".join(tail)
        if re.fullmatch(r"[A-Za-z][A-Za-z0-9_+-]{1,30}(/[A-Za-z0-9_+-]{1,30}){0,2}", place):
            try:
                return ZoneInfo(place) if place != "UTC" else UTC
            except (KeyError, ValueError, OSError):
                continue
    return BERLIN if SPOKEN.search(name) else None


def _fixed(offset: str) -> tzinfo | None:
    found = OFFSET.fullmatch(offset)
    if not found or int(found[2]) > 14 or int(found[3]) > 59:  # noqa: PLR2004 - no place on earth
        return None
    shift = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(shift if found[1] == "+" else -shift)
