# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from nahbar.approval import actions
from nahbar.approval.models import Round, Signature
from nahbar.approval.states import Door, RoundState
from nahbar.authority.models import Membership
from nahbar.foundation import clock
from nahbar.planning import actions as planning
from nahbar.publishing.models import Publication
from tests.approval.desk import TEXT, Desk, desk
from tests.web.approval.office import add_picture, words

pytestmark = pytest.mark.django_db


class Letter:
    """A desk with one request, and the browser of somebody who got the mail and has no account."""

    def __init__(self, place: Desk, at: Any, callbacks: Any, **values: Any) -> None:
        self.place, self.at = place, at
        self.browser = Client(enforce_csrf_checks=True)
        with callbacks(execute=True):
            self.round = place.request(at, **values)
        self.path = "/zeichnen/" + mail.outbox[-1].body.split("/zeichnen/")[1].split()[0]

    def get(self) -> Any:
        return self.browser.get(self.path)

    def post(self, **values: Any) -> Any:
        given = {
            "answer": "signed",
            "name": "Sven Leitung",
            "function": "",
            "reason": "",
            "seen": self.seen(),
        }
        # What a browser sends from a page with Referrer-Policy: no-referrer.
        return self.browser.post(self.path, {**given, **values}, headers={"Origin": "null"})

    def seen(self) -> str:
        page = self.browser.get(self.path)
        return page.context["seen"] if "seen" in (page.context or {}) else ""

    def state(self) -> str:
        return Round.objects.get(pk=self.round.pk).state


@pytest.fixture
def letter(at, monkeypatch, django_capture_on_commit_callbacks) -> Letter:
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(hours=1))
    place = desk()
    return Letter(place, at, django_capture_on_commit_callbacks, answer_until=at + timedelta(days=2))


def test_link_page_says_who_asks_until_when_and_what_goes_out_when_it_is_opened(letter, at):
    planning.place(letter.place.variant, when=at + timedelta(days=1), by=letter.place.author, at=at)
    page = words(letter.get())
    assert f"{letter.place.author.name} bittet Sie um Mitzeichnung bis Do, 26. November, 10:00 Uhr." in page
    assert TEXT in page
    assert "soll hinausgehen am Mi, 25. November, 10:00 Uhr" in page
    assert "Wenn Sie nichts tun, wird nichts veröffentlicht." in page
    for button in ("Mitzeichnen", "Mit Anmerkung mitzeichnen", "Einwand erheben", "Nicht mitzeichnen"):
        assert button in page


def test_link_page_has_no_menu_and_tells_nobody_its_address_when_it_is_opened(letter):
    answer = letter.get()
    assert b"<nav" not in answer.content
    assert f"/{letter.place.authority.slug}/".encode() not in answer.content
    assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "no-store")
    assert b'value="Sven Leitung"' in answer.content
    assert "Pressesprecher" in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete"])
def test_link_signs_nothing_when_a_scanner_opens_it(letter, method):
    for _ in range(3):
        getattr(letter.browser, method)(letter.path + "?answer=signed&name=Scanner")
    assert (letter.state(), Signature.objects.count()) == (RoundState.REQUESTED, 0)


def test_link_signs_nothing_when_a_program_posts_without_having_seen_the_page(letter):
    for seen in ("", "x", str(letter.round.asked.get().pk)):
        answer = letter.post(seen=seen)
        assert answer.status_code == 422
    assert "weil die Seite vorher nicht geöffnet wurde" in words(answer)
    assert Signature.objects.count() == 0


def test_link_signs_and_thanks_when_the_button_is_pressed_without_an_account(letter):
    answer = letter.post(name="S. Leitung", function="i. V.")
    assert (answer.status_code, answer["Location"]) == (303, letter.path + "danke/")
    row = Signature.objects.get()
    assert (row.person, row.name, row.function, row.door) == (
        letter.place.signer,
        "S. Leitung",
        "i. V.",
        Door.MAIL_LINK,
    )
    thanks = letter.browser.get(answer["Location"])
    assert "Vielen Dank. Ihre Antwort ist eingegangen." in words(thanks)
    assert (thanks["Referrer-Policy"], thanks["Cache-Control"]) == ("no-referrer", "no-store")


