# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A film or a sound: what it is, and whether it really plays; ffmpeg is never believed further than its numbers go."""

import re
import signal
from dataclasses import dataclass
from pathlib import Path

from nahbar.studio import ffmpeg
from nahbar.studio.heard import LONGEST, MOST_PIXELS, PICTURE_CODECS, SOUND_CODECS, Heard, hear
from nahbar.studio.kinds import Sniffed
from nahbar.studio.measures import Measures
from nahbar.studio.refusals import ClipBroken, ClipCodecUnknown, ClipTooHard, ClipTooLarge, ClipTooLong

COVER_SIDE = 640
_COVER_BYTES = 4_000_000
# Of the first seconds the frame that is most like the others: rarely the black one films begin with.
_FRAMES_LOOKED_AT = 12
_TIME = re.compile(r"time=(\d+):(\d\d):(\d\d(?:\.\d+)?)")
_STOPPED = frozenset({-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGXFSZ, -signal.SIGSEGV, -signal.SIGABRT})


@dataclass(frozen=True, slots=True)
class Clip:
    """A film or sound that plays; `cover`: one frame as JPEG, b"" for sound."""

    measures: Measures
    cover: bytes


def examine(path: Path, sniffed: Sniffed) -> Clip:
    """What the file is; a frame or a second of it was really decoded.

    Raises:
        ClipBroken, ClipCodecUnknown, ClipTooHard, ClipTooLarge, ClipTooLong, ProgramMissing: as they say.
    """
    source = ffmpeg.reading(path, sniffed.demuxer)
    # Opened without decoding first: what is too large or not taken is never handed to a decoder.
    heard = listen(source)
    if not heard.picture and not heard.sound:
        raise ClipBroken
    _demand_taken(heard)
    is_film = bool(heard.picture)
    cover = _cover(source) if is_film else b""
    if not is_film:
        _demand_plays(source)
    seconds = heard.seconds or _counted(source)
    if seconds <= 0:
        raise ClipBroken
    if seconds > LONGEST:
        raise ClipTooLong
    width, height = heard.shown
    kind = "film" if is_film else "audio"
    mime = sniffed.mime.replace("audio/", "video/") if is_film else sniffed.mime.replace("video/", "audio/")
    return Clip(
        Measures(
            kind=kind,
            mime="audio/mp4" if mime == "audio/quicktime" else mime,
            width=width,
            height=height,
            seconds=seconds,
            has_sound=bool(heard.sound),
            codecs=" ".join(filter(None, (heard.picture, heard.sound))),
        ),
        cover,
    )


def listen(source: tuple[str, ...], *, which: str = "") -> Heard:
    """What the file says of itself, without decoding more than its first frames' headers.

    Raises:
        ClipTooHard, ProgramMissing: as they say.
    """
    return hear(run(*source, "-c", "copy", "-t", "0", "-f", "null", "-", which=which).said)


def run(*arguments: str, most_bytes: int = _COVER_BYTES, which: str = "") -> ffmpeg.Done:
    """Runs ffmpeg within its limits.

    Raises:
        ClipTooHard: if it was stopped for taking too much.
        ProgramMissing: if there is none.
    """
    done = ffmpeg.run(("-nostats", *arguments), most_bytes=most_bytes, which=which)
    if done.code is None or done.code in _STOPPED or "Cannot allocate memory" in done.said:
        raise ClipTooHard
    return done


def _demand_taken(heard: Heard) -> None:
    if heard.picture and heard.picture not in PICTURE_CODECS:
        raise ClipCodecUnknown(codec=heard.picture)
    if heard.sound and heard.sound not in SOUND_CODECS:
        raise ClipCodecUnknown(codec=heard.sound)
    if heard.picture and not heard.width * heard.height:
        raise ClipBroken
    if heard.width * heard.height > MOST_PIXELS:
        raise ClipTooLarge
    if heard.seconds and heard.seconds > LONGEST:
        raise ClipTooLong


def _cover(source: tuple[str, ...]) -> bytes:
    """One frame as JPEG, small, turned upright, without anything the film says of itself."""
    side = f"scale={COVER_SIDE}:{COVER_SIDE}:force_original_aspect_ratio=decrease"
    picture = (
        "-map",
        "0:v:0",
        "-vf",
        f"{side},thumbnail={_FRAMES_LOOKED_AT}",
        "-frames:v",
        "1",
        "-map_metadata",
        "-1",
    )
    # As PNG: Debian's MJPEG encoder refuses some colour spaces, and the bytes are drawn anew anyway.
    out = run(*source, *picture, "-f", "image2pipe", "-c:v", "png", "pipe:1").out
    if not out:
        raise ClipBroken
    return out


def _demand_plays(source: tuple[str, ...]) -> None:
    if run(*source, "-map", "0:a:0", "-t", "2", "-f", "null", "-").code != 0:
        raise ClipBroken


def _counted(source: tuple[str, ...]) -> float:
    """How long it plays where the file does not say (recorded in a browser): read to its end without decoding."""
    done = ffmpeg.run((*source, "-c", "copy", "-f", "null", "-"))
    times = _TIME.findall(done.said)
    if done.code != 0 or not times:
        raise ClipBroken
    hours, minutes, seconds = times[-1]
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
