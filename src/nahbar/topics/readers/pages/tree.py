# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page's bytes to a tree of bounded size, and what of it is content."""

import re
from collections.abc import Iterable, Iterator
from typing import cast
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree

from nahbar.foundation.letters import cleaned
from nahbar.topics.item import MAX_LINK
from nahbar.topics.letters import decoded
from nahbar.topics.plain import BLOCKS, SILENT

Element = etree._Element  # noqa: SLF001 - the one name lxml has for it

MAX_BYTES = 3 * 1024 * 1024
MAX_TAGS = 60_000
# Of one tag: libxml2 compares each attribute with all before it, so that 30,000 of them take four seconds.
MAX_TAG_LENGTH = 60_000
ENDLESS = re.compile(rf"<[^<>]{{{MAX_TAG_LENGTH}}}")
# Pictures written into the page.
INLINE = re.compile(r"data:[a-z]{1,20}/[a-z0-9+.-]{1,40};base64,[A-Za-z0-9+/=\s]{500,}", re.IGNORECASE)
QUIET = SILENT | {"select", "button", "input", "textarea"}
# Where a page keeps what is the same on all its pages.
ASIDE_TAGS = frozenset({"nav", "footer", "aside", "form"})
ASIDE_ROLES = frozenset({"navigation", "contentinfo", "complementary", "search", "banner"})
ASIDE_WORDS = re.compile(
    r"(^|[-_\s])(nav|navi|navigation|menu|menue|breadcrumbs?|brotkrumen?|footer|sidebar|pagination|pager|cookies?"
    r"|consent|share|sharing|social|socialmedia|skip|skiplinks?|metanav|servicenav|related|comments?|kommentare?"
    r"|newsletter|advert|werbung|banner|mainmenu|submenu|toolbar|tags?|tagcloud|sprunglinks?)([-_\s]|$)",
    re.IGNORECASE,
)
CONSENT = re.compile(r"consent|cookie|dsgvo|gdpr|usercentrics|borlabs|klaro", re.IGNORECASE)


def grown(page: bytes, *, content_type: str = "") -> Element | None:
    """The page as a tree, or None for what is no page or more markup than any page has."""
    if len(page) > MAX_BYTES:
        return None
    text = INLINE.sub("data:,", decoded(page, content_type=content_type))
    if "<" not in text or text.count("<") > MAX_TAGS or ENDLESS.search(text):
        return None
    parser = etree.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        return cast("Element | None", etree.fromstring(text.encode("utf-8"), parser))
    except (etree.LxmlError, ValueError):
        return None


def tag_of(element: Element) -> str:
    """The element's name; "" for what is none."""
    return element.tag if isinstance(element.tag, str) else ""


def said(element: Element, name: str) -> str:
    """An attribute's value on one line, of bounded length; "" where there is none."""
    return " ".join(cleaned((element.get(name) or "")[:MAX_LINK]).split())


def base_of(tree: Element, url: str) -> str:
    """What relative links are taken from."""
    for base in tree.iter("base"):
        return absolute(said(base, "href"), url) or url
    return url


def absolute(link: str, base: str) -> str:
    """A web address without its fragment, or "" for anything else (javascript:, mailto:, too long, broken)."""
    if not link or link.startswith("#"):
        return ""
    try:
        whole = urldefrag(urljoin(base, link)).url
        parts = urlsplit(whole)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        return ""
    return whole if fits and len(whole) <= MAX_LINK else ""


def is_aside(element: Element) -> bool:
    """Whether this one element is navigation, footer or the like; says nothing of what it stands in."""
    tag = tag_of(element)
    if tag in ASIDE_TAGS or (element.get("role") or "").lower() in ASIDE_ROLES:
        return True
    if tag in {"html", "body", "main", "article"}:
        return False
    named = f"{said(element, 'class')[:300]} {said(element, 'id')[:100]}"
    if not ASIDE_WORDS.search(named) and not CONSENT.search(named):
        return False
    # "sidebar-left" may say how the whole page is laid out.
    return next(element.iter("h1", "main"), None) is None


def lies_aside(element: Element, known: dict[Element, bool]) -> bool:
    """Whether it stands in navigation, footer or the like; `known` is filled with what was found out on the way."""
    way = []
    one: Element | None = element
    while one is not None and one not in known:
        way.append(one)
        one = one.getparent()
    lies = known[one] if one is not None else False
    for step in reversed(way):
        lies = lies or is_aside(step)
        known[step] = lies
    return lies


def blocks(
    elements: Iterable[Element], *, limit: int, without: frozenset[Element] = frozenset()
) -> list[str]:
    """The text of the elements, a string for each block, as a reader would see it; at most limit characters."""
    found: list[str] = []
    parts: list[str] = []
    length = 0
    for element in elements:
        for piece in _pieces(element, without):
            if piece is None:
                _settle(found, parts)
            else:
                parts.append(piece)
                length += len(piece)
            if length > limit:
                break
        _settle(found, parts)
        if length > limit:
            break
    return found


def _settle(found: list[str], parts: list[str]) -> None:
    line = " ".join(cleaned("".join(parts)).replace("\u00ad", "").split())
    parts.clear()
    if line:
        found.append(line)


def _pieces(root: Element, without: frozenset[Element]) -> Iterator[str | None]:
    """Text in reading order, None where a block begins or ends."""
    skipped: Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if skipped is not None:
            if event == "end" and element is skipped:
                skipped = None
                yield element.tail if element is not root else None
            continue
        if event == "start" and (tag_of(element) in QUIET or element in without):
            skipped = element
            continue
        if tag_of(element) in BLOCKS or (event == "start" and _is_box(element)):
            yield None
        text = element.text if event == "start" else element.tail
        if text and not (event == "end" and element is root):
            yield text


def _is_box(element: Element) -> bool:
    """Whether a span begins right behind another element: only a style sheet keeps their words apart."""
    before = element.getprevious() if tag_of(element) == "span" else None
    return before is not None and not (before.tail or "").strip()


def one_line(element: Element, *, limit: int = 1000) -> str:
    """The text of an element on one line."""
    return " ".join(blocks([element], limit=limit))[:limit]


def raw(element: Element, *, limit: int) -> str:
    """All text of an element as it stands in the source, quiet parts too; at most limit characters."""
    parts: list[str] = []
    for text in element.itertext():
        parts.append(str(text))
        limit -= len(text)
        if limit < 0:
            break
    joined = "".join(parts)
    return joined[:limit] if limit < 0 else joined