def test_link_puts_the_post_into_its_place_when_it_signs(letter, at):
    planning.place(letter.place.variant, when=at + timedelta(days=1), by=letter.place.author, at=at)
    letter.post()
    assert Publication.objects.get().due_at == at + timedelta(days=1)


def test_link_says_already_answered_when_it_is_used_twice(letter):
    letter.post()
    assert "Sie haben bereits geantwortet." in words(letter.get())
    again = letter.post(answer="refused", reason="Doch nicht.")
    assert (again.status_code, "Sie haben bereits geantwortet." in words(again)) == (409, True)
    assert [row.answer for row in Signature.objects.all()] == ["signed"]


def test_link_says_taken_back_when_the_round_was_recalled(letter, at):
    actions.recall(letter.round, by=letter.place.author, at=at)
    assert "Diese Anfrage wurde zurückgenommen." in words(letter.get())
    assert (letter.post().status_code, Signature.objects.count()) == (409, 0)


def test_link_keeps_what_was_typed_and_asks_for_words_when_an_objection_has_none(letter):
    answer = letter.post(answer="objected", function="Bäderamt")
    assert answer.status_code == 422
    assert "Sie braucht einen Satz zur Begründung" in words(answer)
    assert "Bäderamt" in answer.content.decode()
    assert letter.post(answer="objected", reason="Es ist Sonntag.").status_code == 303
    assert letter.state() == RoundState.RETURNED


def test_link_says_what_to_do_when_it_has_ended(letter, at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(days=7))
    answer = letter.get()
    page = words(answer)
    assert answer.status_code == 410
    assert "Dieser Link ist abgelaufen." in page
    assert "Bitte schreiben Sie an Rita Redaktion und bitten Sie um einen neuen Link." in page
    assert TEXT not in page
    assert (letter.post().status_code, Signature.objects.count()) == (410, 0)


def test_link_shows_nothing_when_nobody_was_asked_by_it(letter):
    answer = letter.browser.get(letter.path[:-5] + "abcd/")
    assert answer.status_code == 404
    assert "Dieser Link funktioniert nicht." in words(answer)
    assert TEXT not in words(answer)
    assert answer["Cache-Control"] == "no-store"


def test_link_is_refused_when_the_person_lost_the_role_or_wrote_meanwhile(letter, at):
    Membership.objects.filter(person=letter.place.signer).delete()
    assert letter.post().status_code == 403
    assert (letter.get().status_code, TEXT in words(letter.get())) == (403, False)
    Membership.objects.create(
        authority=letter.place.authority, person=letter.place.signer, role="editor", granted_at=at
    )
    letter.place.revise(TEXT + " Ja.", letter.place.signer, at)
    answer = letter.post()
    assert (answer.status_code, Signature.objects.count()) == (422, 0)
    assert "Sie haben an diesem Text mitgearbeitet" in words(answer)


def test_link_shows_its_pictures_and_no_others_when_they_are_asked_for(
    at, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(clock, "now", lambda: at)
    place, other = desk(), desk()
    add_picture(place, at)
    foreign = add_picture(other, at, "blue")
    letter = Letter(place, at, django_capture_on_commit_callbacks)
    page = letter.get()
    assert "Alternativtext: Becken in red" in words(page)
    source = page.context["contents"][0].posts[0].pictures[0]["src"]
    picture = letter.browser.get(source)
    assert (picture.status_code, picture["Content-Type"], picture["Cache-Control"]) == (
        200,
        "image/jpeg",
        "no-store",
    )
    assert letter.browser.get(source.replace(source.split("/")[-2], foreign.digest)).status_code == 404
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(days=8))
    assert letter.browser.get(source).status_code == 410
