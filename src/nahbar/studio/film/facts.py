# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a film is, and whether this house works with it."""

from dataclasses import dataclass

from nahbar.studio.heard import LONGEST, MOST_PIXELS, PICTURE_CODECS, SOUND_CODECS, hear


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
        FilmUnknown: no picture that moves, a length that is not told or too long, too many pixels, a codec off the list.
    """
    heard = hear(said)
    width, height = heard.shown
    checks = (
        ("none", not heard.picture),
        ("length", not 0 < (heard.seconds or 0) <= LONGEST),
        ("size", not 0 < width * height <= MOST_PIXELS),
        ("video", heard.picture not in PICTURE_CODECS),
        ("sound", bool(heard.sound) and heard.sound not in SOUND_CODECS),
    )
    for why, is_so in checks:
        if is_so:
            raise FilmUnknown(why)
    return Facts(heard.seconds or 0, width, height, heard.picture, heard.sound, heard.rate)
