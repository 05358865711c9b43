# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lies below the words, photo and veil or a map, and how well the words stand out from it: measured, not computed."""

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageOps

from nahbar.studio import picture as pictures
from nahbar.studio.cards import colours
from nahbar.studio.cards.colours import READABLE, SPARE, Rgb
from nahbar.studio.cards.typesetter import Sheet

Box = tuple[int, int, int, int]
_LEAST_VEIL = 0.5
_VEIL_STEP = 0.02
_OPAQUE = 255
_MIDDLE = (117, 117, 117)
_HIGHEST = 21.0
# Of large type on one ground each third pixel in each direction says it all; small type is looked at whole.
_LARGE, _EVERY = 60_000, 3


@dataclass(frozen=True, slots=True)
class Laid:
    """The finished picture and what was measured on it."""

    image: Image.Image
    contrast: float
    veil: float
    texts: tuple[Box, ...]


def lay(sheet: Sheet, ground: Rgb, *, picture: bytes, is_map: bool) -> Laid:
    """Lays the page over what belongs below it and measures each text against what really lies there.

    Raises:
        PictureRefused: if the picture cannot be read.

    """
    with Image.open(io.BytesIO(sheet.page), formats=("PNG",)) as opened:
        opened.load()
        page = opened if opened.mode == "RGBA" else opened.convert("RGBA")
    texts = _boxes(sheet, "text")
    if not picture:
        return Laid(page, min(_on_plain(page, box) for box in texts), 0.0, tuple(texts))
    below = Image.new("RGB", page.size, ground)
    over_photo: list[Box] = []
    veil = 0.0
    if is_map:
        for box in _boxes(sheet, "map"):
            below.paste(_covering(picture, (box[2] - box[0], box[3] - box[1])), box)
    else:
        panels = _boxes(sheet, "panel")
        over_photo = [box for box in texts if not any(_is_inside(box, panel) for panel in panels)]
        covering = _covering(picture, page.size)
        veil = _veil_needed(covering, ground, over_photo)
        below = Image.blend(covering, below, veil)
    found = [_on_photo(below, page, box) for box in over_photo]
    below.paste(page, mask=page.getchannel("A"))
    found += [_on_plain(below, box) for box in texts if box not in over_photo]
    return Laid(below, min(found), veil, tuple(texts))


@lru_cache(maxsize=4)
def _covering(picture: bytes, size: tuple[int, int]) -> Image.Image:
    """The middle of the picture in this size. A series and a preview ask for the same one again and again."""
    decoded = pictures.pixels(picture, enough=2 * size[0] * size[1])
    return ImageOps.fit(decoded, size, Image.Resampling.BILINEAR)


def _veil_needed(covering: Image.Image, veil_colour: Rgb, texts: list[Box]) -> float:
    """How thick the veil must be so that white words can be read on the lightest pixel below each of them."""
    veil = _LEAST_VEIL
    for box in texts:
        worst = _worst(covering, box, colours.WHITE)
        while veil < 1:
            seen = colours.mixed(worst, veil_colour, veil)
            if colours.contrast(seen, colours.WHITE) >= READABLE * SPARE:
                break
            veil = min(1.0, veil + _VEIL_STEP)
    return veil


def _on_photo(below: Image.Image, page: Image.Image, box: Box) -> float:
    """Contrast of the ink that was set in this place against the worst pixel below it."""
    seen = _sample(page.crop(box))
    full = [(count, colour[:3]) for count, colour in seen if colour[3] == _OPAQUE]
    if not full:
        return _HIGHEST
    ink = max(full)[1]
    return colours.contrast(_worst(below, box, ink), ink)


def _on_plain(image: Image.Image, box: Box) -> float:
    """Contrast of a text on one colour: the commonest colour of the place against the one that stands out most."""
    seen = _sample(image.crop(box).convert("RGBA"))
    ground = max(seen)[1][:3]
    return max(colours.contrast(ground, colour[:3]) for _, colour in seen)


def _sample(part: Image.Image) -> list[tuple[int, tuple[int, int, int, int]]]:
    """How often which colour is there."""
    if part.width * part.height > _LARGE:
        size = (part.width // _EVERY, part.height // _EVERY)
        part = part.resize(size, Image.Resampling.NEAREST)
    found = part.getcolors(part.width * part.height) or []
    return [(count, (c[0], c[1], c[2], c[3])) for count, c in found if isinstance(c, tuple)]


def _worst(image: Image.Image, box: Box, ink: Rgb) -> Rgb:
    """A colour no pixel in the box is worse than: the extreme of each channel, towards the ink."""
    extremes = [channel for channel in image.crop(box).getextrema() if isinstance(channel, tuple)]
    side = 1 if colours.luminance(ink) > colours.luminance(_MIDDLE) else 0
    red, green, blue = (int(channel[side]) for channel in extremes)
    return (red, green, blue)


def _is_inside(box: Box, panel: Box) -> bool:
    return panel[0] <= box[0] and panel[1] <= box[1] and panel[2] >= box[2] and panel[3] >= box[3]


def _boxes(sheet: Sheet, kind: str) -> list[Box]:
    found = [one for one in sheet.boxes if one["kind"] == kind]
    return [
        (int(one["x"]), int(one["y"]), int(one["x"] + one["w"]) + 1, int(one["y"] + one["h"]) + 1)
        for one in found
    ]
