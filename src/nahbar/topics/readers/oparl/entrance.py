# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what a person gives, the address of an OParl server or of the council's web page, to the bodies behind it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint
from nahbar.topics.address import OK, AddressUnreachable, AnswerRefused, AskedTooOften, host_of
from nahbar.topics.readers.oparl.thing import (
    MAX_BYTES,
    NotOParl,
    Thing,
    address,
    is_gone,
    kind_of,
    members,
    opened,
    parsed,
)
from nahbar.topics.readers.pages.tree import absolute, base_of, grown, said
from nahbar.topics.readers.reader import Ask
from nahbar.wire.http import Fetched

MAX_TRIES = 8
MAX_BODIES = 20
MAX_OPENED = 4
# Where the systems in use keep their entrance: below the council's pages, or at the server's root.
BELOW = ("webservice/oparl/v1.1/system", "webservice/oparl/v1.0/system", "oparl/system")
AT_ROOT = (
    "/oparl/v1.1/system",
    "/oparl/v1.0/system",
    "/oparl/v1/system",
    "/oparl/system",
    "/oparl/1.0/system.asp",
)


class NoOParlFound(Complaint):
    sentence = _(
        "No OParl interface was found at %(host)s. Please ask whoever runs the council information system whether it "
        "offers OParl, and under which address. Without OParl, its page of new papers can be read as a news page."
    )


class NoBodies(Complaint):
    sentence = _(
        "%(host)s speaks OParl but names no body with papers or meetings. "
        "Please ask whoever runs the council information system."
    )


def bodies(url: str, ask: Ask) -> tuple[Thing, ...]:
    """The bodies behind an address, each with an id and at least one list.

    Raises:
        NoOParlFound, NoBodies: each says what a person can do.
        Complaint: what the window raises.
    """
    page = _asked(url, ask)
    try:
        whole, home = parsed(page.body, url=page.url), page.url
        if page.status != OK:
            raise AnswerRefused(host=host_of(url), status=page.status)
    except NotOParl:
        whole, home = _searched(page, ask)
    found = [one for one in _bodies(whole, home, ask) if _is_usable(one, home)]
    if not found:
        raise NoBodies(host=host_of(url))
    return tuple(found[:MAX_BODIES])


def _asked(url: str, ask: Ask) -> Fetched:
    try:
        return ask.get(url, limit_bytes=MAX_BYTES)
    except AddressUnreachable:
        if not url.startswith("https://"):
            raise
        return ask.get(url.replace("https://", "http://", 1), limit_bytes=MAX_BYTES)


def _searched(page: Fetched, ask: Ask) -> tuple[Any, str]:
    """The entrance a web page names, else one where such systems usually have it."""
    tried: set[str] = set()
    for url in _guesses(page):
        if url in tried:
            continue
        if len(tried) >= MAX_TRIES:
            break
        tried.add(url)
        try:
            whole = opened(url, ask)
        except AskedTooOften:
            break
        except Complaint:
            continue
        if isinstance(whole, dict | list):
            return whole, url
    raise NoOParlFound(host=host_of(page.url))


def _guesses(page: Fetched) -> Iterator[str]:
    tree = grown(page.body, content_type=page.headers.get("content-type", ""))
    if tree is not None:
        base = base_of(tree, page.url)
        for number, anchor in enumerate(tree.iter("a", "link")):
            href = absolute(said(anchor, "href"), base)
            path = urlsplit(href).path.lower() if href else ""
            if "oparl" in path and number < MAX_BYTES // 100:
                yield href
    here = page.url.partition("?")[0]
    yield from (urljoin(here, below) for below in BELOW)
    yield from (urljoin(here, path) for path in AT_ROOT)


def _bodies(whole: Any, home: str, ask: Ask) -> Iterator[Thing]:
    """The bodies an object is, holds or leads to: a system, a body, a list of bodies, or anything inside one."""
    if isinstance(whole, list):
        whole = {"data": whole}
    if "data" in whole:
        yield from _each(members(whole, "data"), home, ask)
    elif kind_of(whole) == "Body" or _is_usable(whole, home):
        yield whole
    elif isinstance(whole.get("body"), list):
        yield from _each(members(whole, "body"), home, ask)
    elif address(whole.get("body"), near=home):
        url = address(whole["body"], near=home)
        inner = opened(url, ask)
        if isinstance(inner, dict) and "data" not in inner:
            yield inner
        else:
            yield from _each(members(inner if isinstance(inner, dict) else {"data": inner}, "data"), url, ask)


def _each(found: list[Any], home: str, ask: Ask) -> Iterator[Thing]:
    asked = 0
    for one in found[:MAX_BODIES]:
        if isinstance(one, dict) and not is_gone(one):
            yield one
        elif isinstance(one, str) and address(one, near=home) and asked < MAX_OPENED:
            asked += 1
            try:
                inner = opened(address(one, near=home), ask)
            except AskedTooOften:
                return
            except Complaint:
                continue
            if isinstance(inner, dict):
                yield inner


def _is_usable(body: Thing, home: str) -> bool:
    return any(address(body.get(name), near=home) for name in ("paper", "meeting"))
