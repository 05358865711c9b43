# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""ffmpeg as a process of its own: the system's, else the one that came with us; with little of everything and no network.

A process, not a library: a film that breaks it breaks nothing else, and its licence (GPL) does not reach ours.
"""

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nahbar.foundation import program as foundation
from nahbar.foundation.program import Bounds
from nahbar.studio.refusals import ProgramMissing

try:
    import imageio_ffmpeg
except ImportError:  # optional: the system's ffmpeg is enough
    imageio_ffmpeg = None

# Address space, of which the program's own code takes up to 180 MB; measured with 8K films, what is really used stays below 300 MB.
MEMORY = 700 * 1024 * 1024
CPU_SECONDS = 30
SECONDS = 45
MOST_SAID = 8 * 1024 * 1024
_OPEN_FILES = 32
# Files by their own path and our pipes; no address, no list of other files, no device.
READ_ONLY_FILES = ("-protocol_whitelist", "file,pipe")


@dataclass(frozen=True, slots=True)
class Done:
    """How a run ended: `code` (0: well; None: stopped for taking too much), what it gave and what it said."""

    code: int | None
    out: bytes
    said: str


@lru_cache(maxsize=1)
def programs() -> tuple[str, ...]:
    """Every ffmpeg there is, the system's first: its distribution looks after it."""
    found = [shutil.which("ffmpeg", path=os.environ.get("PATH") or os.defpath)]
    if imageio_ffmpeg is not None:
        try:
            found.append(str(imageio_ffmpeg.get_ffmpeg_exe()))
        except RuntimeError:
            # Installed without its binary, as on machines it has none for.
            found.append(None)
    return tuple(dict.fromkeys(one for one in found if one))


def program() -> str:
    """The ffmpeg to use.

    Raises:
        ProgramMissing: if there is none.
    """
    if not programs():
        raise ProgramMissing
    return programs()[0]


def version() -> str:
    """The first line ffmpeg says of itself.

    Raises:
        ProgramMissing: if there is none.
    """
    return run(("-version",)).out.decode("utf-8", "replace").split("\n", 1)[0]


def run(
    arguments: Sequence[str],
    *,
    memory: int = MEMORY,
    cpu_seconds: int = CPU_SECONDS,
    seconds: float = SECONDS,
    most_bytes: int = MOST_SAID,
    which: str = "",
) -> Done:
    """Runs ffmpeg with these arguments; it may take so much and no more, and write no file larger than `most_bytes`.

    `which`: another one of `programs` than the first.

    Raises:
        ProgramMissing: if there is none.
    """
    bounds = Bounds(seconds, cpu_seconds, memory, most_bytes, files=_OPEN_FILES, out_bytes=most_bytes)
    command = [which or program(), "-nostdin", "-hide_banner", *arguments]
    ended = foundation.run(command, Path(tempfile.gettempdir()), bounds)
    return Done(None if ended.took_too_much else ended.code, ended.data, ended.said)


def reading(path: Path, demuxer: str) -> tuple[str, ...]:
    """The arguments that open a stranger's file as what it is, and as nothing else."""
    return (*READ_ONLY_FILES, "-threads", "1", "-f", demuxer, "-i", f"file:{path}")
