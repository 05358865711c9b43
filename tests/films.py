# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small films to test with, made by ffmpeg, and what of a filming person's place must never leave the house."""

import subprocess
from pathlib import Path

from nahbar.library.models import MediaFile, Rights
from nahbar.library.states import Music
from nahbar.studio import ffmpeg

PLACE = "+48.1374+011.5755/"
SECRETS = (PLACE.encode(), b"Erika filmt", b"NahbarPhone", b"2026-01-02", b"Kapitel Garten", b"x264 - core")
SRT = "1\n00:00:00,000 --> 00:00:01,500\nDas Freibad öffnet am Samstag.\n"


def answered(file: MediaFile) -> MediaFile:
    """The film of the library, with nobody's music in it."""
    Rights.objects.filter(file=file).update(music=Music.NONE)
    file.rights.refresh_from_db()
    return file


def made(path: Path, *more: str, seconds: float = 2.0, size: str = "180x320", codec: str = "libx264") -> Path:
    """A film with picture and sound that says where, when, by whom and with what it was filmed."""
    chapters = path.with_suffix(".txt")
    chapters.write_text(
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=Kapitel Garten\n", "utf-8"
    )
    inputs = (
        f"-f lavfi -i testsrc2=size={size}:rate=12:duration={seconds} -f lavfi -i sine=duration={seconds}"
    )
    told = (
        *("-metadata", f"location={PLACE}", "-metadata", f"com.apple.quicktime.location.ISO6709={PLACE}"),
        *("-metadata", "artist=Erika filmt", "-metadata", "com.apple.quicktime.model=NahbarPhone"),
        *(
            "-metadata",
            "comment=2026-01-02",
            "-metadata:s:v",
            "title=NahbarPhone",
            "-metadata:s:v",
            f"location={PLACE}",
        ),
    )
    subprocess.run(
        [
            *(ffmpeg.program(), "-y", "-loglevel", "error", *inputs.split(), "-i", str(chapters)),
            *("-map", "0:v", "-map", "1:a", "-map_chapters", "2", "-c:v", codec, "-pix_fmt", "yuv420p", "-c:a", "aac"),
            *("-movflags", "use_metadata_tags", *told, *more, str(path)),
        ],
        check=True,
        timeout=60,
    )  # fmt: skip
    return path
