# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What has come of a file so far, on disk: written at its place, safe before anybody is told that it came."""

import errno
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

# The disk is also the database's: an upload may not take the last of it.
RESERVE = 1_000_000_000
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class DiskIsFull(Exception):
    """No room for more."""


def demand_room(size: int) -> None:
    """Refuses what would not fit.

    Raises:
        DiskIsFull.
    """
    if shutil.disk_usage(_folder()).free < size + RESERVE:
        raise DiskIsFull


def write(pk: uuid.UUID, offset: int, pieces: Iterable[bytes], most: int) -> int:
    """Writes the pieces from this place on, `most` bytes at most; how many lie on disk when this returns.

    Raises:
        DiskIsFull.
    """
    written = 0
    try:
        with path_of(pk).open("r+b" if path_of(pk).exists() else "w+b") as file:
            file.seek(offset)
            for piece in pieces:
                part = piece[: most - written]
                file.write(part)
                written += len(part)
                if written >= most:
                    break
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        if error.errno in _FULL:
            raise DiskIsFull from error
        raise
    return written


def head(pk: uuid.UUID, length: int) -> bytes:
    """The first bytes that came."""
    with path_of(pk).open("rb") as file:
        return file.read(length)


def remove(pk: uuid.UUID) -> None:
    """Takes away what came; nothing there is fine."""
    path_of(pk).unlink(missing_ok=True)


def all_ids() -> Iterator[uuid.UUID]:
    """Whose parts lie here."""
    for path in _folder().glob("*.part"):
        yield uuid.UUID(path.stem)


def path_of(pk: uuid.UUID) -> Path:
    """Where the parts of this upload lie."""
    return _folder() / f"{pk.hex}.part"


def _folder() -> Path:
    folder = Path(settings.UPLOAD_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
