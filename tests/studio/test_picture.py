# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from nahbar.studio import picture
from tests.corpus import corpus

JPEG_ONLY = ("image/jpeg",)


def drawn(mode: str = "RGB", size: tuple[int, int] = (40, 20), kind: str = "PNG", **values: object) -> bytes:
    image = Image.new(mode, size, (200, 30, 30) if mode == "RGB" else (200, 30, 30, 128))
    out = io.BytesIO()
    image.save(out, kind, **values)
    return out.getvalue()


def png_header_claiming(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9))
        + chunk(b"IEND", b"")
    )


def metadata(data: bytes) -> dict[str, object]:
    image = Image.open(io.BytesIO(data))
    image.load()
    found = {"exif": dict(image.getexif()), "gps": dict(image.getexif().get_ifd(0x8825))}
    # The JFIF header is part of every JPEG and says nothing about the picture.
    found |= {
        key: value for key, value in image.info.items() if not key.startswith(("jfif", "progr", "density"))
    }
    return {key: value for key, value in found.items() if value}


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("GIF", "image/gif"),
        ("AVIF", "image/avif"),
    ],
)
def test_inspect_names_kind_and_size_when_format_is_allowed(kind: str, mime: str) -> None:
    assert picture.inspect(drawn(kind=kind)) == picture.PictureInfo(mime, 40, 20)


def test_inspect_refuses_unread_when_file_is_heavier_than_40_mb() -> None:
    with pytest.raises(picture.PictureTooHeavy):
        picture.inspect(drawn() + b"\0" * 40_000_000)


@pytest.mark.parametrize("side", [7_500, 12_000, 60_000])
def test_inspect_refuses_before_decoding_when_header_claims_too_many_pixels(side: int) -> None:
    with pytest.raises(picture.PictureTooLarge) as refused:
        picture.inspect(png_header_claiming(side, side))
    assert str(refused.value) == (
        "Das Bild wurde nicht übernommen, weil es mehr als 50 Millionen Bildpunkte hat; "
        "bitte verkleinern Sie das Bild."
    )


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_inspect_names_the_formats_when_kind_is_unknown(data: bytes) -> None:
    with pytest.raises(picture.PictureKindUnknown):
        picture.inspect(data)


def test_inspect_refuses_when_picture_moves() -> None:
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(picture.PictureMoves):
        picture.inspect(out.getvalue())


def test_inspect_refuses_when_picture_is_cut_off() -> None:
    whole = drawn(kind="JPEG", size=(400, 400))
    with pytest.raises(picture.PictureRefused):
        picture.inspect(whole[: len(whole) // 2])


def test_outgoing_fits_both_limits_when_picture_is_larger() -> None:
    noise = Image.effect_noise((900, 700), 120).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "PNG")
    result = picture.outgoing(out.getvalue(), 30_000, 200_000)
    info = picture.inspect(result)
    assert len(result) <= 30_000
    assert info.mime == "image/jpeg"
    assert info.width * info.height <= 200_000


def test_inspect_refuses_before_decoding_when_a_png_would_unfold_to_more_than_25_million_pixels() -> None:
    with pytest.raises(picture.PictureUnfoldsTooLarge):
        picture.inspect(png_header_claiming(5_100, 5_000))


def test_survey_shows_the_picture_upright_small_and_without_metadata_when_the_camera_lay() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Kamera"
    measures, preview = picture.survey(drawn(kind="JPEG", size=(3000, 2000), exif=exif))
    with Image.open(io.BytesIO(preview)) as small:
        assert (measures.width, measures.height, small.size) == (2000, 3000, (427, 640))
    assert metadata(preview) == {}


def test_outgoing_is_byte_equal_when_made_twice() -> None:
    data = drawn(kind="JPEG", size=(300, 200))
    assert picture.outgoing(data, 1_000_000, 10_000) == picture.outgoing(data, 1_000_000, 10_000)


def test_outgoing_keeps_transparency_when_channel_takes_png_and_lays_it_on_white_when_not() -> None:
    data = drawn("RGBA")
    kept = Image.open(io.BytesIO(picture.outgoing(data, 100_000, 100_000)))
    laid = Image.open(io.BytesIO(picture.outgoing(data, 100_000, 100_000, JPEG_ONLY)))
    assert kept.mode == "RGBA"
    assert laid.format == "JPEG"
    assert laid.convert("RGB").getpixel((5, 5))[2] > 120


def test_outgoing_drops_comments_and_text_when_encoder_would_keep_them() -> None:
    commented = drawn(kind="JPEG", comment=b"Aufgenommen von Erika Mustermann")
    assert b"Mustermann" in commented
    assert b"Mustermann" not in picture.outgoing(commented, 100_000, 100_000)


def test_outgoing_refuses_when_no_picture_can_fit() -> None:
    with pytest.raises(picture.PictureRefused):
        picture.outgoing(drawn(), 20, 100_000)


def files(*names: str) -> list[Path]:
    return sorted(path for name in names for path in corpus(name).rglob("*") if path.is_file())


def sent_or_refused(path: Path) -> tuple[bytes | None, str]:
    try:
        return picture.outgoing(path.read_bytes(), 900_000, 300_000), ""
    except picture.PictureRefused as refused:
        return None, str(refused)


@pytest.mark.corpus
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "name", ["media-pillow-edge", "media-exif-samples", "media-avif-samples", "media-metadata-extractor"]
)
def test_every_real_file_leaves_clean_or_is_refused_with_a_sentence_when_sent(name: str) -> None:
    for path in files(name):
        result, sentence = sent_or_refused(path)
        if result is None:
            assert sentence.startswith("Das Bild wurde nicht übernommen, weil "), path
        else:
            assert metadata(result) == {}, path


@pytest.mark.corpus
def test_gps_is_gone_when_photo_had_it() -> None:
    photos = [
        path for path in files("media-exif-samples") if path.suffix == ".jpg" and "gps" in str(path).lower()
    ]
    with_place = []
    for path in photos:
        data = path.read_bytes()
        if dict(Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)):
            with_place.append(path)
            assert metadata(picture.outgoing(data, 900_000, 300_000)) == {}
    assert with_place, "the samples must contain photos with a place"


@pytest.mark.corpus
@pytest.mark.parametrize("number", range(1, 9))
def test_photo_stands_upright_when_camera_was_turned(number: int) -> None:
    folder = corpus("media-exif-orientation")
    upright = Image.open(
        io.BytesIO(picture.outgoing((folder / "Landscape_1.jpg").read_bytes(), 900_000, 20_000))
    )
    data = (folder / f"Landscape_{number}.jpg").read_bytes()
    turned = Image.open(io.BytesIO(picture.outgoing(data, 900_000, 20_000)))
    info = picture.inspect(data)
    assert info.width > info.height
    first, second = (image.convert("L").resize((12, 8)).tobytes() for image in (upright, turned))
    assert max(abs(a - b) for a, b in zip(first, second, strict=True)) < 40
