# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The events a page marks as such (schema.org Event), and the calendar files it offers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from nahbar.foundation.fingerprint import fingerprint
from nahbar.topics.plain import plain
from nahbar.topics.readers import schema_org
from nahbar.topics.readers.events.ical import HORIZON, MAX_OCCURRENCES
from nahbar.topics.readers.events.occurrence import BERLIN, Occurrence, Span
from nahbar.topics.readers.links import web_link
from nahbar.topics.readers.pages.tree import Element, base_of, one_line, said
from nahbar.topics.readers.schema_org import Thing

MORE_KINDS = frozenset({"Festival", "Hackathon", "CourseInstance", "UserInteraction"})
MAX_FILES = 5
CALLED_OFF = ("EventCancelled", "EventPostponed")
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Offer:
    """A calendar file a page links to."""

    url: str
    title: str


def occurrences(tree: Element, *, url: str, at: datetime) -> tuple[tuple[Occurrence, ...], int]:
    """What the page says will happen in the next weeks, the nearest first; how many could not be read."""
    base = base_of(tree, url)
    found: dict[str, Occurrence] = {}
    broken = 0
    for thing in schema_org.things(tree, _is_event):
        made = _occurrence(thing, base)
        if made is None:
            broken += 1
        elif at <= made.span.last and made.span.begins <= at + HORIZON:
            found.setdefault(_key(made), made)
    rows = _apart(sorted(found.values(), key=lambda one: (one.span.begins, one.identifier)))
    return tuple(rows[:MAX_OCCURRENCES]), broken


def _is_event(kind: str) -> bool:
    return kind in MORE_KINDS or (kind.endswith("Event") and kind != "PublicationEvent")


def _occurrence(thing: Thing, base: str) -> Occurrence | None:
    title = schema_org.line(thing, "name", "headline")
    begin = schema_org.when(schema_org.text(thing, "startDate"), BERLIN)
    if not title or begin is None:
        return None
    begins, is_all_day = begin
    end = schema_org.when(schema_org.text(thing, "endDate"), BERLIN)
    ends = end[0] if end and begins < end[0] <= begins + LONGEST else None
    if ends is not None and end is not None and end[1] and not is_all_day:
        # "Begins on the 2nd at 18:00, ends on the 2nd": the day says nothing of an end.
        ends = None if ends.date() <= begins.date() else ends.replace(hour=23, minute=59)
    link = web_link(schema_org.text(thing, "url", "@id", "mainEntityOfPage"), base)
    return Occurrence(
        identifier=schema_org.text(thing, "identifier", "@id") or link,
        title=title,
        span=Span(begins, ends, is_all_day),
        text=plain(schema_org.text(thing, "description")),
        place=schema_org.place(thing.get("location")),
        link=link,
        is_cancelled=schema_org.text(thing, "eventStatus").rpartition("/")[2] in CALLED_OFF,
    )


def _key(one: Occurrence) -> str:
    return fingerprint([one.identifier or one.title, one.span.begins.isoformat()])


def _apart(rows: list[Occurrence]) -> list[Occurrence]:
    """Each with a name of its own: where several share one (or have none), title and day are part of it."""
    names = [one.identifier for one in rows]
    links = [one.link for one in rows]
    made = []
    for one in rows:
        day = f"{one.span.begins:%Y-%m-%d}"
        if not one.identifier or names.count(one.identifier) > 1:
            one = replace(one, identifier=f"{one.identifier}#{fingerprint([one.title, day])[:16]}")  # noqa: PLW2901
        if one.link and links.count(one.link) > 1 and "#" not in one.link:
            one = replace(one, link=f"{one.link}#{day}")  # noqa: PLW2901 - the same one, told apart
        made.append(one)
    return made


def files(tree: Element, *, url: str) -> tuple[Offer, ...]:
    """The calendar files the page links to, those of a whole calendar as far as one can tell."""
    base = base_of(tree, url)
    found: dict[str, Offer] = {}
    for link, title in _links(tree):
        whole = web_link(link, base)
        if whole:
            found.setdefault(whole, Offer(whole, title))
        if len(found) >= MAX_FILES:
            break
    return tuple(found.values())


def _links(tree: Element) -> Iterator[tuple[str, str]]:
    for one in tree.iter("link", "a"):
        href = said(one, "href")
        is_file = urlsplit(href).path.lower().endswith((".ics", ".ical")) if _is_plain(href) else False
        if href.lower().startswith("webcal"):
            yield "https" + href[href.index(":") :] if ":" in href else href, one_line(one, limit=200)
        elif is_file or said(one, "type").lower().startswith("text/calendar"):
            yield href, said(one, "title") or one_line(one, limit=200)


def _is_plain(href: str) -> bool:
    try:
        return bool(urlsplit(href).path)
    except ValueError:
        return False
