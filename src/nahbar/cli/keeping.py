# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Backing up and bringing back."""

import argparse
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from nahbar.archive import actions as archive
from nahbar.authority import queries as authority
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint


class NothingToKeep(Complaint):
    """A backup of an empty house: it is the wrong folder more often than a wish."""

    sentence = (
        "Es wurde keine Sicherung geschrieben: In %(folder)s ist keine Behörde eingerichtet. Bitte prüfen Sie "
        "NAHBAR_DATA_DIR und den Ordner, in dem Sie den Befehl geben."
    )


class NotWritten(Complaint):
    sentence = (
        "Die Sicherung wurde nicht geschrieben: %(target)s ist ein Ordner oder lässt sich nicht beschreiben. "
        "Bitte nennen Sie eine Datei in einem Ordner, in den Sie schreiben dürfen."
    )


def _folders() -> dict[str, Path]:
    return {"media": Path(settings.MEDIA_ROOT), "rehearsal": Path(settings.REHEARSAL_DIR)}


def backup(arguments: argparse.Namespace) -> int:
    """Writes the backup; says where, how much, and that the key is not in it."""
    target: Path = arguments.file or (
        Path(settings.DATA_DIR) / "backups" / f"nahbar-{clock.now():%Y-%m-%d-%H%M%S}.nahbar"
    )
    if not authority.is_founded():
        raise NothingToKeep(folder=settings.DATA_DIR)
    if target.is_dir():
        raise NotWritten(target=target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        summary = archive.back_up(target.resolve(), folders=_folders())
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise NotWritten(target=target) from error
    print(f"{target}: {summary.rows} Zeilen, {summary.files} Dateien, {summary.size} Byte.")
    print(
        f"Der Schlüssel liegt nicht darin. Bitte sichern Sie {settings.VAULT_KEY_FILE} an einem anderen Ort."
    )
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """Migrates an empty database and brings the backup back."""
    call_command("migrate", interactive=False, verbosity=0)
    summary = archive.restore(arguments.file, folders=_folders())
    print(f"{summary.rows} Zeilen und {summary.files} Dateien sind zurück.")
    if not Path(settings.VAULT_KEY_FILE).exists():
        print(
            f"Es fehlt noch der Schlüssel {settings.VAULT_KEY_FILE}. Mit ihm gehen alle Kanäle weiter; "
            "ohne ihn verbinden Sie die Kanäle bitte neu."
        )
    return 0
