# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What else Musterau produces anyway: notices, council papers, vacancies, events. All of it invented."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Told:
    """One item: days ago, headline, text. `{+N}` in the text becomes the day N days from now."""

    days: int
    title: str
    text: str


NOTICES = (
    Told(
        8,
        "Bekanntmachung: Sachlicher Teilflächennutzungsplan Windenergie, Beteiligung der Öffentlichkeit gemäß § 3 Abs. 2 BauGB",
        "Der Rat der Stadt Musterau hat den Entwurf des sachlichen Teilflächennutzungsplans Windenergie gebilligt. Der Entwurf wird mit "
        "Begründung und Umweltbericht vom {+4} bis einschließlich {+49} im Internet veröffentlicht und liegt im Rathaus, Zimmer 2.04, aus. "
        "Stellungnahmen können an planung@musterau.example, schriftlich oder zur Niederschrift abgegeben werden.",
    ),
    Told(
        3,
        "Bebauungsplan Nr. 27 „Am Mühlbach“: frühzeitige Beteiligung der Öffentlichkeit",
        "Die Stadt Musterau stellt den Bebauungsplan Nr. 27 „Am Mühlbach“ auf. Ziel sind etwa 40 Wohnungen, eine Kindertagesstätte und ein "
        "Fußweg am Bach. Die Unterlagen liegen vom {+3} bis {+24} im Rathaus, Bauamt, Zimmer 2.11, aus. Äußerungen nimmt das Bauamt bis zum "
        "{+24} unter bauamt@musterau.example entgegen.",
    ),
    Told(
        2,
        "Sitzung des Ausschusses für Umwelt und Verkehr",
        "Der Ausschuss für Umwelt und Verkehr tagt am {+6} um 17 Uhr im Ratssaal. Auf der Tagesordnung stehen der Radweg nach Musterdorf und "
        "die Bäume in der Bahnhofstraße. Die Sitzung ist öffentlich.",
    ),
)
PAPERS = (
    Told(
        5,
        "Vorlage 2026/0142: Aufstellungsbeschluss Bebauungsplan Nr. 27 „Am Mühlbach“",
        "Beschlussvorschlag: Der Rat beschließt, für das Gebiet zwischen Mühlbach und Gartenstraße den Bebauungsplan Nr. 27 „Am Mühlbach“ "
        "aufzustellen. Begründung: Die Nachfrage nach bezahlbaren Wohnungen ist hoch. Federführend: Bauamt.",
    ),
    Told(
        5,
        "Vorlage 2026/0139: Ausbildungsplätze der Stadtverwaltung im kommenden Jahr",
        "Die Verwaltung bietet im kommenden Jahr elf Ausbildungsplätze an: sechs für Verwaltungsfachangestellte, zwei im Bauhof, zwei in "
        "Kindertagesstätten und einen in der IT. Der Personalausschuss nimmt die Planung zur Kenntnis. Federführend: Personalamt.",
    ),
    Told(
        7,
        "Vorlage 2026/0131: Beteiligungsbericht der Stadt Musterau",
        "Der Beteiligungsbericht stellt die wirtschaftliche Lage der Stadtwerke Musterau GmbH dar, an der die Stadt mit 51 Prozent beteiligt ist. "
        "Federführend: Kämmerei.",
    ),
)
JOBS = (
    Told(
        4,
        "Erzieherin oder Erzieher (m/w/d) für die Kita Regenbogen",
        "Wir suchen zum nächstmöglichen Zeitpunkt eine Erzieherin oder einen Erzieher in Voll- oder Teilzeit, Entgeltgruppe S 8a. Bewerbungen "
        "bitte bis zum {+17} unter musterau.example/karriere.",
    ),
    Told(
        4,
        "Ausbildung Verwaltungsfachangestellte (m/w/d)",
        "Du organisierst gern und magst Menschen? Starte im August deine Ausbildung im Rathaus. Bewirb dich bis {+36} online. Fragen "
        "beantwortet das Personalamt unter 115.",
    ),
    Told(
        1,
        "Fachkraft für Abwassertechnik (m/w/d)",
        "Für die Kläranlage sucht die Stadt eine Fachkraft für Abwassertechnik. Wir bieten Schichtzulage, ein Jobrad und ein Team, das "
        "zusammenhält. Bewerbungsfrist ist der {+20}.",
    ),
)
FILES = (
    ("Amtliche Bekanntmachungen", "bekanntmachungen", NOTICES),
    ("Ratsinformationssystem: Vorlagen", "vorlagen", PAPERS),
    ("Stellenangebote der Stadt", "stellen", JOBS),
)
DAYS = {
    "days": "active",
    "holidays": "both",
    "anniversaries": "1527 Stadtrechte\n12.5.1977 Freibad eröffnet",
}
# Days from now, hour, name, place.
EVENTS = (
    (9, 14, "Tag der offenen Tür in der Feuerwache", "Feuerwache Musterau"),
    (13, 16, "Laternenumzug durch die Altstadt", "Marktplatz"),
    (27, 19, "Lesung in der Stadtbücherei", "Stadtbücherei, Schulstraße 4"),
)


def files(now: datetime) -> tuple[tuple[str, bytes], ...]:
    """The sources as feed files, each with its name, as of `now`."""
    return tuple((title, _feed(title, part, rows, now)) for title, part, rows in FILES)


def calendar(now: datetime) -> bytes:
    """The town's events as an iCalendar file."""
    rows = []
    for number, (days, hour, name, place) in enumerate(EVENTS, start=1):
        day = (now + timedelta(days=days)).strftime("%Y%m%d")
        rows += [
            "BEGIN:VEVENT",
            f"UID:{number}@musterau.example",
            f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
            f"DTSTART;TZID=Europe/Berlin:{day}T{hour:02}0000",
            f"DTEND;TZID=Europe/Berlin:{day}T{hour + 2:02}0000",
            f"SUMMARY:{name}",
            "LOCATION:" + place.replace(",", "\\,"),
            f"URL:https://musterau.example/veranstaltungen/{number}",
            "END:VEVENT",
        ]
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Stadt Musterau//Kalender//DE"]
    title = "X-WR-CALNAME:Veranstaltungen in Musterau"
    return "\r\n".join([*head, title, *rows, "END:VCALENDAR", ""]).encode()


def _feed(title: str, part: str, rows: tuple[Told, ...], now: datetime) -> bytes:
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>https://musterau.example/{part}/{number}</link>"
        f"<guid>https://musterau.example/{part}/{number}</guid>"
        f"<pubDate>{format_datetime(now - timedelta(days=one.days))}</pubDate>"
        f"<description>{escape(_dated(one.text, now))}</description></item>"
        for number, one in enumerate(rows, start=1)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{escape(title)}</title>'
        f"<link>https://musterau.example/{part}</link><description>{escape(title)}</description>{items}</channel></rss>"
    ).encode()


def _dated(text: str, now: datetime) -> str:
    """The text with its days written out."""
    while "{+" in text:
        before, _, rest = text.partition("{+")
        days, _, after = rest.partition("}")
        text = before + _in_words((now + timedelta(days=int(days))).date()) + after
    return text


def _in_words(day: date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
