# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The backup file: a gzipped tar whose bytes depend on its content alone.

Inside: `manifest.json` with the SHA-256 and size of every member, `tables/<app>.<model>.jsonl` with one row a
line, `files/<folder>/...` with pictures and the rehearsal channel's posts. Never a key.
"""

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from nahbar.foundation.fingerprint import canonical

FORMAT = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 200_000_000


class ContainerBroken(Exception):
    """The file is not a whole backup: says what is wrong with it."""


class Writer:
    """Collects members, then writes them in order of their names."""

    def __init__(self) -> None:
        self._members: dict[str, Path] = {}

    def add(self, name: str, path: Path) -> None:
        """Puts a file into the backup under this name; it is read when the backup is written."""
        self._members[name] = path

    def write(self, target: Path, *, about: dict[str, Any]) -> dict[str, Any]:
        """Writes the backup beside its name first, then moves it there; its manifest."""
        members = {name: _measure(path) for name, path in sorted(self._members.items())}
        manifest = {"format": FORMAT, **about, "members": members}
        partial = target.with_name(target.name + ".partial")
        with (
            partial.open("wb") as raw,
            gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=6) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            text = canonical(manifest)
            tar.addfile(_member(MANIFEST, len(text)), io.BytesIO(text))
            for name, facts in members.items():
                with self._members[name].open("rb") as content:
                    tar.addfile(_member(name, facts["size"]), content)
        partial.chmod(0o600)
        partial.replace(target)
        return manifest


def _measure(path: Path) -> dict[str, Any]:
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {"sha256": digest, "size": path.stat().st_size}


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o600, 0
    return member


class Reader:
    """An opened backup; every member's size and digest is checked while it is read."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        first = tar.next()
        if first is None or first.name != MANIFEST or first.size > LARGEST_MANIFEST:
            raise ContainerBroken("Am Anfang der Datei fehlt das Verzeichnis.")
        self.manifest: dict[str, Any] = json.loads(self._bytes_of(first))
        if self.manifest.get("format") != FORMAT:
            raise ContainerBroken("Die Sicherung stammt von einer anderen Fassung des Dateiformats.")

    def _bytes_of(self, member: tarfile.TarInfo) -> bytes:
        content = self._tar.extractfile(member)
        if content is None:
            raise ContainerBroken(f"{member.name} ist keine Datei.")
        return content.read()

    def unpack(self, folder: Path) -> None:
        """Writes all members below `folder`.

        Raises:
            ContainerBroken: for a name that leads elsewhere, a missing, unknown or changed member.

        """
        expected: dict[str, dict[str, Any]] = dict(self.manifest["members"])
        while (member := self._tar.next()) is not None:
            facts = expected.pop(member.name, None)
            path = PurePosixPath(member.name)
            if facts is None or not member.isreg() or path.is_absolute() or ".." in path.parts:
                raise ContainerBroken(f"{member.name} gehört nicht in diese Sicherung.")
            if member.size != facts["size"]:
                raise ContainerBroken(f"{member.name} hat eine andere Größe als beim Sichern.")
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            self._write_checked(member, target, facts["sha256"])
        if expected:
            raise ContainerBroken(f"Es fehlen {len(expected)} Teile, zuerst {min(expected)}.")

    def _write_checked(self, member: tarfile.TarInfo, target: Path, sha256: str) -> None:
        content = self._tar.extractfile(member)
        if content is None:
            raise ContainerBroken(f"{member.name} ist keine Datei.")
        digest = hashlib.sha256()
        with target.open("wb") as out:
            _copy(content, out, digest)
        if digest.hexdigest() != sha256:
            raise ContainerBroken(f"{member.name} wurde nach dem Sichern verändert.")


def _copy(content: IO[bytes], out: IO[bytes], digest: Any) -> None:
    while block := content.read(1 << 20):
        digest.update(block)
        out.write(block)


@contextmanager
def opened(source: Path) -> Iterator[Reader]:
    """A backup to read.

    Raises:
        ContainerBroken: if it is no backup, or a damaged one.

    """
    try:
        with tarfile.open(source, mode="r:gz") as tar:
            yield Reader(tar)
    except (tarfile.TarError, EOFError, OSError, ValueError, KeyError) as error:
        raise ContainerBroken(f"{source.name} ist keine lesbare Sicherung: {error}") from error
