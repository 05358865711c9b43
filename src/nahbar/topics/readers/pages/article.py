# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The text and date of one article's page: the part with the most running text, without what stands around it."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from nahbar.topics.dates import moment
from nahbar.topics.item import MAX_TEXT
from nahbar.topics.plain import plain, tidy
from nahbar.topics.readers.pages.rows import HEADINGS, MORE
from nahbar.topics.readers.pages.structured import ARTICLES, kinds, text_of, things
from nahbar.topics.readers.pages.tree import QUIET, Element, blocks, is_aside, one_line, raw, said, tag_of
from nahbar.topics.readers.pages.written_dates import written

MAX_PARAGRAPHS = 3000
MAX_CLIMB = 3
PARAGRAPH = 60
BODY_AT_LEAST = 200
NEAR_TITLE = 12
LINKED = 0.5
ENOUGH = 0.3
LONGEST_WORD = 200
AFTER = re.compile(
    r"^\W*(das könnte (sie|dich|euch)\b|weitere (meldungen|nachrichten|artikel|beiträge|themen|pressemitteilungen)\b"
    r"|mehr (zum thema|aus|nachrichten|meldungen)\b|zum thema\b|auch interessant|lesen sie auch|meist ?gelesen"
    r"|(die )?(meistgelesen|viel gelesen|beliebt)|top[- ]themen|ähnliche (artikel|beiträge|themen)|verwandte"
    r"|(seite|artikel|beitrag) (teilen|drucken|empfehlen|weiterempfehlen)|teilen (sie|auf)|kommentare?\W*$"
    r"|kommentar (schreiben|verfassen)|schreibe einen kommentar|passend(e|er|es)? (dazu|zum)|related|newsletter\b"
    r"|empfehlungen|aktuelle (meldungen|nachrichten|artikel)\W*$|neueste|zurück zur|website-empfehlung|schlagw[oö]rter)",
    re.IGNORECASE,
)
LEFTOVER = re.compile(
    r"^\W*((seite )?(drucken|teilen|empfehlen)|nach oben|zum seitenanfang|zurück.*|top|facebook|twitter|instagram"
    r"|whatsapp|e-?mail|tags?|schlagworte|kategorien?|downloads?|links?|bild(er)?|©.*)\W*$",
    re.IGNORECASE,
)
MOSTLY = 0.5
MORE_AROUND = 1.25
TEXTS = ("p", "li", "td", "div", "section", "blockquote", "pre", "dd", "span", "article")
INNER = frozenset(TEXTS) | HEADINGS | {"ul", "ol", "table", "dl", "figure"}
PUBLISHED = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "dc.date.issued",
             "dcterms.created", "sailthru.date")  # fmt: skip
