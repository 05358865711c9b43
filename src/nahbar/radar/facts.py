# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facts a text tells, each with its place: who, what, when, where, until, cost, contact, link."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

import regex

from nahbar.foundation import text as measure
from nahbar.foundation.reach import MAIL, TELEPHONE, digits
from nahbar.radar import concerned, periods
from nahbar.radar.evidence import Pages
from nahbar.radar.matter import DateKind, House, Matter
from nahbar.radar.places import places


class FactKind(StrEnum):
    """What a fact answers, in the order in which a desk asks."""

    WHO = "who"
    WHAT = "what"
    WHEN = "when"
    WHERE = "where"
    UNTIL = "until"
    COST = "cost"
    TELEPHONE = "telephone"
    MAIL = "mail"
    ROOM = "room"
    HOURS = "hours"
    LINK = "link"


CONTACTS = frozenset({FactKind.TELEPHONE, FactKind.MAIL, FactKind.ROOM, FactKind.HOURS})


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: `words` stand at `start` to `end` of the text as it was given.

    `value` is the fact in one form: days as "2026-06-03", "2026-06-03T18:00" or "2026-06-03/2026-06-09", money as "12.50"
    ("0.00" where it is free), telephone numbers in digits, names as they are written.
    """

    kind: FactKind
    words: str
    start: int
    end: int
    value: str


NO_HOUSE = House()
_READ = 60_000
_MOST = 200
_TITLE = (
    r"(?:(?:Ober|Erste[rn]?\s|Zweite[rn]?\s)?[Bb]ürgermeister(?:in)?|Landrät(?:in)|Landrat|Ortsvorsteher(?:in)?|Beigeordnete[rn]?|"
    r"Dezernent(?:in)?|Baudezernent(?:in)?|Stadtrat|Stadträtin|Stadtkämmerer|Kämmer(?:er|in)|Amtsleiter(?:in)?|"
    r"(?:\p{Lu}\p{L}{2,25}-?)?(?:[Ll]eiter|[Ss]precher|[Bb]eauftragte|[Mm]anager)(?:in|[rn])?|Schulleiter(?:in)?|Minister(?:in|präsident|präsidentin)?|"
    r"Wehrführer(?:in)?|Präsident(?:in)?|Professor(?:in)?)"
)
_NAME = r"(?:(?:Prof\.|Dr\.)\s){0,2}\p{Lu}[\p{L}’]+(?:-\p{Lu}\p{L}+)?(?:\s(?:von|van|de|zu)(?:\s(?:der|den))?)?\s\p{Lu}[\p{L}’]+(?:-\p{Lu}\p{L}+)?"
_PERSON = regex.compile(
    rf"\b{_TITLE}\s(?P<name>{_NAME})|\b(?:Frau|Herr|Herrn)\s(?P<plain>(?:(?:Prof\.|Dr\.)\s){{0,2}}\p{{Lu}}[\p{{L}}’-]+(?:\s\p{{Lu}}[\p{{L}}’-]+)?)"
)
_BODY = regex.compile(
    r"\b(?:(?:Stadt|Gemeinde|Kreis|Landkreis|Markt|Samtgemeinde|Verbandsgemeinde|Universität|Hochschule)\s(?!und\b)\p{Lu}[\p{L}-]{2,30}"
    r"(?:\s(?:am|an\sder|im|ob\sder)\s\p{Lu}\p{L}+)?|Stadtverwaltung|Gemeindeverwaltung|Kreisverwaltung|Stadtrat|Gemeinderat|Kreistag|"
    r"Freiwillige\sFeuerwehr(?:\s\p{Lu}\p{L}+)?|Feuerwehr|Stadtwerke(?:\s\p{Lu}\p{L}+)?|Ordnungsamt|Standesamt|Jugendamt|Bauamt|Sozialamt|"
    r"Gesundheitsamt|Bürgerbüro|Bürgerservice|Volkshochschule|Musikschule|Stadtbibliothek|Stadtbücherei|Stadtarchiv|Bauhof|Tiefbauamt|"
    r"Umweltamt|Einwohnermeldeamt|(?:Amt|Fachbereich|Fachdienst)\sfür\s\p{Lu}\p{L}+(?:(?:,\s\p{Lu}\p{L}+)?\sund\s\p{Lu}\p{L}+)?)(?![\p{L}-])"
)
_MONEY = regex.compile(
    r"(?<![\p{L}\d.,])(?P<number>\d{1,3}(?:[.  ]\d{3}){1,3}|\d{1,9})(?:,(?P<cents>\d{1,2}|-|–))?[  ]?"
    r"(?P<unit>(?:Tausend|Mio\.?|Millionen|Million|Mrd\.?|Milliarden)[  ])?(?P<sign>Euro|EUR|€|Cent)(?!\p{L})"
    r"|(?:€|EUR)[  ]?(?P<behind>\d{1,7})(?:,(?P<behind_cents>\d{2}))?(?!\d)"
)
_FREE = regex.compile(
    r"\b(?:kostenlos(?:e[nrsm]?)?|kostenfrei(?:e[nrsm]?)?|gebührenfrei(?:e[nrsm]?)?|unentgeltlich|(?:der\s)?Eintritt\s(?:ist\s)?frei|kostet\snichts|ohne\sEintritt)\b",
    regex.I,
)
_TIMES = {
    "tausend": 1_000,
    "mio": 1_000_000,
    "million": 1_000_000,
    "millionen": 1_000_000,
    "mrd": 10**9,
    "milliarden": 10**9,
}
_ROOM = regex.compile(
    r"\b(?:Zimmer|Raum|Büro|Sitzungssaal|Saal|Schalter)\s(?:Nr\.\s?)?(?:\p{Lu}{0,2}[ .-]?\d{1,4}(?:[.-]\d{1,3})?(?:\s?[a-z])?\b|\p{Lu}\d{1,3})(?!\s?(?:Uhr|Euro|Prozent))"
)
_DAY = r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Mo|Di|Mi|Do|Fr|Sa|So)s?\.?"
_CLOCK = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?:\sUhr)?"
_HOURS = regex.compile(
    rf"\b{_DAY}(?:\s?(?:–|-|bis|und|,|/|&)\s?{_DAY}){{0,5}}[,:]?\s(?:jeweils\s)?(?:von\s)?{_CLOCK}\s?(?:–|-|bis)\s?{_CLOCK}"
    rf"(?:\s?(?:,|und|sowie)\s(?:von\s)?{_CLOCK}\s?(?:–|-|bis)\s?{_CLOCK}){{0,2}}(?:\sUhr)?"
)
_HOURS_SIGN = regex.compile(r"\bUhr\b|[.:][0-5]\d")


def facts(text: str, *, near: date, house: House = NO_HOUSE) -> list[Fact]:
    """What the text tells, in the order of the text, each passage once for each kind.

    Nothing is read behind the first 60,000 characters; years that are not written are the nearest to `near`. What is not
    written in one of the known ways is not found: a fact missing here may still stand in the text.
    """
    pages = Pages(Matter(title="", text=text[:_READ]))
    given = pages.text.given
    found = [
        *_days(pages, near),
        *_where(pages, house),
        *_who(pages, house),
        *_costs(given),
        *_contacts(given),
        *(
            Fact(FactKind.LINK, one.text, one.start, one.end, one.text)
            for one in measure.addresses(given)
            if not _in_mail(given, one.start)
        ),
    ]
    once: dict[tuple[FactKind, int, int], Fact] = {}
    for fact in found[: _MOST * len(FactKind)]:
        once.setdefault((fact.kind, fact.start, fact.end), fact)
    order = list(FactKind)
    return sorted(once.values(), key=lambda fact: (fact.start, order.index(fact.kind), fact.end))


def _days(pages: Pages, near: date) -> Iterator[Fact]:
    for one in periods.dated(pages, near):
        span = one.span
        start, end = pages.text.where(span.start, span.end)
        words = pages.text.given[start:end].strip()
        value = span.last.isoformat() + (f"T{span.at:%H:%M}" if span.at else "")
        if span.is_span:
            value = f"{span.first.isoformat()}/{value}"
        kind = FactKind.UNTIL if one.kind is DateKind.DEADLINE and not span.is_span else FactKind.WHEN
        yield Fact(kind, words, start, start + len(words), value)


def _where(pages: Pages, house: House) -> Iterator[Fact]:
    for one in places(pages.title, pages.text, house):
        start, end = pages.text.where(one.start, one.end)
        yield Fact(FactKind.WHERE, pages.text.given[start:end], start, end, one.name)


def _who(pages: Pages, house: House) -> Iterator[Fact]:
    given = pages.text.given
    named = concerned.named_department(pages, house)
    if named:
        yield Fact(FactKind.WHO, named[1].words, named[1].start, named[1].end, named[0])
    for match in _PERSON.finditer(given):
        yield Fact(FactKind.WHO, match.group(), *match.span(), match["name"] or match["plain"])
    seen: set[str] = set()
    for match in _BODY.finditer(given):
        if match.group() not in seen:
            seen.add(match.group())
            yield Fact(FactKind.WHO, match.group(), *match.span(), match.group())


def _costs(given: str) -> Iterator[Fact]:
    for match in _MONEY.finditer(given):
        yield Fact(FactKind.COST, match.group(), *match.span(), f"{_amount(match):.2f}")
    for match in _FREE.finditer(given):
        yield Fact(FactKind.COST, match.group(), *match.span(), "0.00")


def _amount(match: regex.Match[str]) -> Decimal:
    whole = regex.sub(r"\D", "", match["number"] or match["behind"])
    cents = match["cents"] or match["behind_cents"] or "0"
    amount = Decimal(f"{whole}.{cents}" if cents.isdecimal() else whole)
    unit = (match["unit"] or "").strip(" \u00a0\u202f.").lower()
    amount *= _TIMES.get(unit, 1)
    return amount / 100 if match["sign"] == "Cent" else amount


def _contacts(given: str) -> Iterator[Fact]:
    for match in MAIL.finditer(given):
        words = match.group().rstrip(".")
        yield Fact(FactKind.MAIL, words, match.start(), match.start() + len(words), words.lower())
    for match in TELEPHONE.finditer(given):
        yield Fact(FactKind.TELEPHONE, match.group(), *match.span(), digits(match.group()))
    for match in _ROOM.finditer(given):
        yield Fact(FactKind.ROOM, match.group(), *match.span(), match.group())
    for match in _HOURS.finditer(given):
        if _HOURS_SIGN.search(match.group()):
            yield Fact(FactKind.HOURS, match.group(), *match.span(), match.group())


def _in_mail(given: str, start: int) -> bool:
    return start > 0 and given[start - 1] == "@"
