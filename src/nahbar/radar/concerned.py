# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom a matter concerns, and which department knows about it."""

import re
from typing import Literal

from nahbar.radar.evidence import Evidence, Pages, clue, weigh
from nahbar.radar.matter import Clue, House, Matter, Pillar
from nahbar.radar.words import grouped

EVERYBODY = "Alle"
_PEOPLE = grouped("people")
_DEPARTMENTS = grouped("departments")
_MOST_GROUPS = 5
_ENOUGH = 0.45
_CLEARLY = 0.95
_BEGINNERS = "Auszubildende"
_SEEKERS = "Arbeitsuchende"
_CAPITAL = r"[A-ZÄÖÜ]"
_FORM_FIELDS = (
    "Dienststelle",
    "Federführend(?:es|er)? (?:Amt|Fachbereich)",
    "Federführung",
    "Fachamt",
    "Fachbereich",
    "Amt",
)
_IN_FORMS = tuple(
    re.compile(
        rf"\b{field}: ?(?P<name>[A-ZÄÖÜ][^\n:;,|]{{2,60}}?)(?=\n|[:;,|]|$| {_CAPITAL}+ {_CAPITAL}+| {_CAPITAL}[\w ]{{2,20}}:)"
    )
    for field in _FORM_FIELDS
)
_NAMED = re.compile(
    rf"\b(?P<name>(?:Amt|Fachbereich|Fachdienst|Referat|Fachamt|Stabsstelle|Sachgebiet|Fachgebiet|Eigenbetrieb) (?:für )?{_CAPITAL}[\w-]{{3,40}}"
    rf"(?:(?:, {_CAPITAL}[\w-]{{3,40}}){{0,2}} (?:und|&) {_CAPITAL}[\w-]{{3,40}})?"
    rf"|{_CAPITAL}\w{{2,40}}amt(?:e?s)?|(?:Stadtk|K)ämmerei|Bürgerbüro|Bürgerservice|Stadtplanung|Wirtschaftsförderung|Bauverwaltung|Stadtarchiv"
    r"|Stadtbibliothek|Stadtbücherei|Branddirektion|Bauhof|Personalabteilung|Volkshochschule)(?![\w-])"
)
_NO_DEPARTMENTS = re.compile(
    r"(?:Ehren|Ges|Insges|Be|Bundes|Landes|Landrats|Finanz|Pf?arr|Eisenbahn-Bundes|Bundeskriminal|Kraftfahrt|Zoll|Bundesverwaltungs|Patent|Oberlandes)amt(?:e?s)?|Gesamt"
)
_GENITIVE = re.compile(r"(?<=amt)e?s$")
_TEXT_AND_TITLE: tuple[Literal["text", "title"], ...] = ("text", "title")
_READ = 6000
_WORD = re.compile(r"[^\W\d_]{3,}")


def people(pages: Pages) -> tuple[list[str], list[Clue]]:
    """The groups concerned, the most concerned first, with the words that name them."""
    weighed = [(weigh(words, pages), group) for group, words in _PEOPLE]
    found = sorted((pair for pair in weighed if pair[0].score >= _ENOUGH), key=lambda pair: -pair[0].score)
    groups = found[:_MOST_GROUPS]
    clues = [one for evidence, group in groups for one in evidence.clues("people", group, pages)[:1]]
    return [group for _, group in groups], clues


def audience(pillar: Pillar, groups: list[str], pages: Pages) -> str:
    """For whom it is told: the one group it clearly concerns, else everybody."""
    if pillar is Pillar.RECRUITING:
        return _BEGINNERS if _BEGINNERS in groups[:2] else _SEEKERS
    if not groups or pillar in {Pillar.CRISIS, Pillar.PARTICIPATION}:
        return EVERYBODY
    words = dict(_PEOPLE)[groups[0]]
    return groups[0] if weigh(words, pages).score >= _CLEARLY else EVERYBODY


def department(matter: Matter, pages: Pages, house: House) -> tuple[str, Clue | None]:
    """The department: as the source says, as the text names it, else the house's own one for such topics."""
    if matter.department:
        return matter.department, Clue("department", matter.department, matter.department, "source", 0, 0)
    named = named_department(pages, house)
    if named:
        return named
    return _by_topic(pages, house)


def named_department(pages: Pages, house: House) -> tuple[str, Clue] | None:
    """The first department the text or the headline names, and the words that name it."""
    for where in _TEXT_AND_TITLE:
        read = (pages.title if where == "title" else pages.text).text[:_READ]
        for name in house.departments:
            found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", read, re.IGNORECASE) if name else None
            if found:
                return name, clue("department", name, pages, where, found.span())
        for pattern in (*_IN_FORMS, _NAMED):
            for found in pattern.finditer(read):
                said = _GENITIVE.sub("", found["name"].strip())
                if not _NO_DEPARTMENTS.fullmatch(said):
                    name = _own(said, house) or said
                    return name, clue("department", name, pages, where, found.span("name"))
    return None


def _own(said: str, house: House) -> str:
    """The house's department with the most words in common."""
    wanted = {word.casefold() for word in _WORD.findall(said)} - {
        "amt",
        "für",
        "fachbereich",
        "fachdienst",
        "und",
    }
    best, most = "", 0
    for name in house.departments:
        common = len(wanted & {word.casefold() for word in _WORD.findall(name)})
        if common > most:
            best, most = name, common
    return best


def _by_topic(pages: Pages, house: House) -> tuple[str, Clue | None]:
    weighed: list[tuple[float, str, Evidence]] = []
    for stems, words in _DEPARTMENTS if house.departments else ():
        own = next(
            (name for stem in stems.split() for name in house.departments if stem in name.casefold()), ""
        )
        evidence = weigh(words, pages) if own else None
        if evidence and evidence.score >= _ENOUGH:
            weighed.append((evidence.score, own, evidence))
    if not weighed:
        return "", None
    _, name, evidence = max(weighed, key=lambda one: one[0])
    clues = evidence.clues("department", name, pages)
    return name, clues[0] if clues else None
