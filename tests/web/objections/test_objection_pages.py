# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register and the cards as an editor meets them."""

import pytest
from django.urls import reverse

from nahbar.authority.states import Role
from nahbar.foundation import clock
from nahbar.objections import actions
from nahbar.objections.models import Objection
from nahbar.rulebook.arguments import Who
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


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


def words(answer):
    return " ".join(answer.content.decode().split())


def go(place, name, *args):
    return reverse(f"objections:{name}", args=[place.slug, *args])


def test_a_no_finds_its_card_and_the_answer_begins_with_what_is_right(client, place, editor):
    given = {"said": "Das ist unter dem Niveau einer Behörde.", "who": "leadership"}
    answer = client.post(go(place, "new"), given, follow=True)
    assert "„Das ist unter unserer Würde. Eine Behörde muss seriös sein.“" in words(answer)
    row = Objection.objects.get()
    begun = words(client.get(go(place, "objection", row.pk) + "?karte=zu-unserioes"))
    assert "Eine Behörde darf sich nicht lächerlich machen" in begun.split('id="antworten"')[1]


def test_what_was_typed_stays_in_its_field_when_it_is_refused(client, place, editor):
    row = actions.note(place, said="Zu teuer.", who=Who.COUNCIL, by=editor, at=AT)
    given = {"put_to": "Hauptausschuss", "look_on": "2020-01-01", "revision": 1}
    answer = client.post(go(place, "escalate", row.pk), given)
    assert answer.status_code == 422
    assert 'value="Hauptausschuss"' in words(answer)
    assert "Es wurde niemandem vorgelegt" in words(answer)


def test_list_says_first_what_should_be_decided(client, place, editor):
    row = actions.note(place, said="Zu teuer.", who=Who.COUNCIL, by=editor, at=AT)
    assert "1 Einwand ist offen, keiner ist überfällig." in words(client.get(go(place, "list")))
    Objection.objects.filter(pk=row.pk).update(look_on=AT.date(), put_to="Rat", state="escalated")
    assert "1 Einwand sollte bis heute entschieden sein." in words(client.get(go(place, "list")))


def test_table_holds_no_formula(client, place, editor):
    actions.note(place, said="=HYPERLINK(1)", who=Who.IT, by=editor, at=AT)
    assert ";'=HYPERLINK(1);" in client.get(go(place, "table")).content.decode()


def test_cards_are_searched_and_say_what_is_unconfirmed(client, place, editor):
    everything = words(client.get(go(place, "cards")))
    assert "30 häufige Einwände" in everything
    assert "[M]: aus Fachwissen, bitte bestätigen." in everything
    assert "1 Karte passt." in words(client.get(go(place, "cards") + "?q=Personalrat"))
    assert "Zu diesen Worten passt keine Karte." in words(client.get(go(place, "cards") + "?q=Komma"))


def test_another_authority_sees_nothing_of_it(client, place, editor):
    row = actions.note(place, said="Streng geheim.", who=Who.IT, by=editor, at=AT)
    elsewhere = factories.authority(slug="anderswo")
    client.force_login(factories.person(elsewhere, Role.ADMINISTRATOR))
    assert client.get(go(elsewhere, "objection", row.pk)).status_code == 404
    assert "Streng geheim" not in words(client.get(go(elsewhere, "list")))
    assert "Streng geheim" not in client.get(go(elsewhere, "table")).content.decode()
