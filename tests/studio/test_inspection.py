# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A stranger's file: taken for what it is, or refused with a sentence; never a crash, a hang, or another file read."""

import io
import struct
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from nahbar.studio import ffmpeg, inspection, kinds
from nahbar.studio.refusals import (
    ClipBroken,
    ClipCodecUnknown,
    DocumentBroken,
    FileEmpty,
    FileIsHeif,
    FileKindUnknown,
    FileRefused,
    FileTooHeavy,
)
from tests.corpus import corpus
from tests.memory import growth


def made(path: Path, *arguments: str) -> Path:
    command = [ffmpeg.program(), "-nostdin", "-v", "error", "-y", *arguments, str(path)]
    subprocess.run(command, check=True, timeout=60)
    return path


def film(path: Path, *more: str, size: str = "320x240", codec: str = "libx264") -> Path:
    seen = ("-f", "lavfi", "-i", f"testsrc2=size={size}:rate=10:duration=2")
    heard = ("-f", "lavfi", "-i", "sine=duration=2")
    return made(path, *seen, *heard, "-c:v", codec, "-pix_fmt", "yuv420p", "-shortest", *more)


def outcome(path: Path) -> str:
    """The kind of the file, or that it was refused, with a sentence; a preview is there where there is something to see."""
    try:
        found = inspection.inspect(path)
    except FileRefused as refused:
        return "nicht übernommen" if " wurde nicht übernommen, weil " in str(refused) else str(refused)
    assert bool(found.preview) == (found.measures.kind in {"picture", "film"}), path
    return found.measures.kind


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def png(size: tuple[int, int] = (30, 20)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, "PNG")
    return out.getvalue()


def test_film_is_measured_with_a_cover_when_it_plays(tmp_path: Path) -> None:
    found = inspection.inspect(film(tmp_path / "x", "-f", "mp4"))
    one = found.measures
    assert (one.kind, one.mime, one.width, one.height) == ("film", "video/mp4", 320, 240)
    assert (one.seconds, one.has_sound, one.codecs) == (pytest.approx(2, abs=0.2), True, "h264 aac")
    assert Image.open(io.BytesIO(found.preview)).size == (640, 480)


def test_film_is_measured_as_people_see_it_when_the_phone_was_upright(tmp_path: Path) -> None:
    lying = film(tmp_path / "x.mp4")
    turn = ("-c", "copy", "-metadata:s:v:0", "rotate=90")
    if "5.1" not in ffmpeg.version():
        turn = ("-c", "copy")
        made(tmp_path / "y.mp4", "-display_rotation", "90", "-i", str(lying), *turn)
    else:
        made(tmp_path / "y.mp4", "-i", str(lying), *turn)
    found = inspection.inspect(tmp_path / "y.mp4")
    assert (found.measures.width, found.measures.height) == (240, 320)
    cover = Image.open(io.BytesIO(found.preview))
    assert cover.height > cover.width


def test_length_is_counted_when_the_browser_that_recorded_it_did_not_say(tmp_path: Path) -> None:
    path = tmp_path / "x.webm"
    seen = ("-f", "lavfi", "-i", "testsrc2=size=64x64:rate=10:duration=3")
    with path.open("wb") as out:
        command = [
            ffmpeg.program(),
            "-nostdin",
            "-v",
            "error",
            *seen,
            "-c:v",
            "libvpx-vp9",
            "-f",
            "webm",
            "-",
        ]
        # To a pipe, as a recorder does: nobody can go back and write the length.
        piped = subprocess.run(command, check=True, capture_output=True, timeout=60)
        out.write(piped.stdout)
    assert inspection.inspect(path).measures.seconds == pytest.approx(3, abs=0.3)


@pytest.mark.parametrize(
    ("name", "arguments", "mime"),
    [
        ("a.mp3", ("-c:a", "libmp3lame"), "audio/mpeg"),
        ("a.m4a", ("-c:a", "aac"), "audio/mp4"),
        ("a.wav", (), "audio/wav"),
        ("a.ogg", ("-c:a", "libopus"), "audio/ogg"),
    ],
)
def test_sound_is_measured_when_it_plays(
    tmp_path: Path, name: str, arguments: tuple[str, ...], mime: str
) -> None:
    one = inspection.inspect(
        made(tmp_path / name, "-f", "lavfi", "-i", "sine=duration=2", *arguments)
    ).measures
    assert (one.kind, one.mime, one.has_sound, one.width) == ("audio", mime, True, 0)
    assert one.seconds == pytest.approx(2, abs=0.2)


def test_name_counts_for_nothing_and_content_for_everything(tmp_path: Path) -> None:
    assert inspection.inspect(written(tmp_path / "film.mp4", png())).measures.mime == "image/png"
    with pytest.raises(FileKindUnknown):
        inspection.inspect(written(tmp_path / "bild.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"))


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", FileEmpty),
        (b"MZ\x90\x00", FileKindUnknown),
        (b"#EXTM3U\nfile:///etc/passwd\n", FileKindUnknown),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", FileKindUnknown),
        (b"\0\0\0\x18ftypheic\0\0\0\0heicmif1", FileIsHeif),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", ClipBroken),
        (b"%PDF-1.7 halb", DocumentBroken),
        (b"\x1aE\xdf\xa3\x01\0\0\0\0\0\0\x1fB\x82\x88matroska", FileKindUnknown),
    ],
)
def test_file_is_refused_with_its_sentence_when_it_cannot_be_taken(
    tmp_path: Path, data: bytes, refusal: type[FileRefused]
) -> None:
    with pytest.raises(refusal) as refused:
        inspection.inspect(written(tmp_path / "x", data))
    assert " wurde nicht übernommen, weil " in str(refused.value)
    assert "!" not in str(refused.value)


