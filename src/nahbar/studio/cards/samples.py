# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each template looks like, with words of an invented town, for choosing one."""

from nahbar.studio.cards.card import Card, Design, Size, Template

VERSION = 1  # counted up when a template or a text here changes, so that browsers ask anew
_WORDS: dict[Template, dict[str, str]] = {
    Template.QUOTE: {
        "quote": "Wir haben 320 Bäume gepflanzt, damit der Marktplatz im Sommer kühler wird.",
        "person": "Rita Redlich",
        "role": "Leiterin Grünflächenamt",
    },
    Template.NUMBER: {
        "kicker": "In Zahlen",
        "number": "320",
        "counted": "neue Bäume in der Stadt",
        "text": "So viele wie in den zehn Jahren davor zusammen.",
    },
    Template.DATE: {
        "kicker": "Termin",
        "title": "Bürgerversammlung zum Radwegenetz",
        "when": "Di, 24. November, 17:30 Uhr",
        "place": "Stadthalle, Großer Saal",
    },
    Template.PLACE: {
        "kicker": "So finden Sie uns",
        "title": "Das Bürgerbüro zieht um",
        "address": "Am Stadtpark 7, 12345 Musterau",
        "text": "Der Eingang ist stufenlos.",
    },
    Template.CALL: {
        "kicker": "Mitmachen",
        "title": "Wo fehlt ein Radweg?",
        "text": "Tragen Sie Ihre Stelle auf der Karte ein.",
        "action": "Bis 12. Dezember mitmachen",
    },
    Template.JOB: {
        "kicker": "Stellenangebot",
        "title": "Erzieherin oder Erzieher (m/w/d)",
        "facts": "Kita Regenbogen, ab 1. Februar\nVollzeit oder Teilzeit",
        "until": "Bewerben bis 12. Dezember",
    },
    Template.STEP: {
        "kicker": "Wohngeld beantragen",
        "title": "Unterlagen bereitlegen",
        "text": "Sie brauchen Mietvertrag, Lohnabrechnung und Ausweis.",
    },
}


def sample(template: Template, design: Design) -> Card:
    """A card of the template in this design."""
    is_series = template is Template.STEP
    total, number = (4, 1) if is_series else (1, 1)
    return Card(template, Size.SQUARE, _WORDS[template], design, number=number, total=total)
