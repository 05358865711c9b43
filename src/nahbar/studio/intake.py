# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A photo from somebody we do not know: judged by its first bytes, then drawn anew. What came is never kept."""

import io
from dataclasses import dataclass

from PIL import Image

from nahbar.studio import picture
from nahbar.studio.picture import PictureRefused, PictureTooLarge

MAX_BYTES = 12_000_000
# Enough for every channel, also for a part of the photo.
KEPT_PIXELS = 6_000_000
KEPT_BYTES = 6_000_000
# A JPEG is decoded smaller at once; the others unfold whole, and were measured to take 16 bytes a pixel.
MOST_UNFOLDED = 12_000_000
_READ = ("JPEG", "PNG", "WEBP")
# ISO/IEC 23008-12: the brands a HEIF file names in its first box.
_HEIF = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})


class PhotoTooHeavy(PictureRefused):
    """More than 12 MB."""

    sentence = (
        "Das Bild wurde nicht übernommen, weil die Datei größer als 12 MB ist; "
        "bitte wählen Sie beim Hochladen eine kleinere Größe."
    )


class PhotoKindUnknown(PictureRefused):
    """None of the kinds that are taken."""

    sentence = (
        "Das Bild wurde nicht übernommen, weil nur JPEG, PNG und WebP angenommen werden; "
        "bitte speichern Sie es in einem dieser Formate."
    )


class PhotoIsHeif(PictureRefused):
    """What iPhones keep; nothing here decodes it."""

    sentence = (
        "Das Bild wurde nicht übernommen, weil es im Format HEIC gespeichert ist, das hier nicht gelesen werden kann; "
        "bitte nehmen Sie ein Bildschirmfoto davon, oder stellen Sie die Kamera auf „Maximale Kompatibilität“."
    )


class PhotoUnfolds(PictureRefused):
    """A PNG or WebP of more than 12 million pixels: few bytes that need much memory."""

    sentence = (
        "Das Bild wurde nicht übernommen, weil es als PNG oder WebP mehr als 12 Millionen Bildpunkte hat; "
        "bitte speichern Sie es als JPEG."
    )


@dataclass(frozen=True, slots=True)
class Photo:
    """The photo drawn anew: a JPEG, upright, in sRGB, pixels and nothing else; its size as people see it."""

    data: bytes
    width: int
    height: int
    mime: str = "image/jpeg"


def take_in(data: bytes) -> Photo:
    """The photo as it may be kept: at most 6 million pixels, without place, time, camera or anything hidden in the file.

    Raises:
        PictureRefused: with one sentence that says why and what to do.
    """
    if len(data) > MAX_BYTES:
        raise PhotoTooHeavy
    _admit(data)
    drawn = picture.outgoing(data, KEPT_BYTES, KEPT_PIXELS, ("image/jpeg",))
    with Image.open(io.BytesIO(drawn), formats=("JPEG",)) as image:
        return Photo(drawn, image.width, image.height)


def _admit(data: bytes) -> None:
    """Refuses by what the header says: that costs no memory, whatever the file would unfold to."""
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF:
        raise PhotoIsHeif
    try:
        with Image.open(io.BytesIO(data), formats=_READ) as image:
            unfolds = image.width * image.height if image.format in {"PNG", "WEBP"} else 0
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureTooLarge from error
    # Foreign ground: on broken files the readers of headers raise anything.
    except Exception as error:
        raise PhotoKindUnknown from error
    if unfolds > MOST_UNFOLDED:
        raise PhotoUnfolds