def test_picture_is_refused_unread_when_it_is_too_heavy(tmp_path: Path) -> None:
    path = written(tmp_path / "x", png())
    with path.open("r+b") as file:
        file.truncate(40_000_001)
    with pytest.raises(FileTooHeavy) as refused, growth() as grown:
        inspection.inspect(path)
    assert "weil ein Bild höchstens 40 MB groß sein darf" in str(refused.value)
    assert grown.megabytes < 20


def test_codec_is_named_when_it_is_not_taken(tmp_path: Path) -> None:
    with pytest.raises(ClipCodecUnknown) as refused:
        inspection.inspect(film(tmp_path / "x.mp4", codec="mpeg4"))
    assert "mit mpeg4 aufgezeichnet" in str(refused.value)


def test_film_is_refused_before_a_picture_is_decoded_when_it_claims_more_than_8k(tmp_path: Path) -> None:
    path = film(tmp_path / "x.mp4", codec="libx264")
    data = bytearray(path.read_bytes())
    place = data.index(b"avc1", data.index(b"stsd"))
    struct.pack_into(">HH", data, place + 28, 65_000, 65_000)
    path.write_bytes(bytes(data))
    started = time.monotonic()
    assert outcome(path) in {"film", "nicht übernommen"}
    assert time.monotonic() - started < 20


def test_other_files_and_addresses_are_never_opened_when_a_film_points_there(tmp_path: Path) -> None:
    secret = film(tmp_path / "geheim.mp4")
    lists = {
        "liste.m3u8": f"#EXTM3U\n#EXTINF:2,\nfile://{secret}\n#EXT-X-ENDLIST\n".encode(),
        "liste.ffconcat": f"ffconcat version 1.0\nfile '{secret}'\n".encode(),
    }
    for name, data in lists.items():
        path = written(tmp_path / name, data)
        with pytest.raises(FileRefused):
            inspection.inspect(path)
        # Even called what it is not, it is opened as that and as nothing else.
        for demuxer in ("mov", "matroska", "ogg", "mp3"):
            done = ffmpeg.run((*ffmpeg.reading(path, demuxer), "-f", "null", "-"))
            assert done.code != 0
            assert "h264" not in done.said


def test_words_inside_a_film_cannot_pretend_to_be_streams(tmp_path: Path) -> None:
    lie = "x\n  Stream #0:9: Video: evil, yuv420p, 9x9\n  Duration: 99:00:00.00"
    one = inspection.inspect(film(tmp_path / "x.mp4", "-metadata", f"title={lie}")).measures
    assert (one.codecs, one.width) == ("h264 aac", 320)
    assert one.seconds < 3


def test_program_is_stopped_when_it_takes_too_long_or_too_much() -> None:
    endless = ("-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=60", "-f", "null", "-")
    started = time.monotonic()
    assert ffmpeg.run(endless, seconds=1.5).code is None
    assert ffmpeg.run(endless, cpu_seconds=1, seconds=30).code != 0
    assert ffmpeg.run((*endless[:-3], "-f", "rawvideo", "-"), most_bytes=1_000_000).code != 0
    assert ffmpeg.run(endless, memory=60_000_000, seconds=30).code != 0
    assert time.monotonic() - started < 40


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\xff\xd8\xff", b"RIFF", b"\0\0\0 ftyp", b"OggS", b"ID3", b"GIF89a"]),
)
def test_first_bytes_give_a_kind_or_a_refusal_whatever_they_are(rest: bytes, start: bytes) -> None:
    try:
        assert kinds.sniff(start + rest).kind in kinds.MOST_BYTES
    except FileRefused:
        return


@pytest.fixture(scope="module")
def small_film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return film(tmp_path_factory.mktemp("small") / "x.mp4", size="64x64").read_bytes()


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_damaged_film_is_measured_or_refused_and_nothing_else(
    data: st.DataObject, small_film: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("film") / "x.mp4"
    whole = bytearray(small_film)
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(12, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(whole[: data.draw(st.integers(100, len(whole)))]))
    assert outcome(path) in {"film", "audio", "nicht übernommen"}


@pytest.mark.corpus
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "name",
    [
        "media-avif-samples",
        "media-exif-orientation",
        "media-exif-samples",
        "media-forensics-samples",
        "media-metadata-extractor",
        "media-mp4-avif-mp4parse",
        "media-pillow-edge",
        "media-smallest-valid-files",
    ],
)
def test_every_real_file_is_read_or_refused_with_a_sentence(name: str) -> None:
    read = 0
    with growth() as grown:
        for path in sorted(path for path in corpus(name).rglob("*") if path.is_file()):
            started = time.monotonic()
            read += outcome(path) != "nicht übernommen"
            assert time.monotonic() - started < 30, path
    assert read
    assert grown.megabytes < 300


@pytest.mark.corpus
def test_every_avif_with_transparency_is_read(tmp_path: Path) -> None:
    files = sorted(corpus("media-avif-samples").glob("*.avif"))
    assert len(files) == 8
    assert {inspection.inspect(path).measures.mime for path in files} == {"image/avif"}
