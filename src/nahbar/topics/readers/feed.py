# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""RSS, Atom and JSON Feed: the feeds behind an address, or the one feed a file is."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint
from nahbar.topics.address import OK, AddressUnreachable, AnswerRefused, host_of, web_address
from nahbar.topics.discovery import offers
from nahbar.topics.feed import MAX_BYTES, Feed, Unreadable, Why, parse
from nahbar.topics.readers.reader import Ask, Candidate, Field, FileUnreadable, Gathered, Given
from nahbar.topics.states import SourceKind
from nahbar.wire.http import Fetched


class NoFeedFound(Complaint):
    sentence = _(
        "No feed was found: the page offers neither RSS nor Atom nor JSON Feed. "
        "Please look for a page “RSS” or “Newsfeed” on the web site and give its address, or upload a feed file."
    )


class FeedUnreadable(Complaint):
    sentence = _("This could not be read as a feed. %(why)s Please check the address, or give another one.")


class FeedReader:
    """One request a reading; nothing is fetched again while the server says it is unchanged."""

    kind = SourceKind.FEED
    about = _("Name the page with your press releases: each new one becomes a topic by itself.")
    every_minutes = 30
    fields = (
        Field(
            "address",
            _("Address of the web site or feed"),
            _(
                "For example the page with your press releases. Nahbar looks for RSS, Atom and JSON Feed there."
            ),
            "address",
        ),
    )

    def look(self, given: Given, ask: Ask, *, at: datetime) -> tuple[Candidate, ...]:
        """The feeds behind an address, best first; reads at most the page and ten feeds."""
        if given.file_name:
            return (_of_file(given),)
        page = _page(web_address(given.address), ask, is_scheme_ours="://" not in given.address)
        kind = page.headers.get("content-type", "")
        feed = parse(page.body, url=page.url, content_type=kind)
        if isinstance(feed, Feed):
            return (Candidate(page.url, feed.title or host_of(page.url), feed.items),)
        if feed.why in {Why.EMPTY, Why.TOO_LARGE, Why.TOO_MUCH} or _calls_itself_feed(kind):
            raise FeedUnreadable(why=feed.sentence)
        found = []
        for offer in offers(page.body, url=page.url, content_type=kind):
            found.extend(_read_offer(offer.url, offer.title, ask))
        if not found:
            raise NoFeedFound
        return tuple({one.address: one for one in found}.values())

    def read(self, given: Given, ask: Ask, *, at: datetime) -> Gathered:
        """What the feed tells now; the cursor holds what the server needs to say "unchanged"."""
        answer = ask.get(
            given.address,
            limit_bytes=MAX_BYTES,
            etag=str(given.cursor.get("etag", "")),
            last_modified=str(given.cursor.get("last_modified", "")),
        )
        if answer.not_modified:
            return Gathered(cursor=given.cursor, is_unchanged=True)
        if answer.status != OK:
            raise AnswerRefused(host=host_of(answer.url), status=answer.status)
        feed = parse(answer.body, url=answer.url, content_type=answer.headers.get("content-type", ""))
        if isinstance(feed, Unreadable):
            raise FeedUnreadable(why=feed.sentence)
        kept = {
            "etag": answer.headers.get("etag", "")[:300],
            "last_modified": answer.headers.get("last-modified", "")[:100],
        }
        return Gathered(feed.items, kept)


READER = FeedReader()


def _of_file(given: Given) -> Candidate:
    feed = parse(given.file)
    if isinstance(feed, Unreadable):
        raise FileUnreadable(why=feed.sentence)
    name = given.file_name
    return Candidate("", f"{feed.title} ({name})" if feed.title and feed.title != name else name, feed.items)


def _page(address: str, ask: Ask, *, is_scheme_ours: bool) -> Fetched:
    """The page; where the person named no scheme, a site that knows http alone is found too."""
    try:
        return _opened(address, ask)
    except AddressUnreachable:
        if not is_scheme_ours:
            raise
        return _opened(address.replace("https://", "http://", 1), ask)


def _calls_itself_feed(kind: str) -> bool:
    return any(word in kind.lower() for word in ("rss", "atom", "feed"))


def _read_offer(url: str, name: str, ask: Ask) -> list[Candidate]:
    """The feed, or nothing: a page may offer what is not there."""
    try:
        file = _opened(url, ask)
    except Complaint:
        return []
    feed = parse(file.body, url=file.url, content_type=file.headers.get("content-type", ""))
    if isinstance(feed, Unreadable):
        return []
    return [Candidate(file.url, feed.title or name or host_of(file.url), feed.items)]


def _opened(url: str, ask: Ask) -> Fetched:
    answer = ask.get(url, limit_bytes=MAX_BYTES)
    if answer.status != OK:
        raise AnswerRefused(host=host_of(url), status=answer.status)
    return answer
