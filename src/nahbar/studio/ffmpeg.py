# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""ffmpeg as a process of its own: the system's, else the one that came with us; with little of everything and no network.

A process, not a library: a film that breaks it breaks nothing else, and its licence (GPL) does not reach ours.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nahbar.studio.refusals import ProgramMissing

try:
    import imageio_ffmpeg
except ImportError:  # optional: the system's ffmpeg is enough
    imageio_ffmpeg = None

CHILD = "nahbar.studio.limited"
# Address space, of which the program's own code takes up to 180 MB; measured with 8K films, what is really used stays below 300 MB.
MEMORY = 700 * 1024 * 1024
CPU_SECONDS = 30
SECONDS = 45
MOST_SAID = 8 * 1024 * 1024
# Files by their own path and our pipes; no address, no list of other files, no device.
READ_ONLY_FILES = ("-protocol_whitelist", "file,pipe")


@dataclass(frozen=True, slots=True)
class Done:
    """How a run ended: `code` (0: well; None: stopped for taking too long), what it gave and what it said."""

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
    limits = (str(memory), str(cpu_seconds), str(most_bytes))
    command = [
        sys.executable,
        "-I",
        "-m",
        CHILD,
        *limits,
        which or program(),
        "-nostdin",
        "-hide_banner",
        *arguments,
    ]
    # Into files, not pipes: the limit on file size ends a program that does not stop talking.
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=said,
                timeout=seconds,
                env={},
                check=False,
            )
            code: int | None = done.returncode
        except subprocess.TimeoutExpired:
            code = None
        out.seek(0)
        said.seek(0)
        return Done(code, out.read(most_bytes), said.read(most_bytes).decode("utf-8", "replace"))


def reading(path: Path, demuxer: str) -> tuple[str, ...]:
    """The arguments that open a stranger's file as what it is, and as nothing else."""
    return (*READ_ONLY_FILES, "-threads", "1", "-f", demuxer, "-i", f"file:{path}")
