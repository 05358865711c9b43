# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from nahbar.authority.models import Authority, Person
from nahbar.authority.states import Role
from nahbar.channels import registry
from nahbar.variants import queries
from nahbar.variants.models import Overruling, Variant
from nahbar.web.variants.desk import count
from nahbar.web.variants.preview import Passage, passages
from tests import factories

PIECE = {"HX-Request": "true"}


@dataclass
class Desk:
    """A variant of a town, somebody with a role there, and their browser."""

    role: Role = Role.EDITOR
    town: Authority = field(default_factory=factories.authority)

    def __post_init__(self) -> None:
        self.person: Person = factories.person(self.town, self.role, name="Erika Muster")
        self.author: Person = factories.person(self.town, Role.EDITOR, name="Anton Autor")
        self.story = factories.story(self.town, self.author)
        self.channel = factories.channel(self.town, handle="@musterau")
        self.variant: Variant = factories.variant(self.story, self.channel, self.author)
        self.browser = Client()
        self.browser.force_login(self.person)

    def post(self, step: str, *, piece: bool = False, **data: Any) -> Any:
        path = f"/{self.town.slug}/fassungen/{self.variant.pk}/{step}/"
        return self.browser.post(path, data, headers=PIECE if piece else {})

    def page(self) -> Any:
        return self.browser.get(f"/{self.town.slug}/geschichten/{self.story.pk}/")

    def text(self) -> str:
        return Variant.objects.get(pk=self.variant.pk).text


@pytest.fixture
def desk() -> Desk:
    return Desk()


