# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A film goes out as it is seen and heard, and says nothing of where, when, by whom and with what it was filmed."""

import subprocess

import pytest

from nahbar.studio import clip, ffmpeg, inspection, kinds
from nahbar.studio.film import outgoing
from nahbar.studio.refusals import ClipBroken, FileRefused
from tests import films


def frames(path):
    """A digest of what is seen and heard."""
    command = [
        ffmpeg.program(),
        "-loglevel",
        "error",
        "-i",
        str(path),
        "-map",
        "0:v",
        "-map",
        "0:a",
        "-f",
        "md5",
        "-",
    ]
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout


@pytest.mark.parametrize("name", ["film.mp4", "film.mov"])
def test_nothing_of_the_filming_person_leaves_and_every_frame_stays(tmp_path, name):
    source, target = films.made(tmp_path / name), tmp_path / "out.mp4"
    told = source.read_bytes()
    assert [one for one in films.SECRETS if one not in told] == []

    outgoing.write(source, target)

    sent = target.read_bytes()
    assert [one for one in films.SECRETS if one in sent] == []
    assert frames(target) == frames(source)
    assert sent.index(b"moov") < sent.index(b"mdat")


def test_same_film_gives_the_same_bytes(tmp_path):
    source = films.made(tmp_path / "film.mp4")
    outgoing.write(source, tmp_path / "a.mp4")
    outgoing.write(source, tmp_path / "b.mp4")
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_film_of_a_phone_held_upright_stays_upright(tmp_path):
    flat = films.made(tmp_path / "flat.mp4", size="320x180")
    source, target = tmp_path / "film.mp4", tmp_path / "out.mp4"
    is_old = "5.1" in ffmpeg.version()
    given, told = ((), ("-metadata:s:v:0", "rotate=90")) if is_old else (("-display_rotation", "90"), ())
    turn = [ffmpeg.program(), "-loglevel", "error", *given, "-i", str(flat), "-c", "copy", *told, str(source)]
    subprocess.run(turn, check=True, timeout=60)
    before = inspection.inspect(source).measures
    assert (before.width, before.height) == (180, 320)

    outgoing.write(source, target)

    after = inspection.inspect(target).measures
    assert (after.width, after.height, after.codecs) == (180, 320, "h264 aac")


def test_data_beside_picture_and_sound_stays_behind(tmp_path):
    source, words, target = tmp_path / "film.mp4", tmp_path / "weg.srt", tmp_path / "out.mp4"
    words.write_text(f"1\n00:00:00,000 --> 00:00:01,000\n{films.PLACE}\n", "utf-8")
    films.made(tmp_path / "bare.mp4")
    add = f"-i {tmp_path / 'bare.mp4'} -i {words} -map 0 -map 1 -c copy -c:s mov_text {source}"
    subprocess.run([ffmpeg.program(), "-loglevel", "error", *add.split()], check=True, timeout=60)
    outgoing.write(source, target)
    assert films.PLACE.encode() not in target.read_bytes()
    sniffed = kinds.sniff(target.read_bytes()[: kinds.HEAD])
    assert clip.examine(target, sniffed).measures.codecs == "h264 aac"


def test_what_is_no_film_of_boxes_is_refused_with_a_sentence(tmp_path):
    picture, broken = tmp_path / "a.png", tmp_path / "b.mp4"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    broken.write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 500)
    with pytest.raises(outgoing.FilmUnfit):
        outgoing.write(picture, tmp_path / "out.mp4")
    with pytest.raises(ClipBroken):
        outgoing.write(broken, tmp_path / "out.mp4")
    assert issubclass(outgoing.FilmUnfit, FileRefused)
