# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the optional language model."""

import pytest
from django.urls import reverse

from nahbar.authority import queries
from nahbar.authority.states import Role
from tests import factories
from tests.servers.model import model_server

pytestmark = pytest.mark.django_db
GIVEN = {
    "address": "https://modell.musterau.example/v1",
    "model": "klein-1",
    "key": "streng-geheim",
    "is_on": "on",
}


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def admin(place, client):
    somebody = factories.person(place, Role.ADMINISTRATOR)
    client.force_login(somebody)
    return somebody


@pytest.fixture
def address(place):
    return reverse("settings:language_model", args=[place.slug])


def text(answer):
    return " ".join(answer.content.decode().split())


def test_page_says_that_everything_works_without_one(client, admin, address):
    assert "Es ist kein Sprachmodell eingerichtet. Alles geht auch ohne." in text(client.get(address))


def test_model_is_saved_and_its_key_never_shown_again(client, place, admin, address):
    client.post(address, GIVEN)
    found = text(client.get(address))
    assert "Das Modell klein-1 darf um Vorschläge gebeten werden." in found
    assert "streng-geheim" not in found
    client.post(address, {**GIVEN, "key": "", "is_on": ""})
    row = queries.language_model(place)
    assert (row.is_on, bool(row.key)) == (False, True)
    assert "Das Sprachmodell ist ausgeschaltet." in text(client.get(address))
    client.post(address, {**GIVEN, "key": "", "take_key_away": "on"})
    assert not queries.language_model(place).key


def test_field_says_what_is_wrong_when_the_address_is_odd(client, place, admin, address):
    answer = client.post(address, {**GIVEN, "address": "modell"})
    assert answer.status_code == 422
    assert "ist keine Webadresse eines Servers" in text(answer)
    assert queries.language_model(place) is None


def test_trial_shows_what_the_model_says(client, place, admin, address, settings):
    trial = reverse("settings:try_model", args=[place.slug])
    assert "kein Sprachmodell eingeschaltet" in text(client.post(trial, follow=True))
    with model_server() as model:
        settings.ALLOW_PRIVATE = (model.host,)
        model.said = "bereit <script>"
        client.post(address, {**GIVEN, "address": model.address})
        found = text(client.post(trial, follow=True))
    assert "Das Sprachmodell antwortet: „bereit &lt;script&gt;“" in found


def test_others_read_the_page_and_change_nothing(client, place, address):
    client.force_login(factories.person(place, Role.EDITOR))
    assert 'name="key"' not in text(client.get(address))
    assert client.post(address, GIVEN).status_code == 403
    assert client.post(reverse("settings:try_model", args=[place.slug])).status_code == 403
    assert queries.language_model(place) is None
