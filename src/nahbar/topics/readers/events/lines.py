# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""iCalendar (RFC 5545) as it is met: folded lines to properties, properties to components."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_LINES = 400_000
MAX_LINE = 100_000
MAX_DEPTH = 20
MAX_PROPERTIES = 2000
FOLD = re.compile(r"(?:\r\n|\n|\r)[ \t]")
NAME = re.compile(r"\s{0,20}([A-Za-z0-9_-]{1,60})\s{0,20}")
PARAMETER = re.compile(r';\s{0,20}([A-Za-z0-9_-]{1,60})\s{0,20}=\s{0,20}("[^"]{0,5000}"|[^";:]{0,5000})')
ESCAPED = re.compile(r"\\([\\;,nN:\"])")


class TooMuch(Exception):
    """More lines than any calendar has."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its name and those of its parameters in capitals, its value as it stands."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as a text, its signs for comma, semicolon and line break resolved."""
        return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass(slots=True)
class Component:
    """What stands between BEGIN and END: its properties, and the components inside of it."""

    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def first(self, name: str) -> Property | None:
        """The first property of this name."""
        return next((one for one in self.properties if one.name == name), None)

    def text(self, name: str) -> str:
        """The first property of this name as a text, "" where there is none."""
        found = self.first(name)
        return found.text.strip() if found else ""

    def all(self, name: str) -> list[Property]:
        """Every property of this name."""
        return [one for one in self.properties if one.name == name]


def components(text: str) -> Component:
    """Everything in the file, under one nameless root; what never ends, ends with the file.

    Raises:
        TooMuch: more lines than any calendar has.
    """
    if text.count("\n") + text.count("\r") > MAX_LINES:
        raise TooMuch
    root = Component("")
    way = [root]
    for one in _properties(FOLD.sub("", text)):
        if one.name == "BEGIN":
            made = Component(one.value.strip().upper())
            # Deeper than anybody nests: read, but kept flat.
            if len(way) <= MAX_DEPTH:
                way[-1].parts.append(made)
                way.append(made)
        elif one.name == "END":
            _leave(way, one.value.strip().upper())
        elif len(way[-1].properties) < MAX_PROPERTIES:
            way[-1].properties.append(one)
    return root


def _leave(way: list[Component], name: str) -> None:
    """Closes the innermost component of this name, and what was left open inside of it."""
    for place in range(len(way) - 1, 0, -1):
        if way[place].name == name:
            del way[place:]
            return


def _properties(text: str) -> Iterator[Property]:
    for line in re.split(r"[\r\n]+", text):
        if ":" not in line:
            continue
        found = NAME.match(line[:MAX_LINE])
        if not found:
            continue
        place, parameters = found.end(), {}
        while more := PARAMETER.match(line, place, MAX_LINE):
            parameters[more[1].upper()] = more[2].strip().strip('"')
            place = more.end()
            if len(parameters) > 50:  # noqa: PLR2004 - nobody writes so many
                break
        colon = line.find(":", place)
        if colon >= 0:
            yield Property(found[1].upper(), parameters, line[colon + 1 : MAX_LINE])


def within(root: Component, *names: str) -> Iterator[Component]:
    """The components of these names, however deep."""
    waiting = list(root.parts)[::-1]
    while waiting:
        one = waiting.pop()
        if one.name in names:
            yield one
        waiting.extend(one.parts[::-1])
