# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How does a picture become what the channel wants? Bytes in, bytes out; what travels carries no metadata."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageCms, UnidentifiedImageError

from nahbar.studio import avif, kinds
from nahbar.studio.look import look_of
from nahbar.studio.measures import Measures
from nahbar.studio.refusals import ClipTooLarge, FileRefused

MAX_BYTES = kinds.MOST_BYTES["picture"]
MAX_PIXELS = 50_000_000
# A JPEG is decoded smaller at once; the others unfold whole, and take four bytes a pixel, twice while they are drawn.
MAX_UNFOLDED = 25_000_000
MIME_TYPES = {
    "JPEG": "image/jpeg",
    # Phones write a second small picture into the file and call it MPO; the first one is a plain JPEG.
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "AVIF": "image/avif",
}
_JPEG = frozenset({"JPEG", "MPO"})
_LYING = frozenset({5, 6, 7, 8})
_READ = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_ORIENTATION_TAG = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_GRAPHICS = frozenset({"image/png", "image/gif"})
_QUALITIES = (90, 82, 74, 66)
_SHRINK = 0.8
_SMALLEST_SIDE = 64
_PREVIEW_SIDE = 640
# A picture is never decoded above this; Pillow would warn at twice as much only.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


class PictureRefused(FileRefused):
    """The file cannot be taken as a picture; the subclasses say why."""

    sentence = (
        "Das Bild wurde nicht übernommen, weil die Datei nicht gelesen werden kann; "
        "bitte speichern Sie es neu als JPEG oder PNG."
    )


class PictureTooHeavy(PictureRefused):
    """More than 40 MB."""

    sentence = (
        "Das Bild wurde nicht übernommen, weil die Datei größer als 40 MB ist; "
        "bitte verkleinern Sie das Bild."
    )


class PictureTooLarge(PictureRefused):
    """More than 50 million pixels."""

    sentence = (
        "Das Bild wurde nicht übernommen, weil es mehr als 50 Millionen Bildpunkte hat; "
        "bitte verkleinern Sie das Bild."
    )


class PictureUnfoldsTooLarge(PictureRefused):
    """More than 25 million pixels, in a format that can only be decoded whole."""

    sentence = (
        "Das Bild wurde nicht übernommen, weil es mehr als 25 Millionen Bildpunkte hat; "
        "bitte verkleinern Sie das Bild, oder speichern Sie es als JPEG."
    )


class PictureKindUnknown(PictureRefused):
    """None of the kinds that are taken."""

    sentence = (
        "Das Bild wurde nicht übernommen, weil nur JPEG, PNG, WebP, AVIF und GIF angenommen werden; "
        "bitte speichern Sie es in einem dieser Formate."
    )


class PictureMoves(PictureRefused):
    """An animation."""

    sentence = (
        "Das Bild wurde nicht übernommen, weil bewegte Bilder noch nicht angenommen werden; "
        "bitte wählen Sie ein Standbild."
    )


@dataclass(frozen=True, slots=True)
class PictureInfo:
    """What a picture is: its kind and its size in pixels as people see it (orientation applied)."""

    mime: str
    width: int
    height: int


def inspect(data: bytes) -> PictureInfo:
    """Kind and size of a picture that can really be decoded.

    Raises:
        PictureRefused: with one sentence that says why and what to do.

    """
    return _opened(data)[1]


def survey(data: bytes) -> tuple[Measures, bytes]:
    """What a picture is, with its look, and a small JPEG of it without metadata; decoded once, only as large as that needs.

    Raises:
        PictureRefused: as `inspect`.

    """
    image, info = _opened(data, enough=_PREVIEW_SIDE**2)
    plain = _on_white(_plain(image))
    look = look_of(plain)
    plain.thumbnail((_PREVIEW_SIDE, _PREVIEW_SIDE), Image.Resampling.LANCZOS)
    preview = _encoded(plain, "JPEG", quality=80, optimize=True)
    return Measures("picture", info.mime, info.width, info.height, look=look), preview


def outgoing(
    data: bytes, max_bytes: int, max_pixels: int, mime_types: tuple[str, ...] = ("image/jpeg", "image/png")
) -> bytes:
    """The picture anew, upright, in sRGB, without any metadata, within the limits; equal input, equal output.

    Args:
        data: a picture `inspect` accepts.
        max_bytes: most bytes of the result.
        max_pixels: most pixels of the result.
        mime_types: what the channel takes; graphics and transparency stay PNG where they may and fit.

    Raises:
        PictureRefused: as `inspect`, or if the limits are too tight for any picture.

    """
    image, info = _opened(data, enough=max_pixels)
    mime = info.mime
    plain = _shrunk(_plain(image), max_pixels)
    has_alpha = plain.mode == "RGBA"
    if "image/png" in mime_types and (has_alpha or mime in _GRAPHICS):
        result = _encoded(plain, "PNG", optimize=True)
        if len(result) <= max_bytes:
            return result
    for attempt in _attempts(_on_white(plain)):
        if len(attempt) <= max_bytes:
            return attempt
    raise PictureRefused


