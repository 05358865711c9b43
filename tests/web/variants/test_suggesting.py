# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The language model's desk as an editor meets it."""

import pytest
from django.urls import reverse

from nahbar.authority import actions as authority
from nahbar.authority.states import Role
from nahbar.foundation import clock
from nahbar.variants import actions
from nahbar.variants.models import Suggestion
from nahbar.variants.states import Purpose
from tests import factories
from tests.factories import AT
from tests.servers.model import model_server

pytestmark = pytest.mark.django_db
TEXT = "Das Freibad öffnet am 3. Mai."


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def model(settings):
    with model_server() as running:
        settings.ALLOW_PRIVATE = (running.host,)
        yield running


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def editor(place, client):
    somebody = factories.person(place, Role.EDITOR)
    client.force_login(somebody)
    return somebody


@pytest.fixture
def switched_on(place, model):
    admin = factories.person(place, Role.ADMINISTRATOR)
    authority.set_up_model(
        place, address=model.address, model="klein-1", is_on=True, sees_pictures=True, by=admin, at=AT
    )


@pytest.fixture
def variant(place, editor):
    return factories.variant(
        factories.story(place, by=editor), factories.channel(place), by=editor, text=TEXT
    )


def words(answer):
    return " ".join(answer.content.decode().split())


def page(client, place, variant):
    return words(client.get(reverse("variants:suggest", args=[place.slug, variant.pk])))


def test_story_leads_to_the_model_only_when_the_house_switched_it_on(client, place, variant, request):
    address = reverse("variants:suggest", args=[place.slug, variant.pk])
    story = reverse("stories:story", args=[place.slug, variant.story_id])
    assert address not in words(client.get(story))
    assert "Ihre Behörde hat kein Sprachmodell eingeschaltet." in page(client, place, variant)
    request.getfixturevalue("switched_on")
    assert address in words(client.get(story))


@pytest.mark.usefixtures("switched_on")
def test_page_shows_what_would_be_sent_before_anything_is(client, place, variant, model):
    text = page(client, place, variant)
    assert f"Text: {TEXT}" in text
    assert "Das wird gesendet und nichts sonst" in text
    assert model.asked == []


@pytest.mark.usefixtures("switched_on")
def test_proposal_is_read_changed_and_taken(client, place, variant, model):
    model.said = "Ab 3. Mai schwimmen."
    client.post(reverse("variants:ask", args=[place.slug, variant.pk]), {"wozu": "shorten"})
    text = page(client, place, variant)
    assert "1 Vorschlag wartet auf Ihre Entscheidung." in text
    assert "von einem Sprachmodell, noch nicht geprüft" in text
    made = Suggestion.objects.get()
    address = reverse("variants:settle_suggestion", args=[place.slug, made.pk])
    given = {"words": "Ab 3. Mai schwimmen Sie wieder.", "revision": variant.revision, "to": "take"}
    answer = client.post(address, given, follow=True)
    assert "Ab 3. Mai schwimmen Sie wieder." in words(answer)
    assert "Mit Hilfe eines Sprachmodells: Kürzer." in words(answer)


@pytest.mark.usefixtures("switched_on")
def test_words_typed_into_the_field_are_kept_when_somebody_saved_meanwhile(client, place, variant, editor):
    made = actions.suggest(variant, Purpose.DRAFT, by=editor, at=AT)
    other = factories.person(place, Role.EDITOR)
    actions.revise(variant, text="Neu.", revision=variant.revision, by=other, at=AT)
    address = reverse("variants:settle_suggestion", args=[place.slug, made.pk])
    answer = client.post(address, {"words": "Meine Worte.", "revision": variant.revision, "to": "take"})
    assert answer.status_code == 422
    assert "Meine Worte." in words(answer)
    assert "wurde noch nicht gespeichert" in words(answer)


@pytest.mark.usefixtures("switched_on")
def test_a_silent_model_is_a_sentence_and_nothing_is_lost(client, place, variant, model):
    model.status = 503
    address = reverse("variants:ask", args=[place.slug, variant.pk])
    answer = client.post(address, {"wozu": "draft"}, follow=True)
    assert "hat zu viel zu tun" in words(answer)
    assert not Suggestion.objects.exists()


@pytest.mark.usefixtures("switched_on")
def test_a_stranger_sees_neither_page_nor_proposal(client, place, variant, editor):
    made = actions.suggest(variant, Purpose.DRAFT, by=editor, at=AT)
    elsewhere = factories.authority(slug="anderswo")
    client.force_login(factories.person(elsewhere, Role.EDITOR))
    page_there = reverse("variants:suggest", args=[elsewhere.slug, variant.pk])
    settle_there = reverse("variants:settle_suggestion", args=[elsewhere.slug, made.pk])
    assert client.get(page_there).status_code == 404
    assert client.post(settle_there, {"to": "discard"}).status_code == 404


@pytest.mark.usefixtures("switched_on")
def test_alternative_text_is_asked_for_beside_the_picture(client, place, variant, editor):
    material = factories.material(variant.story, by=editor)
    story = words(client.get(reverse("stories:story", args=[place.slug, variant.story_id])))
    address = reverse("variants:suggest_alt", args=[place.slug, material.pk])
    assert address in story
    assert "Das Bild geht klein und ohne Metadaten hinaus" in words(client.get(address))
