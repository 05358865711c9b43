# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A film becomes what the channel wants: made by a real ffmpeg, measured by it again."""

import shutil
import subprocess

import pytest

from nahbar.channels.capability import FilmLimit
from nahbar.foundation.program import Bounds, run
from nahbar.studio.film import facts, plan, subtitles, told
from nahbar.studio.film.plan import Clip, Fit, Still, Wish, WishImpossible
from nahbar.studio.film.shapes import Miss, Shape, expected_bytes, misses

FFMPEG = shutil.which("ffmpeg") or ""
BOUNDS = Bounds(seconds=120, cpu=120, memory=4 * 1024**3, file_bytes=200_000_000)
FILM = facts.Facts(seconds=4.0, width=320, height=180, video="h264", sound="aac")


def ffmpeg(folder, arguments, **how):
    return run([FFMPEG, *arguments], folder, BOUNDS, **how)


@pytest.fixture
def film(tmp_path):
    """Four seconds, 320 x 180, with a quiet tone."""
    made = subprocess.run(
        [FFMPEG, "-hide_banner", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=4", "-f", "lavfi", "-i",
         "sine=frequency=440:duration=4", "-af", "volume=-30dB", "-metadata", "location=+51.0+7.0/", "-c:v", "libx264", "-c:a", "aac", "-shortest", "film.mp4"],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return tmp_path


def look(folder, name):
    return facts.read(ffmpeg(folder, plan.tell(name)).said)


def test_film_is_told_as_it_is_shown(film):
    found = look(film, "film.mp4")
    assert (found.width, found.height, found.video, found.sound) == (320, 180, "h264", "aac")
    assert found.seconds == pytest.approx(4.0, abs=0.1)


@pytest.mark.parametrize(
    ("shape", "size"), [(Shape.TALL, (1080, 1920)), (Shape.SQUARE, (1080, 1080)), (Shape.WIDE, (1920, 1080))]
)
@pytest.mark.parametrize("fit", Fit)
def test_film_fills_the_shape_and_its_sound_is_as_loud_as_platforms_play(film, shape, size, fit):
    clip = Clip("film.mp4", look(film, "film.mp4"), 0.5, 2.5, focus=(0.9, 0.5))
    wish = Wish((clip,), shape, fit)
    loud = told.loudness(ffmpeg(film, plan.measure(wish)).said)
    seconds = []
    ended = ffmpeg(
        film, plan.make(wish, "out.mp4", loud), on_line=lambda line: seconds.append(told.progress(line))
    )
    assert ended.code == 0, ended.said[-1500:]
    found = look(film, "out.mp4")
    assert (found.width, found.height, found.rate) == (*size, 30.0)
    assert found.seconds == pytest.approx(2.0, abs=0.15)
    assert max(one for one in seconds if one is not None) == pytest.approx(2.0, abs=0.2)
    again = told.loudness(ffmpeg(film, plan.measure(Wish((Clip("out.mp4", found, 0, 1.9),), shape))).said)
    assert again.integrated == pytest.approx(plan.LOUDNESS, abs=1.5)
    data = (film / "out.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert b"+51.0" not in data
    assert b"elst" not in data


def test_clips_title_and_subtitles_become_one_film(film):
    fonts = film / plan.FONTS
    fonts.mkdir()
    subprocess.run(
        [
            FFMPEG,
            "-loglevel",
            "error",
            "-f",
            "lavfi",
            "-i",
            "color=navy:size=640x360",
            "-frames:v",
            "1",
            "title.png",
        ],
        cwd=film,
        check=True,
        timeout=60,
    )
    clip = Clip("film.mp4", look(film, "film.mp4"), 0, 1)
    wish = Wish(
        (Still("title.png", 1.0), clip, Clip("film.mp4", clip.facts, 3, 4)), Shape.TALL, has_subtitles=True
    )
    cues = (subtitles.Cue(1.0, 2.0, "Grüß Gott {\\b1}\nim Rathaus"),)
    (film / plan.SUBTITLES).write_text(subtitles.to_ass(cues, width=1080, height=1920))
    ended = ffmpeg(film, plan.make(wish, "out.mp4"))
    assert ended.code == 0, ended.said[-1500:]
    assert look(film, "out.mp4").seconds == pytest.approx(3.0, abs=0.15)
    assert ffmpeg(film, plan.cover("out.mp4", 1.5, "cover.png")).code == 0
    assert (film / "cover.png").read_bytes()[1:4] == b"PNG"


def test_film_without_sound_stays_silent(film):
    subprocess.run(
        [FFMPEG, "-loglevel", "error", "-i", "film.mp4", "-an", "-c", "copy", "still.mp4"],
        cwd=film,
        check=True,
        timeout=60,
    )
    clip = Clip("still.mp4", look(film, "still.mp4"), 0, 1)
    assert ffmpeg(film, plan.make(Wish((clip,), Shape.SQUARE), "out.mp4")).code == 0
    assert look(film, "out.mp4").sound == ""


def test_film_that_is_stopped_leaves_at_once(film):
    clip = Clip("film.mp4", look(film, "film.mp4"), 0, 4)
    ended = ffmpeg(film, plan.make(Wish((clip,) * 12, Shape.TALL), "out.mp4"), goes_on=lambda: False)
    assert ended.was_stopped
    assert ended.code != 0


def test_program_that_takes_too_long_is_ended(tmp_path):
    ended = run(["sleep", "30"], tmp_path, Bounds(seconds=0.3, cpu=10, memory=2**30, file_bytes=1))
    assert (ended.took_too_much, ended.code) == (True, -9)


def test_program_cannot_write_more_than_it_may(tmp_path):
    ended = run(
        ["sh", "-c", "head -c 5000000 /dev/zero > big"],
        tmp_path,
        Bounds(seconds=10, cpu=10, memory=2**30, file_bytes=1_000_000),
    )
    assert (tmp_path / "big").stat().st_size <= 1_000_000
    assert ended.code != 0


def test_program_hears_nothing_of_our_secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("NAHBAR_SECRET_KEY", "geheim")
    assert "geheim" not in run(["env"], tmp_path, BOUNDS).out


@pytest.mark.parametrize("name", ["list.m3u8", "list.ffconcat"])
def test_list_in_disguise_opens_no_other_file(film, name):
    (film / name).write_text(
        "#EXTM3U\n#EXTINF:4,\nhttp://127.0.0.1:9/x.ts\n"
        if name.endswith("m3u8")
        else "ffconcat version 1.0\nfile /etc/hostname\n"
    )
    with pytest.raises(facts.FilmUnknown):
        look(film, name)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "none"),
        ("Duration: 00:00:04.00\n Stream #0:0: Audio: mp3, 44100 Hz", "none"),
        (
            "Duration: 00:00:04.00\n Stream #0:0: Video: mjpeg, yuvj420p, 600x600, 90k tbr (attached pic)",
            "none",
        ),
        ("Duration: N/A\n Stream #0:0: Video: h264, yuv420p, 320x180, 25 fps", "length"),
        ("Duration: 09:00:04.00\n Stream #0:0: Video: h264, yuv420p, 320x180, 25 fps", "length"),
        ("Duration: 00:00:04.00\n Stream #0:0: Video: h264, yuv420p, 32000x18000, 25 fps", "size"),
        ("Duration: 00:00:04.00\n Stream #0:0: Video: prores, yuv422p10le, 320x180, 25 fps", "video"),
    ],
)
def test_what_is_no_film_of_ours_says_why(said, why):
    with pytest.raises(facts.FilmUnknown, match=why):
        facts.read(said)


