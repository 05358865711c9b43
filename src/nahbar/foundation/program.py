# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs another program on files somebody else made: bounded in time, memory, file size and files, stopped when asked.

The one way the house starts a program it hands a stranger's file to.
"""

import os
import resource
import selectors
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

KEPT = 200_000
"""Most bytes kept of what a program says on each side."""
_LOOK_SECONDS = 0.5
# Where util-linux is there (Debian, Ubuntu: always), a program ends with the worker that was killed beside it.
_SETPRIV = shutil.which("setpriv")
_DIES_WITH_US = (_SETPRIV, "--pdeathsig", "KILL") if _SETPRIV else ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """`memory` is address space in bytes, `file_bytes` the largest file it may write, `cpu` in seconds.

    `out_bytes`: the most it may say on its standard output, kept whole; more ends it. None: only the end is kept.
    """

    seconds: float
    cpu: int
    memory: int
    file_bytes: int
    files: int = 256
    out_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended. `said`: the end of its standard error; `data`: that of its standard output, or all of it.

    `took_too_much`: it was ended because it ran too long or said too much.
    """

    code: int
    said: str
    data: bytes
    was_stopped: bool = False
    took_too_much: bool = False
    cpu_seconds: float = 0.0

    @property
    def out(self) -> str:
        """What it said on its standard output, as text."""
        return self.data.decode("utf-8", errors="replace")


def run(
    arguments: Sequence[str],
    folder: Path,
    bounds: Bounds,
    *,
    on_line: Callable[[str], None] | None = None,
    goes_on: Callable[[], bool] | None = None,
) -> Ended:
    """Runs a program in a folder, with an environment of its own and a low priority.

    Args:
        arguments: the program and what it is given.
        folder: where it runs and writes.
        bounds: what ends it.
        on_line: hears each whole line of its standard output.
        goes_on: asked twice a second; False stops it.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        [*_DIES_WITH_US, *_bound(bounds), *arguments],
        cwd=folder,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    listener = _Listener(process, bounds.out_bytes, on_line)
    try:
        was_stopped, took_too_much = listener.until_end(time.monotonic() + bounds.seconds, goes_on)
    finally:
        if process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        code = process.wait()
        listener.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ended(code, listener.said(), listener.data(), was_stopped, took_too_much, cpu)


def _bound(bounds: Bounds) -> list[str]:
    """The command that binds itself and then becomes the program: util-linux and coreutils, on every Debian.

    Not by code of ours between fork and exec, which may hang in a process with threads, and not from outside
    afterwards, when the program has begun.
    """
    most = {
        "as": bounds.memory,
        "cpu": bounds.cpu,
        "fsize": bounds.file_bytes,
        "nofile": bounds.files,
        "core": 0,
    }
    return ["prlimit", *(f"--{name}={value}" for name, value in most.items()), "--", "nice", "-n", "10"]


class _Listener:
    """Hears both sides of a program without letting either fill up."""

    def __init__(
        self, process: subprocess.Popen[bytes], most: int | None, on_line: Callable[[str], None] | None
    ) -> None:
        self._process, self._on_line, self._most = process, on_line, most
        self._kept = {"stdout": bytearray(), "stderr": bytearray()}
        self._begun = b""
        self._selector = selectors.DefaultSelector()
        for name in self._kept:
            pipe = getattr(process, name)
            os.set_blocking(pipe.fileno(), False)
            self._selector.register(pipe, selectors.EVENT_READ, name)

    def until_end(self, deadline: float, goes_on: Callable[[], bool] | None) -> tuple[bool, bool]:
        """Listens until the program ends, is stopped, or takes too much: was it stopped, did it take too much."""
        while self._selector.get_map():
            if time.monotonic() > deadline or self._says_too_much():
                return False, True
            if goes_on is not None and not goes_on():
                return True, False
            for key, _ in self._selector.select(_LOOK_SECONDS):
                self._hear(key)
        while self._process.poll() is None:
            if time.monotonic() > deadline:
                return False, True
            time.sleep(0.02)
        return False, False

    def _hear(self, key: selectors.SelectorKey) -> None:
        data = os.read(key.fd, 65_536)
        if not data:
            self._selector.unregister(key.fileobj)
            return
        kept = self._kept[key.data]
        kept += data
        if key.data == "stderr" or self._most is None:
            del kept[:-KEPT]
        if key.data == "stdout" and self._on_line:
            *lines, self._begun = (self._begun + data).split(b"\n")
            self._begun = self._begun[-KEPT:]
            for line in lines:
                self._on_line(line.decode("utf-8", errors="replace"))

    def _says_too_much(self) -> bool:
        return self._most is not None and len(self._kept["stdout"]) > self._most

    def said(self) -> str:
        return self._kept["stderr"].decode("utf-8", errors="replace")

    def data(self) -> bytes:
        return bytes(self._kept["stdout"])

    def close(self) -> None:
        self._selector.close()
        for name in self._kept:
            getattr(self._process, name).close()
