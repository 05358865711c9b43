# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invented town Musterau: its people, its news, its posts. All texts and pictures are our own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from io import BytesIO
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw

SOURCE = "Stadt Musterau: Aktuelles"
PASSWORD = "musterau-probiert-nahbar"

NEWS: tuple[tuple[int, str, str], ...] = (
    (
        13,
        "Hallenbad öffnet wieder am Samstag",
        "Das Hallenbad in der Uferstraße öffnet am Samstag um 9 Uhr wieder. Die Stadt hat in den vergangenen sechs Wochen die Duschen "
        "erneuert und eine Rampe ins Lehrschwimmbecken gebaut. Der Eintritt kostet weiterhin 4 Euro, ermäßigt 2 Euro. "
        "Kurse können ab sofort an der Kasse und unter musterau.example/bad gebucht werden.",
    ),
    (
        11,
        "Drei neue Auszubildende im Bauhof",
        "Im Bauhof der Stadt Musterau haben drei junge Menschen ihre Ausbildung begonnen. Sie lernen Straßenwärterin, Gärtner und "
        "Kraftfahrer. In der ersten Woche haben sie gemeinsam die Laternen an der Allee geprüft. Für das kommende Jahr sind noch vier "
        "Plätze frei. Bewerbungen nimmt die Stadt bis 31. Januar unter musterau.example/ausbildung entgegen.",
    ),
    (
        9,
        "Öffentliche Auslegung: Teilflächennutzungsplan Windenergie",
        "Der Entwurf des sachlichen Teilflächennutzungsplans Windenergie wird gemäß § 3 Abs. 2 BauGB vom 1. Dezember bis 15. Januar "
        "im Internet veröffentlicht und liegt im Rathaus, Zimmer 2.04, aus. Stellungnahmen können während dieser Frist elektronisch, "
        "schriftlich oder zur Niederschrift abgegeben werden. Vier Flächen mit zusammen 112 Hektar sind vorgesehen.",
    ),
    (
        6,
        "Brücke am Mühlgraben eine Woche gesperrt",
        "Aufgrund der Durchführung von Sanierungsarbeiten am Geländer ist die Brücke am Mühlgraben von Montag bis Freitag für den "
        "gesamten Verkehr gesperrt. Die Linie 3 hält ersatzweise an der Schulstraße. Fußgängerinnen und Fußgänger nutzen den Steg am Wehr.",
    ),
    (
        4,
        "Bücherei verleiht jetzt auch Werkzeug",
        "In der Stadtbücherei kann man seit Montag auch Werkzeug leihen: Bohrmaschine, Wasserwaage, Stichsäge und vierzig weitere Dinge. "
        "Gebraucht wird nur ein Büchereiausweis. Die Idee kam aus der Bürgerwerkstatt im Frühjahr.",
    ),
    (
        2,
        "Stadt sucht Menschen für den Winterdienst der Nachbarschaft",
        "Wer hilft mit, Gehwege vor Häusern älterer Menschen von Schnee frei zu halten? Die Stadt stellt Schaufeln und Streugut und "
        "versichert die Helferinnen und Helfer. Anmeldung bis 5. Dezember im Bürgerbüro, Telefon 115.",
    ),
    (
        1,
        "Haushaltsplan: Rat berät am Donnerstag",
        "Der Rat der Stadt berät am Donnerstag um 18 Uhr im Rathaus über den Haushalt des kommenden Jahres. Die Sitzung ist öffentlich. "
        "Schwerpunkte sind die Grundschule am Wald und die Sanierung der Radwege.",
    ),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A story of the demo: which news, days from now it goes out (negative: it did), text, picture, alt text."""

    news: str
    days: int
    text: str
    picture: str
    alt: str


TOLD: tuple[Told, ...] = (
    Told(
        "Hallenbad",
        -10,
        "Am Samstag um 9 Uhr öffnet das Hallenbad wieder. Neu: eine Rampe ins Lehrschwimmbecken und frische Duschen. "
        "Kurse buchen Sie hier: https://musterau.example/bad #Musterau",
        "bath",
        "Zeichnung: Ein Schwimmbecken mit blauem Wasser, eine Rampe führt hinein.",
    ),
    Told(
        "Auszubildende",
        -6,
        "Straßenwärterin, Gärtner, Kraftfahrer: Drei neue Azubis sind im Bauhof gestartet. Ihre erste Aufgabe war die Kontrolle der "
        "Laternen in der Allee. Vier Plätze sind noch frei. Bewirb dich bis 31. Januar: https://musterau.example/ausbildung #Ausbildung",
        "lamps",
        "Zeichnung: Drei Laternen leuchten am Abend an einer Allee.",
    ),
    Told(
        "Brücke",
        -3,
        "Von Montag bis Freitag ist die Brücke am Mühlgraben gesperrt. Der Bus der Linie 3 hält an der Schulstraße. Zu Fuß geht es über "
        "den Steg am Wehr. Mehr dazu: https://musterau.example/verkehr",
        "bridge",
        "Zeichnung: Eine Brücke über einem Bach, davor eine rot-weiße Absperrung.",
    ),
    Told(
        "Werkzeug",
        2,
        "Sie brauchen eine Bohrmaschine, aber nur für ein Loch? Seit Montag leihen Sie Werkzeug in der Stadtbücherei. Ein Ausweis reicht. "
        "Was es gibt: https://musterau.example/buecherei",
        "tools",
        "Zeichnung: Ein Regal mit Büchern, daneben eine Wasserwaage und ein Hammer.",
    ),
)

DRAFTED = (
    "Windenergie",
    "Wo dürfen in Musterau Windräder stehen? Vier Flächen sind im Gespräch. Vom 1. Dezember bis 15. Januar können Sie Stellung nehmen: "
    "online, per Brief oder im Rathaus, Zimmer 2.04. Zum Plan: https://musterau.example/wind",
)

COMMENTS: tuple[tuple[str, str, str], ...] = (
    ("Hallenbad", "Jana Beispiel", "Ist die Rampe auch für Rollstühle geeignet?"),
    ("Hallenbad", "Ole Muster", "Endlich, danke!"),
    ("Brücke", "Kim Probe", "Fährt die Linie 3 am Samstag wieder normal?"),
)
ANSWER = "Ja, die Rampe ist 1,20 Meter breit und hat an beiden Seiten einen Handlauf."


def feed(now: datetime) -> bytes:
    """The town's news as an RSS file, with dates before `now`."""
    items = "".join(
        f"<item><title>{escape(title)}</title><link>https://musterau.example/aktuelles/{number}</link>"
        f"<guid>https://musterau.example/aktuelles/{number}</guid>"
        f"<pubDate>{format_datetime(now - timedelta(days=days))}</pubDate>"
        f"<description>{escape(text)}</description></item>"
        for number, (days, title, text) in enumerate(NEWS, start=1)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{SOURCE}</title>'
        f"<link>https://musterau.example/aktuelles</link><description>Nachrichten</description>{items}</channel></rss>"
    ).encode()


def picture(name: str) -> bytes:
    """One of our own drawings, 1080 x 1080, as PNG."""
    image = Image.new("RGB", (1080, 1080), "#e8eef7")
    draw = ImageDraw.Draw(image)
    {"bath": _bath, "lamps": _lamps, "bridge": _bridge, "tools": _tools}[name](draw)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _bath(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 0, 1080, 480), fill="#cfd8e6")
    for left in range(80, 1080, 250):
        draw.rectangle((left, 90, left + 150, 380), fill="#f7fbff", outline="#7a8aa5", width=8)
    draw.rectangle((0, 480, 1080, 1080), fill="#2f7fb8")
    for row in range(540, 1080, 110):
        for left in range(-60, 1080, 160):
            draw.arc((left, row, left + 160, row + 70), 20, 160, fill="#bfe3f7", width=10)
    draw.polygon(((640, 480), (1080, 480), (1080, 620), (420, 900)), fill="#d9c9a3")


