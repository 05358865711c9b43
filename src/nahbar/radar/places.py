# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - a list of words is read as words
"""Where it happens: streets, parts of the town, buildings and plans by the names Germans give them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from nahbar.radar.matter import House
from nahbar.radar.reading import Reading

_MOST = 8
_READ = 12_000
_NAME = r"[A-ZÄÖÜ][\w’'-]{0,40}"
_STREET_ENDS = r"straße|strasse|str\.|platz|weg|allee|gasse|gässchen|ring|ufer|damm|steig|pfad|promenade|chaussee|winkel|anger"
_STREET = re.compile(
    rf"\b(?P<name>(?:[A-ZÄÖÜ][\w’'-]{{1,40}}?(?:{_STREET_ENDS})"
    r"|(?:[A-ZÄÖÜ][\w’'.]{0,30}-){1,4}(?:Straße|Str\.|Platz|Weg|Allee|Gasse|Ring|Ufer|Damm|Steig|Pfad|Promenade|Brücke|Park)"
    r"|(?:[A-ZÄÖÜ][\w’'-]{1,30}er|Alte|Alter|Neue|Neuer|Große|Großer|Kleine|Kleiner|Lange|Langer|Breite|Hohe|Hoher|Obere|Oberer|Untere|Unterer)"
    r" (?:Straße|Str\.|Platz|Weg|Allee|Gasse|Ring|Ufer|Damm|Markt|Chaussee)))"
    r"(?![\w-])(?P<number> \d{1,3} ?[a-z]?(?![\w.%-]| Uhr| Euro| Prozent| Meter| Plätze))?"
)
_BUILDING_KINDS = (
    "Grundschule|Realschule|Hauptschule|Gesamtschule|Gemeinschaftsschule|Oberschule|Berufsschule|Förderschule|Gymnasium|"
    "Kita|Kindertagesstätte|Kindergarten|Kinderhaus|Familienzentrum|Jugendhaus|Jugendzentrum|Stadtteilbibliothek|Schloss|Burg|Kloster|"
    "Bürgerhaus|Mehrgenerationenhaus|Feuerwache|Gewerbegebiet|Baugebiet|Neubaugebiet|Wohngebiet|Industriegebiet|Sanierungsgebiet|Plangebiet|Quartier|Windpark|Solarpark|Haltestelle"
)
_BUILDING = re.compile(
    rf"\b(?P<name>(?:{_BUILDING_KINDS}) (?:[„\"“»](?P<quoted>[^„“”\"«»\n]{{2,60}})[“”\"«]|{_NAME}(?: {_NAME}){{0,1}}))"
)
_HOUSE = re.compile(
    r"\b(?P<name>(?:[A-ZÄÖÜ][\w’'.]{0,30}-){1,4}(?:Grundschule|Schule|Gymnasium|Realschule|Gesamtschule|Halle|Haus|Kita|Stadion|Bad|Museum|Saal)"
    r"|[A-ZÄÖÜ][\w’']{2,40}(?:schule|gymnasium|halle|stadion|museum|bibliothek|bücherei|freibad|hallenbad|theater|friedhof|rathaus|bahnhof|kirche|klinikum|brücke|tunnel|park|gemeindehaus|bürgerhaus|sporthalle|stadthalle))(?![\w-])"
    r"|\b(?P<plain>Rathaus|Stadthalle|Bürgersaal|Bürgerhaus|Marktplatz|Stadtbibliothek|Stadtbücherei|Freibad|Hallenbad|Stadtpark|Hauptbahnhof|Kurpark|Stadtarchiv|Volkshochschule)(?![\w-])"
)
_PART = re.compile(
    rf"\b(?:Ortsteil|Stadtteil|Ortschaft|Gemarkung|Stadtbezirk|Ortsbezirk|Kernstadt|Stadtgebiet|OT)s?(?:en?)? (?P<name>{_NAME}(?:[ -](?:am|an der|im|ob der|bei) {_NAME})?)"
)
_PLAN = re.compile(
    r"(?:[Bb]ebauungsplan|[Ff]lächennutzungsplan|B-Plan|[Bb]auleitplan|[Rr]ahmenplan|[Ss]atzung|Veränderungssperre)\w{0,12}"
    r"(?:[^„\"“»\n.;]|\d\.|Nr\.){0,60}[„\"“»](?P<name>[^„“”\"«»\n]{2,80})[“”\"«]"
)
_NO_STREETS = frozenset(
    "Parkplatz Arbeitsplatz Spielplatz Ausbildungsplatz Studienplatz Sportplatz Bolzplatz Kinderspielplatz Stellplatz Sitzplatz Betreuungsplatz "
    "Kitaplatz Kita-Platz Krippenplatz Liegeplatz Grillplatz Radweg Gehweg Fußweg Rad-Weg Geh- Verkehrsweg Rechtsweg Schulweg Wanderweg Feldweg Waldweg Heimweg "
    "Umweg Ausweg Rettungsweg Wirtschaftsweg Bundesstraße Landesstraße Landstraße Kreisstraße Gemeindestraße Ortsstraße Erschließungsstraße Wohnstraße Einbahnstraße Fahrradstraße "
    "Spielstraße Anliegerstraße Umgehungsstraße Schnellstraße Ring Schulplatz Werdegang Standplatz Schauplatz Startplatz Campingplatz Wohnmobilstellplatz Handlungsweg "
    "Radschnellweg Schlossgarten Solarradweg Tagungsring Kreisring Hering Sonderweg Postweg Dienstweg Instanzenweg Seeweg Luftweg Wasserweg Bürgersteig Anstieg Ausstieg Einstieg "
    "Aufstieg Abstieg Umstieg Hauptverkehrsstraße Geh-Weg Zufahrtsstraße Durchgangsstraße Verbindungsstraße Mittelplatz Tabellenplatz Podestplatz Pflegeplatz Hortplatz Praktikumsplatz Rastplatz "
    "Festplatz Dorfplatz Lagerplatz Übergangsweg Kiesweg Datenring Monitoring Engineering Controlling Freiwilligenring Vorplatz Abstellplatz Fahrradabstellplatz Wendeplatz Boule-Platz Bouleplatz".split()
)
_NO_HOUSES = frozenset(
    "Hochschule Volkshochschule Grundschule Berufsschule Realschule Hauptschule Gesamtschule Musikschule Ganztagsschule Förderschule Fahrschule Schule Halle Friedhof Bahnhof Kirche Tiefgarage "
    "Turnhalle Sporthalle Mehrzweckhalle Lagerhalle Fuhrpark Maschinenpark Skulpturenpark Fahrzeugpark Gemeinschaftsschule Oberschule Werkrealschule Fachschule Fachhochschule Vorschule Sekundarschule Gemeinschaftsgrundschule".split()
)
_NO_NAMES = frozenset(
    "Der Die Das Den Dem Des Und Im In Am An Auf Aus Für Von Vom Zum Zur Mit Bei Nach Ein Eine Einer Einem Diese Dieser Sowie Wird Werden Hier Wegen Stadt Gemeinde Bebauungsplan Karte".split()
)


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place and where it is named."""

    name: str
    where: Literal["title", "text"]
    start: int
    end: int


