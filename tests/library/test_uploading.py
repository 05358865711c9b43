# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.library import actions, parts, tasks
from nahbar.library.models import MediaFile, Upload
from nahbar.media import folder as media
from nahbar.studio.refusals import FileEmpty, FileKindUnknown, FileTooHeavy
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


def photo() -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", (60, 40), os.urandom(60 * 40 * 3)).save(out, "PNG")
    return out.getvalue()


@dataclass
class Phone:
    """A phone that sends a photo."""

    data: bytes = field(default_factory=photo)
    town: Authority = field(default_factory=factories.authority)

    def __post_init__(self) -> None:
        self.person: Person = factories.person(self.town, Role.CONTRIBUTOR)

    def begin(self, **values: Any) -> Upload:
        given = {"file_name": "C:\\fotos\\bad.png", "size": len(self.data), **values}
        return actions.begin(self.town, **given, by=self.person, at=AT)

    def send(self, upload: Upload, offset: int, until: int | None = None) -> Upload:
        piece = self.data[offset:until]
        return actions.receive(upload, offset=offset, pieces=[piece], by=self.person, at=AT)


def stored() -> list[str]:
    folder = django_settings.UPLOAD_DIR
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_file_is_in_the_library_when_all_its_pieces_came() -> None:
    phone = Phone()
    upload = phone.begin()
    phone.send(upload, 0, 500)
    phone.send(upload, 500)
    taken = actions.finish(upload, by=phone.person, at=AT)
    assert (taken.is_new, taken.file.file_name, media.read(taken.file.digest)) == (
        True,
        "bad.png",
        phone.data,
    )
    assert stored() == []


def test_finish_gives_the_same_file_when_its_answer_was_lost() -> None:
    phone = Phone()
    upload = phone.begin()
    phone.send(upload, 0)
    first, second = (actions.finish(upload, by=phone.person, at=AT) for _ in range(2))
    assert (first.file.pk, first.is_new, second.is_new) == (second.file.pk, True, False)
    assert MediaFile.objects.count() == 1


def test_pieces_that_came_before_a_cut_count_when_the_connection_breaks() -> None:
    phone = Phone()
    upload = phone.begin()

    def cut() -> Iterator[bytes]:
        yield phone.data[:300]
        yield phone.data[300:450]

    assert actions.receive(upload, offset=0, pieces=cut(), by=phone.person, at=AT).received == 450
    phone.send(upload, 450)
    assert actions.finish(upload, by=phone.person, at=AT).file.size == len(phone.data)


def test_piece_is_refused_with_the_right_place_when_it_was_sent_twice() -> None:
    phone = Phone()
    upload = phone.begin()
    phone.send(upload, 0, 500)
    with pytest.raises(actions.PlaceOdd) as odd:
        phone.send(upload, 0, 500)
    assert odd.value.received == 500


def test_bytes_beyond_the_announced_size_are_not_taken() -> None:
    phone = Phone()
    upload = phone.begin()
    pieces = [phone.data, b"more" * 1000]
    assert actions.receive(upload, offset=0, pieces=pieces, by=phone.person, at=AT).received == len(
        phone.data
    )
    assert actions.finish(upload, by=phone.person, at=AT).file.size == len(phone.data)


def test_upload_ends_with_a_sentence_as_soon_as_its_head_is_there_when_the_file_cannot_be_taken() -> None:
    phone = Phone(data=b"MZ\x90" + b"\0" * 50_000)
    upload = phone.begin()
    phone.send(upload, 0, 100)
    with pytest.raises(FileKindUnknown):
        phone.send(upload, 100, 9_000)
    assert (Upload.objects.count(), stored()) == (0, [])


def test_picture_beyond_its_size_is_refused_at_its_first_piece_although_a_film_may_have_it() -> None:
    phone = Phone()
    upload = phone.begin(size=41_000_000)
    with pytest.raises(FileTooHeavy):
        phone.send(upload, 0, 5_000)
    assert stored() == []


@pytest.mark.parametrize(
    ("size", "refusal"), [(0, FileEmpty), (-3, FileEmpty), (2_000_000_001, FileTooHeavy)]
)
def test_upload_is_refused_before_it_begins_when_its_size_is_odd(size: int, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        Phone().begin(size=size)


def test_finish_waits_when_a_part_is_missing() -> None:
    phone = Phone()
    upload = phone.begin()
    phone.send(upload, 0, 500)
    with pytest.raises(actions.NotWhole):
        actions.finish(upload, by=phone.person, at=AT)


def test_upload_is_refused_with_a_sentence_when_the_disk_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "RESERVE", 10**18)
    with pytest.raises(actions.DiskFull) as full:
        Phone().begin()
    assert "auf dem Rechner kein Platz mehr" in str(full.value)


def test_what_came_stays_when_the_disk_becomes_full_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    phone = Phone()
    upload = phone.begin()
    phone.send(upload, 0, 500)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(actions.DiskFull):
            phone.send(upload, 500)
    phone.send(upload, 500)
    assert actions.finish(upload, by=phone.person, at=AT).is_new


def test_nobody_else_goes_on_with_an_upload() -> None:
    phone = Phone()
    upload = phone.begin()
    other = factories.person(phone.town, Role.EDITOR)
    for step in (
        lambda: actions.receive(upload, offset=0, pieces=[phone.data], by=other, at=AT),
        lambda: actions.finish(upload, by=other, at=AT),
        lambda: actions.give_up(upload, by=other),
    ):
        with pytest.raises(NotAllowed):
            step()


def test_whoever_only_signs_begins_no_upload() -> None:
    town = factories.authority()
    with pytest.raises(NotAllowed):
        actions.begin(town, file_name="x", size=3, by=factories.person(town, Role.COSIGNER), at=AT)


def test_uploads_of_one_person_have_an_end() -> None:
    phone = Phone()
    for _ in range(actions.uploading.MOST_OPEN):
        phone.begin()
    with pytest.raises(actions.TooManyUploads):
        phone.begin()


def test_upload_is_swept_away_when_nobody_went_on_for_a_day(at: datetime) -> None:
    old, new = Phone(), Phone()
    for phone in (old, new):
        phone.send(phone.begin(), 0, 500)
    Upload.objects.filter(person=new.person).update(touched_at=AT + timedelta(hours=23))
    (django_settings.UPLOAD_DIR / f"{'0' * 32}.part").write_bytes(b"left behind")
    assert tasks.tend(AT + timedelta(hours=25)) == 2
    assert [one.person for one in Upload.objects.all()] == [new.person]
    assert len(stored()) == 1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(0, 9000), max_size=6), repeats=st.integers(1, 3))
def test_file_is_the_same_however_often_it_was_cut_and_sent_again(cuts: list[int], repeats: int) -> None:
    phone = Phone()
    upload = phone.begin()
    for until in [*sorted(cut for cut in cuts if 0 < cut < len(phone.data)), len(phone.data)]:
        for _ in range(repeats):
            try:
                upload = phone.send(upload, Upload.objects.get(pk=upload.pk).received, until)
            except actions.PlaceOdd:
                break
    taken = actions.finish(upload, by=phone.person, at=AT)
    assert media.read(taken.file.digest) == phone.data
