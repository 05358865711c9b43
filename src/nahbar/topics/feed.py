# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A feed's bytes to its items; the bytes are a stranger's, so every step has a limit."""

import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahbar.foundation.letters import cleaned
from nahbar.topics.dates import moment
from nahbar.topics.item import MAX_ID, MAX_LINK, MAX_TEXT, MAX_TITLE, Item
from nahbar.topics.letters import decoded
from nahbar.topics.markup import MAX_ITEMS, ROOTS, Raw, RawFeed, TooMuch, read
from nahbar.topics.plain import one_line, plain, tidy

MAX_BYTES = 5 * 1024 * 1024
MAX_BRACKETS = 200_000
FRAME_AT_LEAST = 3
FRAME_LINES = 3
SHORT_TITLE = 90


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that was read; at most 1000 items, in the feed's order."""

    title: str
    items: tuple[Item, ...]


class Why(StrEnum):
    """Why a file could not be read."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MUCH = "too_much"
    PAGE = "page"
    OTHER = "other"
    BROKEN = "broken"


SENTENCES: dict[Why, str | Promise] = {
    Why.EMPTY: _("The file is empty."),
    Why.TOO_LARGE: _("The file is larger than 5 MB. A feed with the newest items is enough."),
    Why.TOO_MUCH: _("The file has far more markup than a feed. For safety it was not read."),
    Why.PAGE: _("This is a web page, not a feed."),
    Why.OTHER: _("This is not a feed: RSS, Atom and JSON Feed can be read."),
    Why.BROKEN: _("The feed is damaged and no item could be read. Whoever runs the web site can repair it."),
}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Not a feed, or none that can be read."""

    why: Why

    @property
    def sentence(self) -> str:
        """Why, for people."""
        return str(SENTENCES[self.why])


def parse(data: bytes, *, url: str = "", content_type: str = "") -> Feed | Unreadable:
    """Reads RSS 0.9-2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1; never raises.

    Args:
        data: the file.
        url: where it came from; relative links are taken from there.
        content_type: what the server called it; only its charset is used.

    """
    if len(data) > MAX_BYTES:
        return Unreadable(Why.TOO_LARGE)
    text = decoded(data, content_type=content_type).strip()
    if not text:
        return Unreadable(Why.EMPTY)
    if text[0] in "{[":
        return _json(text, url)
    try:
        raw = read(text)
    except TooMuch:
        return Unreadable(Why.TOO_MUCH)
    return _xml(raw, url, text)


def _xml(raw: RawFeed, url: str, text: str) -> Feed | Unreadable:
    if raw.root not in ROOTS:
        if raw.root == "html" or re.search(r"<(html|body|head)[\s>]", text[:5000], re.IGNORECASE):
            return Unreadable(Why.PAGE)
        # Without any first element it was never XML: a PDF, a picture, a sentence.
        return Unreadable(Why.BROKEN if raw.root and raw.fault else Why.OTHER)
    if raw.fault and not raw.items:
        return Unreadable(Why.BROKEN)
    base = _absolute(raw.feed.base, url) or url or raw.feed.fields.get("link", "")
    items = [made for one in raw.items if (made := _item(one, base))]
    return Feed(_title(one_line(raw.feed.fields.get("title", ""))), _without_frame(items))


def _item(raw: Raw, base: str) -> Item | None:
    fields = raw.fields
    base = _absolute(raw.base, base) or base
    title = one_line(fields.get("title") or fields.get("dc:title", ""))
    text = plain(fields.get("content") or fields.get("summary") or fields.get("dc:summary", ""))
    identifier = fields.get("id") or fields.get("about", "")
    link = _absolute(fields.get("link", ""), base)
    if not link and (fields.get("permalink") or identifier.startswith(("http://", "https://"))):
        link = _absolute(identifier, base)
    when = ("date", "dc:date", "created", "updated")
    published = next((at for name in when if (at := moment(fields.get(name, "")))), None)
    return _made(identifier, title, text, link, published)


def _made(identifier: str, title: str, text: str, link: str, published: datetime | None) -> Item | None:
    """An item, unless there is nothing to tell."""
    text = text[:MAX_TEXT].rstrip()
    title = _title(title) or _first_words(text)
    if not title:
        return None
    return Item(cleaned(identifier).strip()[:MAX_ID], title, text, link, published)


def _title(text: str) -> str:
    return text if len(text) <= MAX_TITLE else text[: MAX_TITLE - 1].rstrip() + "…"


def _first_words(text: str) -> str:
    line = text.split("\n", 1)[0].strip()
    return line if len(line) <= SHORT_TITLE else line[:SHORT_TITLE].rsplit(" ", 1)[0] + " …"


def _absolute(link: str, base: str) -> str:
    """A web address, or "" for anything else (javascript:, mailto:, too long, broken)."""
    link = cleaned("".join(link.split()))
    if not link or len(link) > MAX_LINK:
        return ""
    try:
        whole = urljoin(base, link)
        parts = urlsplit(whole)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and len(whole) <= MAX_LINK
    except ValueError:
        return ""
    return whole if fits else ""


def _without_frame(items: list[Item]) -> tuple[Item, ...]:
    """Items without the closing lines most of them share ("Overview always at ...").

    Such a line is the feed's, not the item's. When it is added or reworded, no item was edited.
    """
    for _round in range(FRAME_LINES):
        last = Counter(item.text.rsplit("\n", 1)[-1] for item in items if item.text)
        line, times = last.most_common(1)[0] if last else ("", 0)
        if not line or times < FRAME_AT_LEAST or times * 2 <= len(items):
            break
        items = [_shorter(item, line) for item in items]
    return tuple(items)


def _shorter(item: Item, line: str) -> Item:
    if item.text == line or item.text.endswith("\n" + line):
        return replace(item, text=item.text[: -len(line)].rstrip())
    return item


def _json(text: str, url: str) -> Feed | Unreadable:
    if text.count("[") + text.count("{") > MAX_BRACKETS:
        return Unreadable(Why.TOO_MUCH)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return Unreadable(Why.BROKEN)
    if not isinstance(whole, dict) or not isinstance(whole.get("items"), list):
        return Unreadable(Why.OTHER)
    base = url or _text(whole, "home_page_url")
    rows = [row for row in whole["items"][:MAX_ITEMS] if isinstance(row, dict)]
    items = [made for row in rows if (made := _json_item(row, base))]
    return Feed(_title(one_line(_text(whole, "title"))), _without_frame(items))


def _json_item(row: dict[str, Any], base: str) -> Item | None:
    html = _text(row, "content_html")
    text = plain(html) if html else tidy(_text(row, "content_text") or _text(row, "summary"))
    link = _absolute(_text(row, "url") or _text(row, "external_url"), base)
    published = moment(_text(row, "date_published")) or moment(_text(row, "date_modified"))
    return _made(_text(row, "id"), " ".join(tidy(_text(row, "title")).split()), text, link, published)


def _text(row: dict[str, Any], name: str) -> str:
    """A field as text; JSON Feed asks readers to take numbers as ids."""
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return cleaned(str(value)[:MAX_TEXT] if not isinstance(value, int) else _digits(value))


def _digits(number: int) -> str:
    # A whole number of thousands of digits cannot be written out.
    return str(number) if abs(number) < 10**40 else ""
