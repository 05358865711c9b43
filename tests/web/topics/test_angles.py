# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Topics by worth on the list and the stack, their angles, and the way to a story."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from nahbar.authority import actions as authority
from nahbar.authority.states import Role
from nahbar.foundation import clock
from nahbar.radar.formats import Consent
from nahbar.radar.matter import Pillar
from nahbar.record.models import Entry
from nahbar.stories.models import Story
from nahbar.topics import actions
from nahbar.topics.actions import Wanted
from nahbar.topics.models import Phrasing
from tests import factories
from tests.factories import AT
from tests.servers.model import model_server

pytestmark = pytest.mark.django_db
SOON = date(2026, 12, 3)


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def editor(place, client):
    somebody = factories.person(place, Role.EDITOR)
    client.force_login(somebody)
    return somebody


@pytest.fixture
def participation(place):
    return factories.topic(
        place,
        title="Umfrage zum Radweg",
        text="",
        pillar="participation",
        deadline=SOON,
        published_at=AT - timedelta(days=5),
    )


def page(client, place, name, *args):
    return " ".join(client.get(reverse(name, args=[place.slug, *args])).content.decode().split())


def test_new_topics_stand_by_worth_and_say_why(client, place, editor, participation):
    factories.topic(place, title="Fest war schön", pillar="image", published_at=AT)
    text = page(client, place, "topics:list")
    assert text.index("Umfrage zum Radweg") < text.index("Fest war schön")
    assert "Weil die Frist in 9 Tagen endet und es nur 20 Minuten kostet." in text
    assert "Ihre Meinung zählt – bis 3. Dezember" in text
    assert "40 Minuten" in text


def test_other_lists_stand_by_date(client, place, editor, participation):
    factories.topic(place, title="Fest war schön", pillar="image", published_at=AT, state="kept")
    participation.state = "kept"
    participation.save()
    text = " ".join(client.get(f"/{place.slug}/themen/?stand=behalten").content.decode().split())
    assert text.index("Fest war schön") < text.index("Umfrage zum Radweg")


def test_stack_begins_with_the_most_useful_topic(client, place, editor, participation):
    factories.topic(place, title="Fest war schön", pillar="image", published_at=AT)
    text = page(client, place, "topics:stack")
    assert "Umfrage zum Radweg" in text
    assert "Fest war schön" not in text
    assert "Weil die Frist in 9 Tagen endet und es nur 20 Minuten kostet." in text


def test_topic_page_offers_each_angle_with_what_it_takes(client, place, editor, participation):
    text = page(client, place, "topics:topic", participation.pk)
    assert "So lässt es sich erzählen" in text
    assert "Passt, weil es um Beteiligung geht und die Frist am 3. Dezember endet." in text
    assert "Rechtliche Prüfung des Wortlauts" in text
    assert "Aufhänger formulieren lassen" not in text


def test_topic_page_says_so_when_no_format_fits(client, place, editor, participation):
    participation.deadline = AT.date()
    participation.save()
    for one in ("kurz-amtlich",):
        actions.switch_format(place, one, is_active=False, by=editor, at=AT)
    text = page(client, place, "topics:topic", participation.pk)
    assert "Es passt kein Format mehr" in text


def test_story_remembers_format_and_angle_when_one_was_chosen(client, place, editor, participation):
    answer = client.post(
        reverse("stories:open", args=[place.slug]), {"topic": participation.pk, "format": "ihre-meinung"}
    )
    story = Story.objects.get()
    assert (story.format_key, story.angle) == ("ihre-meinung", "Ihre Meinung zählt – bis 3. Dezember")
    text = " ".join(client.get(answer["Location"]).content.decode().split())
    assert "Ihre Meinung zählt – bis 3. Dezember" in text
    assert "Auftrag ändern" in text
    assert "keine, niemand ist erkennbar" in text
    line = Entry.objects.get(verb="stories.open")
    assert (line.details["format"], line.details["angle"]) == (story.format_key, story.angle)


def test_story_has_no_format_when_it_is_not_offered_for_the_topic(client, place, editor, participation):
    client.post(
        reverse("stories:open", args=[place.slug]), {"topic": participation.pk, "format": "chef-in-rollen"}
    )
    assert (Story.objects.get().format_key, Story.objects.get().angle) == ("", "")


def test_story_says_so_when_its_format_is_gone(client, place, editor):
    own = Wanted("Minute", "Eine Minute.", (), 10, "", Consent.NONE, (Pillar.IMAGE,))
    row = actions.add_format(place, own, by=editor, at=AT)
    story = factories.story(place, editor, format_key=f"own-{row.pk}", angle="Ein Mensch, eine Minute")
    assert "Minute, 10 Minuten" in page(client, place, "stories:story", story.pk)
    row.delete()
    text = page(client, place, "stories:story", story.pk)
    assert "Sein Format gibt es nicht mehr." in text
    assert "Ein Mensch, eine Minute" in text


def test_model_is_asked_and_its_proposal_marked_until_a_person_decides(
    client, place, editor, participation, settings
):
    admin = factories.person(place, Role.ADMINISTRATOR)
    with model_server() as model:
        settings.ALLOW_PRIVATE = (model.host,)
        authority.set_up_model(place, address=model.address, model="klein-1", is_on=True, by=admin, at=AT)
        assert "die erkannten Fakten (Orte, Daten, Gruppen) und das Format, sonst nichts" in page(
            client, place, "topics:topic", participation.pk
        )
        client.post(reverse("topics:phrase", args=[place.slug, participation.pk]), {"format": "ihre-meinung"})
    text = page(client, place, "topics:topic", participation.pk)
    assert "von einem Sprachmodell, noch nicht geprüft" in text
    phrasing = Phrasing.objects.get()
    client.post(
        reverse("topics:settle", args=[place.slug, participation.pk]),
        {"phrasing": phrasing.pk, "sentence": "Reden Sie mit beim Radweg", "to": "settle"},
    )
    text = page(client, place, "topics:topic", participation.pk)
    assert ">Reden Sie mit beim Radweg</h3>" in text
    assert "nach einem Vorschlag selbst geschrieben" in text
    client.post(
        reverse("topics:settle", args=[place.slug, participation.pk]),
        {"phrasing": phrasing.pk, "to": "discard"},
    )
    assert ">Ihre Meinung zählt – bis 3. Dezember</h3>" in page(
        client, place, "topics:topic", participation.pk
    )


def test_sentence_explains_when_the_model_is_silent(client, place, editor, participation, settings):
    admin = factories.person(place, Role.ADMINISTRATOR)
    settings.ALLOW_PRIVATE = ()
    authority.set_up_model(
        place, address="http://127.0.0.1:9/v1", model="klein-1", is_on=True, by=admin, at=AT
    )
    answer = client.post(
        reverse("topics:phrase", args=[place.slug, participation.pk]), {"format": "ihre-meinung"}, follow=True
    )
    assert "liegt in einem privaten Netz" in answer.content.decode()
    assert not Phrasing.objects.exists()


def test_phrasing_of_another_topic_is_not_found(client, place, editor, participation):
    other = factories.topic(place)
    foreign = Phrasing.objects.create(
        topic=other, format_key="kurz-amtlich", sentence="Fremd", asked_at=AT, asked_by=editor
    )
    address = reverse("topics:settle", args=[place.slug, participation.pk])
    assert client.post(address, {"phrasing": foreign.pk, "sentence": "x"}).status_code == 404
    assert client.post(address, {"phrasing": "keine", "sentence": "x"}).status_code == 404
    assert client.post(reverse("topics:phrase", args=[place.slug, participation.pk])).status_code == 404
