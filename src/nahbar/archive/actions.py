# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to the whole memory of the house: back it up, bring it back."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from nahbar import __version__
from nahbar.archive import tables
from nahbar.archive.container import ContainerBroken, Writer, opened
from nahbar.authority.models import Authority
from nahbar.foundation.complaint import Complaint


class MemoryNotEmpty(Complaint):
    """Restoring into an installation that already has an authority."""

    sentence = _(
        "The backup was not restored: this installation already has data. A backup is only restored into an empty "
        "installation, so that nothing is overwritten. Please set NAHBAR_DATA_DIR to a new folder, or use an empty database."
    )


class BackupUnreadable(Complaint):
    """The file is not a whole backup."""

    sentence = _(
        "The backup was not restored: %(why)s Nothing was changed. Please use another copy of the backup."
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """How much a backup holds."""

    rows: int
    files: int
    size: int


def back_up(target: Path, *, folders: Mapping[str, Path]) -> Summary:
    """Writes everything that is remembered into one file, never a key.

    The same content gives the same bytes. `folders`: name in the backup -> folder on disk.
    """
    writer, rows, files = Writer(), 0, 0
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sicherung-") as folder:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            for model in tables.tables():
                label = model._meta.label_lower
                path = Path(folder) / label
                with path.open("wb") as out:
                    for line in tables.lines(model):
                        out.write(line)
                        rows += 1
                writer.add(f"tables/{label}.jsonl", path)
        for name, source in sorted(folders.items()):
            for path in sorted(p for p in source.rglob("*") if p.is_file()):
                writer.add(f"files/{name}/{path.relative_to(source).as_posix()}", path)
                files += 1
        writer.write(target, about={"nahbar": __version__})
    return Summary(rows=rows, files=files, size=target.stat().st_size)


def restore(source: Path, *, folders: Mapping[str, Path]) -> Summary:
    """Brings a backup back into an empty installation; all or nothing.

    Raises:
        MemoryNotEmpty: if an authority exists here.
        BackupUnreadable: if the file is damaged or not a backup.

    """
    if Authority.objects.exists():
        raise MemoryNotEmpty
    with tempfile.TemporaryDirectory(prefix="nahbar-restore-") as folder:
        try:
            with opened(source) as reader:
                reader.unpack(Path(folder))
        except ContainerBroken as error:
            raise BackupUnreadable(why=str(error)) from error
        rows = _load_tables(Path(folder) / "tables")
        files = _copy_folders(Path(folder) / "files", folders)
    return Summary(rows=rows, files=files, size=source.stat().st_size)


def _load_tables(folder: Path) -> int:
    known = tables.tables()
    strange = {path.stem for path in folder.glob("*.jsonl")} - {model._meta.label_lower for model in known}
    if strange:
        raise BackupUnreadable(
            why=f"Sie enthält Tabellen, die diese Fassung nicht kennt: {', '.join(sorted(strange))}."
        )
    rows = 0
    with transaction.atomic():
        for model in known:
            path = folder / f"{model._meta.label_lower}.jsonl"
            if path.exists():
                with path.open("rb") as content:
                    rows += tables.load(model, content)
        tables.reset_counters(known)
    return rows


def _copy_folders(unpacked: Path, folders: Mapping[str, Path]) -> int:
    count = 0
    for name, target in folders.items():
        if (unpacked / name).is_dir():
            shutil.copytree(unpacked / name, target, dirs_exist_ok=True)
            count += sum(1 for path in target.rglob("*") if path.is_file())
    return count
