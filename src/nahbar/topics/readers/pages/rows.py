# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One entry of a list on a page: its title, link, date and teaser."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from nahbar.topics.dates import moment
from nahbar.topics.readers.pages.tree import Element, absolute, blocks, is_aside, one_line, said, tag_of
from nahbar.topics.readers.pages.written_dates import without_date, written

MAX_ROW = 3000
MAX_TEASER = 1000
MAX_LINKS = 40
MAX_SIBLINGS = 8
DATE_LINE = 70
TITLE_AT_LEAST = 8
LONGEST_TITLE = 240
WHOLE_TITLE = 25
EDGES = " |:–-,·"
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Says where to click, not what one will read.
MORE = re.compile(
    r"^\W*(mehr|weiter|weiterlesen|weiter lesen|details?|hier|read more|more|download|pdf|drucken|lesen sie mehr"
    r"|(?:mehr|weiter|weitere) (?:erfahren|lesen|dazu|infos?|informationen|details)\b.*"
    r"|(?:zum|zur) (?:artikel|meldung|pressemitteilung|nachricht|beitrag|bekanntmachung|termin)\b.*"
    r"|(?:artikel|meldung|nachricht|beitrag)? ?(?:an(?:sehen|zeigen)|öffnen|(?:weiter)?lesen))\W*$",
    re.IGNORECASE,
)
PICTURE = re.compile(r"\.(jpe?g|png|gif|webp|svg|avif|mp3|mp4|zip)$", re.IGNORECASE)
TITLE_CLASS = re.compile(r"title|titel|headline|header|ueberschrift|überschrift|heading", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """What one entry says; its date in UTC or None; how many different things it leads to."""

    title: str
    link: str
    date: datetime | None = None
    teaser: str = ""
    links: int = 1


def row(elements: Sequence[Element], *, base: str) -> Row | None:
    """What an entry made of these elements says, or None where it names nothing one could read.

    Args:
        elements: the entry, and what follows it where a list is flat (heading, text, heading, text).
        base: what relative links are taken from.

    """
    links = _links(elements, base)
    if not links:
        return None
    more = frozenset(anchor for words, _, anchor in links if MORE.match(words))
    lines = blocks(elements, limit=MAX_ROW, without=more)
    heading, title = _title(elements, links, lines)
    link = _link(heading, links)
    if len(without_date(title)) < TITLE_AT_LEAST or PICTURE.search(urlsplit(link).path):
        return None
    date, date_line = _date(elements, lines, title)
    teaser = " ".join(line for line in lines if _tells(line, title, date_line))
    named = {href for words, href, _ in links if len(words) >= TITLE_AT_LEAST and not MORE.match(words)}
    return Row(title, link, date, teaser[:MAX_TEASER].strip(), max(len(named), 1))


def _links(elements: Sequence[Element], base: str) -> list[tuple[str, str, Element]]:
    found = []
    for element in elements:
        for anchor in element.iter("a"):
            href = absolute(said(anchor, "href"), base)
            if href:
                words = one_line(anchor, limit=600) or said(anchor, "title") or said(anchor, "aria-label")
                found.append((words, href, anchor))
            if len(found) >= MAX_LINKS:
                return found
    return found


def _title(
    elements: Sequence[Element], links: list[tuple[str, str, Element]], lines: list[str]
) -> tuple[Element, str]:
    """What names the entry: its heading, else its longest telling link."""
    headings = [(one_line(one, limit=600), one) for element in elements for one in element.iter(*HEADINGS)]
    headings = [pair for pair in headings[:4] if _is_title(pair[0])]
    if headings:
        words, heading = _telling(headings)
        return heading, words
    named = [(words, anchor) for words, _, anchor in links if _is_title(words)]
    if named:
        words, anchor = _telling(named)
        title = _titled(anchor) or words
        return anchor, title if _stands_alone(title, lines) else ""
    return _titled_or_bold(elements)


def _stands_alone(title: str, lines: list[str]) -> bool:
    """Whether it is a line of its own or begins one: words linked in the middle of a sentence are no title."""
    return any(
        title in line and (line.startswith(title) or len(line) - len(title) <= DATE_LINE) for line in lines
    ) or not any(title[:40] in line for line in lines)


def _is_title(words: str) -> bool:
    return len(without_date(words)) >= TITLE_AT_LEAST and not MORE.match(words)


def _telling(named: list[tuple[str, Element]]) -> tuple[str, Element]:
    """Of a short line, the title and a line below it the title: the first that is long enough to be one."""
    return next(
        (pair for pair in named if len(pair[0]) >= WHOLE_TITLE), max(named, key=lambda pair: len(pair[0]))
    )


def _titled(element: Element) -> str:
    """The part of a large link that calls itself the title, else what it prints in bold."""
    inside = [(one_line(one, limit=600), one) for one in element.iter("span", "strong", "b", "div", "p")]
    inside = [pair for pair in inside if _is_title(pair[0]) and written(pair[0]) is None]
    for fits in (lambda one: TITLE_CLASS.search(said(one, "class")), lambda one: one.tag in {"strong", "b"}):
        if found := [pair for pair in inside if fits(pair[1]) and len(pair[0]) <= LONGEST_TITLE]:
            return _telling(found)[0]
    return ""


def _titled_or_bold(elements: Sequence[Element]) -> tuple[Element, str]:
    """Where every link says only "more": what stands out, else the first line."""
    for element in elements:
        words = _titled(element)
        if words:
            return element, words
    lines = [line for line in blocks(elements, limit=MAX_ROW) if not MORE.match(line)]
    lines = [line for line in lines if len(without_date(line)) >= TITLE_AT_LEAST]
    return elements[0], lines[0][:300] if lines else ""


def _link(heading: Element, links: list[tuple[str, str, Element]]) -> str:
    """Where the title leads: the link in or around it, else the one most links of the entry agree on."""
    inside = set(heading.iter("a")) | set(heading.iterancestors("a"))
    for _, href, anchor in links:
        if anchor in inside:
            return href
    return Counter(href for _, href, _ in links).most_common(1)[0][0]


def _date(elements: Sequence[Element], lines: list[str], title: str) -> tuple[datetime | None, str]:
    """When it was published: what calls itself a time, else a line with little more than a date."""
    for made, line in _named_dates(elements):
        if made:
            return made, line
    for line in lines:
        if len(line) <= DATE_LINE and line != title and (found := written(line)):
            return found, line
    for line in lines:
        # "12.03.2026 | Neue Kita eröffnet": the date begins or ends the title's line.
        bare = without_date(line).strip(EDGES)
        if bare and line != bare and title in {line, bare} and (line.startswith(bare) or line.endswith(bare)):
            return written(line), line
    return None, ""


def _named_dates(elements: Sequence[Element]) -> Iterator[tuple[datetime | None, str]]:
    for element in elements:
        for one in element.iter("time"):
            line = one_line(one, limit=200)
            yield moment(said(one, "datetime")) or written(line), line
    for element in elements:
        for one in element.iter("span", "div", "p", "small", "em", "td", "dt", "li"):
            named = f"{said(one, 'class')} {said(one, 'itemprop')}".lower()
            if "date" in named or "datum" in named:
                line = one_line(one, limit=200)
                yield written(line), line


def _tells(line: str, title: str, date_line: str) -> bool:
    if line in {title, date_line} or MORE.match(line) or line in title:
        return False
    return len(without_date(line).strip(EDGES)) > 3  # noqa: PLR2004 - a rest of punctuation


def follow_ups(element: Element, tag: str) -> list[Element]:
    """The entry and, where a list is flat, what follows until the next entry begins."""
    found = [element]
    if tag == "dd":
        before = element.getprevious()
        return [before, element] if before is not None and tag_of(before) == "dt" else found
    if tag in HEADINGS | {"dt"}:
        after = element.getnext()
        while after is not None and len(found) <= MAX_SIBLINGS and tag_of(after) not in {tag, "hr"}:
            if is_aside(after) or tag_of(after) in HEADINGS:
                break
            found.append(after)
            after = after.getnext()
    return found
