# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small pictures of files, for lists: made when a file comes in, made anew where they are missing. Nothing hangs on them."""

import secrets
from pathlib import Path

from django.conf import settings

from nahbar.library.models import MediaFile
from nahbar.media import folder as media
from nahbar.studio import inspection

MIME = "image/jpeg"


def keep(digest: str, data: bytes) -> None:
    """Keeps the small picture of the file with this digest; b"" means there is nothing to see."""
    path = _path(digest)
    if not data or path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(f".{digest}.{secrets.token_hex(8)}")
    half.write_bytes(data)
    half.rename(path)


def read(file: MediaFile) -> bytes:
    """The small picture of a file, a JPEG; b"" where there is nothing to see.

    Raises:
        MediaMissing: if the file itself is gone.
        FileRefused: if it can no longer be read.
    """
    path = _path(file.digest)
    if path.exists():
        return path.read_bytes()
    original = media.path_of(file.digest)
    if not original.exists():
        raise media.MediaMissing(file.digest)
    data = inspection.inspect(original).preview
    keep(file.digest, data)
    return data


def forget(digest: str) -> None:
    """Removes the small picture; one that is not there is fine."""
    _path(digest).unlink(missing_ok=True)


def _path(digest: str) -> Path:
    return Path(settings.PREVIEW_DIR) / digest[:2] / f"{digest}.jpg"
