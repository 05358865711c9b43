# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""News pages without a feed: a list on a page, confirmed by a person, and behind each entry its article."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint
from nahbar.topics.address import OK, AddressUnreachable, AnswerRefused, host_of, web_address
from nahbar.topics.discovery import offers
from nahbar.topics.feed import Feed, parse
from nahbar.topics.readers.pages import structured
from nahbar.topics.readers.pages.articles import Articles, item_of
from nahbar.topics.readers.pages.manners import Guest
from nahbar.topics.readers.pages.patterns import Pattern, find, select
from nahbar.topics.readers.pages.rows import Row
from nahbar.topics.readers.pages.tree import MAX_BYTES, Element, base_of, grown, one_line
from nahbar.topics.readers.reader import Ask, Candidate, Field, Gathered, Given
from nahbar.topics.states import SourceKind
from nahbar.wire.http import Fetched

OFFERED = 3
SURE_ENOUGH = 1.6
MOSTLY = 0.8
STRUCTURED = "structured"


class IsFeed(Complaint):
    sentence = _(
        "This address is a feed already, not a page. Please add it as a feed: that is more exact and takes "
        "less from the server."
    )


class PageUnreadable(Complaint):
    sentence = _(
        "%(host)s answered with something that is no web page, or with far more than a page holds. "
        "Please give the address of the page that lists your news."
    )


class NoListFound(Complaint):
    sentence = _(
        "No list of news was found on this page: nothing repeats there with a title and a link of its own. "
        "Please give the page on which your news stand one below the other, not a single article and not the start page."
    )


class PageChanged(Complaint):
    sentence = _(
        "The page is built differently than when it was set up: the list of news is not found there any more. "
        "Nothing was taken over. If nothing stands there at the moment, nothing is to be done; otherwise please "
        "remove this source and set up the page once more."
    )


class NewsPageReader:
    """One request while nothing is new; then the site's rules and one for each new article."""

    kind = SourceKind.NEWS_PAGE
    about = _(
        "Name the page that lists your news: Nahbar finds the list there, and you confirm that it is the right one."
    )
    every_minutes = 60
    fields = (
        Field(
            "address",
            _("Address of the page with your news"),
            _("The page on which the news stand one below the other, with title and link."),
            "address",
        ),
    )

    def look(self, given: Given, ask: Ask, *, at: datetime) -> tuple[Candidate, ...]:
        """Up to three lists on the page, the likeliest first."""
        page = _opened(web_address(given.address), ask, is_scheme_ours="://" not in given.address)
        if isinstance(parse(page.body[:MAX_BYTES], url=page.url), Feed):
            raise IsFeed
        tree = _tree(page)
        base = base_of(tree, page.url)
        found = [(STRUCTURED, structured.entries(tree, url=page.url, base=base))]
        found = [one for one in found if len(one[1]) >= OFFERED]
        found += [(one.selector, one.rows) for one in _likely(find(tree, url=page.url, base=base))]
        if not found:
            raise NoListFound
        title = _title(tree) or host_of(page.url)
        note = _feed_note(page)
        return tuple(
            _candidate(page.url, title, number, selector, rows, note)
            for number, (selector, rows) in enumerate(_apart(found)[:OFFERED], start=1)
        )

    def read(self, given: Given, ask: Ask, *, at: datetime) -> Gathered:
        """New entries with their articles' text; entries taken over before are not fetched again."""
        guest = Guest(ask, is_patient=True)
        articles = Articles(guest, given.cursor, at=at)
        if articles.is_rules_due:
            guest.demand(given.address)
        page = ask.get(
            given.address,
            limit_bytes=MAX_BYTES,
            etag=articles.known("etag"),
            last_modified=articles.known("last_modified"),
        )
        if page.not_modified:
            return Gathered(cursor=given.cursor, is_unchanged=True)
        if page.status != OK:
            raise AnswerRefused(host=host_of(page.url), status=page.status)
        if host_of(page.url) != host_of(given.address):
            guest.demand(page.url)
        rows = _rows(_tree(page), page.url, given.settings)
        items = articles.read(rows, page)
        return Gathered(items, articles.cursor(page), note=articles.note)


READER = NewsPageReader()


def _opened(address: str, ask: Ask, *, is_scheme_ours: bool) -> Fetched:
    """The page, if the site's rules allow; where the person named no scheme, http is tried as well."""
    guest = Guest(ask, is_patient=False)
    try:
        guest.demand(address)
    except AddressUnreachable:
        if not is_scheme_ours:
            raise
        address = address.replace("https://", "http://", 1)
        guest.demand(address)
    page = ask.get(address, limit_bytes=MAX_BYTES)
    if page.status != OK:
        raise AnswerRefused(host=host_of(page.url), status=page.status)
    if host_of(page.url) != host_of(address):
        guest.demand(page.url)
    return page


def _tree(page: Fetched) -> Element:
    tree = grown(page.body, content_type=page.headers.get("content-type", ""))
    if tree is None or page.body.startswith(b"%PDF-"):
        raise PageUnreadable(host=host_of(page.url))
    return tree


def _likely(patterns: tuple[Pattern, ...]) -> list[Pattern]:
    return [one for one in patterns if one.score >= SURE_ENOUGH] or list(patterns[:1])


def _apart(found: list[tuple[str, tuple[Row, ...]]]) -> list[tuple[str, tuple[Row, ...]]]:
    """Without a list that another one, offered before it, holds already."""
    kept: list[tuple[str, tuple[Row, ...]]] = []
    for selector, rows in found:
        links = {row.link for row in rows}
        if all(len(links & {row.link for row in other}) * 2 < len(links) for _, other in kept):
            kept.append((selector, rows))
    return kept


def _candidate(  # noqa: PLR0917 - one row of the preview
    url: str, title: str, number: int, selector: str, rows: tuple[Row, ...], note: str
) -> Candidate:
    dated = sum(1 for row in rows if row.date)
    told = _now("%(dated)s of %(n)s entries have a date.") % {"dated": dated, "n": len(rows)}
    return Candidate(
        address=url,
        title=title if number == 1 else _now("%(title)s (list %(n)s)") % {"title": title, "n": number},
        items=tuple(item_of(row) for row in rows),
        settings={"list": selector, "is_dated": dated >= len(rows) * MOSTLY},
        requests=2,
        note=" ".join(filter(None, (told, note))),
    )


def _title(tree: Element) -> str:
    for name in ("title", "h1"):
        for one in tree.iter(name):
            if words := one_line(one, limit=200):
                return words
    return ""


def _feed_note(page: Fetched) -> str:
    feeds = offers(page.body, url=page.url, content_type=page.headers.get("content-type", ""))
    if not feeds:
        return ""
    return _now(
        "The page also names a feed (%(url)s). If it holds the same, the feed is the better source."
    ) % {"url": feeds[0].url}


def _rows(tree: Element, url: str, settings: Mapping[str, Any]) -> tuple[Row, ...]:
    """The entries of the confirmed list.

    Raises:
        PageChanged: there are none, or they are not what they were.
    """
    base = base_of(tree, url)
    selector = str(settings.get("list", ""))
    if selector == STRUCTURED:
        rows = structured.entries(tree, url=url, base=base)
    else:
        rows = select(tree, selector, url=url, base=base)
    if not rows or (settings.get("is_dated") and not any(row.date for row in rows)):
        raise PageChanged
    return rows
