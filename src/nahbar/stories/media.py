# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The media folder: every file lies under the digest of its bytes, is written once and never changed."""

import os
import re
import secrets
from pathlib import Path

from django.conf import settings

from nahbar.foundation.fingerprint import digest as digest_of

_DIGEST = re.compile(r"[0-9a-f]{64}")


class MediaMissing(LookupError):
    """No file lies under this digest, or its bytes are no longer those it was named after."""


def keep(data: bytes) -> str:
    """Stores the bytes and gives their digest; when it returns, they survive a power cut."""
    digest = digest_of(data)
    path = _path(digest)
    if path.exists():
        return digest
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(f".{digest}.{secrets.token_hex(8)}")
    try:
        with half.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # Two people may keep the same picture at once: the name stands for the bytes, so either may win.
        half.rename(path)
    finally:
        half.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return digest


def read(digest: str) -> bytes:
    """The bytes kept under the digest.

    Raises:
        MediaMissing: if they are not there, or were damaged.
    """
    try:
        data = _path(digest).read_bytes()
    except FileNotFoundError as error:
        raise MediaMissing(digest) from error
    if digest_of(data) != digest:
        raise MediaMissing(digest)
    return data


def _path(digest: str) -> Path:
    if not _DIGEST.fullmatch(digest):
        raise MediaMissing(digest)
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def _sync_folder(folder: Path) -> None:
    """The new name is on disk only when the folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
