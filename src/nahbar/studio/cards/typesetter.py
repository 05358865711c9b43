# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Has cards set in a process of their own: one, kept warm, ended when it takes too long and begun anew."""

import atexit
import json
import subprocess
import sys
from dataclasses import dataclass
from threading import Lock, Timer
from typing import Any, BinaryIO, cast

from nahbar.studio.cards.typesetter_child import LENGTH
from nahbar.studio.cards.words import CardRefused

CHILD = "nahbar.studio.cards.typesetter_child"
SECONDS = 5.0
# The compiler remembers what it set; a new one from time to time keeps that small.
ORDERS = 400
# One thread: a card is small, and the memory of more would count against the limit.
ENVIRONMENT = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


class TypesetterBusy(CardRefused):
    sentence = (
        "Das Bild wurde noch nicht gestaltet, weil gerade viele Bilder gestaltet werden; "
        "bitte versuchen Sie es gleich noch einmal."
    )


class TypesetterStopped(CardRefused):
    sentence = (
        "Das Bild wurde nicht gestaltet, weil das Gestalten zu lange dauerte; bitte kürzen Sie die Texte. "
        "Hilft das nicht, sagen Sie es bitte Ihrer Administration."
    )


class TemplateBroken(RuntimeError):
    """A template cannot be compiled: a mistake of ours, never of a person's words."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A card as it was set: a PNG (transparent where a photo will lie below), what lies where, whether it fits."""

    page: bytes
    boxes: list[dict[str, Any]]
    fits: list[dict[str, Any]]
    cpu_ms: float


class Typesetter:
    """One process and who may talk to it: one card at a time."""

    def __init__(self, child: str = CHILD, seconds: float = SECONDS) -> None:
        self._command = [sys.executable, "-I", "-m", child]
        self._seconds = seconds
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._orders = 0

    def set(self, order: dict[str, Any]) -> Sheet:
        """Sets one card.

        Raises:
            TypesetterBusy: if others were before us all the time.
            TypesetterStopped: if it took more than five seconds, or too much memory.
            TemplateBroken: if the template itself is wrong.

        """
        if not self._lock.acquire(timeout=self._seconds):
            raise TypesetterBusy
        try:
            return self._set(json.dumps(order).encode())
        finally:
            self._lock.release()

    def close(self) -> None:
        """Ends the process; the next card begins another one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
        process.wait()

    @property
    def pid(self) -> int | None:
        """The running process, or None."""
        return self._process.pid if self._process else None

    def _set(self, order: bytes) -> Sheet:
        process = self._running()
        alarm = Timer(self._seconds, process.kill)
        alarm.daemon = True
        alarm.start()
        try:
            told, page = _asked(process, order)
        # A process that was ended, by its alarm or by its limits, closes its pipes.
        except (EOFError, OSError) as error:
            self.close()
            raise TypesetterStopped from error
        finally:
            alarm.cancel()
        if "broken" in told:
            raise TemplateBroken(told["broken"])
        return Sheet(page, told["boxes"], told["fits"], told["cpu_ms"])

    def _running(self) -> subprocess.Popen[bytes]:
        self._orders += 1
        if self._orders > ORDERS or (self._process and self._process.poll() is not None):
            self.close()
        if self._process is None:
            self._orders = 1
            # Isolated (-I), and no secret of the environment goes in.
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=ENVIRONMENT,
            )
        return self._process


def _asked(process: subprocess.Popen[bytes], order: bytes) -> tuple[dict[str, Any], bytes]:
    source, target = cast("BinaryIO", process.stdout), cast("BinaryIO", process.stdin)
    target.write(LENGTH.pack(len(order)) + order)
    target.flush()
    told: dict[str, Any] = json.loads(_part(source))
    return told, _part(source)


def _part(source: BinaryIO) -> bytes:
    (length,) = LENGTH.unpack(_exactly(source, LENGTH.size))
    return _exactly(source, length)


def _exactly(source: BinaryIO, length: int) -> bytes:
    data = source.read(length)
    if len(data) < length:
        raise EOFError
    return data


TYPESETTER = Typesetter()
atexit.register(TYPESETTER.close)
