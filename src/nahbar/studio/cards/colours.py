# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Colours that can be read: contrast by WCAG 2.2 (1.4.3), and a palette made of one authority's colour."""

import re
from dataclasses import dataclass

from nahbar.studio.cards.card import Ground

READABLE = 4.5
SPARE = 1.04  # thin letters are blurred at their edges; what is chosen here is measured on the result
Rgb = tuple[int, int, int]
WHITE: Rgb = (255, 255, 255)
BLACK: Rgb = (0, 0, 0)
INK: Rgb = (20, 22, 28)
_BEND = 0.04045  # where the sRGB curve bends
_DARKEST = 0.02  # luminance of a dark ground: white stands on it with 15 to 1
_STEPS = 40
_SHADE = 0.15  # how much an accent on a colour takes of its ground
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Palette:
    """Everything that is coloured on a card. `panel` and `panel_ink`: a field of colour and the words on it."""

    ground: Rgb
    ink: Rgb
    accent: Rgb
    panel: Rgb
    panel_ink: Rgb


def rgb(colour: str) -> Rgb:
    """#rrggbb as numbers; anything else is the house's dark blue, so that a card is never without a ground."""
    text = colour if _HEX.fullmatch(colour) else "#171a2b"
    return (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))


def as_hex(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def luminance(colour: Rgb) -> float:
    """Relative luminance, 0 black to 1 white."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """`share` of `other` in `one`."""
    first, second, third = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return (first, second, third)


def ink_on(ground: Rgb) -> Rgb:
    """White where it can be read, else the dark ink, else black: on no ground are both white and black unreadable."""
    return next((ink for ink in (WHITE, INK) if contrast(ink, ground) >= READABLE), BLACK)


def palette(colour: str, ground: Ground, *, on_photo: bool) -> Palette:
    """The card's colours; every pair that meets has at least 4.5 to 1."""
    own = rgb(colour)
    dark = darkened(own)
    if on_photo:
        # A photo below the veil is never even: nothing but white is sure to be read on all of it.
        return Palette(dark, WHITE, WHITE, WHITE, dark)
    if ground is Ground.DARK:
        accent = _towards(own, WHITE, on=dark)
        return Palette(dark, WHITE, accent, accent, dark)
    if ground is Ground.LIGHT:
        accent = _towards(own, BLACK, on=WHITE)
        return Palette(WHITE, INK, accent, accent, WHITE)
    ink = ink_on(own)
    softer = mixed(ink, own, _SHADE)
    accent = softer if contrast(softer, own) >= READABLE * SPARE else ink
    return Palette(own, ink, accent, ink, own)


def darkened(colour: Rgb) -> Rgb:
    """The same hue so dark that a photo below it lets white words be read."""
    for step in range(_STEPS + 1):
        found = mixed(colour, BLACK, step / _STEPS)
        if luminance(found) <= _DARKEST:
            return found
    return BLACK


def _towards(colour: Rgb, end: Rgb, *, on: Rgb) -> Rgb:
    """The colour moved towards `end` just as far as it needs to be read on `on`."""
    steps = (mixed(colour, end, step / _STEPS) for step in range(_STEPS + 1))
    return next((found for found in steps if contrast(found, on) >= READABLE * SPARE), end)


def _linear(part: float) -> float:
    return part / 12.92 if part <= _BEND else float(((part + 0.055) / 1.055) ** 2.4)
