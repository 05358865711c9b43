# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A language model proposes; a person reads, changes, takes over. Nothing stands in a text before that."""

import base64
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from nahbar.authority import actions as authority
from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.record.models import Entry
from nahbar.stories import actions as stories
from nahbar.topics.states import PhrasingState
from nahbar.variants import actions, asking, queries
from nahbar.variants.models import Suggestion
from nahbar.variants.states import Purpose
from tests import factories
from tests.factories import AT
from tests.servers.model import model_server

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=5)
TEXT = "Das Freibad öffnet am 3. Mai."


@pytest.fixture
def model(settings):
    with model_server() as running:
        settings.ALLOW_PRIVATE = (running.host,)
        yield running


@pytest.fixture
def place(model):
    made = factories.authority()
    admin = factories.person(made, Role.ADMINISTRATOR)
    authority.set_up_model(
        made, address=model.address, model="klein-1", is_on=True, sees_pictures=True, by=admin, at=AT
    )
    return made


@pytest.fixture
def editor(place):
    return factories.person(place, Role.EDITOR)


@pytest.fixture
def variant(place, editor):
    return factories.variant(
        factories.story(place, by=editor), factories.channel(place), by=editor, text=TEXT
    )


def photo():
    """A photo of two million pixels that says where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Telefon"
    exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    Image.new("RGB", (1600, 1200), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


def fresh(variant):
    return queries.variants(variant.story.authority).get(pk=variant.pk)


def test_proposal_leaves_the_text_alone_until_a_person_takes_it(variant, editor, model):
    model.said = "Ab 3. Mai schwimmen Sie wieder in Musterau."
    made = actions.suggest(variant, Purpose.SHORTEN, by=editor, at=AT)
    assert (fresh(variant).text, made.state) == ("Das Freibad öffnet am 3. Mai.", PhrasingState.PROPOSED)
    saved = actions.take(made, words=model.said, revision=variant.revision, by=editor, at=AT)
    assert (saved.text, queries.open_suggestions(saved)) == (model.said, {})
    assert [one.state for one in queries.written_with_model(saved)] == [PhrasingState.CONFIRMED]


def test_whoever_takes_the_words_is_their_author(variant, place, model):
    other = factories.person(place, Role.EDITOR)
    made = actions.suggest(variant, Purpose.SHORTEN, by=other, at=AT)
    saved = actions.take(made, words="Andere Worte.", revision=variant.revision, by=other, at=AT)
    assert other in saved.authors.all()
    assert Suggestion.objects.get().state == PhrasingState.EDITED


def test_story_facts_and_channel_leave_the_house_and_nothing_else(variant, editor, model):
    actions.suggest(variant, Purpose.DRAFT, by=editor, at=AT)
    story = variant.story
    sent = model.asked[0]["messages"][1]["content"]
    assert sent == f"Thema: {story.title}\nText bisher: {TEXT}"
    assert editor.name not in str(model.asked)
    assert story.authority.name not in str(model.asked)


def test_three_headlines_come_without_numbers_and_the_chosen_one_stands_above_the_text(
    variant, editor, model
):
    model.said = '1. "Freibad öffnet"\n2) Endlich schwimmen\n\n- Start am 3. Mai\n4. Zu viel'
    made = actions.suggest(variant, Purpose.HEADLINES, by=editor, at=AT)
    assert made.words.splitlines() == ["Freibad öffnet", "Endlich schwimmen", "Start am 3. Mai"]
    saved = actions.take(made, words="Endlich schwimmen", revision=variant.revision, by=editor, at=AT)
    assert saved.text == "Endlich schwimmen\n\nDas Freibad öffnet am 3. Mai."
    assert Suggestion.objects.get().state == PhrasingState.CONFIRMED


def test_nothing_is_overwritten_when_somebody_wrote_meanwhile(variant, editor, place, model):
    made = actions.suggest(variant, Purpose.SHORTEN, by=editor, at=AT)
    other = factories.person(place, Role.EDITOR)
    actions.revise(fresh(variant), text="Von jemand anderem.", revision=variant.revision, by=other, at=AT)
    with pytest.raises(actions.VariantChanged):
        actions.take(made, words="Meins.", revision=variant.revision, by=editor, at=AT)
    assert fresh(variant).text == "Von jemand anderem."
    assert Suggestion.objects.get().state == PhrasingState.PROPOSED


def test_an_older_proposal_is_gone_when_it_was_asked_anew(variant, editor, model):
    old = actions.suggest(variant, Purpose.SHORTEN, by=editor, at=AT)
    actions.suggest(variant, Purpose.SHORTEN, by=editor, at=LATER)
    with pytest.raises(actions.SuggestionGone):
        actions.take(old, words="Alt.", revision=variant.revision, by=editor, at=LATER)


def test_a_decided_proposal_is_not_decided_again(variant, editor, model):
    made = actions.suggest(variant, Purpose.SHORTEN, by=editor, at=AT)
    actions.discard(made, by=editor, at=AT)
    with pytest.raises(actions.SuggestionGone):
        actions.take(made, words="Doch.", revision=variant.revision, by=editor, at=AT)
    assert fresh(variant).text == TEXT


def test_record_keeps_question_answer_and_decision(variant, editor, model):
    made = actions.suggest(variant, Purpose.SHORTEN, by=editor, at=AT)
    actions.discard(made, by=editor, at=AT)
    entries = {one.verb: one.details for one in Entry.objects.all()}
    asked = entries["authority.ask_model"]
    assert (asked["purpose"], asked["answer"]) == ("shorten", model.said)
    assert "Das Freibad öffnet am 3. Mai." in asked["question"]
    assert entries["variants.discard_suggestion"]["before"] == model.said


def test_nothing_is_asked_for_an_empty_variant(place, editor, model):
    empty = factories.variant(factories.story(place, by=editor), factories.channel(place), by=editor, text="")
    with pytest.raises(actions.NothingToShorten):
        actions.suggest(empty, Purpose.HEADLINES, by=editor, at=AT)
    assert model.asked == []


def test_nothing_is_asked_by_somebody_of_another_authority(variant, model):
    stranger = factories.person(factories.authority(slug="anderswo"), Role.EDITOR)
    with pytest.raises(NotAllowed):
        actions.suggest(variant, Purpose.DRAFT, by=stranger, at=AT)
    assert model.asked == []


def test_a_strangers_proposal_is_not_put_away(variant, editor, model):
    made = actions.suggest(variant, Purpose.DRAFT, by=editor, at=AT)
    stranger = factories.person(factories.authority(slug="anderswo"), Role.EDITOR)
    with pytest.raises(NotAllowed):
        actions.discard(made, by=stranger, at=AT)


class TestAlternativeText:
    @pytest.fixture
    def material(self, variant, editor):
        return stories.collect(
            variant.story, data=photo(), file_name="bad.jpg", alt="", credit="", by=editor, at=AT
        )

    def test_picture_goes_small_and_without_metadata_and_the_text_only_when_taken(
        self, material, editor, model
    ):
        model.said = "Kinder springen\nvom Beckenrand ins Wasser."
        made = actions.suggest_alt(material, by=editor, at=AT)
        parts = model.asked[0]["messages"][1]["content"]
        assert [one["type"] for one in parts] == ["text", "image_url"]
        address = parts[1]["image_url"]["url"]
        assert address.startswith("data:image/jpeg;base64,")
        with Image.open(BytesIO(base64.b64decode(address.split(",")[1]))) as sent:
            assert (sent.width * sent.height <= asking.PICTURE_PIXELS, len(sent.getexif())) == (True, 0)
        material.refresh_from_db()
        assert (material.alt, made.words) == ("", "Kinder springen vom Beckenrand ins Wasser.")
        saved = actions.take_alt(made, words=made.words, by=editor, at=AT)
        assert saved.alt == made.words

    def test_uncleared_picture_stays_in_the_house(self, material, editor, model):
        material.is_uncleared = True
        material.save()
        with pytest.raises(actions.PictureNotCleared):
            actions.suggest_alt(material, by=editor, at=AT)
        assert model.asked == []

    def test_no_picture_is_sent_when_the_house_did_not_allow_it(self, material, editor, place, model):
        admin = factories.person(place, Role.ADMINISTRATOR)
        authority.set_up_model(place, address=model.address, model="klein-1", is_on=True, by=admin, at=AT)
        with pytest.raises(actions.ModelMayNotLook):
            actions.suggest_alt(material, by=editor, at=AT)
        assert model.asked == []
