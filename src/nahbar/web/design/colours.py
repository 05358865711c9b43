# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""An authority's colour, used so that everything on it stays readable."""

import re

HOUSE_COLOUR = "#171a2b"
# Where the sRGB curve turns from a line into a power (WCAG 2.2, relative luminance).
SRGB_KNEE = 0.04045
HEX = re.compile(r"#[0-9a-fA-F]{6}")


def plain(colour: str) -> str:
    """The colour if it is one (#rrggbb), else the house's: it goes into a stylesheet."""
    return colour if HEX.fullmatch(colour) else HOUSE_COLOUR


def luminance(colour: str) -> float:
    """Relative luminance from 0 (black) to 1 (white) as WCAG 2.2 defines it."""
    parts = [int(plain(colour)[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= SRGB_KNEE else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours from 1 to 21 (WCAG 2.2, 1.4.3)."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def text_on(colour: str) -> str:
    """Black or white, whichever is easier to read on the colour; one of them always reaches 4.5."""
    return max(("#ffffff", "#000000"), key=lambda text: contrast(text, plain(colour)))
