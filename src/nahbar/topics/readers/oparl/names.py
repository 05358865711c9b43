# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the addresses in a paper or meeting are called: each is asked for once and remembered."""

from typing import Any

from nahbar.foundation.complaint import Complaint
from nahbar.foundation.fingerprint import fingerprint
from nahbar.topics.address import AskedTooOften
from nahbar.topics.readers.oparl.thing import Thing, address, members, opened, words
from nahbar.topics.readers.reader import Ask

MAX_KEPT = 400
A_READING = 12
MAX_PAGES = 8
MAX_NAME = 120


class Names:
    """Organisations and places by their address; what cannot be opened has the name ""."""

    def __init__(self, kept: Any, ask: Ask | None, *, listed: str = "") -> None:
        self._ask, self._listed = ask, listed
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
        key = _key(url)
        if key not in self._names and self._listed and self._ask is not None:
            self._learn(self._listed, self._ask)
        if key not in self._names:
            if self._ask is None or self._asked >= A_READING:
                return ""
            self._asked += 1
            self._names[key] = self._opened(url, self._ask)
        return self._names[key]

    def _learn(self, url: str, ask: Ask) -> None:
        """Reads the body's list of organisations once: a few pages instead of a request for each."""
        self._listed = ""
        if self._names:
            return
        seen: set[str] = set()
        while url and url not in seen and len(seen) < MAX_PAGES:
            seen.add(url)
            try:
                page = opened(url, ask)
            except AskedTooOften:
                raise
            except Complaint:
                return
            page = page if isinstance(page, dict) else {"data": page}
            for one in members(page, "data"):
                if isinstance(one, dict) and (home := address(one, near=url)) and (name := _name(one)):
                    self._names[_key(home)] = name
            links = page.get("links")
            url = address(links.get("next"), near=url) if isinstance(links, dict) else ""

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


def _key(url: str) -> str:
    return fingerprint(url)[:12]


def _name(thing: Thing) -> str:
    for name in ("name", "description", "shortName"):
        if found := words(thing, name, limit=MAX_NAME):
            return found
    parts = [words(thing, part, limit=MAX_NAME) for part in ("room", "streetAddress", "locality")]
    return ", ".join(filter(None, parts))[: 2 * MAX_NAME]
