# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A designed picture becomes material, remembers what it is made of, and is made anew in its place."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.library.models import MediaFile, Rights
from nahbar.library.states import Licence, Way
from nahbar.record.models import Entry
from nahbar.stories import actions, designing, queries
from nahbar.stories.designing import Draft
from nahbar.stories.models import Card, Material, Story
from nahbar.studio.cards.card import Ground, Size, Template
from nahbar.studio.cards.words import WordsMissing
from nahbar.studio.picture import inspect
from nahbar.variants.models import VariantPicture
from tests import factories
from tests.studio.cards.examples import photo

pytestmark = pytest.mark.django_db
CALL = Draft(
    Template.CALL,
    Size.SQUARE,
    Ground.COLOUR,
    shared={"kicker": "Mitmachen", "link": ""},
    parts=[{"title": "Wo fehlt ein Radweg?", "text": "", "action": ""}],
)
STEPS = Draft(
    Template.STEP,
    Size.PORTRAIT,
    Ground.LIGHT,
    shared={"kicker": "Wohngeld"},
    parts=[{"title": f"Schritt {name}", "text": "So geht es."} for name in ("eins", "zwei", "drei")],
)


@pytest.fixture
def town() -> Authority:
    return factories.authority(name="Stadt Musterau")


@pytest.fixture
def editor(town: Authority) -> Person:
    return factories.person(town, Role.EDITOR, name="Erika Muster")


@pytest.fixture
def story(town: Authority, editor: Person) -> Story:
    return factories.story(town, editor, title="Radwege")


def test_a_designed_picture_is_material_with_alternative_text_and_one_line_in_the_record(
    story: Story, editor: Person, at: datetime
) -> None:
    card = designing.design(story, CALL, by=editor, at=at)
    material = story.materials.get()
    assert material.alt == "Mitmachen. Wo fehlt ein Radweg? Absender: Stadt Musterau."
    assert list(material.authors.all()) == [editor]
    assert (material.width, material.height) == (1080, 1080)
    assert inspect(queries.picture_bytes(material.digest)).mime == "image/png"
    assert (material.file.way, material.file.rights.licence) == (Way.CARD, Licence.OWN)
    assert card.parts == [{"title": "Wo fehlt ein Radweg?", "text": "", "action": ""}]
    entry = Entry.objects.get(verb="stories.design")
    assert (entry.by_name, entry.thing_id, entry.at) == ("Erika Muster", story.pk, at)
    assert entry.details == {"template": "call", "size": "1:1", "parts": 1, "card": str(card.pk)}


def test_a_series_is_one_picture_for_each_part_in_order(story: Story, editor: Person, at: datetime) -> None:
    card = designing.design(story, STEPS, by=editor, at=at)
    alts = [part.material.alt for part in card.made.all()]
    assert [alt.split(".")[0] for alt in alts] == [f"Bild {n} von 3: Wohngeld" for n in (1, 2, 3)]
    assert story.materials.count() == 3


def test_changing_it_shows_the_new_picture_where_the_old_one_was(
    story: Story, editor: Person, at: datetime
) -> None:
    card = designing.design(story, CALL, by=editor, at=at)
    before = story.materials.get()
    variant = factories.variant(story, factories.channel(story.authority), editor)
    VariantPicture.objects.create(variant=variant, material=before, position=0)
    changed = replace(CALL, parts=[{"title": "Wo fehlt ein Zebrastreifen?"}])
    designing.redesign(card, changed, revision=1, by=editor, at=at)
    after = story.materials.get()
    assert after.pk == before.pk
    assert after.digest != before.digest
    assert "Zebrastreifen" in after.alt
    assert variant.pictures.get().material == after
    assert Entry.objects.get(verb="stories.exchange_material").details["before"]["digest"] == before.digest
    assert queries.picture_bytes(before.digest)  # frozen versions may still show it


def test_an_alternative_text_somebody_wrote_stays(story: Story, editor: Person, at: datetime) -> None:
    card = designing.design(story, CALL, by=editor, at=at)
    actions.describe_material(story.materials.get(), alt="Mein Text", credit="", by=editor, at=at)
    designing.redesign(card, replace(CALL, ground=Ground.DARK), revision=1, by=editor, at=at)
    assert story.materials.get().alt == "Mein Text"


