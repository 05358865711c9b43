# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The doctor says what is wrong and what to do, and nothing where all is well."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from nahbar.authority import vault
from nahbar.authority.states import ChannelState
from nahbar.cli import doctor
from nahbar.foundation import clock
from nahbar.publishing.models import WorkerBeat
from nahbar.record import actions as record
from tests import factories


def bad() -> list[str]:
    return [finding.sentence for finding in doctor.look() if not finding.good]


@pytest.fixture
def alive(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    WorkerBeat.objects.create(key="w", host="h", started_at=clock.now(), beat_at=clock.now())


@pytest.mark.django_db
def test_doctor_finds_nothing_when_all_is_well(alive: None) -> None:
    factories.authority()

    assert bad() == []


@pytest.mark.django_db
def test_doctor_says_the_worker_is_missing_when_it_does_not_beat(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path

    assert bad() == [
        "Der Arbeiter läuft nicht, nichts wird veröffentlicht. Bitte: nahbar run oder nahbar worker"
    ]


@pytest.mark.django_db
def test_doctor_warns_when_the_key_lies_beside_a_backup(alive: None, settings: Any, tmp_path: Path) -> None:
    vault.seal(b"secret", place="a:b:c")
    (tmp_path / "nahbar-2026.nahbar").write_bytes(b"a backup")

    assert [sentence[:45] for sentence in bad()] == [
        "Der Schlüssel liegt bei der Sicherung " + str(tmp_path)[:7]
    ]


@pytest.mark.django_db
def test_doctor_warns_when_others_can_read_the_key(alive: None, settings: Any) -> None:
    vault.seal(b"secret", place="a:b:c")
    Path(settings.VAULT_KEY_FILE).chmod(0o644)

    assert bad() == [
        f"Den Schlüssel {settings.VAULT_KEY_FILE} können andere lesen. Bitte: chmod 600 {settings.VAULT_KEY_FILE}"
    ]


@pytest.mark.django_db
def test_doctor_names_the_channel_when_it_must_be_connected_again(alive: None) -> None:
    place = factories.authority()
    factories.channel(
        place, handle="@musterau@social.example", platform="mastodon", state=ChannelState.BROKEN
    )

    assert bad() == ["mastodon @musterau@social.example muss neu verbunden werden (Seite Kanäle)."]


@pytest.mark.django_db
def test_doctor_names_the_line_when_the_record_was_changed_outside(alive: None) -> None:
    place = factories.authority(name="Musterau")
    for verb in ("topics.keep", "topics.drop"):
        record.note(
            verb, authority=place.id, thing=("topic", None, "Freibad"), by=record.HOUSE, at=clock.now()
        )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE record_entry SET by_name = 'Somebody else' WHERE number = 1")

    assert [sentence[:71] for sentence in bad()] == [
        "Musterau: Der Verlauf wurde außerhalb von Nahbar verändert, ab Zeile 1."[:71]
    ]
