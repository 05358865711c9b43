# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies in a feed, on one page, or behind the entries of a list."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nahbar.foundation.complaint import Complaint
from nahbar.radar.matter import Kind
from nahbar.topics.address import OK, AskedTooOften, host_of
from nahbar.topics.feed import MAX_BYTES, Feed, parse
from nahbar.topics.identity import item_key
from nahbar.topics.item import Item
from nahbar.topics.readers.jobs.posting import item_of, postings
from nahbar.topics.readers.pages import patterns, structured
from nahbar.topics.readers.pages.article import article
from nahbar.topics.readers.pages.articles import item_of as item_of_row
from nahbar.topics.readers.pages.manners import Guest
from nahbar.topics.readers.pages.rows import Row
from nahbar.topics.readers.pages.tree import Element, base_of, grown
from nahbar.topics.readers.reader import Ask, Candidate, Gathered, Given
from nahbar.topics.readers.told import Told
from nahbar.topics.readers.visiting import again, allowed, kept, opened
from nahbar.wire.http import Fetched

LISTS = 3
A_READING = 20
CHECKED = 10
MAX_KNOWN = 500
GONE = frozenset({404, 410})
STRUCTURED = "structured"


class NoVacanciesFound(Complaint):
    sentence = _(
        "No vacancies were found on this page of %(host)s: neither marked ones (schema.org JobPosting) nor a list with links. "
        "If there are none at present, please try again when there is one; otherwise give the page on which they stand one below the other."
    )


class ListGone(Complaint):
    sentence = _(
        "The list of vacancies is not found on the page any more; it is built differently, or nothing is advertised now. "
        "Nothing was taken over. If vacancies are advertised there, please remove this source and set up the page once more."
    )


def look(address: str, ask: Ask) -> tuple[Candidate, ...]:
    """The feed, the marked vacancies, or up to three lists on the page, the likeliest first."""
    page = opened(address, ask, limit_bytes=MAX_BYTES)
    feed = _feed(page)
    if feed is not None:
        return (Candidate(page.url, feed.title or host_of(page.url), _as_jobs(feed.items), {"way": "feed"}),)
    guest = Guest(ask, is_patient=False)
    allowed(page, guest)
    tree = _tree(page)
    if tree is None:
        raise NoVacanciesFound(host=host_of(page.url))
    title = next((" ".join(one.text.split())[:200] for one in tree.iter("title") if one.text), "")
    title = title or host_of(page.url)
    marked = postings(tree, url=page.url)
    if marked:
        items = tuple(item_of(one) for one in marked)
        return (Candidate(page.url, title, items, {"way": "marked"}),)
    found = [_of_list(guest, page, title, selector, rows) for selector, rows in _lists(tree, page.url)]
    if not found:
        raise NoVacanciesFound(host=host_of(page.url))
    # A list behind which marked vacancies were found is surely one.
    return tuple(one for _is_sure, one in sorted(found, key=lambda pair: not pair[0]))


def read(given: Given, ask: Ask, *, at: datetime) -> Gathered:
    """What the page tells now, by the way that was confirmed."""
    way = str(given.settings.get("way", ""))
    guest = Guest(ask, is_patient=True)
    if way != "feed":
        guest.demand(given.address)
    page = again(given, ask, limit_bytes=MAX_BYTES)
    if page.not_modified:
        return Gathered(cursor=given.cursor, is_unchanged=True)
    if way != "feed":
        allowed(page, guest, asked=given.address)
    if way == "list":
        return _Reading(guest, given, page, at).gathered()
    items = _told(page, way)
    told = Told(given.cursor)
    over = told.missing_among(items)
    if way == "marked" and not items and given.cursor.get("is_empty"):
        # Twice in a row without any: nothing is advertised, it was no mishap.
        over = told.missing(items)
    cursor = {
        **kept(page),
        "told": told.now(items) if items or over else given.cursor.get("told", {}),
        "is_empty": not items,
    }
    return Gathered(items, cursor, over=over)


def _told(page: Fetched, way: str) -> tuple[Item, ...]:
    if way == "feed":
        feed = _feed(page)
        if feed is None:
            raise NoVacanciesFound(host=host_of(page.url))
        return _as_jobs(feed.items)
    tree = _tree(page)
    return tuple(item_of(one) for one in postings(tree, url=page.url)) if tree is not None else ()


def _feed(page: Fetched) -> Feed | None:
    found = parse(page.body, url=page.url, content_type=page.headers.get("content-type", ""))
    return found if isinstance(found, Feed) else None