def places(title: Reading, text: Reading, house: House) -> list[PlaceFound]:
    """The places named, those of the headline first, then the most frequent; each once, at most eight."""
    first: dict[str, PlaceFound] = {}
    counted: dict[str, int] = {}
    readings: tuple[tuple[Reading, Literal["title", "text"]], ...] = ((title, "title"), (text, "text"))
    for reading, where in readings:
        for name, start, end in _named(reading.text[:_READ], house):
            key = name.casefold()
            first.setdefault(key, PlaceFound(name, where, start, end))
            counted[key] = counted.get(key, 0) + 1
    order = {key: place for place, key in enumerate(first)}
    # The town's own name says least.
    own = {name.casefold() for name in house.names}
    ranked = sorted(
        first, key=lambda key: (key in own, first[key].where == "text", -min(counted[key], 3), order[key])
    )
    return [first[key] for key in ranked[:_MOST]]


def _named(text: str, house: House) -> Iterator[tuple[str, int, int]]:
    found = [*_streets(text), *_buildings(text), *_parts(text, house)]
    taken: list[tuple[str, int, int]] = []
    # Of places within each other the longer one: "Grundschule Am Anger", not "Am Anger".
    for name, start, end in sorted(found, key=lambda one: (one[1], one[1] - one[2])):
        if not taken or start >= taken[-1][2]:
            taken.append((name, start, end))
    yield from taken


def _streets(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _STREET.finditer(text):
        name = found["name"]
        if name not in _NO_STREETS and name.split(" ")[0] not in _NO_NAMES:
            yield name + (found["number"] or ""), found.start(), found.end()


def _buildings(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _BUILDING.finditer(text):
        last = found["name"].split(" ")[-1]
        if found["quoted"]:
            yield found["quoted"].strip(), found.start("quoted"), found.end("quoted")
        elif last not in _NO_NAMES and not last.endswith("."):
            yield found["name"], found.start("name"), found.end("name")
    for found in _HOUSE.finditer(text):
        name = found["name"] or found["plain"]
        if name not in _NO_HOUSES:
            yield name, found.start(), found.end()
    for found in _PLAN.finditer(text):
        yield found["name"].strip(), found.start("name"), found.end("name")


def _parts(text: str, house: House) -> Iterator[tuple[str, int, int]]:
    for found in _PART.finditer(text):
        name = found["name"].rstrip(".")
        if name not in _NO_NAMES:
            yield name, found.start("name"), found.start("name") + len(name)
    for name in house.names:
        if len(name) > 2:  # noqa: PLR2004 - "Au" would be found everywhere
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                yield name, found.start(), found.end()
