# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Designing a picture at the desk: choose, fill in, look, take over; with and without JavaScript."""

import html
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from nahbar.authority.states import Role
from nahbar.stories.models import Card, Story
from nahbar.studio.cards.card import Template
from nahbar.web.stories import prefilled
from tests import factories

pytestmark = pytest.mark.django_db
FILLED = {
    "vorlage": "call",
    "size": "1:1",
    "ground": "colour",
    "kicker": "Mitmachen",
    "link": "",
    "1-title": "Wo fehlt ein Radweg?",
    "1-text": "",
    "1-action": "",
}
SERIES = {
    "vorlage": "step",
    "size": "4:5",
    "ground": "light",
    "kicker": "Wohngeld",
    "1-title": "Eins",
    "2-title": "Zwei",
    "3-title": "Drei",
}


class Desk:
    def __init__(self, role: Role = Role.EDITOR) -> None:
        self.town = factories.authority(name="Stadt Musterau", colour="#7a1e2c")
        self.person = factories.person(self.town, role)
        self.story: Story = factories.story(
            self.town, self.person, title="Radwege", link="https://www.musterau.example/radwege/"
        )
        self.browser = Client()
        self.browser.force_login(self.person)
        self.base = f"/{self.town.slug}/geschichten/"

    def get(self, path: str) -> Any:
        return self.browser.get(self.base + path)

    def post(self, path: str, data: dict[str, str], **more: str) -> Any:
        return self.browser.post(self.base + path, {**data, **more})


@pytest.fixture
def desk() -> Desk:
    return Desk()


def text(answer: Any) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def values(answer: Any, name: str) -> str:
    """What stands in a field."""
    page = answer.content.decode()
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page) or re.search(
        rf'name="{name}"[^>]*>\s*([^<]*)<', page
    )
    return html.unescape(found[1]) if found else ""


