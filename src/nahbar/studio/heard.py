# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What ffmpeg says of a film or sound, read line by line: both the system's and a bundled one without ffprobe say it so."""

import re
from dataclasses import dataclass

PICTURE_CODECS = frozenset({"h264", "hevc", "vp8", "vp9", "av1"})
SOUND_CODECS = frozenset(
    {
        "aac",
        "mp3",
        "opus",
        "vorbis",
        "pcm_s16le",
        "pcm_s16be",
        "pcm_s24le",
        "pcm_s24be",
        "pcm_u8",
        "pcm_f32le",
    }
)
LONGEST = 4 * 3600
MOST_PIXELS = 8192 * 4352
# Words of the file stand further in than ffmpeg's own lines do, and behind a name and a colon: they are not met.
_DURATION = re.compile(r"^ {0,2}Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
_STREAM = re.compile(
    r"^ {0,2}Stream #0:\d+(?:\[[^\]]*\])?(?:\([^)]*\))?: (Video|Audio|Subtitle|Data|Attachment): (\w+)(.*)$"
)
_SIZE = re.compile(r", (\d{1,6})x(\d{1,6})(?=[ ,]|$)")
_RATE = re.compile(r", (\d+(?:\.\d+)?)(k?) fps")
_TURNED = re.compile(r"^ {6}(?:displaymatrix|Display Matrix): rotation of (-?\d+(?:\.\d+)?) degrees")
_QUARTER = 90
_COVER = "(attached pic)"


@dataclass(slots=True)
class Heard:
    """Codecs of the first picture and sound, how many pictures run, size as stored, length, pictures a second."""

    picture: str = ""
    pictures: int = 0
    sound: str = ""
    width: int = 0
    height: int = 0
    seconds: float | None = None
    rate: float = 30.0
    is_turned: bool = False

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height as people see it."""
        return (self.height, self.width) if self.is_turned else (self.width, self.height)


def hear(said: str) -> Heard:
    """What `ffmpeg -i FILE` said on its standard error, up to what it says of its own work."""
    heard, last = Heard(), ""
    for line in said.splitlines():
        if line.startswith(("Stream mapping:", "Output #")):
            break
        if found := _DURATION.match(line):
            heard.seconds = int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3])
        elif found := _STREAM.match(line):
            last = _note_stream(heard, *found.groups())
        elif last == "Video" and (found := _TURNED.match(line)):
            heard.is_turned = round(float(found[1])) % (2 * _QUARTER) == _QUARTER
    return heard


def _note_stream(heard: Heard, kind: str, codec: str, rest: str) -> str:
    """Takes the first picture and the first sound; a cover inside a sound file is no film."""
    heard.pictures += kind == "Video"
    if kind == "Video" and not heard.picture and _COVER not in rest:
        heard.picture = codec.lower()
        if size := _SIZE.search(rest):
            heard.width, heard.height = int(size[1]), int(size[2])
        if rate := _RATE.search(rest):
            heard.rate = float(rate[1]) * (1000 if rate[2] else 1)
        return kind
    if kind == "Audio" and not heard.sound:
        heard.sound = codec.lower()
    return kind if kind != "Video" else ""