def pixels(data: bytes, *, enough: int) -> Image.Image:
    """The picture upright in sRGB on white, for work on its pixels; a large JPEG is decoded at about `enough` pixels.

    Raises:
        PictureRefused: as `inspect`.

    """
    return _on_white(_plain(_opened(data, enough=enough)[0]))


def _opened(data: bytes, *, enough: int = 0) -> tuple[Image.Image, PictureInfo]:
    """The decoded image and what it is; a JPEG much larger than `enough` pixels is decoded smaller at once."""
    if len(data) > MAX_BYTES:
        raise PictureTooHeavy
    try:
        image, size = _loaded(data, enough)
        mime = MIME_TYPES[str(image.format)]
    except PictureKindUnknown:
        if not avif.is_avif(data):
            raise
        image, size = _loaded(_from_avif(data), enough)
        mime = MIME_TYPES["AVIF"]
    width, height = reversed(size) if _orientation(image) in _LYING else size
    return image, PictureInfo(mime, width, height)


def _loaded(data: bytes, enough: int) -> tuple[Image.Image, tuple[int, int]]:
    """The decoded image, and its size before it was decoded smaller."""
    try:
        image = Image.open(io.BytesIO(data), formats=_READ)
        _admit(image)
        size = image.size
        if enough and image.format in _JPEG:
            _draft(image, enough)
        image.load()
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureTooLarge from error
    except UnidentifiedImageError as error:
        raise PictureKindUnknown from error
    # The decoders are foreign ground: measured on broken files they raise ten kinds of exceptions.
    except Exception as error:
        raise PictureRefused from error
    return image, size


def _from_avif(data: bytes) -> bytes:
    """An irregular AVIF as PNG; refused as a picture is, whatever ffmpeg had against it."""
    try:
        return avif.as_png(data, most_pixels=MAX_UNFOLDED)
    except ClipTooLarge as error:
        raise PictureUnfoldsTooLarge from error
    except FileRefused as error:
        raise PictureRefused from error


def _admit(image: Image.Image) -> None:
    """Refuses by what the header says: that costs no memory, whatever the file would unfold to."""
    pixels = image.width * image.height
    if pixels > MAX_PIXELS:
        raise PictureTooLarge
    if pixels > MAX_UNFOLDED and image.format not in _JPEG:
        raise PictureUnfoldsTooLarge
    if image.format != "MPO" and getattr(image, "is_animated", False):
        raise PictureMoves


def _draft(image: Image.Image, enough: int) -> None:
    """Asks the JPEG decoder for a size of at least `enough` pixels instead of the full one."""
    factor = (enough / (image.width * image.height)) ** 0.5
    if factor < 1:
        image.draft(None, (int(image.width * factor) + 1, int(image.height * factor) + 1))


def _orientation(image: Image.Image) -> int:
    """How the camera was held, 1 to 8; 1 where the file says nothing sensible."""
    try:
        value = image.getexif().get(_ORIENTATION_TAG, 1)
    # Broken EXIF blocks raise anything; they are no reason to refuse the picture itself.
    except Exception:  # noqa: BLE001
        return 1
    return value if isinstance(value, int) and value in _TURNS else 1


def _plain(image: Image.Image) -> Image.Image:
    """RGB or RGBA in sRGB, upright, carrying nothing but pixels."""
    turn = _TURNS.get(_orientation(image))
    profile = image.info.get("icc_profile")
    plain = _in_srgb(image, profile) if profile else image
    plain = plain.convert("RGBA" if _is_transparent(image) else "RGB")
    if turn is not None:
        plain = plain.transpose(turn)
    if plain.mode == "RGBA" and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    # Some encoders write comments, profiles or resolution from here.
    plain.info.clear()
    return plain


def _is_transparent(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Colours as they were meant, since the profile does not travel; as they are where the profile is odd."""
    if image.mode not in {"RGB", "CMYK", "L", "RGBA"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return converted or image


def _shrunk(image: Image.Image, max_pixels: int) -> Image.Image:
    """The image with at most that many pixels, same proportions."""
    pixels = image.width * image.height
    return image if pixels <= max_pixels else _scaled(image, (max_pixels / pixels) ** 0.5)


def _scaled(image: Image.Image, factor: float) -> Image.Image:
    size = (max(1, int(image.width * factor)), max(1, int(image.height * factor)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _attempts(image: Image.Image) -> Iterator[bytes]:
    """Lighter and lighter JPEGs: first less quality, then fewer pixels."""
    while True:
        for quality in _QUALITIES:
            yield _encoded(image, "JPEG", quality=quality, optimize=True, progressive=True)
        if max(image.size) <= _SMALLEST_SIDE:
            return
        image = _scaled(image, _SHRINK)


def _encoded(image: Image.Image, kind: str, **values: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **values)
    return out.getvalue()
