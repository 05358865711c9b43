# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Brief, shooting sheet and source as an editor meets them."""

import pytest
from django.urls import reverse

from nahbar.authority.states import Role
from nahbar.foundation import clock
from nahbar.stories import briefing
from nahbar.stories.briefing import Brief
from nahbar.stories.models import Story
from nahbar.stories.sheet import sheet
from nahbar.variants.models import Variant
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
SOURCE = (
    "Freibad öffnet\nDas Freibad am Stadtpark öffnet am Samstag, 28. November 2026, um 9 Uhr. Der Eintritt kostet 4,50 Euro. "
    "Auskunft gibt das Bäderamt unter 01234 567890."
)


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
def story(place, editor):
    topic = factories.topic(place, title="Freibad öffnet", text=SOURCE)
    return factories.story(place, by=editor, topic=topic, format_key="drei-fragen")


def words(answer):
    return " ".join(answer.content.decode().split())


def go(place, name, story):
    return reverse(f"stories:{name}", args=[place.slug, story.pk])


def test_brief_is_saved_and_stands_on_the_page(client, place, story):
    given = {"message": "Schwimmen für alle.", "goal": "service", "format_key": "drei-fragen", "revision": 1}
    text = words(client.post(go(place, "brief", story), given, follow=True))
    assert "Der Auftrag ist gespeichert." in text
    assert "<strong>Schwimmen für alle.</strong>" in text


def test_what_was_typed_stays_when_somebody_saved_meanwhile(client, place, story, editor):
    briefing.brief(story, Brief(message="Von anderen."), revision=1, by=editor, at=AT)
    answer = client.post(go(place, "brief", story), {"message": "Von mir.", "revision": 1})
    assert answer.status_code == 422
    assert 'value="Von mir."' in words(answer)
    assert "noch nicht gespeichert" in words(answer)
    again = client.post(go(place, "brief", story), {"message": "Von mir.", "revision": 2}, follow=True)
    assert "<strong>Von mir.</strong>" in words(again)


def test_sheet_is_ticked_without_a_script(client, place, story):
    line = sheet(story).lines[0]
    text = words(client.get(go(place, "sheet", story)))
    assert f"{len(sheet(story).lines)} Punkte sind noch offen." in text
    assert "45 Sekunden" in text
    text = words(client.post(go(place, "save_sheet", story), {"done": line.key}, follow=True))
    assert f'value="{line.key}" checked' in text


def test_phone_sends_what_it_kept_and_odd_lines_are_refused(client, place, story):
    line = sheet(story).lines[0]
    when = int(AT.timestamp() * 1000)
    assert client.post(go(place, "ticks", story), {"tick": [f"{line.key}|1|{when}"]}).status_code == 204
    assert sheet(story).lines[0].is_done
    for odd in ("", "x", f"{line.key}|2|{when}", f"{line.key}|1|-5", f"{line.key}|1|{'9' * 30}"):
        assert client.post(go(place, "ticks", story), {"tick": [odd]}).status_code == 400


def test_the_script_for_the_way_reaches_no_other_page(client, place, story):
    answer = client.get(go(place, "sheet_worker", story))
    assert answer["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer
    assert go(place, "sheet_worker", story).startswith(go(place, "sheet", story))


def test_facts_stand_with_their_place_and_are_taken_with_a_tick(client, place, story):
    text = words(client.get(go(place, "source", story)))
    assert "Kosten: 4,50 Euro" in text
    assert "<mark>4,50 Euro</mark>" in text
    client.post(go(place, "take_source", story), {"take": ["4,50 Euro", "erfunden"]})
    assert Story.objects.get().facts == "Kosten: 4,50 Euro"
    assert "steht in den Fakten" in words(client.get(go(place, "source", story)))


def test_kernel_sentence_goes_below_the_text_of_one_channel(client, place, story, editor):
    variant = factories.variant(story, factories.channel(place), by=editor, text="Endlich.")
    sentence = "Der Eintritt kostet 4,50 Euro."
    page = words(client.get(go(place, "source", story)))
    assert "Kernsätze" in page
    offered = [one for one in SOURCE.split(". ") if one in page]
    assert offered
    given = {
        "take": ["Das Freibad am Stadtpark öffnet am Samstag, 28. November 2026, um 9 Uhr."],
        "fassung": variant.pk,
    }
    client.post(go(place, "take_source", story), given)
    assert Variant.objects.get().text.startswith("Endlich.\nDas Freibad am Stadtpark öffnet")
    assert sentence not in Variant.objects.get().text


def test_nothing_ticked_changes_nothing(client, place, story):
    text = words(client.post(go(place, "take_source", story), {}, follow=True))
    assert "nichts ist angehakt" in text


def test_scaffold_says_how_the_format_is_told_on_the_channel(client, place, story, editor):
    factories.variant(story, factories.channel(place), by=editor)
    text = words(client.get(go(place, "story", story)))
    assert "So erzählt sich dieses Format hier" in text
    assert "Die beste Antwort als Zitat" in text


def test_another_authority_sees_none_of_it(client, place, story):
    elsewhere = factories.authority(slug="anderswo")
    client.force_login(factories.person(elsewhere, Role.ADMINISTRATOR))
    for name in ("sheet", "source", "sheet_worker"):
        assert client.get(go(elsewhere, name, story)).status_code == 404
    for name in ("brief", "save_sheet", "ticks", "take_source"):
        assert client.post(go(elsewhere, name, story)).status_code == 404
