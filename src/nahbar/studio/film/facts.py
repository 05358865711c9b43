# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a film is, as `ffmpeg -i` tells it: both the system's ffmpeg and a bundled one without ffprobe say it so."""

import re
from dataclasses import dataclass

LONGEST_SECONDS = 3 * 3600
MOST_PIXELS = 4096 * 4096
# Lines of ffmpeg's own: a title that looks like one stands behind its name and a colon.
_DURATION = re.compile(r"(?m)^\s*Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
_VIDEO = re.compile(r"(?m)^\s*Stream #\d+:\d+.*?: Video: (\w+).*?, (\d{1,5})x(\d{1,5})\b(.*)")
_AUDIO = re.compile(r"(?m)^\s*Stream #\d+:\d+.*?: Audio: (\w+)")
_RATE = re.compile(r"(\d+(?:\.\d+)?)(k?) fps")
_TURNED = re.compile(r"rotation of (-?\d+(?:\.\d+)?) degrees")
_COVER = "(attached pic)"
# What our own encoders and phones make, and what both builds of ffmpeg decode; everything else is asked for anew.
VIDEO = frozenset({"h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "mjpeg"})
AUDIO = frozenset(
    {
        "aac",
        "mp3",
        "opus",
        "vorbis",
        "flac",
        "pcm_s16le",
        "pcm_s16be",
        "pcm_s24le",
        "pcm_f32le",
        "alac",
        "ac3",
    }
)


@dataclass(frozen=True, slots=True)
class Facts:
    """A film as it is shown: turned upright. `sound`: the audio codec, "" where there is none."""

    seconds: float
    width: int
    height: int
    video: str
    sound: str = ""
    rate: float = 30.0


class FilmUnknown(Exception):
    """It is no film this house works with; `why` names the reason: none, length, size, video, sound."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read(said: str) -> Facts:
    """What `ffmpeg -hide_banner -i FILE` said on its standard error.

    Raises:
        FilmUnknown: no picture that moves, a length that is not told or more than three hours, more pixels than 16
            million, a codec off the list.
    """
    streams = [match for match in _VIDEO.finditer(said) if _COVER not in match.group(4)]
    if not streams:
        raise FilmUnknown("none")
    video, width, height = streams[0].group(1).lower(), int(streams[0].group(2)), int(streams[0].group(3))
    length = _DURATION.search(said)
    seconds = (
        sum(float(part) * unit for part, unit in zip(length.groups(), (3600, 60, 1), strict=True))
        if length
        else 0
    )
    if not 0 < seconds <= LONGEST_SECONDS:
        raise FilmUnknown("length")
    if not 0 < width * height <= MOST_PIXELS:
        raise FilmUnknown("size")
    if video not in VIDEO:
        raise FilmUnknown("video")
    audio = _AUDIO.search(said)
    sound = audio.group(1).lower() if audio else ""
    if sound and sound not in AUDIO:
        raise FilmUnknown("sound")
    if _is_on_its_side(said[streams[0].end() :]):
        width, height = height, width
    return Facts(seconds, width, height, video, sound, _rate(streams[0].group(4)))


def _is_on_its_side(after: str) -> bool:
    turned = _TURNED.search(after.split("Stream #", 1)[0])
    return turned is not None and round(abs(float(turned.group(1)))) % 180 == 90  # noqa: PLR2004 - a quarter turn


def _rate(rest: str) -> float:
    said = _RATE.search(rest)
    return float(said.group(1)) * (1000 if said.group(2) else 1) if said else 30.0
