# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import io
from datetime import datetime

import pytest
from django.conf import settings
from PIL import Image

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.library import actions, queries
from nahbar.library.actions import Words
from nahbar.library.models import MediaFile
from nahbar.library.states import Way
from nahbar.record.models import Entry
from nahbar.stories import actions as stories
from nahbar.studio.picture import PictureRefused
from tests import factories

pytestmark = pytest.mark.django_db


def photo(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


def test_same_bytes_are_one_file_of_the_authority_when_brought_twice(at: datetime) -> None:
    town = factories.authority()
    editor = factories.person(town, Role.EDITOR)
    first = actions.take_in(town, data=photo(), words=Words("bad.png", title="Bad"), by=editor, at=at)
    again = actions.take_in(town, data=photo(), words=Words("kopie.png"), by=editor, at=at)
    assert (first.is_new, again.is_new, again.file.pk) == (True, False, first.file.pk)
    assert (again.file.title, again.file.kind, again.file.width, again.file.height) == (
        "Bad",
        "picture",
        40,
        30,
    )
    assert Entry.objects.filter(verb="library.take_in").count() == 1


def test_each_authority_has_its_own_file_when_bytes_are_equal(at: datetime) -> None:
    one, other = factories.authority(), factories.authority()
    for town in (one, other):
        actions.take_in(town, data=photo(), by=factories.person(town, Role.EDITOR), at=at)
    assert [queries.files(town).count() for town in (one, other)] == [1, 1]


def test_nothing_is_kept_when_the_bytes_are_no_picture(at: datetime) -> None:
    town = factories.authority()
    with pytest.raises(PictureRefused):
        actions.take_in(town, data=b"MZ\x90", by=factories.person(town, Role.EDITOR), at=at)
    assert not MediaFile.objects.exists()
    assert not settings.MEDIA_ROOT.exists()


def test_stranger_takes_nothing_in(at: datetime) -> None:
    town = factories.authority()
    stranger = factories.person(factories.authority(), *Role)
    with pytest.raises(NotAllowed):
        actions.take_in(town, data=photo(), by=stranger, at=at)


def test_picture_of_a_story_is_a_file_of_the_library_with_its_credit(at: datetime) -> None:
    town = factories.authority()
    editor = factories.person(town, Role.EDITOR)
    story = factories.story(town, editor)
    material = stories.collect(story, data=photo(), alt="Ein Becken", credit="Stadt", by=editor, at=at)
    assert (material.file.description, material.file.rights.credit_line) == ("Ein Becken", "Stadt")
    assert (material.file.way, material.file.rights.licence) == (Way.UPLOAD, "")


def test_file_of_the_library_brings_its_words_into_a_story_when_taken_from_there(at: datetime) -> None:
    town = factories.authority()
    editor = factories.person(town, Role.EDITOR)
    words = Words(description="Ein Becken", credit_line="Foto: Weber")
    file = actions.take_in(town, data=photo(), words=words, by=editor, at=at).file
    material = stories.use(factories.story(town, editor), file, by=editor, at=at)
    assert (material.alt, material.credit, material.digest) == ("Ein Becken", "Foto: Weber", file.digest)


def test_file_of_another_authority_is_not_taken_into_a_story(at: datetime) -> None:
    town, foreign = factories.authority(), factories.authority()
    file = actions.take_in(foreign, data=photo(), by=factories.person(foreign, Role.EDITOR), at=at).file
    editor = factories.person(town, Role.EDITOR)
    with pytest.raises(NotAllowed):
        stories.use(factories.story(town, editor), file, by=editor, at=at)
