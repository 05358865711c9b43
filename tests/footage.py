# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A film as somebody might have filmed it: made by ffmpeg, a test picture with a tone; and rows of the library without bytes."""

import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nahbar.authority.models import Authority
from nahbar.library.models import MediaFile
from nahbar.studio import ffmpeg
from tests import factories


@cache
def clip(seconds: int = 3, codec: str = "libx264 -c:a aac", ending: str = "mp4") -> bytes:
    """So many seconds, 320 by 180."""
    seen = f"-f lavfi -i testsrc2=size=320x180:rate=15:duration={seconds} -f lavfi -i sine=frequency=440:duration={seconds}"
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"clip.{ending}"
        subprocess.run(
            [ffmpeg.program(), "-loglevel", "error", *seen.split(), "-c:v", *codec.split(), "-shortest", str(path)],
            check=True, timeout=60,
        )  # fmt: skip
        return path.read_bytes()


def row(place: Authority, **values: Any) -> MediaFile:
    """A film in the library whose rights and music are answered, without its bytes."""
    given = {
        "kind": "film",
        "mime_type": "video/mp4",
        "seconds": 20.0,
        "width": 1920,
        "height": 1080,
        "has_sound": True,
        "codecs": "h264 aac",
    }
    rights = {"licence": "own", "music": "none", **values.pop("rights", {})}
    return factories.file(place, **{**given, **values}, rights=rights)
