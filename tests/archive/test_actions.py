# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One file carries everything, and brings it back as it was."""

import gzip
from pathlib import Path

import pytest

from nahbar.archive import actions as archive
from nahbar.archive import tables
from nahbar.authority.models import Authority
from nahbar.authority.states import Role
from nahbar.record import actions as record
from nahbar.variants.models import Variant
from tests import factories


def fill(folder: Path) -> dict[str, Path]:
    """A small authority with a channel's sealed bytes, a record, an author list and a picture on disk."""
    place = factories.authority()
    anna = factories.person(place, Role.EDITOR)
    channel = factories.channel(place, credentials=b"\x00sealed\xff", limits={"text_limit": 5000})
    factories.variant(factories.story(place, anna), channel, anna, text="Grüße 🏊")
    record.note(
        "stories.open", authority=place.id, thing=("story", None, "Freibad"), by=anna, at=factories.AT
    )
    media = folder / "media" / "ab"
    media.mkdir(parents=True)
    (media / "abc").write_bytes(b"picture")
    return {"media": folder / "media"}


def empty_the_tables() -> None:
    for model in reversed(tables.tables()):
        model._base_manager.all()._raw_delete(using="default")


@pytest.mark.django_db(transaction=True)  # a backup asks for a transaction of its own
def test_restore_brings_every_row_and_file_back_when_the_installation_is_empty(tmp_path: Path) -> None:
    folders = fill(tmp_path)
    before = {model: list(tables.lines(model)) for model in tables.tables()}
    archive.back_up(tmp_path / "a.nahbar", folders=folders)
    empty_the_tables()

    archive.restore(tmp_path / "a.nahbar", folders={"media": tmp_path / "other"})

    assert {model: list(tables.lines(model)) for model in tables.tables()} == before
    assert (tmp_path / "other" / "ab" / "abc").read_bytes() == b"picture"
    assert [person.name for person in Variant.objects.get().authors.all()] != []


@pytest.mark.django_db(transaction=True)  # a backup asks for a transaction of its own
def test_second_backup_has_equal_bytes_when_made_from_the_restored_one(tmp_path: Path) -> None:
    folders = fill(tmp_path)
    archive.back_up(tmp_path / "a.nahbar", folders=folders)
    empty_the_tables()
    archive.restore(tmp_path / "a.nahbar", folders={"media": tmp_path / "other"})
    archive.back_up(tmp_path / "b.nahbar", folders={"media": tmp_path / "other"})

    assert (tmp_path / "b.nahbar").read_bytes() == (tmp_path / "a.nahbar").read_bytes()


@pytest.mark.django_db(transaction=True)  # a backup asks for a transaction of its own
def test_restore_refuses_when_an_authority_is_there(tmp_path: Path) -> None:
    archive.back_up(tmp_path / "a.nahbar", folders=fill(tmp_path))

    with pytest.raises(archive.MemoryNotEmpty):
        archive.restore(tmp_path / "a.nahbar", folders={})

    assert Authority.objects.count() == 1


@pytest.mark.django_db(transaction=True)  # a backup asks for a transaction of its own
@pytest.mark.parametrize("damage", ["cut", "changed", "no_backup"])
def test_restore_changes_nothing_when_the_file_is_damaged(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "a.nahbar"
    archive.back_up(path, folders=fill(tmp_path))
    content = gzip.decompress(path.read_bytes())
    damaged = {
        "cut": gzip.compress(content[: len(content) // 2]),
        "changed": gzip.compress(content.replace("Grüße".encode(), b"Gruesse"[:6].ljust(7))),
        "no_backup": b"a letter, not a backup",
    }[damage]
    path.write_bytes(damaged)
    empty_the_tables()

    with pytest.raises(archive.BackupUnreadable):
        archive.restore(path, folders={"media": tmp_path / "other"})

    assert Authority.objects.count() == 0
    assert not (tmp_path / "other").exists()


@pytest.mark.django_db(transaction=True)  # a backup asks for a transaction of its own
def test_backup_holds_no_key_when_keys_lie_beside_the_data(tmp_path: Path) -> None:
    folders = fill(tmp_path)
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "vault.key").write_bytes(b"the key of the house, 32 bytes!!")
    archive.back_up(tmp_path / "a.nahbar", folders=folders)

    assert b"the key of the house" not in gzip.decompress((tmp_path / "a.nahbar").read_bytes())
