# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Title card and credits: words on the colour of the house, set as large as they fit."""

import io
from functools import cache
from importlib import resources

from PIL import Image, ImageDraw, ImageFont

from nahbar.foundation.complaint import Complaint
from nahbar.studio.cards import colours
from nahbar.studio.cards.words import unknown_letters
from nahbar.studio.film.shapes import SIZES, Shape

LONGEST = 300
SECONDS = 3.0
"""How long a card of words stands."""
_MARGIN = 12
_LARGEST, _SMALLEST = 11, 26
_LINE_HEIGHT = 1.25
_NAME = 30
FONT = "FiraSans-SemiBold.ttf"


class TitleRefused(Complaint):
    """The words cannot stand on a card."""

    sentence = "Der Film wurde nicht gespeichert, weil Titel oder Abspann nicht gezeigt werden können."


class TitleTooLong(TitleRefused):
    sentence = (
        "Der Film wurde nicht gespeichert, weil „%(words)s …“ nicht auf die Tafel passt; "
        "bitte kürzen Sie den Text oder trennen Sie sehr lange Wörter mit einem Bindestrich."
    )


class TitleLetterUnknown(TitleRefused):
    sentence = (
        "Der Film wurde nicht gespeichert, weil die Schrift der Tafeln diese Zeichen nicht enthält: %(letters)s; "
        "bitte schreiben Sie den Text ohne sie."
    )


@cache
def font_file() -> bytes:
    """The font of cards and burned-in subtitles."""
    return (resources.files("nahbar.studio.cards") / "fonts" / FONT).read_bytes()


def card(words: str, *, shape: Shape, colour: str, name: str = "") -> bytes:
    """The words in the middle of the shape, the name of the house small below them; a PNG.

    Raises:
        TitleTooLong, TitleLetterUnknown: nothing is ever cut.
    """
    text = "\n".join(" ".join(line.split()) for line in words.strip().split("\n"))
    if missing := unknown_letters(text):
        raise TitleLetterUnknown(letters=" ".join(missing[:5]))
    width, height = SIZES[shape]
    ground = colours.rgb(colour)
    image = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(image)
    lines, font = _set(draw, text, width, height)
    step = round(font.size * _LINE_HEIGHT)
    top = (height - step * len(lines)) // 2
    for number, line in enumerate(lines):
        place = ((width - draw.textlength(line, font)) / 2, top + number * step)
        draw.text(place, line, font=font, fill=colours.ink_on(ground))
    _sign(draw, name, width, height, colours.ink_on(ground))
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def demand_fit(words: str, *, shape: Shape, name: str = "") -> None:
    """Refuses words that will not stand on a card of this shape.

    Raises:
        TitleTooLong, TitleLetterUnknown: as they say.
    """
    card(words, shape=shape, colour="#000000", name=name)


def _set(
    draw: ImageDraw.ImageDraw, text: str, width: int, height: int
) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """The largest type in which the words fit, and their lines."""
    room_across, room_down = width - 2 * (width // _MARGIN), height * 6 // 10
    if len(text) <= LONGEST:
        for part in range(_LARGEST, _SMALLEST):
            font = _font(min(width, height) // part)
            lines = [
                one for paragraph in text.split("\n") for one in _broken(draw, paragraph, font, room_across)
            ]
            is_narrow = all(draw.textlength(one, font) <= room_across for one in lines)
            if is_narrow and len(lines) * font.size * _LINE_HEIGHT <= room_down:
                return lines, font
    raise TitleTooLong(words=text[:40])


def _broken(draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    lines: list[str] = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and draw.textlength(longer, font) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _sign(draw: ImageDraw.ImageDraw, name: str, width: int, height: int, ink: colours.Rgb) -> None:
    """The sender, above what apps lay over the lower edge; letters the font lacks and what is too wide are left out."""
    shown = "".join(letter for letter in name if not unknown_letters(letter))
    font = _font(min(width, height) // _NAME)
    while shown and draw.textlength(shown, font) > width - 2 * (width // _MARGIN):
        shown = shown[:-2].rstrip(" ….") + "…" if len(shown) > _MARGIN else ""
    place = ((width - draw.textlength(shown, font)) / 2, height * 4 // 5)
    draw.text(place, shown, font=font, fill=ink)


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(font_file()), size)
