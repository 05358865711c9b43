# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of formats, and the page of what was learned."""

import pytest
from django.urls import reverse

from nahbar.authority.states import Role
from nahbar.radar.formats import catalogue
from nahbar.topics import actions, formats
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
GIVEN = {
    "name": "Musterauer Minute",
    "what": "Ein Mensch, eine Minute.",
    "pillars": ["image", "recruiting"],
    "channels": "Facebook, Website",
    "minutes": "35",
    "people": "1 Person",
    "consent": "signed",
}


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def editor(place, client):
    somebody = factories.person(place, Role.EDITOR)
    client.force_login(somebody)
    return somebody


def page(client, place, name, query=""):
    return " ".join(client.get(reverse(name, args=[place.slug]) + query).content.decode().split())


def test_page_shows_the_catalogue_with_everything_a_format_takes(client, place, editor):
    text = page(client, place, "topics:formats")
    assert "35 Formate werden für passende Themen angeboten." in text
    assert all(one.name.replace("&", "&amp;") in text for one in catalogue())
    assert "unterschrieben, bei Minderjährigen auch von den Eltern" in text


def test_page_shows_one_pillar_when_asked(client, place, editor):
    text = page(client, place, "topics:formats", "?saeule=crisis")
    assert "Gefahrenmeldung" in text
    assert "Amtstier" not in text


def test_own_format_is_added_changed_and_switched_off(client, place, editor):
    client.post(reverse("topics:new_format", args=[place.slug]), GIVEN)
    assert "36 Formate werden für passende Themen angeboten, 1 davon ist Ihr eigenes." in page(
        client, place, "topics:formats"
    )
    key = formats.formats(place)[-1].key
    change = reverse("topics:format", args=[place.slug]) + f"?format={key}"
    assert "Facebook, Website" in client.get(change).content.decode()
    client.post(change, {**GIVEN, "minutes": "20", "is_factual": "on"})
    assert formats.format_of(place, key).minutes == 20
    client.post(reverse("topics:switch_format", args=[place.slug]), {"format": key, "to": "off"})
    assert "ausgeschaltet" in page(client, place, "topics:formats")
    assert key not in {one.key for one in formats.formats(place)}


def test_format_of_the_catalogue_is_changed_and_taken_back(client, place, editor):
    change = reverse("topics:format", args=[place.slug]) + "?format=amtstier"
    assert "förmliche Beteiligung" not in client.get(change).content.decode()
    client.post(change, {**GIVEN, "name": "Unser Storch"})
    assert "Unser Storch" in page(client, place, "topics:formats")
    client.post(reverse("topics:switch_format", args=[place.slug]), {"format": "amtstier", "to": "catalogue"})
    assert formats.formats(place) == catalogue()


def test_crisis_format_keeps_its_pillar_when_it_is_changed(client, place, editor):
    change = reverse("topics:format", args=[place.slug]) + "?format=gefahrenmeldung"
    assert 'value="crisis"' in client.get(change).content.decode()
    assert 'value="crisis"' not in page(client, place, "topics:new_format")


def test_form_says_what_is_missing(client, place, editor):
    answer = client.post(reverse("topics:new_format", args=[place.slug]), {**GIVEN, "pillars": []})
    assert answer.status_code == 422
    assert len(formats.formats(place)) == 35


def test_unknown_format_leads_back_to_the_list(client, place, editor):
    for query in ("", "?format=gibt-es-nicht"):
        assert client.get(reverse("topics:format", args=[place.slug]) + query).status_code == 302
    answer = client.post(reverse("topics:switch_format", args=[place.slug]), {"format": "x", "to": "on"})
    assert answer.status_code == 422


def test_who_only_contributes_sees_formats_and_changes_none(client, place):
    client.force_login(factories.person(place, Role.CONTRIBUTOR))
    assert "Eigenes Format hinzufügen" not in page(client, place, "topics:formats")
    assert client.get(reverse("topics:new_format", args=[place.slug])).status_code == 403
    assert (
        client.post(reverse("topics:format", args=[place.slug]) + "?format=amtstier", GIVEN).status_code
        == 403
    )
    assert client.post(reverse("topics:forget", args=[place.slug])).status_code == 403


def test_page_teaches_when_nothing_is_learned(client, place, editor):
    text = page(client, place, "topics:learned")
    assert "Noch schiebt nichts neue Themen nach oben oder unten." in text
    assert "Noch ist nichts gelernt" in text


def test_page_says_of_each_trait_what_follows_and_forgets_when_told(client, place, editor):
    for _ in range(6):
        actions.keep(factories.topic(place, pillar="recruiting", department="Bauhof"), by=editor, at=AT)
        actions.drop(factories.topic(place, pillar="image"), by=editor, at=AT)
    actions.drop(factories.topic(place, pillar="service"), by=editor, at=AT)
    text = page(client, place, "topics:learned")
    assert 'Nachwuchs<br><span class="nb-muted">6 behalten, 0 weggelegt</span>' in text
    assert "Bauhof" in text
    assert "steht deutlich weiter oben" in text
    assert "steht deutlich weiter unten" in text
    assert "zu wenige Entscheidungen für einen Schluss" in text
    client.post(reverse("topics:forget", args=[place.slug]))
    text = page(client, place, "topics:learned")
    assert "Noch ist nichts gelernt" in text
    assert "Neu gelernt seit" in text
