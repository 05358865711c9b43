# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""AVIF pictures that Pillow's decoder finds too irregular (mostly those with transparency): read by ffmpeg."""

import tempfile
from pathlib import Path

from nahbar.studio import clip, ffmpeg
from nahbar.studio.refusals import ClipBroken, ClipTooLarge, ProgramMissing

_MOST_BYTES = 120_000_000


def is_avif(data: bytes) -> bool:
    """Whether the bytes say that they are a still AVIF picture."""
    return data[4:12] == b"ftypavif"


def as_png(data: bytes, *, most_pixels: int) -> bytes:
    """The picture as PNG, with its transparency; its size is asked before anything is decoded.

    Raises:
        ClipBroken, ClipTooHard, ClipTooLarge, ProgramMissing: as they say.
    """
    if not ffmpeg.programs():
        raise ProgramMissing
    with tempfile.NamedTemporaryFile(suffix=".avif") as file:
        file.write(data)
        file.flush()
        # Older ones (Debian 12) do not read these pictures; the one that came with us does.
        for which in ffmpeg.programs():
            out = _read(Path(file.name), most_pixels, which)
            if out:
                return out
    raise ClipBroken


def _read(path: Path, most_pixels: int, which: str) -> bytes:
    source = ffmpeg.reading(path, "mov")
    heard = clip.listen(source, which=which)
    if heard.picture != "av1" or not heard.width * heard.height:
        return b""
    if heard.width * heard.height > most_pixels:
        raise ClipTooLarge
    # The transparency of an AVIF is a second picture.
    seen = ("-filter_complex", "[0:v:0][0:v:1]alphamerge") if heard.pictures > 1 else ("-map", "0:v:0")
    shown = ("-frames:v", "1", "-f", "image2pipe", "-c:v", "png", "pipe:1")
    return clip.run(*source, *seen, *shown, most_bytes=_MOST_BYTES, which=which).out