def _as_jobs(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(replace(one, kind=Kind.JOB) for one in items)


def _tree(page: Fetched) -> Element | None:
    return grown(page.body, content_type=page.headers.get("content-type", ""))


def _lists(tree: Element, url: str) -> list[tuple[str, tuple[Row, ...]]]:
    base = base_of(tree, url)
    found = [(STRUCTURED, structured.entries(tree, url=url, base=base))]
    found += [(one.selector, one.rows) for one in patterns.find(tree, url=url, base=base)]
    return [(selector, rows) for selector, rows in found if rows][:LISTS]


def _rows(tree: Element, url: str, selector: str) -> tuple[Row, ...]:
    base = base_of(tree, url)
    if selector == STRUCTURED:
        return structured.entries(tree, url=url, base=base)
    return patterns.select(tree, selector, url=url, base=base)


def _of_list(
    guest: Guest, page: Fetched, title: str, selector: str, rows: tuple[Row, ...]
) -> tuple[bool, Candidate]:
    """A list, and whether marked vacancies are behind its first entry."""
    first = _behind(guest, rows[0])
    is_marked = first is not None and first.is_marked
    items = tuple(_bare(row) for row in rows)
    if first is not None and first.item is not None:
        items = (first.item, *items[1:])
    note = _now("The advertisements behind it say by when to apply.") if is_marked else ""
    made = Candidate(page.url, title, items, {"way": "list", "list": selector}, requests=2, note=note)
    return is_marked, made


def _bare(row: Row) -> Item:
    return replace(item_of_row(row), kind=Kind.JOB)


@dataclass(frozen=True, slots=True)
class _Behind:
    """What is behind an entry: its item (None: not this time), whether it is gone for good."""

    item: Item | None = None
    is_marked: bool = False
    is_gone: bool = False


def _behind(guest: Guest, row: Row) -> _Behind | None:
    """What the page behind an entry tells; None where it cannot be read now."""
    try:
        answer = guest.page(row.link, limit_bytes=MAX_BYTES)
    except AskedTooOften:
        raise
    except Complaint:
        return None
    if answer is None:
        return _Behind(_bare(row))
    if answer.status != OK:
        return _Behind(is_gone=True) if answer.status in GONE else None
    tree = _tree(answer)
    marked = postings(tree, url=answer.url) if tree is not None else ()
    if marked:
        # The list's link names it, however the page calls itself: the same at every reading.
        return _Behind(replace(item_of(marked[0]), identifier=row.link, link=row.link), is_marked=True)
    text = article(tree).text if tree is not None else ""
    return _Behind(replace(item_of_row(row, text=text), kind=Kind.JOB))


class _Reading:
    """One reading of a list: new entries are opened, those that left it are looked after.

    The cursor remembers each link with its title, a star before it where its vacancy was marked.
    """

    def __init__(self, guest: Guest, given: Given, page: Fetched, at: datetime) -> None:
        self._guest, self._page, self._at = guest, page, at
        self._selector = str(given.settings.get("list", ""))
        before = given.cursor.get("links")
        self._known: dict[str, str] = dict(before) if isinstance(before, dict) else {}
        self._waiting = 0

    def gathered(self) -> Gathered:
        """New vacancies, and those that are over.

        Raises:
            ListGone: the list is not there, and nothing that stood in it is known to be over.
        """
        tree = _tree(self._page)
        rows = _rows(tree, self._page.url, self._selector) if tree is not None else ()
        items = self._opened(rows)
        over = self._gone({row.link for row in rows})
        if not rows and not over:
            raise ListGone
        kept = dict(list(self._known.items())[-MAX_KNOWN:])
        return Gathered(items, {"links": kept}, over=over, note=self._note())

    def _opened(self, rows: tuple[Row, ...]) -> list[Item]:
        items: list[Item] = []
        for row in rows:
            if self._known.get(row.link, "")[1:] == row.title[:100]:
                continue
            behind = self._ask(row) if len(items) < A_READING else None
            if behind is None:
                self._waiting += 1
            elif behind.item is not None:
                items.append(behind.item)
                self._keep(row.link, row.title, is_marked=behind.is_marked)
        return items

    def _keep(self, link: str, title: str, *, is_marked: bool) -> None:
        self._known.pop(link, None)
        self._known[link] = f"{'*' if is_marked else '-'}{title[:100]}"

    def _ask(self, row: Row) -> _Behind | None:
        try:
            return _behind(self._guest, row) if self._guest.may_wait(row.link) else None
        except Complaint:
            return None

    def _gone(self, listed: set[str]) -> frozenset[str]:
        """Of what left the list, what is surely over; the rest may only have moved to another page of it."""
        over = set()
        for link in [link for link in self._known if link not in listed][:CHECKED]:
            mark, title = self._known[link][:1], self._known[link][1:]
            behind = self._ask(Row(title, link))
            if behind is None:
                continue
            ends = behind.item.ends_at if behind.item else None
            is_past = ends is not None and ends < self._at
            if behind.is_gone or is_past or (mark == "*" and not behind.is_marked):
                over.add(item_key(link))
                del self._known[link]
            else:
                # To the end of the line: the next reading looks after others first.
                self._keep(link, title, is_marked=mark == "*")
        return frozenset(over)

    def _note(self) -> str:
        if not self._waiting:
            return ""
        text = ngettext(
            "%(n)s more vacancy follows with the next reading.",
            "%(n)s more vacancies follow with the next readings.",
            self._waiting,
        )
        return text % {"n": self._waiting}
