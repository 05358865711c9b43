# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A film as it goes out: its picture and sound as they are, put into a new file that says nothing about who filmed where.

Nothing is encoded anew. Places, names, times, device and chapters of the original stay behind, and so do data tracks beside
picture and sound (action cameras keep the way they took there) and notes inside the picture's stream.
"""

from pathlib import Path

from nahbar.studio import ffmpeg, kinds
from nahbar.studio.refusals import ClipBroken, FileRefused

CODECS = frozenset({"h264", "h264 aac"})
"""What every platform and browser plays; as `MediaFile.codecs` says it. Everything else is made anew as a film first."""
# It only copies; what it may write is what it reads, and the room for a new table of contents.
_CPU_SECONDS, _SECONDS, _MORE_BYTES = 60, 300.0, 20_000_000
# Supplemental information of H.264 (ITU-T H.264, 7.4.1): what encoders and cameras write into the stream itself.
_WITHOUT_NOTES = ("-bsf:v", "filter_units=remove_types=6")


class FilmUnfit(FileRefused):
    """Written in a way that platforms do not take."""

    sentence = (
        "Der Film kann so nicht hinausgehen, weil er nicht in H.264 mit AAC-Ton gespeichert ist; "
        "bitte machen Sie auf der Filmseite der Geschichte einen Film daraus."
    )


def is_fit(codecs: str) -> bool:
    """Whether a film written like this can go out as it is."""
    return codecs in CODECS


def write(source: Path, target: Path) -> None:
    """Writes the film anew as MP4, playable while it still arrives, without anything it says of itself.

    Raises:
        FilmUnfit, ClipBroken, FileRefused, ProgramMissing: as they say.
    """
    with source.open("rb") as file:
        sniffed = kinds.sniff(file.read(kinds.HEAD))
    if sniffed.kind != "film" or sniffed.demuxer != "mov":
        raise FilmUnfit
    done = ffmpeg.run(
        (
            "-nostats",
            *ffmpeg.reading(source, sniffed.demuxer),
            *("-map", "0:v:0", "-map", "0:a:0?", "-dn", "-sn"),
            *("-map_metadata", "-1", "-map_chapters", "-1", "-c", "copy", *_WITHOUT_NOTES),
            *("-fflags", "+bitexact", "-movflags", "+faststart", "-f", "mp4", "-y", f"file:{target}"),
        ),
        cpu_seconds=_CPU_SECONDS,
        seconds=_SECONDS,
        most_bytes=source.stat().st_size + _MORE_BYTES,
    )
    if done.code != 0 or not target.exists():
        raise ClipBroken