def words(answer: Any) -> str:
    """The page as it is read, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.django_db
def test_channel_is_chosen_and_leads_to_its_text_when_clicked(desk: Desk) -> None:
    other = factories.channel(desk.town)
    path = f"/{desk.town.slug}/fassungen/entwurf/{desk.story.pk}/"
    answer = desk.browser.post(path, {"channel": other.pk})
    variant = Variant.objects.get(channel=other)
    assert answer.url == f"/{desk.town.slug}/geschichten/{desk.story.pk}/?fassung={variant.pk}"
    foreign = factories.channel(factories.authority())
    assert desk.browser.post(path, {"channel": foreign.pk}).status_code == 404
    assert desk.browser.post(path, {"channel": "x"}).status_code == 404


@pytest.mark.django_db
def test_autosave_answers_with_count_findings_preview_and_note_but_no_textarea_when_typing(
    desk: Desk,
) -> None:
    answer = desk.post(
        "speichern", piece=True, text="Bad auf: https://musterau.example #Freibad", revision=1, page="a"
    )
    html = answer.content.decode()
    assert answer.status_code == 200
    assert desk.text() == "Bad auf: https://musterau.example #Freibad"
    assert "<textarea" not in html
    assert "<html" not in html
    assert re.search(r"gespeichert um \d\d:\d\d", words(answer))
    assert re.search(r"noch \d+ Zeichen", words(answer))
    assert '<input type="hidden" id="revision" name="revision" value="2" hx-swap-oob="true">' in html
    assert '<span class="st-hashtag">#Freibad</span>' in html
    assert '<section id="vorschau" aria-labelledby="vorschau-titel" hx-swap-oob="true">' in html
    assert '<div id="weg" hx-swap-oob="true">' in html


@pytest.mark.django_db
def test_text_field_asks_for_autosave_and_works_without_script_when_page_is_shown(desk: Desk) -> None:
    html = desk.page().content.decode()
    path = f"/{desk.town.slug}/fassungen/{desk.variant.pk}/speichern/"
    assert f'hx-post="{path}"' in html
    assert 'hx-trigger="input changed delay:700ms"' in html
    assert f'<form id="fassung" method="post" action="{path}">' in html
    assert '<button class="kern-btn kern-btn--secondary" form="fassung">' in html
    assert "hx-on" not in html
    assert " style=" not in html


@pytest.mark.django_db
def test_save_leads_back_with_a_message_when_there_is_no_script(desk: Desk) -> None:
    answer = desk.post("speichern", text="Neu.", revision=1)
    assert answer.status_code == 302
    assert "Der Text ist gespeichert." in words(desk.browser.get(answer.url))
    assert desk.text() == "Neu."


@pytest.mark.django_db
@pytest.mark.parametrize("piece", [True, False])
def test_both_texts_and_a_way_on_are_shown_when_two_editors_saved(desk: Desk, *, piece: bool) -> None:
    Variant.objects.filter(pk=desk.variant.pk).update(text="Text von Anton.", revision=2)
    answer = desk.post("speichern", piece=piece, text="Text von Erika.", revision=1, page="a")
    assert answer.status_code == 422
    assert "weil Anton Autor diese Fassung inzwischen gespeichert hat" in words(answer)
    assert "Text von Anton." in words(answer)
    assert ("Text von Erika." in words(answer)) is not piece
    assert ('<textarea class="kern-form-input__input st-text"' in answer.content.decode()) is not piece
    assert desk.text() == "Text von Anton."
    merged = desk.post("speichern", text="Text von beiden.", revision=1, instead=2, page="a")
    assert (merged.status_code, desk.text()) == (302, "Text von beiden.")


@pytest.mark.django_db
def test_decision_for_own_text_is_asked_again_when_a_third_editor_saved_meanwhile(desk: Desk) -> None:
    Variant.objects.filter(pk=desk.variant.pk).update(text="Text von Carla.", revision=3)
    answer = desk.post("speichern", text="Text von Erika.", revision=1, instead=2)
    assert (answer.status_code, desk.text()) == (422, "Text von Carla.")


@pytest.mark.django_db
def test_writer_is_asked_to_sign_in_and_keeps_the_field_when_login_ended(desk: Desk) -> None:
    desk.browser.logout()
    answer = desk.post("speichern", piece=True, text="Noch nicht gespeichert.", revision=1)
    html = answer.content.decode()
    assert answer.status_code == 401
    assert "Sie sind nicht mehr angemeldet" in words(answer)
    assert f"/konto/anmelden/?next=%2F{desk.town.slug}%2Ffassungen%2F{desk.variant.pk}%2F" in html
    assert "revision" not in html
    assert "<html" not in html
    assert desk.text() == "Das Freibad öffnet am Samstag."


@pytest.mark.django_db
def test_nothing_of_a_neighbour_is_found_when_asked_for_by_id(desk: Desk) -> None:
    foreign = Desk()
    foreign.browser = desk.browser
    base = f"/{desk.town.slug}/fassungen/{foreign.variant.pk}/"
    assert desk.browser.get(base).status_code == 404
    for step in ("speichern", "beheben", "trotzdem", "bilder", "entfernen"):
        assert desk.browser.post(f"{base}{step}/", {"text": "Gekapert", "revision": 1}).status_code == 404
    assert foreign.text() == "Das Freibad öffnet am Samstag."


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADERSHIP])
def test_reader_saves_nothing_when_trying(role: Role) -> None:
    desk = Desk(role=role)
    for piece in (True, False):
        assert desk.post("speichern", piece=piece, text="Gekapert", revision=1).status_code == 403
    assert desk.post("entfernen").status_code == 403
    assert desk.text() == "Das Freibad öffnet am Samstag."


@pytest.mark.django_db
def test_text_is_escaped_when_it_looks_like_markup(desk: Desk) -> None:
    answer = desk.post("speichern", piece=True, text="<script>alert(1)</script> </textarea>", revision=1)
    assert "<script" not in answer.content.decode()
    assert "<script>alert" not in desk.page().content.decode()


def mendable(desk: Desk) -> Any:
    Variant.objects.filter(pk=desk.variant.pk).update(
        text="Kommt zum #freibadfest2026musterau 🎉🎉🎉🎉🎉🎉🎉 heute!!!"
    )
    found = [
        one
        for one in queries.findings(Variant.objects.get(pk=desk.variant.pk), at=factories.AT)
        if one.mend is not None
    ]
    assert found, "the rulebook must offer a mend for this text"
    return found[0]


def press(desk: Desk, finding: Any, *, start: int | None = None, text: str | None = None) -> Any:
    """The button of a proposal: it belongs to the form of the text, and sends it along."""
    variant = Variant.objects.get(pk=desk.variant.pk)
    place = finding.place.start if start is None else start
    return desk.post(
        "beheben",
        mend=f"{finding.rule}|{place}|{finding.passage}",
        text=variant.text if text is None else text,
        revision=variant.revision,
    )


@pytest.mark.django_db
def test_one_click_mends_the_passage_and_nothing_else_when_rule_offers_it(desk: Desk) -> None:
    finding = mendable(desk)
    before = desk.text()
    press(desk, finding)
    assert desk.text() == (before[: finding.place.start] + finding.mend + before[finding.place.end :]).strip()
    again = press(desk, finding, start=9999)
    assert again.status_code == 422
    assert "weil es diesen Befund nicht mehr gibt" in words(again)


@pytest.mark.django_db
def test_mending_keeps_what_was_typed_and_not_saved_yet(desk: Desk) -> None:
    finding = mendable(desk)
    typed = desk.text() + " Kommen Sie gern."
    press(desk, finding, text=typed)
    assert desk.text() == typed[: finding.place.start] + finding.mend + typed[finding.place.end :]


@pytest.mark.django_db
def test_typed_text_is_kept_when_its_finding_is_gone(desk: Desk) -> None:
    finding = mendable(desk)
    assert press(desk, finding, text="Ganz anders geschrieben.").status_code == 422
    assert desk.text() == "Ganz anders geschrieben."


def stopped(desk: Desk) -> Any:
    material = factories.material(desk.story, desk.author)
    desk.variant.pictures.create(material=material, position=1)
    return queries.open_stops(desk.variant, at=factories.AT)[0]


@pytest.mark.django_db
def test_stop_is_kept_with_name_and_reason_when_somebody_approves() -> None:
    desk = Desk(role=Role.APPROVER)
    finding = stopped(desk)
    assert "Trotzdem beibehalten" in words(desk.page())
    desk.post("trotzdem", rule=finding.rule, passage=finding.passage, reason="Schmuckbild.")
    assert Overruling.objects.get().by == desk.person
    assert "Bleibt, sagt Erika Muster: Schmuckbild." in words(desk.page())


@pytest.mark.django_db
def test_stop_cannot_be_kept_and_page_says_by_whom_when_editor_looks(desk: Desk) -> None:
    finding = stopped(desk)
    text = words(desk.page())
    assert "Nur wer freigibt, kann diesen Befund mit einer Begründung bestehen lassen." in text
    refused = desk.post("trotzdem", rule=finding.rule, passage=finding.passage, reason="x")
    assert (refused.status_code, Overruling.objects.count()) == (403, 0)


@pytest.mark.django_db
def test_pictures_go_along_in_the_chosen_order_when_places_are_saved(desk: Desk) -> None:
    made = [factories.material(desk.story, desk.author) for _ in range(3)]
    places = {f"platz-{made[0].pk}": "2", f"platz-{made[1].pk}": "0", f"platz-{made[2].pk}": "1"}
    desk.post("bilder", **places)
    assert queries.chosen(desk.variant) == [made[2], made[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (
            "Mehr: https://musterau.example. #Freibad",
            [
                Passage("plain", "Mehr: "),
                Passage("link", "https://musterau.example"),
                Passage("plain", ". "),
                Passage("hashtag", "#Freibad"),
            ],
        ),
    ],
)
def test_preview_marks_links_and_hashtags_when_text_has_them(text: str, expected: list[Passage]) -> None:
    assert passages(text) == expected


def test_count_is_told_in_bytes_when_these_are_spent_before_the_characters() -> None:
    family = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}\N{ZERO WIDTH JOINER}\N{BOY}"
    capability = registry.capability("bluesky")

    with translation.override("de"):
        shown = count(family * 200, capability)
        fits = count(family * 100, capability)

    assert (shown.sentence, shown.used, shown.limit) == ("2000 Byte zu viel", 5000, 3000)
    assert shown.unit == "gezählt in Byte; Umlaute zählen zwei, Emojis vier und mehr"
    assert (fits.sentence, fits.used, fits.limit) == ("noch 200 Zeichen", 100, 300)
