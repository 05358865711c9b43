# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A stranger's film without what it says of itself: picture and sound as they are, in a new file of the same kind.

Places, names, times, device and chapters stay behind, and so do tracks beside picture and sound.
"""

from pathlib import Path

from nahbar.studio import ffmpeg
from nahbar.studio.kinds import Sniffed
from nahbar.studio.refusals import ClipBroken

# It only copies; what it may write is what it reads, and the room for a new table of contents.
_CPU_SECONDS, _SECONDS, _MORE_BYTES = 60, 300.0, 20_000_000
_WRITERS = {"video/mp4": "mp4", "video/quicktime": "mov", "video/webm": "webm"}


def write(source: Path, sniffed: Sniffed, target: Path) -> None:
    """Writes the film anew; how it is turned stays.

    Raises:
        ClipBroken: it cannot be read, or not be written as what it says it is.
        ProgramMissing: without ffmpeg.
    """
    done = ffmpeg.run(
        (
            "-nostats",
            *ffmpeg.reading(source, sniffed.demuxer),
            *("-map", "0:v:0", "-map", "0:a:0?", "-dn", "-sn", "-c", "copy"),
            *("-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"),
            *("-f", _WRITERS[sniffed.mime], "-y", f"file:{target}"),
        ),
        cpu_seconds=_CPU_SECONDS,
        seconds=_SECONDS,
        most_bytes=source.stat().st_size + _MORE_BYTES,
    )
    if done.code != 0 or not target.exists():
        raise ClipBroken
