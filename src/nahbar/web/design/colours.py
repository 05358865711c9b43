# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""An authority's colour, used so that everything on it stays readable."""

import re

from nahbar.studio.cards import colours

HOUSE_COLOUR = "#171a2b"
HEX = re.compile(r"#[0-9a-fA-F]{6}")


def plain(colour: str) -> str:
    """The colour if it is one (#rrggbb), else the house's: it goes into a stylesheet."""
    return colour if HEX.fullmatch(colour) else HOUSE_COLOUR


def contrast(one: str, other: str) -> float:
    """Contrast of two colours from 1 to 21 (WCAG 2.2, 1.4.3)."""
    return colours.contrast(colours.rgb(plain(one)), colours.rgb(plain(other)))


def text_on(colour: str) -> str:
    """Black or white, whichever is easier to read on the colour; one of them always reaches 4.5."""
    return max(("#ffffff", "#000000"), key=lambda text: contrast(text, plain(colour)))
