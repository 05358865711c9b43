# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The media folder: every file lies under the digest of its bytes, is written once and never changed.

`shelf`: a place of its own inside the folder, "" for what all stories share. What must be forgotten some day lies on a
shelf that belongs to one thing alone, so that nobody else can still need it.
"""

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from nahbar.foundation.fingerprint import digest as digest_of

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SHELF = re.compile(r"[a-z]+/[0-9a-f]{32}")


class MediaMissing(LookupError):
    """No file lies under this digest, or its bytes are no longer those it was named after."""


def keep(data: bytes, *, shelf: str = "") -> str:
    """Stores the bytes and gives their digest; when it returns, they survive a power cut."""
    digest = digest_of(data)
    path = path_of(digest, shelf=shelf)
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


def keep_file(path: Path) -> str:
    """Keeps a file that lies on disk already, however large, and gives its digest; the given name stays as well."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    kept = path_of(digest)
    if kept.exists():
        return digest
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = kept.with_name(f".{digest}.{secrets.token_hex(8)}")
    try:
        try:
            half.hardlink_to(path)
        except OSError:
            # Another disk, or a file system without second names.
            shutil.copyfile(path, half)
            with half.open("rb") as file:
                os.fsync(file.fileno())
        half.rename(kept)
    finally:
        half.unlink(missing_ok=True)
    _sync_folder(kept.parent)
    return digest


def path_of(digest: str, *, shelf: str = "") -> Path:
    """Where the file of this digest lies, or would lie.

    Raises:
        MediaMissing: if that is no digest.
    """
    if not _DIGEST.fullmatch(digest):
        raise MediaMissing(digest)
    if shelf:
        return _shelf(shelf) / digest
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def forget(digest: str) -> None:
    """Removes the file of this digest; one that is not there is fine. Whoever calls knows that nobody needs it."""
    path_of(digest).unlink(missing_ok=True)


def read(digest: str, *, shelf: str = "") -> bytes:
    """The bytes kept under the digest.

    Raises:
        MediaMissing: if they are not there, or were damaged.
    """
    try:
        data = path_of(digest, shelf=shelf).read_bytes()
    except FileNotFoundError as error:
        raise MediaMissing(digest) from error
    if digest_of(data) != digest:
        raise MediaMissing(digest)
    return data


def clear(shelf: str) -> None:
    """Removes a shelf with everything on it; one that is not there is fine."""
    folder = _shelf(shelf)
    if folder.exists():
        shutil.rmtree(folder)


def shelves(kind: str) -> Iterator[tuple[str, datetime]]:
    """The shelves of one kind ("contributed"), each with the moment something was last put there."""
    for folder in sorted((Path(settings.MEDIA_ROOT) / kind).glob("*")):
        shelf = f"{kind}/{folder.name}"
        if folder.is_dir() and _SHELF.fullmatch(shelf):
            yield shelf, datetime.fromtimestamp(folder.stat().st_mtime, UTC)


def _shelf(shelf: str) -> Path:
    if not _SHELF.fullmatch(shelf):
        raise MediaMissing(shelf)
    return Path(settings.MEDIA_ROOT) / shelf


def _sync_folder(folder: Path) -> None:
    """The new name is on disk only when the folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
