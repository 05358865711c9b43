# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A card becomes a picture: the words are set, laid on their ground, and measured there."""

import io
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from PIL import Image

from nahbar.studio.cards import alt, colours, layers
from nahbar.studio.cards.card import KEPT_FREE, PIXELS, Card, Template
from nahbar.studio.cards.typesetter import TYPESETTER, Sheet, Typesetter
from nahbar.studio.cards.words import CardRefused, LetterUnknown, line, tidied, unknown_letters

_QUALITY = 92
_LONG_WORD = 24
_LOGO_PIXELS = (320, 160)


class DoesNotFit(CardRefused):
    """Short enough for the field, but not for this shape."""

    sentence = (
        "Das Bild wurde nicht gestaltet, weil der Text in dieser Größe nicht ganz auf das Bild passt; bitte kürzen "
        "Sie ihn auf höchstens %(limit)s Zeichen oder wählen Sie ein höheres Bild."
    )


class WordTooWide(CardRefused):
    """A single word wider than the picture."""

    sentence = (
        "Das Bild wurde nicht gestaltet, weil das Wort „%(word)s“ breiter ist als das Bild; "
        "bitte trennen Sie es mit einem Bindestrich."
    )


class NameTooLong(CardRefused):
    """The authority's name and the link do not stand beside each other."""

    sentence = (
        "Das Bild wurde nicht gestaltet, weil der Name Ihrer Behörde neben dem Link nicht ganz auf das Bild passt; "
        "bitte lassen Sie den Link weg."
    )


class LogoOdd(CardRefused):
    """The logo's bytes are none."""

    sentence = (
        "Das Bild wurde nicht gestaltet, weil das Logo nicht gelesen werden kann; "
        "bitte hinterlegen Sie es in den Einstellungen neu."
    )


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured on the finished picture.

    Attributes:
        contrast: the lowest of any text against the worst pixel below it, 1 to 21.
        veil: how much of the photo is covered, 0 to 1; 0 without a photo.
        scale: how much the type was made smaller to fit, 1 for not at all.
        texts: left, top, right and bottom of each text.
        cpu_ms: processor time of both processes.

    """

    contrast: float
    veil: float
    scale: float
    texts: tuple[tuple[int, int, int, int], ...]
    cpu_ms: float = field(compare=False)


@dataclass(frozen=True, slots=True)
class Logo:
    """A PNG as numbers, which is how it travels in an order, and its width by its height."""

    data: list[int]
    ratio: float


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished card."""

    data: bytes = field(repr=False)
    mime_type: str
    width: int
    height: int
    alt: str
    measures: Measures


def render(card: Card, *, typesetter: Typesetter = TYPESETTER) -> Rendered:
    """The card as a picture, with its alternative text and its measures; equal cards give equal bytes.

    Raises:
        CardRefused: with a sentence and, where one is meant, the field; nothing is cut.
        PictureRefused: if the photo cannot be read.

    """
    began = time.process_time()
    card = replace(card, words=tidied(card.template, card.words), credit=_shown(card.credit))
    logo = _logo(card.design.logo) if card.design.logo else None
    is_map = card.template is Template.PLACE
    paint = colours.palette(card.design.colour, card.ground, on_photo=bool(card.picture) and not is_map)
    sheet = typesetter.set(_order(card, paint, logo))
    _demand_fit(card, sheet)
    laid = layers.lay(sheet, paint.ground, picture=card.picture, is_map=is_map)
    data = _as_jpeg(laid.image) if card.picture else sheet.page
    spent = (time.process_time() - began) * 1000 + sheet.cpu_ms
    body = next((one["scale"] for one in sheet.fits if one["name"] == "body"), 1.0)
    measures = Measures(laid.contrast, laid.veil, body, laid.texts, spent)
    mime_type = "image/jpeg" if card.picture else "image/png"
    return Rendered(data, mime_type, *laid.image.size, alt.text(card), measures)


def _order(card: Card, paint: colours.Palette, logo: Logo | None) -> dict[str, Any]:
    width, height = PIXELS[card.size]
    top, bottom = KEPT_FREE.get(card.size, (0, 0))
    return {
        "template": card.template.value,
        "width": width,
        "height": height,
        "safe": {"top": top, "bottom": bottom},
        "fields": {**card.words, "credit": card.credit},
        "colours": {name: colours.as_hex(getattr(paint, name)) for name in colours.Palette.__slots__},
        "name": _shown(card.design.name),
        "logo": logo.data if logo else [],
        "logo_ratio": logo.ratio if logo else 0,
        "is_transparent": bool(card.picture),
        "has_map": card.template is Template.PLACE and bool(card.picture),
        "number": card.number,
        "total": card.total,
    }


def _as_jpeg(image: Image.Image) -> bytes:
    """A photo as PNG would weigh more than channels take; no subsampling, so that letters stay sharp."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()


def _shown(text: str) -> str:
    """A text no field asked for (a name, a credit) in letters the font has.

    Raises:
        LetterUnknown: if it has others.

    """
    shown = line(text)
    if missing := unknown_letters(shown):
        raise LetterUnknown(letters=" ".join(missing))
    return shown


@lru_cache(maxsize=64)
def _logo(data: bytes) -> Logo:
    """The logo no larger than it is shown; the same for every card of the authority.

    Raises:
        LogoOdd: if the bytes are no PNG.

    """
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
            small = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise LogoOdd from error
    small.thumbnail(_LOGO_PIXELS)
    out = io.BytesIO()
    small.save(out, "PNG")
    return Logo(list(out.getvalue()), small.width / small.height)


def _demand_fit(card: Card, sheet: Sheet) -> None:
    """Refuses what would run over its place.

    Raises:
        WordTooWide, DoesNotFit, NameTooLong: with the field that is meant.

    """
    tight = next((one for one in sheet.fits if not one["fits"]), None)
    if tight is None:
        return
    where = _field_meant(card, tight)
    if not where:
        raise NameTooLong
    text = card.words[where]
    longest = max(text.replace("-", " ").replace("\u00ad", " ").split(), key=len)
    if tight["wide"] and len(longest) > _LONG_WORD:
        raise WordTooWide(field=where, word=longest)
    raise DoesNotFit(field=where, limit=max(1, len(text) * 4 // 5))


def _field_meant(card: Card, tight: Mapping[str, Any]) -> str:
    """The field whose word is too wide, or the longest of those that share the room; "" for the authority's name."""
    if tight["name"] in card.words:
        return str(tight["name"])
    own = {key: text for key, text in card.words.items() if key not in {"kicker", "link"}}
    if tight["name"] != "body":
        return ""
    wide = next((key for key, text in own.items() if tight["wide"] and tight["wide"].strip("„“") in text), "")
    return wide or max(own, key=lambda key: len(own[key]))
