# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

import pytest
from django.test import Client

from nahbar.authority.states import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(client: Client) -> Any:
    made = factories.authority(slug="musterau")
    client.force_login(factories.person(made, Role.EDITOR, name="Rita Freibadmeister"))
    return made


def found(client: Client, words: str) -> str:
    answer = client.get("/musterau/suche", {"q": words})
    assert answer.status_code == 200
    return answer.content.decode()


def test_search_finds_in_every_room_when_the_word_is_there(place: Any, client: Client) -> None:
    factories.topic(place, title="Das Freibad öffnet")
    factories.story(place, factories.person(place), title="Freibad für alle")
    page = found(client, "freibad")
    assert "<h1>3 Treffer für „freibad“</h1>" in page
    for title in ("Das Freibad öffnet", "Freibad für alle", "Rita Freibadmeister"):
        assert title in page


def test_search_finds_nothing_foreign_when_others_have_the_word(place: Any, client: Client) -> None:
    other = factories.authority()
    by = factories.person(other, Role.EDITOR, name="Fremde Zwiebel")
    factories.topic(other, title="Zwiebelmarkt")
    factories.story(other, by, title="Zwiebel fremd")
    page = found(client, "zwiebel")
    assert "<h1>0 Treffer für „zwiebel“</h1>" in page
    assert "Zwiebelmarkt" not in page


def test_search_folds_umlauts_when_the_case_differs(place: Any, client: Client) -> None:
    factories.topic(place, title="Öffnung der Bücherei", text="")
    assert "Öffnung der Bücherei" in found(client, "öffnung")


def test_search_finds_a_matter_once_when_several_sources_tell_it(place: Any, client: Client) -> None:
    lead = factories.topic(place, title="Wasserrutsche wird gebaut")
    factories.topic(place, title="Baubeschluss Wasserrutsche", part_of=lead)
    assert "<h1>1 Treffer für „Wasserrutschen“</h1>" in found(client, "Wasserrutschen")


def test_search_counts_a_story_once_when_two_variants_match(place: Any, client: Client) -> None:
    by = factories.person(place)
    story = factories.story(place, by, title="Ohne")
    for _ in range(2):
        factories.variant(story, factories.channel(place), by, text="Wasserrutsche")
    assert "<h1>1 Treffer für „Wasserrutsche“</h1>" in found(client, "Wasserrutsche")


@pytest.mark.parametrize("words", ["", " ", "a"])
def test_search_asks_for_more_when_the_word_is_too_short(place: Any, client: Client, words: str) -> None:
    assert "Bitte geben Sie mindestens zwei Buchstaben ein." in found(client, words)


def test_search_escapes_the_word_when_it_holds_markup(place: Any, client: Client) -> None:
    assert "<script>alert" not in found(client, "<script>alert(1)</script>")
