# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""XML feeds (RSS, RDF, Atom) to raw items, without ever building a tree."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import entities, escape
from typing import Any, cast

from lxml import etree

MAX_ITEMS = 1000
MAX_TAGS = 250_000
MAX_TAG_LENGTH = 300_000
MAX_AMPERSANDS = 400_000
MAX_FIELD = 200_000
ROOTS = frozenset({"rss", "rdf", "feed", "channel", "rootelement"})
ITEMS = frozenset({"item", "entry"})
CORE = re.compile(
    r"^(|http://purl\.org/(rss/1\.0/|net/rss1\.1#|atom/ns#.*)|http://my\.netscape\.com/rdf/simple/0\.9/"
    r"|http://channel\.netscape\.com/rdf/simple/0\.9/|http://www\.w3\.org/2005/atom/?"
    r"|http://(backend\.userland\.com|blogs\.law\.harvard\.edu|cyber\.law\.harvard\.edu|my\.netscape\.com).*)$",
    re.IGNORECASE,
)
PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dc",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
FIELDS = {
    "title": "title", "dc:title": "dc:title", "link": "link", "href": "link", "guid": "id", "id": "id",
    "description": "summary", "summary": "summary", "abstract": "summary", "dc:description": "dc:summary",
    "content": "content", "content:encoded": "content", "fullitem": "content", "body": "content",
    "xhtml:body": "content",
    "pubdate": "date", "published": "date", "issued": "date", "dc:date": "dc:date", "dc:issued": "dc:date",
    "created": "created", "dc:created": "created", "updated": "updated", "modified": "updated",
    "dc:modified": "updated",
}  # fmt: skip
# Sections of plain letters stay as they are: in them an ampersand is an ampersand.
AMPERSAND = re.compile(
    r"(<!\[CDATA\[.*?(?:\]\]>|\Z))|&(?:([A-Za-z][A-Za-z0-9]{1,30});|(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};))?",
    re.DOTALL,
)
DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]{0,1000}(\[(.{0,20000}?)\]\s{0,100})?>", re.IGNORECASE | re.DOTALL)
DECLARATION = re.compile(r"^\s*<\?xml[^<>]{0,500}\?>", re.IGNORECASE)
ENDLESS = re.compile(rf"<[^<>]{{{MAX_TAG_LENGTH}}}")
CHARACTERS = entities.name2codepoint | {"apos": 39}
BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(slots=True)
class Raw:
    """Fields as they stand in the feed; `html` names those that are markup."""

    fields: dict[str, str] = field(default_factory=dict)
    html: set[str] = field(default_factory=set)
    base: str = ""


@dataclass(slots=True)
class RawFeed:
    """What an XML file gave. `root` is its outermost element; `fault` where it broke off."""

    root: str = ""
    feed: Raw = field(default_factory=Raw)
    items: list[Raw] = field(default_factory=list)
    fault: str = ""


class TooMuch(Exception):
    """More markup than any feed has: somebody is trying something."""


def read(text: str) -> RawFeed:
    """The raw items of an XML text, as many as can be read.

    Raises:
        TooMuch: for markup beyond the limits, before anything is parsed.

    """
    if text.count("<") + text.count("&lt;") > MAX_TAGS or ENDLESS.search(text):
        raise TooMuch
    if text.count("&") > MAX_AMPERSANDS:
        raise TooMuch
    text = DECLARATION.sub("", text, count=1).lstrip()
    # Without the document type there are no entities that could expand.
    text = DOCTYPE.sub("", text, count=1)
    text = AMPERSAND.sub(_character, text)
    target = _Reader()
    parser = etree.XMLParser(
        target=cast("Any", target),
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        encoding="utf-8",
    )
    try:
        parser.feed(text.encode("utf-8"))
        parser.close()
    except etree.XMLSyntaxError as error:
        target.result.fault = str(error)[:200]
    target.finish()
    return target.result


def _character(found: "re.Match[str]") -> str:
    """Named characters as numbers: XML does not know &uuml;, and behind a fault libxml2 forgets even &amp;."""
    letters, name, number = found.groups()
    if letters or number:
        return found.group(0)
    known = CHARACTERS.get(name) if name else None
    return f"&#{known};" if known else f"&#38;{found.group(0)[1:]}"