def _lamps(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 0, 1080, 1080), fill="#1f2a44")
    draw.polygon(((0, 1080), (1080, 1080), (700, 620), (380, 620)), fill="#4b5672")
    for centre, top in ((190, 260), (540, 380), (890, 260)):
        draw.ellipse((centre - 130, top - 130, centre + 130, top + 130), fill="#4a4c3d")
        draw.rectangle((centre - 10, top, centre + 10, 820), fill="#0d1220")
        draw.ellipse((centre - 52, top - 52, centre + 52, top + 52), fill="#ffd66b")


def _bridge(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 620, 1080, 1080), fill="#4f93b5")
    draw.rectangle((0, 470, 1080, 560), fill="#8a7a66")
    draw.pieslice((240, 480, 840, 1040), 180, 360, fill="#8a7a66")
    draw.pieslice((320, 560, 760, 980), 180, 360, fill="#4f93b5")
    for left in range(40, 1080, 120):
        draw.rectangle((left, 360, left + 14, 470), fill="#5d5143")
    draw.rectangle((0, 350, 1080, 370), fill="#5d5143")
    for number, left in enumerate(range(180, 900, 90)):
        draw.rectangle((left, 700, left + 90, 800), fill="#c3272b" if number % 2 else "#ffffff")


def _tools(draw: ImageDraw.ImageDraw) -> None:
    for top in (260, 560, 860):
        draw.rectangle((80, top, 1000, top + 34), fill="#8a6a42")
    colours = ("#2f6f4f", "#b5532d", "#2f4f8a", "#8a2f5f", "#c79a2b")
    for top in (60, 360):
        for number in range(7):
            left = 120 + number * 74
            draw.rectangle((left, top + 20 * (number % 3), left + 58, top + 200), fill=colours[number % 5])
    draw.rectangle((160, 740, 760, 820), fill="#e0b83a")
    draw.ellipse((430, 755, 490, 805), fill="#9bd36a")
    draw.rectangle((820, 640, 860, 860), fill="#8a6a42")
    draw.rectangle((770, 600, 920, 670), fill="#555b66")
