# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Brief, shooting sheet and source as an editor meets them."""

import json
import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from nahbar.authority.states import Role
from nahbar.foundation import clock
from nahbar.stories import actions, briefing, ticking
from nahbar.stories.briefing import Brief
from nahbar.stories.models import Story, Tick
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
    somebody = factories.person(place, Role.EDITOR, name="Erika Muster")
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
    assert "0:04–0:16" in text
    page = client.post(go(place, "save_sheet", story), {"done": line.key}, follow=True)
    text = words(page)
    assert "Erika Muster, Di, 24. November" in text
    war = re.search(r'name="war" value="([^"]+)"', text)[1]
    client.post(go(place, "save_sheet", story), {"done": line.key, "war": war})
    assert Tick.objects.count() == 1
    client.post(go(place, "save_sheet", story), {"war": war})
    assert not sheet(story).lines[0].is_done


def test_sheet_saved_from_an_old_page_changes_only_what_was_changed_there(client, place, story, editor):
    """Opened before a colleague ticked, and saved after: the colleague's tick stays."""
    first, second = sheet(story).lines[:2]
    ticking.tick(story, [ticking.Ticked(uuid.uuid4(), first.key)], by=editor, at=AT)
    client.post(go(place, "save_sheet", story), {"done": second.key})
    assert [line.is_done for line in sheet(story).lines[:2]] == [True, True]


def test_phone_sends_what_it_kept_in_any_order_and_twice(client, place, story):
    line = sheet(story).lines[0]
    kept, gone = str(uuid.uuid4()), str(uuid.uuid4())
    rows = [
        {"id": kept, "key": line.key, "at": (AT - timedelta(hours=2)).isoformat()},
        {"id": gone, "key": line.key, "at": "kein Datum"},
        {"back": [gone], "at": AT.isoformat()},
    ]
    for _ in range(2):
        said = client.post(
            go(place, "ticks", story), json.dumps(rows), content_type="application/json"
        ).json()
        assert said["ticks"] == {
            line.key: {"ids": [kept], "who": "Erika Muster, Di, 24. November, 08:00 Uhr"}
        }


@pytest.mark.parametrize(
    "body", ["", "[", "{}", "[1]", "null", '"x"', "[" * 50_000, "[" + "{}," * 300 + "{}]"]
)
def test_what_is_no_list_of_ticks_is_refused(client, place, story, body):
    assert client.post(go(place, "ticks", story), body, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    "row", [{}, {"id": 5}, {"id": "x", "key": []}, {"back": {"a": 1}}, {"back": ["x", None]}]
)
def test_rows_that_say_nothing_change_nothing(client, place, story, row):
    answer = client.post(go(place, "ticks", story), json.dumps([row]), content_type="application/json")
    assert (answer.status_code, answer.json()["ticks"]) == (200, {})


def test_phone_learns_why_when_the_story_is_closed(client, place, story, editor):
    actions.close(story, by=editor, at=AT)
    row = {"id": str(uuid.uuid4()), "key": "shots-abc"}
    answer = client.post(go(place, "ticks", story), json.dumps([row]), content_type="application/json")
    assert answer.status_code == 422
    assert "weil die Geschichte abgeschlossen ist" in answer.json()["sentence"]


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