def _name(tag: str) -> str:
    """Core names bare, known extensions with their prefix, others marked as foreign; lower case."""
    if tag[:1] == "{":
        space, _, local = tag[1:].partition("}")
        if CORE.match(space):
            return local.lower()
        if space == "http://www.w3.org/1999/02/22-rdf-syntax-ns#" and local.lower() == "rdf":
            return "rdf"
        return f"{PREFIXES.get(space.lower(), 'other')}:{local.lower()}"
    prefix, colon, local = tag.partition(":")
    if colon and prefix.lower() in {"rss", "atom", "a", "rdf"}:
        return local.lower()
    return tag.lower()


class _Reader:
    """Listens to the parser and keeps only the fields that are asked for."""

    def __init__(self) -> None:
        self.result = RawFeed()
        self.path: list[str] = []
        self.item: Raw | None = None
        self.item_depth = 0
        self.field = ""
        self.field_depth = 0
        self.parts: list[str] = []
        self.length = 0
        self.is_html = False
        self.bases: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = _name(str(tag))
        self.path.append(name)
        if not self.result.root:
            self.result.root = name
            self.result.feed.base = attributes.get(BASE, "")
        if name in ITEMS:
            # Inside another item only when that one's end is missing.
            self.finish()
            if len(self.result.items) < MAX_ITEMS:
                self.item, self.item_depth = Raw(base=attributes.get(BASE, "")), len(self.path)
                about = [value for key, value in attributes.items() if key.endswith("about")]
                self.item.fields.update({"about": about[0]} if about else {})
        elif self.field:
            self._inner(name)
        elif self._is_child():
            self._field(name, attributes)

    def _is_child(self) -> bool:
        """Directly below an item or the channel: a title inside an image or a source is not the item's."""
        if self.item is not None:
            return len(self.path) == self.item_depth + 1
        return len(self.path) in {2, 3} and self.path[-2] in ROOTS

    def _field(self, name: str, attributes: Mapping[str, str]) -> None:
        raw = self.item if self.item is not None else self.result.feed
        key = FIELDS.get(name, "")
        if key == "link" and attributes.get("href"):
            if attributes.get("rel", "alternate") == "alternate":
                raw.fields.setdefault("link", attributes["href"])
        elif key:
            self.field, self.field_depth, self.parts, self.length = key, len(self.path), [], 0
            kind = attributes.get("type", "").lower()
            mode = attributes.get("mode", "").lower()
            self.is_html = kind in {"html", "xhtml"} or "html" in kind or mode == "escaped"
            if key == "id" and attributes.get("isPermaLink", "").lower() == "true":
                raw.fields["permalink"] = "true"
            if attributes.get(BASE) and not raw.base:
                raw.base = attributes[BASE]

    def _inner(self, name: str) -> None:
        """Markup written openly inside a field (Atom's xhtml): kept as HTML."""
        local = name.rpartition(":")[2]
        if local.isalnum():
            self.is_html = True
            self._keep(f"<{local}>")

    def data(self, data: str) -> None:
        if self.field:
            self._keep(data if not self._is_open() else escape(data, quote=False))

    def _is_open(self) -> bool:
        return len(self.path) > self.field_depth

    def _keep(self, data: str) -> None:
        if self.length < MAX_FIELD:
            self.parts.append(data)
            self.length += len(data)

    def end(self, _tag: str) -> None:
        if self.field and len(self.path) == self.field_depth:
            self._settle()
        elif self.field:
            local = self.path[-1].rpartition(":")[2]
            if local.isalnum():
                self._keep(f"</{local}>")
        elif self.item is not None and len(self.path) == self.item_depth:
            self.result.items.append(self.item)
            self.item = None
        if self.path:
            self.path.pop()

    def _settle(self) -> None:
        raw = self.item if self.item is not None else self.result.feed
        value = "".join(self.parts)[:MAX_FIELD].strip()
        if value and (self.field not in raw.fields or len(raw.fields[self.field]) < len(value)):
            keep_first = self.field in raw.fields and self.field not in {"content", "summary"}
            if not keep_first:
                raw.fields[self.field] = value
                if self.is_html:
                    raw.html.add(self.field)
        self.field = ""

    def comment(self, text: str) -> None:
        """Comments say nothing to readers."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Processing instructions neither."""

    def finish(self) -> None:
        """Keeps the item the file broke off in, if it has at least a title."""
        if self.field:
            self._settle()
        if self.item is not None and self.item.fields.get("title"):
            self.result.items.append(self.item)
        self.item = None

    def close(self) -> RawFeed:
        return self.result