def test_the_choice_shows_each_template_in_the_design_of_the_house(desk: Desk) -> None:
    page = desk.get(f"{desk.story.pk}/gestalten/")
    for template in Template:
        assert f"?vorlage={template.value}" in page.content.decode()
    first = desk.get("gestaltet/muster/quote/")
    assert first.headers["Content-Type"] == "image/jpeg"
    again = desk.browser.get(f"{desk.base}gestaltet/muster/quote/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert desk.get("gestaltet/muster/gibt-es-nicht/").status_code == 404
    assert desk.get(f"{desk.story.pk}/gestalten/?vorlage=gibt-es-nicht").status_code == 404


def test_the_form_begins_with_what_the_story_says_and_makes_nothing_yet(desk: Desk) -> None:
    page = desk.get(f"{desk.story.pk}/gestalten/?vorlage=call")
    assert values(page, "1-title") == "Radwege"
    assert values(page, "link") == "musterau.example/radwege"
    assert not Card.objects.exists()


def test_the_preview_shows_picture_contrast_and_alternative_text_and_keeps_nothing(desk: Desk) -> None:
    piece = desk.post(f"{desk.story.pk}/gestalten/vorschau/", FILLED)
    assert 'src="data:image/jpeg;base64,' in piece.content.decode()
    assert "Lesbar: Kontrast" in text(piece)
    assert "Mitmachen. Wo fehlt ein Radweg? Absender: Stadt Musterau." in text(piece)
    assert not Card.objects.exists()
    assert not desk.story.materials.exists()


def test_the_preview_says_in_a_sentence_why_there_is_none(desk: Desk) -> None:
    piece = desk.post(f"{desk.story.pk}/gestalten/vorschau/", FILLED, **{"1-title": "x" * 91})
    assert "weil der Text mit 91 Zeichen zu lang ist; bitte kürzen Sie ihn auf höchstens 90 Zeichen." in text(
        piece
    )
    series = desk.post(f"{desk.story.pk}/gestalten/vorschau/", SERIES, **{"2-title": "🎉"})
    assert "Teil 2: Überschrift: Das Bild wurde nicht gestaltet, weil die Schrift" in text(series)


def test_the_finished_picture_is_with_the_story_and_can_be_changed(desk: Desk) -> None:
    answer = desk.post(f"{desk.story.pk}/gestalten/", FILLED, schritt="fertig")
    assert answer.headers["Location"] == f"{desk.base}{desk.story.pk}/#bilder"
    card = Card.objects.get()
    assert f"gestaltet/{card.pk}/" in desk.get(f"{desk.story.pk}/").content.decode()
    page = desk.get(f"gestaltet/{card.pk}/")
    assert (values(page, "1-title"), values(page, "revision")) == ("Wo fehlt ein Radweg?", "1")
    desk.post(
        f"gestaltet/{card.pk}/", FILLED, schritt="fertig", revision="1", **{"1-title": "Wo fehlt Licht?"}
    )
    assert desk.story.materials.get().alt == "Mitmachen. Wo fehlt Licht? Absender: Stadt Musterau."


def test_nothing_typed_is_lost_when_a_text_is_refused(desk: Desk) -> None:
    answer = desk.post(
        f"{desk.story.pk}/gestalten/",
        FILLED,
        schritt="fertig",
        **{"1-title": "Fest 🎉", "1-text": "Bleibt stehen"},
    )
    assert answer.status_code == 422
    assert (values(answer, "1-title"), values(answer, "1-text")) == ("Fest 🎉", "Bleibt stehen")
    assert "weil die Schrift der Bilder diese Zeichen nicht enthält: 🎉" in text(answer)
    assert not Card.objects.exists()


def test_the_second_of_two_who_changed_it_is_told_and_keeps_the_words(desk: Desk) -> None:
    desk.post(f"{desk.story.pk}/gestalten/", FILLED)
    card = Card.objects.get()
    desk.post(f"gestaltet/{card.pk}/", FILLED, revision="1", ground="dark")
    answer = desk.post(f"gestaltet/{card.pk}/", FILLED, revision="1", **{"1-title": "Mein Titel"})
    assert answer.status_code == 422
    assert "in der Zwischenzeit geändert" in text(answer)
    assert values(answer, "1-title") == "Mein Titel"


@pytest.mark.parametrize(
    ("step", "titles"),
    [
        ("dazu", ["Eins", "Zwei", "Drei", ""]),
        ("weg-2", ["Eins", "Drei"]),
        ("hoch-3", ["Eins", "Drei", "Zwei"]),
        ("runter-1", ["Zwei", "Eins", "Drei"]),
        ("hoch-1", ["Eins", "Zwei", "Drei"]),
        ("weg-99", ["Eins", "Zwei", "Drei"]),
        ("unsinn", ["Eins", "Zwei", "Drei"]),
    ],
)
def test_parts_are_added_taken_out_and_moved_by_buttons_alone(
    desk: Desk, step: str, titles: list[str]
) -> None:
    page = desk.post(f"{desk.story.pk}/gestalten/", SERIES, schritt=step)
    assert page.status_code == 200
    assert [values(page, f"{number}-title") for number in range(1, len(titles) + 1)] == titles
    assert f'name="{len(titles) + 1}-title"' not in page.content.decode()
    assert values(page, "kicker") == "Wohngeld"
    assert not Card.objects.exists()


def test_without_javascript_a_button_shows_the_preview(desk: Desk) -> None:
    page = desk.post(f"{desk.story.pk}/gestalten/", SERIES, schritt="vorschau")
    assert page.content.decode().count("data:image/jpeg;base64,") == 3
    assert values(page, "2-title") == "Zwei"


def test_the_size_begins_with_what_the_channel_shows_best_and_long_series_are_warned_of(desk: Desk) -> None:
    factories.variant(desk.story, factories.channel(desk.town, handle="@musterau"), desk.person)
    page = desk.get(f"{desk.story.pk}/gestalten/?vorlage=call")
    assert '<option value="1:1" selected>' in page.content.decode()
    assert "@musterau zeigt 1:1 am besten." in text(page)
    more = {f"{number}-title": "Noch einer" for number in (4, 5)}
    page = desk.post(f"{desk.story.pk}/gestalten/", {**SERIES, **more}, schritt="vorschau")
    assert "Ein Kanal dieser Geschichte zeigt höchstens 4 Bilder." in text(page)


def test_the_pages_ask_few_questions_however_many_parts_and_pictures(
    desk: Desk, django_assert_max_num_queries: Any
) -> None:
    desk.post(f"{desk.story.pk}/gestalten/", SERIES)
    card = Card.objects.get()
    for path in (f"{desk.story.pk}/gestalten/?vorlage=step", f"gestaltet/{card.pk}/"):
        with django_assert_max_num_queries(22):
            assert desk.get(path).status_code == 200


def test_who_only_reads_and_a_neighbour_cannot_design(desk: Desk) -> None:
    desk.post(f"{desk.story.pk}/gestalten/", FILLED)
    card = Card.objects.get()
    reader, neighbour = Client(), Client()
    reader.force_login(factories.person(desk.town, Role.COSIGNER))
    other = Desk()
    neighbour.force_login(other.person)
    for path in (
        f"{desk.story.pk}/gestalten/",
        f"gestaltet/{card.pk}/",
        f"{desk.story.pk}/gestalten/vorschau/",
    ):
        assert reader.post(desk.base + path, FILLED).status_code == 403
        assert neighbour.post(desk.base + path, FILLED).status_code == 404
        assert neighbour.post(other.base + path, FILLED).status_code == 404


def test_fields_begin_with_quote_number_date_and_place_of_the_source() -> None:
    town = factories.authority()
    topic = factories.topic(
        town,
        text="„Wir haben den Marktplatz für alle umgebaut“, sagte Bürgermeisterin Rita Redlich.\n"
        "Die Stadt hat 1.250 neue Bäume gepflanzt.",
        place="Stadthalle",
        deadline=date(2026, 12, 12),
    )
    story = factories.story(
        town, factories.person(town), title="Marktplatz", topic=topic, facts="Offen ab Montag"
    )
    quote = prefilled.words(story, Template.QUOTE)
    assert quote["quote"] == "Wir haben den Marktplatz für alle umgebaut"
    assert (quote["person"], quote["role"]) == ("Rita Redlich", "Bürgermeisterin")
    number = prefilled.words(story, Template.NUMBER)
    assert (number["number"], number["counted"]) == ("1.250", "neue Bäume gepflanzt")
    assert prefilled.words(story, Template.PLACE)["address"] == "Stadthalle"
    assert "12. Dezember" in prefilled.words(story, Template.CALL)["action"]
    assert "12. Dezember" in prefilled.words(story, Template.DATE)["when"]
