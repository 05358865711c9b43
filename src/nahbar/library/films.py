# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Films as they go out and are shown to whoever signs: written once without metadata, kept for a while, made anew where missing.

Nothing hangs on these files: the original is the truth, and they follow from it byte by byte.
"""

import os
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings

from nahbar.library.models import MediaFile
from nahbar.media import folder as media
from nahbar.studio.film import outgoing
from nahbar.studio.film.outgoing import FilmUnfit

KEPT_DAYS = 14
__all__ = ["FilmUnfit", "forget", "outgoing_path", "sweep"]


def outgoing_path(file: MediaFile) -> Path:
    """Where the film lies as it goes out.

    Raises:
        FilmUnfit: if platforms do not take how it is written.
        MediaMissing: if the film itself is gone.
        FileRefused: if it can no longer be read.
    """
    if not outgoing.is_fit(file.codecs):
        raise FilmUnfit
    path = _path(file.digest)
    if path.exists():
        # Whoever still needs it keeps it.
        os.utime(path)
        return path
    original = media.path_of(file.digest)
    if not original.exists():
        raise media.MediaMissing(file.digest)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(f".{file.digest}.{secrets.token_hex(8)}")
    try:
        outgoing.write(original, half)
        # Two may ask at once: both write the same, so either may win.
        half.rename(path)
    finally:
        half.unlink(missing_ok=True)
    return path


def forget(digest: str) -> None:
    """Removes it; one that is not there is fine."""
    _path(digest).unlink(missing_ok=True)


def sweep(*, at: datetime) -> int:
    """Removes what nobody asked for in two weeks, and halves of a process that died; how many."""
    oldest, gone = at.timestamp() - KEPT_DAYS * 86_400, 0
    for path in _folder().glob("*/*.mp4"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
            gone += 1
    for half in _folder().glob("*/.*"):
        if half.stat().st_mtime < at.timestamp() - 86_400:
            half.unlink(missing_ok=True)
            gone += 1
    return gone


def _folder() -> Path:
    return Path(settings.PREVIEW_DIR) / "films"


def _path(digest: str) -> Path:
    return _folder() / digest[:2] / f"{digest}.mp4"
