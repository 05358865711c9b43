# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looks the installation over and says what is to be done; exit code 1 where something is wrong."""

import argparse
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from nahbar.authority import queries as authority
from nahbar.authority.models import Authority, Channel
from nahbar.authority.states import ChannelState
from nahbar.authority.vault import KeyOdd, KeyUnsafe, SealBroken
from nahbar.foundation import clock
from nahbar.publishing import queries as publishing
from nahbar.record import queries as record
from nahbar.studio import ffmpeg
from nahbar.studio.refusals import ProgramMissing

BACKUP_ENDINGS = (".nahbar", ".nahbar.gz")


@dataclass(frozen=True, slots=True)
class Finding:
    """One look: good or not, and a sentence."""

    good: bool
    sentence: str


def doctor(_arguments: argparse.Namespace) -> int:
    """Prints every finding; 0 if all are good."""
    findings = list(look())
    for finding in findings:
        print(("gut     " if finding.good else "ACHTUNG ") + finding.sentence)
    return 0 if all(finding.good for finding in findings) else 1


def look() -> Iterator[Finding]:
    """All findings, in the order in which they build on each other."""
    yield _migrated()
    if not connection.introspection.table_names():
        return
    yield from _key(Path(settings.VAULT_KEY_FILE))
    yield _mail()
    yield _films()
    if is_migrated():
        yield _worker()
        yield from _authorities()


def is_migrated() -> bool:
    """Whether the database is on the state of this version."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _migrated() -> Finding:
    if is_migrated():
        return Finding(
            good=True, sentence=f"Die Datenbank ist auf dem Stand dieser Fassung ({connection.vendor})."
        )
    return Finding(
        good=False, sentence="Die Datenbank ist nicht auf dem Stand dieser Fassung. Bitte: nahbar migrate"
    )


def _key(path: Path) -> Iterator[Finding]:
    if not path.exists():
        if authority.is_anything_sealed():
            yield Finding(
                good=False,
                sentence=f"Der Schlüssel {path} fehlt, aber es gibt verbundene Kanäle. Bitte bringen Sie ihn zurück, oder verbinden Sie die Kanäle neu.",
            )
        else:
            yield Finding(
                good=True, sentence="Ein Schlüssel wird angelegt, sobald der erste Kanal verbunden wird."
            )
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        yield Finding(
            good=False, sentence=f"Den Schlüssel {path} können andere lesen. Bitte: chmod 600 {path}"
        )
    else:
        yield Finding(good=True, sentence=f"Den Schlüssel {path} kann nur der Betrieb lesen.")
    beside = _backups_beside(path)
    if beside:
        yield Finding(
            good=False,
            sentence=f"Der Schlüssel liegt bei der Sicherung {beside[0]}. Wer beides hat, hat die Zugänge. Bitte bewahren Sie die Sicherung auf einem anderen Rechner auf.",
        )


def _backups_beside(key: Path) -> list[Path]:
    """Backups in the key's folder, or in the data folder around it."""
    around = {key.parent, Path(settings.DATA_DIR), Path(settings.DATA_DIR) / "backups"}
    return sorted(
        path
        for folder in around
        if folder.is_dir()
        for path in folder.iterdir()
        if path.name.endswith(BACKUP_ENDINGS)
    )


def _mail() -> Finding:
    if settings.MAIL_IS_REAL:
        return Finding(good=True, sentence=f"Mails gehen über {settings.EMAIL_HOST}.")
    return Finding(
        good=True,
        sentence=f"Mails werden nicht verschickt, sie liegen in {settings.EMAIL_FILE_PATH}. Für echten Versand: NAHBAR_SMTP_URL setzen.",
    )


def _films() -> Finding:
    try:
        return Finding(good=True, sentence=f"Filme und Ton liest {ffmpeg.program()}.")
    except ProgramMissing:
        return Finding(
            good=False,
            sentence="Filme und Ton werden nicht angenommen, weil ffmpeg fehlt. Bitte: sudo apt install ffmpeg",
        )


def _worker() -> Finding:
    if publishing.worker_alive(clock.now()):
        return Finding(good=True, sentence="Der Arbeiter läuft.")
    return Finding(
        good=False,
        sentence="Der Arbeiter läuft nicht, nichts wird veröffentlicht. Bitte: nahbar run oder nahbar worker",
    )


def _authorities() -> Iterator[Finding]:
    for place in Authority.objects.order_by("slug"):
        broken = record.verify(place.pk)
        if broken is None:
            yield Finding(good=True, sentence=f"{place.name}: Der Verlauf ist lückenlos.")
        else:
            yield Finding(
                good=False,
                sentence=f"{place.name}: Der Verlauf wurde außerhalb von Nahbar verändert, ab Zeile {broken}. Bitte vergleichen Sie mit einer Sicherung.",
            )
        for channel in authority.channels(place):
            yield _channel(channel)


def _channel(channel: Channel) -> Finding:
    name = f"{channel.platform} {channel.handle}"
    if channel.state == ChannelState.BROKEN:
        return Finding(good=False, sentence=f"{name} muss neu verbunden werden (Seite Kanäle).")
    try:
        authority.credentials_of(channel)
    except (KeyUnsafe, KeyOdd) as complaint:
        return Finding(good=False, sentence=f"{name}: {complaint}")
    except SealBroken:
        return Finding(
            good=False,
            sentence=f"{name}: Die Zugangsdaten lassen sich mit diesem Schlüssel nicht öffnen. Bitte bringen Sie den richtigen Schlüssel zurück, oder verbinden Sie den Kanal neu.",
        )
    return Finding(good=True, sentence=f"{name}: {channel.get_state_display()}.")