def test_a_part_less_takes_its_picture_out_and_a_part_more_adds_one(
    story: Story, editor: Person, at: datetime
) -> None:
    card = designing.design(story, STEPS, by=editor, at=at)
    designing.redesign(card, replace(STEPS, parts=STEPS.parts[:2]), revision=1, by=editor, at=at)
    assert story.materials.count() == 2
    designing.redesign(
        card, replace(STEPS, parts=[*STEPS.parts, {"title": "Vier"}]), revision=2, by=editor, at=at
    )
    assert [part.number for part in card.made.all()] == [1, 2, 3, 4]
    assert story.materials.count() == 4


def test_a_picture_taken_out_of_the_story_comes_back_when_made_anew(
    story: Story, editor: Person, at: datetime
) -> None:
    card = designing.design(story, CALL, by=editor, at=at)
    actions.remove_material(story.materials.get(), by=editor, at=at)
    designing.redesign(card, replace(CALL, size=Size.WIDE), revision=1, by=editor, at=at)
    assert story.materials.get().width == 1200


def test_two_who_change_it_at_once_do_not_overwrite_each_other(
    story: Story, editor: Person, at: datetime
) -> None:
    card = designing.design(story, CALL, by=editor, at=at)
    designing.redesign(card, replace(CALL, ground=Ground.DARK), revision=1, by=editor, at=at)
    with pytest.raises(designing.CardChanged):
        designing.redesign(card, replace(CALL, ground=Ground.LIGHT), revision=1, by=editor, at=at)
    assert Card.objects.get().ground == "dark"


def test_what_limits_the_photo_limits_the_picture_made_of_it(
    story: Story, editor: Person, at: datetime
) -> None:
    below = actions.collect(
        story, data=photo(400, 300), alt="Der Radweg am Park", credit="Bernd Bild", by=editor, at=at
    )
    Rights.objects.filter(file=below.file).update(
        licence=Licence.PRESS, author="Bernd Bild", ends_on=date(2027, 1, 31), channels=["a"]
    )
    below = queries.materials(story.authority).select_related("file__rights").get(pk=below.pk)
    designing.design(story, replace(CALL, picture=below), by=editor, at=at)
    made = story.materials.exclude(pk=below.pk).get()
    rights = made.file.rights
    assert (rights.licence, rights.ends_on, rights.channels) == (Licence.PRESS, date(2027, 1, 31), ["a"])
    assert made.credit == "Bernd Bild"
    assert "Im Hintergrund ein Foto: Der Radweg am Park (Bernd Bild)." in made.alt


def test_a_contributed_photo_is_not_cleared_by_words_laid_over_it(
    story: Story, editor: Person, at: datetime
) -> None:
    sent = {"data": photo(400, 300), "origin": "Beitrag aus dem Bauhof", "is_uncleared": True}
    below = actions.collect(story, **sent, by=editor, at=at)
    card = designing.design(story, replace(CALL, picture=below), by=editor, at=at)
    made = card.made.get().material
    assert (made.is_uncleared, made.origin) == (True, "Beitrag aus dem Bauhof")
    designing.redesign(card, CALL, revision=1, by=editor, at=at)
    assert card.made.get().material.is_uncleared is False


def test_nothing_is_kept_when_a_part_cannot_be_made(story: Story, editor: Person, at: datetime) -> None:
    with pytest.raises(WordsMissing) as refused:
        designing.design(story, replace(STEPS, parts=[*STEPS.parts, {"title": " "}]), by=editor, at=at)
    assert (refused.value.part, refused.value.field) == (4, "title")
    assert not Card.objects.exists()
    assert not MediaFile.objects.exists()


def test_only_who_contributes_here_designs_and_only_with_pictures_of_the_story(
    story: Story, town: Authority, editor: Person, at: datetime
) -> None:
    reader = factories.person(town, Role.COSIGNER)
    stranger = factories.person(factories.authority(), Role.EDITOR)
    for person in (reader, stranger):
        with pytest.raises(NotAllowed):
            designing.design(story, CALL, by=person, at=at)
    other = factories.story(town, editor)
    foreign = actions.collect(other, data=photo(40, 30), by=editor, at=at)
    with pytest.raises(NotAllowed):
        designing.design(story, replace(CALL, picture=foreign), by=editor, at=at)
    neighbour = factories.story(factories.authority(), stranger)
    assert not queries.cards(neighbour.authority).exists()


def test_a_closed_story_and_a_series_without_end_are_refused(
    story: Story, editor: Person, at: datetime
) -> None:
    with pytest.raises(designing.TooManyParts):
        designing.design(story, replace(STEPS, parts=[{"title": "x"}] * 11), by=editor, at=at)
    actions.close(story, by=editor, at=at)
    with pytest.raises(actions.StoryClosed):
        designing.design(story, CALL, by=editor, at=at)
    assert not Material.objects.exists()
