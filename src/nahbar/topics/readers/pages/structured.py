# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page says of itself in schema.org's words: JSON-LD and microdata."""

import json
import re
from collections.abc import Iterator
from typing import Any

from nahbar.foundation.letters import cleaned
from nahbar.topics.dates import moment
from nahbar.topics.plain import one_line as plain_line
from nahbar.topics.readers.pages.rows import MAX_TEASER, Row
from nahbar.topics.readers.pages.tree import Element, absolute, one_line, said

MAX_SCRIPTS = 20
MAX_SCRIPT = 500_000
MAX_BRACKETS = 20_000
MAX_NODES = 5000
MAX_THINGS = 300
# schema.org's kinds of what one reads as news.
ARTICLES = frozenset(
    {
        "Article", "NewsArticle", "BlogPosting", "Report", "ReportageNewsArticle", "AnalysisNewsArticle",
        "BackgroundNewsArticle", "SpecialAnnouncement", "LiveBlogPosting", "SocialMediaPosting", "TechArticle",
    }
)  # fmt: skip
# What people leave in JSON though it is none of it.
COMMENTS = re.compile(r"<!--.{0,2000}?-->|/\*.{0,2000}?\*/|(?:(?<=[\s,{\[])|^)//[^\n]{0,2000}", re.DOTALL)
LAST_COMMA = re.compile(r",(\s{0,200}[}\]])")


def things(tree: Element) -> Iterator[dict[str, Any]]:
    """Every object the page's JSON-LD holds, outer ones first; what is no JSON is left out."""
    for number, script in enumerate(tree.iter("script")):
        if number >= MAX_SCRIPTS * 10:
            return
        if "ld+json" in (script.get("type") or "").lower():
            yield from _nodes(_parsed(script.text or ""))


def _parsed(text: str) -> Any:
    if len(text) > MAX_SCRIPT or text.count("{") + text.count("[") > MAX_BRACKETS:
        return None
    for attempt in (text, LAST_COMMA.sub(r"\1", COMMENTS.sub("", text))):
        try:
            return json.loads(cleaned(attempt), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(whole: Any) -> Iterator[dict[str, Any]]:
    waiting = [whole]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(reversed(list(one.values())))
        elif isinstance(one, list):
            waiting.extend(reversed(one))


def kinds(thing: dict[str, Any]) -> frozenset[str]:
    """The schema.org kinds of a thing, without the address before the name."""
    found = thing.get("@type")
    names = found if isinstance(found, list) else [found]
    return frozenset(
        name.rpartition("/")[2].rpartition(":")[2]
        for name in names
        if isinstance(name, str) and len(name) < 100  # noqa: PLR2004
    )


def text_of(thing: dict[str, Any], *names: str) -> str:
    """The first of these properties that is a text."""
    for name in names:
        value = thing.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, dict):
            value = value.get("@id") or value.get("@value") or value.get("url")
        if isinstance(value, str) and value.strip():
            return cleaned(value[:100_000]).strip()
    return ""


def entries(tree: Element, *, url: str, base: str) -> tuple[Row, ...]:
    """The articles a list page names in structured data, in its order, without the page itself."""
    found: dict[str, Row] = {}
    for made in (*_from_json(tree, base), *_from_microdata(tree, base)):
        known = found.get(made.link)
        if made.link.rstrip("/") == url.rstrip("/") or len(found) >= MAX_THINGS:
            continue
        if known is None or (known.date is None and made.date is not None):
            found[made.link] = made
    return tuple(found.values())


def _from_json(tree: Element, base: str) -> Iterator[Row]:
    found = list(things(tree))
    crumbs = {id(item) for thing in found if "BreadcrumbList" in kinds(thing) for item in _listed(thing)}
    for thing in found:
        names = kinds(thing)
        if names & ARTICLES:
            link = absolute(text_of(thing, "url", "mainEntityOfPage", "@id"), base)
            title = plain_line(text_of(thing, "headline", "name"))
            date = moment(text_of(thing, "datePublished", "dateCreated", "datePosted"))
            teaser = plain_line(text_of(thing, "description", "abstract"))
            if title and link:
                yield Row(title[:500], link, date, teaser[:MAX_TEASER])
        elif "ListItem" in names and id(thing) not in crumbs and not isinstance(thing.get("item"), dict):
            link = absolute(text_of(thing, "url", "item"), base)
            title = plain_line(text_of(thing, "name"))
            if title and link:
                yield Row(title[:500], link)


def _listed(thing: dict[str, Any]) -> list[Any]:
    """What a list holds: on a breadcrumb list the way to this page, none of its entries."""
    inside = thing.get("itemListElement")
    return inside if isinstance(inside, list) else []


def _from_microdata(tree: Element, base: str) -> Iterator[Row]:
    for number, scope in enumerate(tree.iter()):
        if number > MAX_NODES * 10:
            return
        if scope.get("itemscope") is None:
            continue
        names = {kind.rpartition("/")[2] for kind in said(scope, "itemtype").split()}
        if names & ARTICLES:
            title = _property(scope, "headline") or _property(scope, "name")
            link = absolute(_property(scope, "url") or _property(scope, "mainEntityOfPage"), base)
            if not link:
                link = next((absolute(said(a, "href"), base) for a in scope.iter("a") if a.get("href")), "")
            if title and link:
                teaser = _property(scope, "description") or _property(scope, "abstract")
                yield Row(title[:500], link, moment(_property(scope, "datePublished")), teaser[:MAX_TEASER])


def _property(scope: Element, name: str) -> str:
    """A property of this very thing, not of one inside of it."""
    for one in scope.iter():
        if name not in (one.get("itemprop") or "").split():
            continue
        if next((up for up in one.iterancestors() if up.get("itemscope") is not None), None) is not scope:
            continue
        for attribute in ("content", "datetime", "href", "src", "itemid"):
            if one.get(attribute):
                return said(one, attribute)
        return one_line(one)
    return ""
