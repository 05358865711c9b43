# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Secrets open where they were sealed, and nowhere else."""

import stat
from pathlib import Path
from threading import Thread

import pytest

from nahbar.authority import queries, vault
from tests import factories

PLACE = "authority_channel:1:credentials"


def test_sealed_value_opens_when_place_and_key_are_the_same() -> None:
    sealed = vault.seal(b"app-passwort", place=PLACE)
    assert b"app-passwort" not in sealed
    assert vault.open_sealed(sealed, place=PLACE) == b"app-passwort"


def test_sealed_values_differ_when_the_same_value_is_sealed_twice() -> None:
    assert vault.seal(b"x", place=PLACE) != vault.seal(b"x", place=PLACE)


def test_sealed_value_stays_shut_when_moved_to_another_row() -> None:
    sealed = vault.seal(b"app-passwort", place=PLACE)
    with pytest.raises(vault.SealBroken):
        vault.open_sealed(sealed, place="authority_channel:2:credentials")


@pytest.mark.parametrize("byte", [0, 5, 20, 70, -1])
def test_sealed_value_stays_shut_when_a_byte_is_changed(byte: int) -> None:
    sealed = bytearray(vault.seal(b"app-passwort", place=PLACE))
    sealed[byte] ^= 1
    with pytest.raises(vault.SealBroken):
        vault.open_sealed(bytes(sealed), place=PLACE)


@pytest.mark.parametrize("sealed", [b"", b"NV1", b"NV1" + b"x" * 60])
def test_sealed_value_stays_shut_when_it_is_cut_off(sealed: bytes) -> None:
    with pytest.raises(vault.SealBroken):
        vault.open_sealed(sealed, place=PLACE)


def test_sealed_value_stays_shut_when_the_key_is_another(settings, tmp_path) -> None:
    sealed = vault.seal(b"app-passwort", place=PLACE)
    settings.VAULT_KEY_FILE = tmp_path / "other" / "vault.key"
    vault.seal(b"makes another key", place=PLACE)
    with pytest.raises(vault.SealBroken):
        vault.open_sealed(sealed, place=PLACE)


def test_opening_makes_no_key_when_the_file_is_missing(settings) -> None:
    sealed = vault.seal(b"x", place=PLACE)
    Path(settings.VAULT_KEY_FILE).unlink()
    with pytest.raises(vault.SealBroken):
        vault.open_sealed(sealed, place=PLACE)
    assert not Path(settings.VAULT_KEY_FILE).exists()


def test_lost_key_is_asked_for_instead_of_replaced_when_something_is_sealed(settings) -> None:
    vault.demand_key(is_anything_sealed=False)
    with pytest.raises(vault.KeyMissing):
        vault.demand_key(is_anything_sealed=True)
    vault.seal(b"x", place=PLACE)
    vault.demand_key(is_anything_sealed=True)


def test_key_file_is_for_its_owner_alone_when_made(settings) -> None:
    vault.seal(b"x", place=PLACE)
    path = Path(settings.VAULT_KEY_FILE)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["vault.key"]
    assert len(path.read_bytes()) == 32


def test_key_is_one_when_many_seal_first_at_once(settings) -> None:
    sealed: list[bytes] = []
    threads = [Thread(target=lambda: sealed.append(vault.seal(b"x", place=PLACE))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [vault.open_sealed(one, place=PLACE) for one in sealed] == [b"x"] * 8


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_key_file_is_refused_when_others_can_read_it(settings, mode: int) -> None:
    vault.seal(b"x", place=PLACE)
    Path(settings.VAULT_KEY_FILE).chmod(mode)
    with pytest.raises(vault.KeyUnsafe) as refusal:
        vault.seal(b"x", place=PLACE)
    assert str(refusal.value) == (
        f"Die Schlüsseldatei {settings.VAULT_KEY_FILE} wird nicht verwendet, weil andere Benutzer dieses Rechners "
        "sie lesen können. Bitte geben Sie die Datei dem Benutzer, unter dem Nahbar läuft, und entziehen Sie "
        f"allen anderen die Rechte: chmod 600 {settings.VAULT_KEY_FILE}"
    )


def test_key_file_is_refused_when_it_is_no_key(settings) -> None:
    path = Path(settings.VAULT_KEY_FILE)
    path.parent.mkdir()
    path.touch(mode=0o600)
    path.write_bytes(b"too short")
    with pytest.raises(vault.KeyOdd):
        vault.seal(b"x", place=PLACE)


@pytest.mark.django_db
def test_credentials_open_when_they_belong_to_the_channel() -> None:
    channel = factories.channel(factories.authority(), platform="mastodon")
    assert queries.credentials_of(channel) == {}
    channel.credentials = vault.seal(b'{"token":"geheim"}', place=vault.place(channel, "credentials"))
    channel.save()
    channel.refresh_from_db()
    assert queries.credentials_of(channel) == {"token": "geheim"}
    other = factories.channel(channel.authority, platform="mastodon", credentials=channel.credentials)
    with pytest.raises(vault.SealBroken):
        queries.credentials_of(other)
