# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One vacancy, and the item it becomes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from urllib.parse import urldefrag

from nahbar.foundation.fingerprint import fingerprint
from nahbar.radar.matter import Kind
from nahbar.topics.item import MAX_ID, MAX_TEXT, MAX_TITLE, Item
from nahbar.topics.plain import plain
from nahbar.topics.readers import schema_org
from nahbar.topics.readers.events.occurrence import BERLIN
from nahbar.topics.readers.links import web_link
from nahbar.topics.readers.pages.tree import Element, base_of
from nahbar.topics.readers.schema_org import Thing

# Words of the item, not of the interface; see events.occurrence.
TIMES = {
    "FULL_TIME": "Vollzeit", "PART_TIME": "Teilzeit", "TEMPORARY": "befristet", "INTERN": "Praktikum",
    "VOLUNTEER": "Ehrenamt", "CONTRACTOR": "freie Mitarbeit", "PER_DIEM": "tageweise",
}  # fmt: skip
MAX_POSTINGS = 300


@dataclass(frozen=True, slots=True)
class Posting:
    """A vacancy as its source tells it: plain text; days as moments."""

    identifier: str
    title: str
    text: str = ""
    employer: str = ""
    department: str = ""
    place: str = ""
    times: str = ""
    link: str = ""
    posted: datetime | None = None
    apply_until: datetime | None = None
    begins: datetime | None = None


def item_of(one: Posting) -> Item:
    """The item: what decides stands at the top of its text, so that a change of it is seen as one."""
    said = (
        ("Arbeitgeber", one.employer),
        ("Bereich", one.department),
        ("Ort", one.place),
        ("Arbeitszeit", one.times),
        ("Beginn", _day(one.begins)),
        ("Bewerbung bis", _day(one.apply_until)),
    )
    head = "\n".join(f"{name}: {value}" for name, value in said if value)
    return Item(
        identifier=one.identifier[:MAX_ID],
        title=one.title if len(one.title) <= MAX_TITLE else one.title[: MAX_TITLE - 1].rstrip() + "…",
        text="\n\n".join(filter(None, (head, one.text)))[:MAX_TEXT].rstrip(),
        link=one.link,
        published_at=one.posted.astimezone(UTC) if one.posted else None,
        kind=Kind.JOB,
        ends_at=one.apply_until.astimezone(UTC) if one.apply_until else None,
        place=one.place[:300],
        department=one.department[:200],
    )


def _day(moment: datetime | None) -> str:
    return f"{moment.astimezone(BERLIN):%d.%m.%Y}" if moment else ""


def postings(tree: Element, *, url: str) -> tuple[Posting, ...]:
    """The vacancies a page marks as such (schema.org JobPosting), each with a name of its own."""
    base = base_of(tree, url)
    found: list[Posting] = []
    for thing in schema_org.things(tree, lambda kind: kind == "JobPosting"):
        made = _posting(thing, base)
        if made is not None and len(found) < MAX_POSTINGS:
            found.append(made)
    return tuple(_apart(found, url))


def _posting(thing: Thing, base: str) -> Posting | None:
    title = schema_org.line(thing, "title", "name")
    if not title:
        return None
    link = web_link(schema_org.text(thing, "url", "mainEntityOfPage", "@id"), base)
    posted = schema_org.when(schema_org.text(thing, "datePosted"), BERLIN)
    begins = schema_org.when(schema_org.text(thing, "jobStartDate"), BERLIN)
    return Posting(
        identifier=_identifier(thing) or link,
        title=title,
        text="\n\n".join(_texts(thing)),
        employer=_name(thing, "hiringOrganization"),
        department=_department(thing),
        place=_places(thing),
        times=_times(thing),
        link=link,
        posted=posted[0] if posted else None,
        apply_until=_last_moment(schema_org.text(thing, "validThrough")),
        begins=begins[0] if begins else None,
    )


def _identifier(thing: Thing) -> str:
    """The employer's own number of the vacancy."""
    for one in schema_org.parts(thing, "identifier"):
        value = schema_org.line(one, "value") if isinstance(one, dict) else str(one).strip()
        if value:
            return value[:500]
    return ""


def _texts(thing: Thing) -> Iterator[str]:
    told = set()
    for name in ("description", "responsibilities", "qualifications", "jobBenefits"):
        words = plain(schema_org.text(thing, name))
        if words and words not in told:
            told.add(words)
            yield words


def _name(thing: Thing, name: str) -> str:
    for one in schema_org.parts(thing, name):
        found = (
            schema_org.line(one, "name", "legalName")
            if isinstance(one, dict)
            else schema_org.line(thing, name)
        )
        if found:
            return found[:200]
    return ""


def _department(thing: Thing) -> str:
    own = _name(thing, "employmentUnit")
    if own:
        return own
    employers = [one for one in schema_org.parts(thing, "hiringOrganization") if isinstance(one, dict)]
    return next((found for one in employers if (found := _name(one, "department"))), "")


def _places(thing: Thing) -> str:
    named = [schema_org.place(one) for one in schema_org.parts(thing, "jobLocation")[:5]]
    if schema_org.text(thing, "jobLocationType").upper() == "TELECOMMUTE":
        named.append("Arbeit von zu Hause möglich")
    return "; ".join(dict.fromkeys(filter(None, named)))


def _times(thing: Thing) -> str:
    said = [str(one).strip() for one in schema_org.parts(thing, "employmentType")[:6] if isinstance(one, str)]
    return ", ".join(
        dict.fromkeys(TIMES.get(one.upper(), one[:60]) for one in said if one.upper() != "OTHER")
    )


def _last_moment(value: str) -> datetime | None:
    """Until when one can apply; a day lasts until its end."""
    made = schema_org.when(value, BERLIN)
    if made is None:
        return None
    moment, is_day = made
    # Midnight is what programs make of a day.
    if is_day or moment.time() == time():
        return moment.replace(hour=23, minute=59)
    return moment


def _apart(found: list[Posting], url: str) -> Iterator[Posting]:
    names = [one.identifier for one in found]
    links = [one.link for one in found]
    for one in found:
        mark = fingerprint([one.title, one.place])[:12]
        name = one.identifier
        if not name:
            name = url if len(found) == 1 else f"{url}#{mark}"
        elif names.count(name) > 1:
            name = f"{name}#{mark}"
        link = one.link or (url if len(found) == 1 else "")
        if link and links.count(link) > 1:
            link = f"{urldefrag(link).url}#{mark}"
        yield replace(one, identifier=name, link=link)
