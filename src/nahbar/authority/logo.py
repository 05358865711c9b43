# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The authority's logo and colour: foreign bytes become a small PNG, a colour must carry white text."""

import io
import re
import warnings

from django.utils.translation import gettext_lazy as _
from PIL import Image

from nahbar.foundation.complaint import Complaint
from nahbar.studio.cards import colours

MAX_BYTES = 2_000_000
MAX_PIXELS = 16_000_000
SIDE = 512


class LogoTooLarge(Complaint):
    sentence = _(
        "The logo was not taken, because it is larger than 2 MB or 16 million pixels. "
        "Please choose a smaller picture; 512 pixels on the longer side are enough."
    )


class LogoUnreadable(Complaint):
    sentence = _(
        "The logo was not taken, because it is not a picture Nahbar can read. "
        "Please choose a PNG, JPEG or WebP file."
    )


class ColourOdd(Complaint):
    sentence = _(
        "The colour was not taken, because it is not written as # and six digits. "
        "Please write for example #171a2b."
    )


class ColourTooLight(Complaint):
    sentence = _(
        "The colour was not taken, because white text on it is hard to read: the contrast is %(ratio)s to 1, "
        "4.5 to 1 is needed. Please choose a darker shade."
    )


def as_png(data: bytes) -> bytes:
    """The picture as PNG with at most 512 pixels a side, without anything else the file carried.

    Raises:
        LogoTooLarge: more than 2 MB or 16 million pixels (seen before decoding).
        LogoUnreadable: not a PNG, JPEG or WebP, or damaged.

    """
    if len(data) > MAX_BYTES:
        raise LogoTooLarge
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own size warning; our limit is lower
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise LogoTooLarge
                small = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise LogoUnreadable from error
    small.thumbnail((SIDE, SIDE))
    plain = Image.new("RGBA", small.size)
    plain.paste(small)
    out = io.BytesIO()
    plain.save(out, format="PNG", optimize=True)
    return out.getvalue()


def contrast_with_white(colour: str) -> float:
    """Contrast of white text on this colour, 1 to 21 (WCAG 2.2).

    Raises:
        ColourOdd: if it is not # and six hexadecimal digits.

    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ColourOdd
    return colours.contrast(colours.rgb(colour), colours.WHITE)


def readable_colour(colour: str) -> str:
    """The colour in small letters.

    Raises:
        ColourOdd, ColourTooLight: if it is no colour, or white text on it has less than 4.5 to 1.

    """
    ratio = contrast_with_white(colour)
    if ratio < colours.READABLE:
        raise ColourTooLight(ratio=f"{ratio:.1f}".replace(".", ","))
    return colour.lower()
