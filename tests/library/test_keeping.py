# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import io
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from PIL import Image

from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.library import actions, queries
from nahbar.library.actions import Said
from nahbar.library.models import MediaFile
from nahbar.library.queries import Wanted
from nahbar.library.states import RightsState, rights_state
from nahbar.record.models import Entry
from nahbar.stories import actions as stories
from nahbar.variants import actions as variants
from nahbar.variants import files
from nahbar.variants import queries as variant_queries
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def photo(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


@dataclass
class House:
    town: Authority = field(default_factory=factories.authority)

    def __post_init__(self) -> None:
        self.editor: Person = factories.person(self.town, Role.EDITOR)

    def file(self, colour: str = "red") -> MediaFile:
        return actions.take_in(self.town, data=photo(colour), by=self.editor, at=AT).file

    def settle(self, file: MediaFile, revision: int = 1, **said: Any) -> Any:
        return actions.settle_rights(file, Said(**said), revision=revision, by=self.editor, at=AT)


@pytest.mark.parametrize(
    ("licence", "ends_on", "state"),
    [
        ("", None, RightsState.MISSING),
        ("own", None, RightsState.GIVEN),
        ("own", TODAY, RightsState.ENDING),
        ("own", TODAY + timedelta(30), RightsState.ENDING),
        ("own", TODAY + timedelta(31), RightsState.GIVEN),
        ("own", TODAY - timedelta(1), RightsState.ENDED),
        ("", TODAY - timedelta(1), RightsState.ENDED),
        ("", TODAY, RightsState.MISSING),
    ],
)
def test_rights_stand_the_same_for_people_and_in_the_database(
    licence: str, ends_on: date | None, state: RightsState
) -> None:
    town = factories.authority()
    factories.file(town, rights={"licence": licence, "ends_on": ends_on})
    assert rights_state(licence, ends_on, TODAY) is state
    found = [one for one in RightsState if queries.wanted(town, Wanted(rights=one), today=TODAY)]
    assert found == [state]


def test_rights_are_kept_with_their_earlier_words_in_the_record() -> None:
    house = House()
    file = house.file()
    channel = factories.channel(house.town)
    rights = house.settle(file, licence="cc_by", author="B. Beispiel", channels=(channel.pk,), ends_on=TODAY)
    assert (rights.licence, rights.channels, rights.revision) == ("cc_by", [str(channel.pk)], 2)
    assert queries.may_be_shown(rights, channel.pk)
    assert not queries.may_be_shown(rights, factories.channel(house.town).pk)
    assert Entry.objects.get(verb="library.settle_rights").details["before"]["licence"] == ""


def test_rights_are_not_overwritten_when_somebody_else_saved_meanwhile() -> None:
    house = House()
    file = house.file()
    house.settle(file, licence="own")
    with pytest.raises(actions.RightsChanged) as changed:
        house.settle(file, licence="bought")
    assert changed.value.theirs.licence == "own"
    assert house.settle(file, licence="own").revision == 2


def test_channel_of_another_authority_is_no_channel() -> None:
    house = House()
    with pytest.raises(actions.ChannelUnknown):
        house.settle(house.file(), channels=(factories.channel(factories.authority()).pk,))


def test_whoever_only_contributes_states_no_rights_and_removes_nothing() -> None:
    house = House()
    file, helper = house.file(), factories.person(house.town, Role.CONTRIBUTOR)
    with pytest.raises(NotAllowed):
        actions.settle_rights(file, Said(licence="own"), revision=1, by=helper, at=AT)
    with pytest.raises(NotAllowed):
        files.discard(file, by=helper, at=AT)
    assert actions.describe(file, title="Bad", description="", by=helper, at=AT).title == "Bad"


def test_unused_file_goes_with_its_bytes_when_it_is_removed() -> None:
    house = House()
    file = house.file()
    path = settings.MEDIA_ROOT / file.digest[:2] / file.digest
    assert path.exists()
    files.discard(file, by=house.editor, at=AT)
    assert (MediaFile.objects.count(), path.exists()) == (0, False)
    assert Entry.objects.filter(verb="library.remove").count() == 1


def test_bytes_stay_when_another_authority_has_the_same() -> None:
    house, neighbour = House(), House()
    file, theirs = house.file(), neighbour.file()
    files.discard(file, by=house.editor, at=AT)
    assert (settings.MEDIA_ROOT / theirs.digest[:2] / theirs.digest).exists()


def test_file_stays_when_a_story_uses_it_or_a_version_was_made_with_it() -> None:
    house = House()
    file = house.file()
    story = factories.story(house.town, house.editor)
    material = stories.use(story, file, alt="Ein rotes Schwimmbecken ohne Wasser", by=house.editor, at=AT)
    with pytest.raises(actions.FileInUse):
        actions.remove(file, by=house.editor, at=AT)
    variant = factories.variant(story, factories.channel(house.town), house.editor)
    variants.choose_pictures(variant, material_ids=[material.pk], by=house.editor, at=AT)
    variants.freeze(variant, by=house.editor, at=AT)
    stories.remove_material(material, by=house.editor, at=AT)
    with pytest.raises(actions.FileInUse):
        files.discard(file, by=house.editor, at=AT)
    assert [one.variant for one in files.uses(file).versions] == [variant]


@pytest.mark.parametrize(
    ("said", "rule", "weight"),
    [
        ({"licence": "own", "ends_on": TODAY - timedelta(1)}, "UR-LIZENZ-01", "stop"),
        ({}, "UR-LIZENZ-01", "hint"),
        ({"licence": "cc_by", "author": "B. Beispiel"}, "UR-URHEBER-02", "warn"),
    ],
)
def test_finding_says_what_the_rights_do_not_allow(said: dict[str, Any], rule: str, weight: str) -> None:
    house = House()
    file = house.file()
    house.settle(file, **said)
    story = factories.story(house.town, house.editor)
    variant = factories.variant(story, factories.channel(house.town), house.editor)
    variants.take_file(variant, file, by=house.editor, at=AT)
    found = {one.rule: one.weight for one in variant_queries.findings(variant, at=AT) if one.rule[:2] == "UR"}
    assert found == {rule: weight}


def test_variant_is_stopped_on_the_channel_the_rights_leave_out_and_only_there() -> None:
    house = House()
    file = house.file()
    allowed, other = factories.channel(house.town), factories.channel(house.town)
    house.settle(file, licence="own", channels=(allowed.pk,))
    story = factories.story(house.town, house.editor)
    stops = {}
    for channel in (allowed, other):
        variant = factories.variant(story, channel, house.editor)
        variants.take_file(variant, file, by=house.editor, at=AT)
        stops[channel.pk] = {one.rule for one in variant_queries.open_stops(variant, at=AT)}
    assert stops == {allowed.pk: {"BF-ALT-01"}, other.pk: {"BF-ALT-01", "UR-LIZENZ-01"}}


def test_files_are_found_by_words_kind_and_use(at: datetime) -> None:
    house = House()
    used, film = house.file(), factories.file(house.town, kind="film", title="Übung am Löschteich")
    credited = factories.file(house.town, rights={"credit_line": "Foto: Erika Muster"})
    factories.file(factories.authority(), title="Übung am Löschteich")
    stories.use(factories.story(house.town, house.editor), used, by=house.editor, at=AT)

    def found(**want: Any) -> set[MediaFile]:
        return set(queries.wanted(house.town, Wanted(**want), today=TODAY))

    assert found(words="LÖSCHTEICH uebung") == {film}
    assert found(words="muster") == {credited}
    assert found(kind="film") == {film}
    assert found(is_unused=True) == {film, credited}
    assert found(kind="evil", rights="evil") == {used, film, credited}


def test_same_picture_in_another_size_is_offered_and_never_across_authorities() -> None:
    town = factories.authority()
    one = factories.file(town, look="0f0f3c3c5a5a9696")
    near = factories.file(town, look="0f0f3c3c5a5a9697")
    factories.file(town, look="f0f0c3c3a5a56969")
    factories.file(factories.authority(), look="0f0f3c3c5a5a9696")
    assert queries.alike(one) == [near]
    assert queries.alike(factories.file(town, look="")) == []
