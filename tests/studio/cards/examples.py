# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cards of the invented town for tests, and photos that make reading hard."""

import io
from typing import Any

from PIL import Image, ImageDraw

from nahbar.studio.cards.card import Card, Design, Size, Template

WORDS: dict[Template, dict[str, str]] = {
    Template.QUOTE: {
        "kicker": "Stimme aus dem Rathaus",
        "quote": "Wir haben 320 Bäume gepflanzt, damit der Marktplatz im Sommer kühler wird.",
        "person": "Rita Redlich",
        "role": "Bürgermeisterin",
        "link": "musterau.example/baeume",
    },
    Template.NUMBER: {"number": "1.250", "counted": "neue Bäume seit 2023", "source": "Grünflächenamt"},
    Template.DATE: {
        "kicker": "Termin",
        "title": "Bürgerversammlung zum neuen Flächennutzungsplan",
        "when": "Di, 24. November, 17:30 Uhr",
        "place": "Stadthalle",
    },
    Template.PLACE: {"title": "Das Bürgerbüro zieht um", "address": "Am Stadtpark 7, 12345 Musterau"},
    Template.CALL: {"title": "Wo fehlt ein Radweg?", "action": "Bis 12. Dezember mitmachen"},
    Template.JOB: {
        "title": "Erzieherin oder Erzieher (m/w/d)",
        "facts": "Kita Regenbogen\nVollzeit oder Teilzeit",
        "until": "Bewerben bis 12. Dezember",
    },
    Template.STEP: {
        "kicker": "Wohngeld",
        "title": "Unterlagen bereitlegen",
        "text": "Mietvertrag und Ausweis.",
    },
}


def logo() -> bytes:
    """A coat of arms, more or less."""
    image = Image.new("RGBA", (120, 150))
    ImageDraw.Draw(image).polygon([(0, 0), (120, 0), (120, 90), (60, 150), (0, 90)], fill="#7a1e2c")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def photo(width: int = 1600, height: int = 1200) -> bytes:
    """Snow with dark trees: white and black everywhere, the worst ground for any ink."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for left in range(0, width, 160):
        draw.rectangle((left, 0, left + 60, height), fill=(10, 20, 10))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def card(template: Template = Template.QUOTE, size: Size = Size.PORTRAIT, **given: Any) -> Card:
    """A card of Musterau; `words` replace the template's own one by one."""
    words = {**WORDS[template], **given.pop("words", {})}
    given.setdefault("design", Design("Stadt Musterau an der Großen Mühlenau", "#7a1e2c", logo()))
    return Card(template, size, words, **given)