def test_title_that_looks_like_a_stream_is_none():
    said = (
        "  Metadata:\n    title           : Stream #0:0: Video: h264, yuv420p, 1x1, 25 fps\n"
        "  Duration: 00:00:04.00\n  Stream #0:0: Video: hevc, yuv420p, 320x180, 25 fps"
    )
    assert facts.read(said).video == "hevc"


def test_film_of_a_phone_held_upright_is_tall():
    found = facts.read(
        "Duration: 00:00:04.00, start\n  Stream #0:0(eng): Video: hevc (Main), yuv420p(tv), 1920x1080, 29.97 fps\n"
        "    Side data:\n      displaymatrix: rotation of -90.00 degrees\n  Stream #0:1(eng): Audio: aac (LC), 44100 Hz"
    )
    assert (found.width, found.height, found.rate) == (1080, 1920, 29.97)


@pytest.mark.parametrize(
    ("pieces", "why"),
    [
        ((), "none"),
        ((Still("a.png", 1.0),) * 31, "many"),
        ((Clip("a", FILM, 2, 1),), "piece"),
        ((Clip("a", FILM, 0, 9),), "piece"),
        ((Still("a.png", 0.1),), "piece"),
        ((Still("a.png", 901.0),), "long"),
    ],
)
def test_wish_that_cannot_be_made_says_why(pieces, why):
    with pytest.raises(WishImpossible, match=why):
        plan.check(Wish(pieces, Shape.TALL))


def test_limits_are_told_before_rendering():
    limit = FilmLimit(
        max_count=1,
        max_bytes=10_000_000,
        max_pixels=1,
        alt_limit=1,
        min_seconds=3,
        max_seconds=60,
        shapes=("9:16",),
    )
    size = expected_bytes(Shape.WIDE, 90)
    assert misses(limit, shape=Shape.WIDE, seconds=90, size=size) == (Miss.LONG, Miss.HEAVY, Miss.SHAPE)
    assert misses(limit, shape=Shape.TALL, seconds=2, size=1) == (Miss.SHORT,)
