# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which feeds a web page offers: those it declares, then those it links to. Nothing is guessed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree

from nahbar.topics.letters import decoded

MAX_FEEDS = 10
MAX_TAGS = 200_000
TYPES = {
    "application/rss+xml": 0,
    "application/atom+xml": 0,
    "application/feed+json": 0,
    "application/rdf+xml": 1,
    "application/xml": 1,
    "text/xml": 1,
    "application/json": 1,
}
LOOKS_LIKE_FEED = re.compile(
    r"(^|[/._?=&-])(rss|rss2|atom|feed|feeds|newsfeed|rssfeed|rdf)([/._?=&-]|$)|\.(rss|atom|rdf)$",
    re.IGNORECASE,
)
COMMENTS = re.compile(r"comment|kommentar", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offer:
    """A feed a page offers: absolute address, and what the page calls it."""

    url: str
    title: str


class _Links:
    """Collects links while the HTML parser walks."""

    def __init__(self) -> None:
        self.base = ""
        self.declared: list[tuple[int, str, str]] = []
        self.linked: list[tuple[str, str]] = []
        self.href = ""
        self.words: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        href = (attributes.get("href") or "").strip()
        if tag == "base" and href and not self.base:
            self.base = href
        elif tag == "link" and href:
            rank = TYPES.get((attributes.get("type") or "").partition(";")[0].strip().lower())
            if rank is not None and "alternate" in (attributes.get("rel") or "").lower().split():
                self.declared.append((rank, href, attributes.get("title") or ""))
        elif tag == "a" and href:
            self.href, self.words = href, [attributes.get("title") or ""]

    def data(self, data: str) -> None:
        if self.href and len(self.words) < 20:  # noqa: PLR2004 - a name, not a text
            self.words.append(data)

    def end(self, tag: str) -> None:
        if tag == "a" and self.href:
            name = " ".join(" ".join(self.words).split())[:200]
            path = urlsplit_safely(self.href)
            if LOOKS_LIKE_FEED.search(path) or "rss" in name.lower().split():
                self.linked.append((self.href, name))
            self.href = ""

    def comment(self, text: str) -> None:
        """Comments offer nothing."""

    def close(self) -> "_Links":
        return self


def urlsplit_safely(link: str) -> str:
    """Path and query of a link; "" for a broken one."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def offers(page: bytes, *, url: str, content_type: str = "") -> tuple[Offer, ...]:
    """The feeds a page offers, declared ones first, comment feeds last; at most 10; never raises."""
    text = decoded(page, content_type=content_type)
    if text.count("<") > MAX_TAGS or not text.strip():
        return ()
    target = _Links()
    parser = etree.HTMLParser(target=cast("Any", target), no_network=True, huge_tree=False, encoding="utf-8")
    try:
        parser.feed(text.encode("utf-8"))
        parser.close()
    except etree.LxmlError:
        pass  # what was found before the page broke off still counts
    base = _joined(url, target.base) or url
    declared = [(href, title) for _, href, title in sorted(target.declared, key=lambda row: row[0])]
    found: dict[str, Offer] = {}
    for href, title in [*declared, *target.linked]:
        whole = _joined(base, href)
        if whole and whole not in found and whole != url:
            found[whole] = Offer(whole, " ".join(title.split())[:200])
    ranked = sorted(found.values(), key=lambda one: bool(COMMENTS.search(f"{one.url} {one.title}")))
    return tuple(ranked[:MAX_FEEDS])


def _joined(base: str, href: str) -> str:
    try:
        # feed:// is how some pages write a feed's address.
        whole = urljoin(base, re.sub(r"^feed:(//)?", lambda m: "https://" if m.group(1) else "", href))
        parts = urlsplit(whole)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        return ""
    return urldefrag(whole).url if fits and len(whole) <= 2000 else ""  # noqa: PLR2004
