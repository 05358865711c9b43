# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looks behind an address a person gave: is there a feed, or a page that offers some?"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Authority
from nahbar.authority.permissions import WRITES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.record.actions import Actor
from nahbar.topics.discovery import offers
from nahbar.topics.feed import MAX_BYTES, Feed, Unreadable, Why, parse
from nahbar.wire import http as wire
from nahbar.wire.http import AddressRefused, AnswerLost, Fetched, NotSent

SECONDS = 30.0
# In bytes, because PostgreSQL's index counts bytes.
MAX_ADDRESS = 2000
OK = 200


class AddressOdd(Complaint):
    sentence = _(
        "This cannot be opened: it is not the address of a web page. "
        "Please copy the address from the browser; it begins with https://."
    )


class AddressNotAllowed(Complaint):
    sentence = _(
        "This address was not opened: it leads into a private network, and Nahbar reads public pages only. "
        "Please use the public address, or ask your IT to allow this one (NAHBAR_ALLOW_PRIVATE)."
    )


class AddressUnreachable(Complaint):
    sentence = _(
        "%(host)s could not be reached: no server answers under this name. "
        "Please check the spelling, or try again later."
    )


class AnswerUnusable(Complaint):
    sentence = _(
        "The answer of %(host)s could not be read: it took too long, was too large, or broke off. "
        "Please try again later, or give the address of the feed itself."
    )


class AnswerRefused(Complaint):
    sentence = _(
        "%(host)s did not give out the page: its server answered with code %(status)s. "
        "Please check the address in the browser."
    )


class NoFeedFound(Complaint):
    sentence = _(
        "No feed was found: the page offers neither RSS nor Atom nor JSON Feed. "
        "Please look for a page “RSS” or “Newsfeed” on the web site and give its address, or upload a feed file."
    )


class FeedUnreadable(Complaint):
    sentence = _("This could not be read as a feed. %(why)s Please check the address, or give another one.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feed behind an address, read once: its address, title and items."""

    url: str
    title: str
    feed: Feed


def web_address(text: str) -> str:
    """The address a person typed, with https:// where they left it out.

    Raises:
        AddressOdd: if it is none, is too long, or carries a password.
    """
    text = "".join(text.split())
    if not re.match(r"^[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d)", text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        fits = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and parts.username is None
        port = parts.port
    except ValueError as error:
        raise AddressOdd from error
    if not fits or port == 0 or len(text.encode()) > MAX_ADDRESS or not text.isprintable():
        raise AddressOdd
    return text


def look(authority: Authority, *, url: str, by: Actor) -> tuple[Candidate, ...]:
    """The feeds behind an address, best first; reads at most the page and ten feeds, for 30 seconds.

    Raises:
        AddressOdd, AddressNotAllowed, AddressUnreachable, AnswerUnusable, AnswerRefused, NoFeedFound,
        FeedUnreadable: each says what a person can do.
    """
    demand(by, authority, WRITES)
    address = web_address(url)
    deadline = time.monotonic() + SECONDS
    page = _page(address, SECONDS, is_scheme_ours="://" not in url)
    kind = page.headers.get("content-type", "")
    feed = parse(page.body, url=page.url, content_type=kind)
    if isinstance(feed, Feed):
        return (Candidate(page.url, feed.title or host_of(page.url), feed),)
    if feed.why in {Why.EMPTY, Why.TOO_LARGE, Why.TOO_MUCH} or _calls_itself_feed(kind):
        raise FeedUnreadable(why=feed.sentence)
    found = []
    for offer in offers(page.body, url=page.url, content_type=kind):
        left = deadline - time.monotonic()
        if left > 1:
            found.extend(_read_offer(offer.url, offer.title, left))
    if not found:
        raise NoFeedFound
    return tuple({one.url: one for one in found}.values())


def _page(address: str, seconds: float, *, is_scheme_ours: bool) -> Fetched:
    """The page; where the person named no scheme, a site that knows http alone is found too."""
    begun = time.monotonic()
    try:
        return _opened(address, seconds)
    except AddressUnreachable:
        if not is_scheme_ours:
            raise
        left = max(1.0, seconds - (time.monotonic() - begun))
        return _opened(address.replace("https://", "http://", 1), left)


def _calls_itself_feed(kind: str) -> bool:
    return any(word in kind.lower() for word in ("rss", "atom", "feed"))


def _read_offer(url: str, name: str, seconds: float) -> list[Candidate]:
    """The feed, or nothing: a page may offer what is not there."""
    try:
        file = _opened(url, min(seconds, 10.0))
    except Complaint:
        return []
    feed = parse(file.body, url=file.url, content_type=file.headers.get("content-type", ""))
    if isinstance(feed, Unreadable):
        return []
    return [Candidate(file.url, feed.title or name or host_of(file.url), feed)]


def _opened(url: str, seconds: float) -> Fetched:
    answer = asked(url, lambda: wire.fetch(url, limit_bytes=MAX_BYTES, timeout=seconds))
    if answer.status != OK:
        raise AnswerRefused(host=host_of(url), status=answer.status)
    return answer


def asked(url: str, fetch: Callable[[], Fetched]) -> Fetched:
    """The answer, with the wire's errors as sentences for people."""
    try:
        return fetch()
    except AddressRefused as error:
        raise AddressNotAllowed from error
    except NotSent as error:
        raise AddressUnreachable(host=host_of(url)) from error
    except AnswerLost as error:
        raise AnswerUnusable(host=host_of(url)) from error


def host_of(url: str) -> str:
    """The name of the server, for sentences; never the whole address, which may carry a token."""
    return urlsplit(url).hostname or ""
