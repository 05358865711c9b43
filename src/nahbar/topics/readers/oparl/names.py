# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the addresses in a paper or meeting are called: each is asked for once and remembered."""

from typing import Any

from nahbar.foundation.complaint import Complaint
from nahbar.foundation.fingerprint import fingerprint
from nahbar.topics.address import AskedTooOften
from nahbar.topics.readers.oparl.thing import Thing, address, opened, words
from nahbar.topics.readers.reader import Ask

MAX_KEPT = 400
A_READING = 12
MAX_NAME = 120


class Names:
    """Organisations and places by their address; what cannot be opened has the name ""."""

    def __init__(self, kept: Any, ask: Ask | None) -> None:
        self._ask = ask
        self._names: dict[str, str] = {}
        if isinstance(kept, dict):
            self._names = {key: name for key, name in kept.items() if isinstance(name, str)}
        self._asked = 0

    def of(self, value: Any, *, near: str) -> str:
        """The name of what a field embeds or leads to; "" where there is none, or enough was asked for now."""
        if isinstance(value, dict) and (name := _name(value)):
            return name
        url = address(value, near=near)
        if not url:
            return ""
        key = fingerprint(url)[:12]
        if key not in self._names:
            if self._ask is None or self._asked >= A_READING:
                return ""
            self._asked += 1
            self._names[key] = self._opened(url, self._ask)
        return self._names[key]

    def _opened(self, url: str, ask: Ask) -> str:
        try:
            found = opened(url, ask)
        except AskedTooOften:
            raise
        except Complaint:
            return ""
        return _name(found) if isinstance(found, dict) else ""

    def kept(self) -> dict[str, str]:
        """What the next reading need not ask for."""
        return dict(list(self._names.items())[-MAX_KEPT:])


def _name(thing: Thing) -> str:
    for name in ("name", "description", "shortName"):
        if found := words(thing, name, limit=MAX_NAME):
            return found
    parts = [words(thing, part, limit=MAX_NAME) for part in ("room", "streetAddress", "locality")]
    return ", ".join(filter(None, parts))[: 2 * MAX_NAME]
