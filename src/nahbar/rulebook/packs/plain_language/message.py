# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""VS: a message that is one: the main thing first, a call one can follow, nothing promised that is not kept."""

from collections.abc import Iterator

import regex

from nahbar.channels.capability import Capability
from nahbar.rulebook.contacts import MAIL, TELEPHONE
from nahbar.rulebook.dates import DATE, MONTHS, TIME
from nahbar.rulebook.draft import Context
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import Hit, Moment, Rule, example

_OFFICE_START = regex.compile(
    r"\W*(Im\s+Rahmen|Auf\s?[Gg]rund|Gemäß|Gem\.|Im\s+Zuge|Im\s+Hinblick|Bezug\s?nehmend|Hinsichtlich)\b"
)
_CALL = regex.compile(
    r"\b(?:bewirb\s+dich|bewerben\s+Sie|meld(?:e\s+dich|en\s+Sie\s+sich|\s+dich)(?:\s+\p{L}+){0,3}?\s+an\b|jetzt\s+(?:anmelden|bewerben|"
    r"mitmachen|abstimmen|teilnehmen)|mach(?:en\s+Sie|t)?\s+mit\b|beteiligen\s+Sie|beteiligt\s+euch|stimmen\s+Sie(?:\s+\p{L}+){0,2}?\s+ab\b|"
    r"reichen\s+Sie|beantragen\s+Sie|registrieren\s+Sie\s+sich|nehmen\s+Sie\s+teil|bitte\s+(?:anmelden|bewerben|abstimmen|einreichen))",
    regex.I,
)
_UNTIL = regex.compile(r"\b(?:bis|ab\s+sofort|jederzeit|laufend|ganzjährig|ohne\s+Frist)\b", regex.I)
_PLACE = regex.compile(
    r"\b(?:im\s+(?:Rathaus|Bürgerbüro|Amt|Landratsamt|Foyer)|\p{L}+(?:straße|platz|weg|gasse|halle|haus)\b|vor\s+Ort|unter\s+1\d\d\b|Telefon|Tel\.)",
    regex.I,
)
_OPENING = 125
_LONG_POST = 250
_WHEN = regex.compile(
    rf"\b(?:{MONTHS}|20\d\d|Wochenende|Woche|Jahr(?:es)?|Ferien|Sommer|Herbst|Winter|Frühjahr|Frühling|Advent|Ostern)\b",
    regex.I,
)
_ACTION = regex.compile(
    r"\b(?:bitte|neu(?:e[rsnm]?)?|ab|jetzt|seit|gesperrt|geöffnet|offen|geschlossen|öffnet|öffnen|schließt|beginnt|startet|sperren|bauen|"
    r"gilt|gelten|ändert|ändern|können\s+Sie|kann\s+man|müssen|suchen|sucht|gibt\s+es|kostet|kosten|fährt|fahren|kommt|kommen)\b",
    regex.I,
)
_BAIT = regex.compile(
    r"\b(?:(?:du\s+glaubst|Sie\s+glauben|ihr\s+glaubt)\s+(?:es\s+)?nicht|schockier\p{L}*|(?:das|dieses|ein|sein|ihr|unser)\s+(?:\p{L}+\s+)?Geheimnis|"
    r"was\s+dann\s+(?:geschah|passierte)|damit\s+hat\s+niemand\s+gerechnet|unfassbar\p{L}*)\b",
    regex.I,
)


def _main_thing(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    if match := _OFFICE_START.match(reading.text):
        said = f"Der Beitrag beginnt mit „{match.group(1)}“; worum es geht, kommt erst danach."
        yield Hit("text", match.start(1), match.end(1), sentence=said)
        return
    opening = reading.text[:_OPENING]
    if len(reading.text) <= _LONG_POST or any(one.search(opening) for one in (DATE, TIME, _WHEN, _ACTION)):
        return
    if later := DATE.search(reading.text, _OPENING):
        said = f"Der Anfang sagt nicht, was sich wann ändert; „{later.group()}“ steht erst weiter hinten."
        yield Hit("text", 0, len(opening), sentence=said, weight=Weight.HINT, passage="Anfang")


def _call(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    match = _CALL.search(reading.text)
    if match is None:
        return
    has_way = bool(reading.addresses) or any(one.search(reading.text) for one in (TELEPHONE, MAIL, _PLACE))
    has_time = any(one.search(reading.text) for one in (DATE, TIME, _UNTIL))
    if has_way and has_time:
        return
    missing = "der Weg (Adresse, Telefon oder Ort)" if not has_way else "die Frist"
    if not has_way and not has_time:
        missing = "Frist und Weg (Adresse, Telefon oder Ort)"
    said = f"Der Aufruf „{match.group()}“ ist unvollständig: Es fehlt {missing}."
    if " und " in missing:
        said = said.replace("Es fehlt ", "Es fehlen ")
    yield Hit(
        "text", match.start(), match.end(), sentence=said, weight=Weight.HINT if has_way else Weight.WARN
    )


def _bait(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for match in _BAIT.finditer(reading.text):
        yield Hit("text", match.start(), match.end())


RULES = (
    Rule(
        id="VS-KERN-07",
        title="Wichtigstes zuerst",
        must="Der erste Satz sagt, was sich für wen ändert.",
        source="DIN ISO 24495-1 (Auffindbarkeit)",
        weight=Weight.WARN,
        moments=(Moment.DRAFT, Moment.APPROVAL),
        sentence="Das Wichtigste steht nicht am Anfang.",
        way_out="Beginnen Sie mit dem, was sich ändert: „Ab Montag …“.",
        question="Weiß man nach Satz 1, ob es einen betrifft?",
        language="de",
        look=_main_thing,
        passing=example("Ab Montag fährt Linie 3 nicht über den Markt."),
        failing=example("Im Rahmen der Fortschreibung des Konzepts …"),
    ),
    Rule(
        id="VS-HANDL-08",
        title="Handlungsaufruf vollständig",
        must="Ein Aufruf sagt, was zu tun ist, bis wann, wie und bei wem.",
        source="DIN ISO 24495-1 (Anwendbarkeit)",
        weight=Weight.WARN,
        moments=(Moment.DRAFT,),
        sentence="Der Aufruf ist unvollständig.",
        way_out="Ergänzen Sie, bis wann und auf welchem Weg: „bis 30. April: musterau.de/jobs“.",
        language="de",
        look=_call,
        passing=example("Bewerben Sie sich bis 30. April: musterau.de/jobs"),
        failing=example("Bewirb dich jetzt!!!"),
    ),
    Rule(
        id="VS-TON-13",
        title="Kein Clickbait",
        must="Der Anfang hält, was er verspricht.",
        source="Sachlichkeitsgebot (Ableitung)",
        weight=Weight.WARN,
        moments=(Moment.DRAFT,),
        sentence="Die Wendung weckt mehr Neugier, als ein Amt versprechen sollte.",
        way_out="Sagen Sie, worum es geht: „Warum der Bauhof nachts arbeitet“.",
        language="de",
        look=_bait,
        passing=example("Warum der Bauhof nachts arbeitet"),
        failing=example("Was dann geschah, schockiert die ganze Stadt"),
    ),
)
