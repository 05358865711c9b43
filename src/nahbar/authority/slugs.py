# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first part of an authority's addresses: made from its name, never one the house needs itself."""

from collections.abc import Callable

from django.utils.text import slugify

RESERVED = frozenset(
    [
        "admin",
        "anmelden",
        "abmelden",
        "api",
        "archiv",
        "barrierefreiheit",
        "behoerde",
        "behoerden",
        "datenschutz",
        "design",
        "einladung",
        "einrichten",
        "favicon",
        "feed",
        "feeds",
        "gestaltung",
        "gesundheit",
        "health",
        "hilfe",
        "impressum",
        "konto",
        "login",
        "logout",
        "manifest",
        "media",
        "messwerte",
        "neu",
        "robots",
        "rueckruf",
        "sprache",
        "start",
        "static",
        "statisch",
        "suche",
        "uebungskanal",
        "verbund",
        "well-known",
        "wechseln",
        "willkommen",
        "zeichnen",
    ]
)
LONGEST = 60
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def is_reserved(slug: str) -> bool:
    """Whether the house needs this word in its own addresses."""
    return slug in RESERVED


def slug_of(name: str, *, is_taken: Callable[[str], bool]) -> str:
    """An address word for this name: German letters spelled out, free, not reserved."""
    plain = slugify(name.translate(GERMAN))[: LONGEST - 4].strip("-") or "behoerde-1"
    slug, number = plain, 1
    while is_reserved(slug) or is_taken(slug):
        number += 1
        slug = f"{plain}-{number}"
    return slug
