# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page says of itself in schema.org's words, as JSON-LD or as microdata: things with their properties."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any

from nahbar.topics.dates import moment
from nahbar.topics.plain import one_line as plain_line
from nahbar.topics.readers.pages import structured
from nahbar.topics.readers.pages.tree import Element, one_line, said

Thing = dict[str, Any]

MAX_SCOPES = 2000
MAX_PROPERTIES = 60
MAX_VALUE = 100_000
MAX_DEPTH = 4
# What a property's value stands in, by the element's name; else its text.
IN_ATTRIBUTE = {
    "meta": "content", "a": "href", "link": "href", "area": "href", "img": "src", "time": "datetime", "data": "value",
    "object": "data", "embed": "src", "iframe": "src", "audio": "src", "video": "src", "source": "src",
}  # fmt: skip
HAS_ZONE = re.compile(r"(Z|[+-]\d{2}:?\d{2}|UTC|GMT)$", re.IGNORECASE)
IS_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4}")
LONG = ("description", "articleBody", "responsibilities", "qualifications", "jobBenefits")


def things(tree: Element, wanted: Callable[[str], bool]) -> Iterator[Thing]:
    """The things of the page one of whose kinds is wanted, in JSON-LD first; nothing inside of them is given again."""
    known: set[int] = set()
    for thing in structured.things(tree):
        if id(thing) not in known and any(wanted(kind) for kind in structured.kinds(thing)):
            _remember(thing, known)
            yield thing
    count = 0
    for scope in tree.iter():
        if scope.get("itemscope") is None:
            continue
        count += 1
        if count > MAX_SCOPES:
            return
        if any(wanted(kind) for kind in _kinds(scope)):
            yield _thing(scope, MAX_DEPTH)


def _remember(whole: Any, known: set[int]) -> None:
    waiting = [whole]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            known.add(id(one))
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _kinds(scope: Element) -> list[str]:
    return [kind.rpartition("/")[2] for kind in said(scope, "itemtype").split()]


def _thing(scope: Element, depth: int) -> Thing:
    """A microdata scope as JSON-LD would have it."""
    made: Thing = {"@type": _kinds(scope)}
    if said(scope, "itemid"):
        made["@id"] = said(scope, "itemid")
    for one in _of(scope):
        value: Any = _value(one)
        if one.get("itemscope") is not None:
            value = _thing(one, depth - 1) if depth else ""
        for name in said(one, "itemprop").split():
            made[name] = [*made[name], value] if isinstance(made.get(name), list) else (
                [made[name], value] if name in made else value
            )  # fmt: skip
        if len(made) > MAX_PROPERTIES:
            break
    return made


def _of(scope: Element) -> Iterator[Element]:
    """The elements that say something of this very thing, not of one inside of it."""
    waiting = list(scope)[::-1]
    while waiting:
        one = waiting.pop()
        if not isinstance(one.tag, str):
            continue
        if one.get("itemprop") is not None:
            yield one
        if one.get("itemscope") is None:
            waiting.extend(list(one)[::-1])


def _value(one: Element) -> str:
    name = "content" if one.get("content") else IN_ATTRIBUTE.get(str(one.tag), "")
    return said(one, name) if name and one.get(name) else one_line(one, limit=MAX_VALUE)


def parts(thing: Thing, name: str) -> list[Any]:
    """The values of a property, one or many."""
    found = thing.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]


def text(thing: Thing, *names: str) -> str:
    """The first of these properties that is a text, with its markup as it stands."""
    return structured.text_of(thing, *names)


def line(thing: Thing, *names: str) -> str:
    """The same on one line, without markup."""
    return plain_line(text(thing, *names))[:1000]


def place(thing: Any) -> str:
    """Where it is, from a Place, a PostalAddress or a text."""
    if isinstance(thing, list):
        return next((found for one in thing if (found := place(one))), "")
    if isinstance(thing, str):
        return plain_line(thing[:MAX_VALUE])[:300]
    if not isinstance(thing, dict):
        return ""
    if structured.kinds(thing) & {"VirtualLocation"}:
        return line(thing, "name") or "online"
    address = thing.get("address")
    address = address[0] if isinstance(address, list) and address else address
    where = _address(address if isinstance(address, dict) else thing)
    if isinstance(address, str):
        where = plain_line(address)
    return ", ".join(dict.fromkeys(filter(None, (line(thing, "name"), where))))[:300]


def _address(thing: Thing) -> str:
    town = " ".join(filter(None, (line(thing, "postalCode"), line(thing, "addressLocality"))))
    return ", ".join(filter(None, (line(thing, "streetAddress"), town)))


def when(value: str, zone: tzinfo) -> tuple[datetime, bool] | None:
    """The moment, and whether it is a whole day; without a zone it is meant in `zone`."""
    value = value.strip()[:64]
    made = moment(value)
    if made is None:
        return None
    if IS_DAY.fullmatch(value):
        return made.replace(tzinfo=zone), True
    if HAS_ZONE.search(value) and not IS_DAY.fullmatch(value):
        return made.astimezone(zone), False
    return made.astimezone(UTC).replace(tzinfo=zone), False