BESIDE = re.compile(
    r"(^|[-_\s])(teaser|caption|copyright|bildunterschrift|meta|byline|author|autor|infobox|toc|recommend\w*|popular"
    r"|promo|ads?|anzeige|modal|overlay|dialog|gallery|slider|carousel|download\w*|kontakt|contact|login|rating|print"
    r"|widget|outbrain|taboola|disqus|subscri\w+|paywall|more|tools?|date|datum)([-_\s]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Article:
    """What one page tells: its title, its text in paragraphs, when it was published (UTC, or None)."""

    title: str
    text: str
    published_at: datetime | None


def article(tree: Element) -> Article:
    """What the page tells; the text is "" where none could be told from its surroundings."""
    said_of_itself = [one for one in things(tree) if kinds(one) & ARTICLES]
    body = _body(said_of_itself)
    heading = next(iter(tree.iter("h1")), None)
    title = one_line(heading, limit=500) if heading is not None else ""
    published = next((at for one in said_of_itself if (at := moment(text_of(one, "datePublished")))), None)
    text = body or _text(tree)
    return Article(title, text[:MAX_TEXT].rstrip(), published or _published(tree, heading))


def _body(said_of_itself: list[dict[str, object]]) -> str:
    for one in said_of_itself:
        body = text_of(one, "articleBody")
        if len(body) >= BODY_AT_LEAST:
            return plain(body) if "<" in body else tidy(body)
    return ""


def _text(tree: Element) -> str:
    """The paragraphs of the part of the page that has the most running text."""
    out = _beside(tree)
    weights: dict[Element, float] = defaultdict(float)
    whole: dict[Element, float] = defaultdict(float)
    for number, one in enumerate(tree.iter(*TEXTS)):
        if number > MAX_PARAGRAPHS:
            break
        words = _own(one) if one not in out else ""
        if len(words) < PARAGRAPH:
            continue
        weight = len(words) * (1 - _linked(one, len(words)))
        for level, parent in enumerate(_up(one)):
            weights[parent] += weight / (level + 1)
        for parent in (one, *one.iterancestors()):
            whole[parent] += weight
    if not weights:
        return ""
    best = max(weights, key=lambda one: weights[one])
    for parent in list(best.iterancestors()):
        # An article in several boxes: its box is the one around them.
        if tag_of(parent) in {"body", "html"}:
            break
        if whole[parent] >= whole[best] * MORE_AROUND:
            best = parent
    lines = blocks([best], limit=MAX_TEXT, without=frozenset(out))
    return "\n\n".join(_trimmed([line for line in lines if not MORE.match(line) and _is_words(line)], tree))


def _trimmed(lines: list[str], tree: Element) -> list[str]:
    """Without what comes before the title, and without what the page offers after the text."""
    titles = {one_line(one, limit=500) for one in tree.iter("h1")}
    start = next((place + 1 for place, line in enumerate(lines[:NEAR_TITLE]) if line in titles), 0)
    lines = lines[start:]
    read, whole = 0, sum(map(len, lines))
    for place, line in enumerate(lines):
        if AFTER.match(line) and len(line) < 2 * PARAGRAPH and read > whole * ENOUGH:
            lines = lines[:place]
            break
        read += len(line)
    while lines and LEFTOVER.match(lines[-1]):
        lines.pop()
    return lines


def _is_words(line: str) -> bool:
    return max(map(len, line.split())) <= LONGEST_WORD


def _up(element: Element) -> list[Element]:
    own = [element] if tag_of(element) not in {"p", "li", "span", "td"} else []
    return [*own, *list(element.iterancestors())[: MAX_CLIMB - len(own)]]


def _own(element: Element) -> str:
    """The text an element has itself, inline marks included, blocks inside of it not."""
    parts = [element.text or ""]
    for child in element:
        if tag_of(child) not in INNER | QUIET or tag_of(child) == "span":
            parts.append(raw(child, limit=2000))
        parts.append(child.tail or "")
    return " ".join("".join(parts)[:5000].split())


def _linked(element: Element, length: int) -> float:
    linked = sum(len(raw(anchor, limit=2000)) for anchor in element.iter("a"))
    return min(linked / max(length, 1), 1.0)


def _beside(tree: Element) -> set[Element]:
    """Elements in no article's text: navigation, forms, teasers of other articles, lists of links.

    What holds a large part of the page's paragraphs is none of them, whatever it is called: some pages stand in
    one form, or in a box named after a widget.
    """
    held: dict[Element, int] = defaultdict(int)
    for one in tree.iter("p"):
        length = len(raw(one, limit=5000))
        for up in (one, *one.iterancestors()):
            held[up] += length
    most = held[tree] * MOSTLY
    out: set[Element] = set()
    for one in tree.iter():
        parent = one.getparent()
        if (
            (parent is not None and parent in out)
            or tag_of(one) in QUIET
            or (held.get(one, 0) <= most and (is_aside(one) or _is_beside(one)))
        ):
            out.add(one)
    return out


def _is_beside(element: Element) -> bool:
    tag = tag_of(element)
    if tag in {"html", "body", "main", "article", "h1"}:
        return False
    if BESIDE.search(f"{said(element, 'class')[:300]} {said(element, 'id')[:100]}"):
        return True
    if tag not in {"ul", "ol"}:
        return False
    length = len(raw(element, limit=20_000))
    return length > 0 and _linked(element, length) > LINKED


def _published(tree: Element, heading: Element | None) -> datetime | None:
    """When it was published, as the page's head or a line near its title says."""
    for meta in tree.iter("meta"):
        name = (said(meta, "property") or said(meta, "name") or said(meta, "itemprop")).lower()
        if name in PUBLISHED and (found := moment(said(meta, "content")) or written(said(meta, "content"))):
            return found
    for one in tree.iter("time"):
        if found := moment(said(one, "datetime")) or written(one_line(one, limit=200)):
            return found
    if heading is None:
        return None
    before = [one for one in (heading.getprevious(), heading.getparent()) if one is not None]
    lines = blocks([*before, *heading.itersiblings()], limit=3000)
    return next((at for line in lines[:NEAR_TITLE] if len(line) < 120 and (at := written(line))), None)  # noqa: PLR2004
