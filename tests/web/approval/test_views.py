# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from nahbar.approval import actions
from nahbar.approval.models import Round, Signature
from nahbar.approval.states import RoundState
from nahbar.authority.models import Person
from nahbar.authority.states import Role
from nahbar.foundation import clock
from nahbar.planning.models import Slot
from nahbar.planning.states import SlotState
from tests import factories
from tests.approval.desk import TEXT, Desk, desk
from tests.web.approval.office import add_picture, words

pytestmark = pytest.mark.django_db


def browser(person: Person) -> Client:
    made = Client()
    made.force_login(person)
    return made


def path(place: Desk, rest: str = "") -> str:
    return f"/{place.authority.slug}/freigaben/{rest}"


@pytest.fixture(autouse=True)
def _now(at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)


def asking(place: Desk, **values: Any) -> dict[str, Any]:
    return {"variants": [str(place.variant.pk)], "signers": [str(place.signer.pk)], **values}


def test_list_is_empty_and_teaches_when_nothing_was_asked():
    place = desk()
    page = words(browser(place.author).get(path(place)))
    assert "Auf Sie wartet nichts." in page
    assert "Noch ist nichts in der Mitzeichnung" in page


def test_list_says_what_waits_for_me_first_when_rounds_are_open(at):
    place, other = desk(), desk()
    place.request(at)
    other.request(at)
    signer = browser(place.signer).get(path(place))
    assert "1 Freigabe wartet auf Sie." in words(signer)
    assert "Wartet auf mich Freibad öffnet" in words(signer)
    assert other.authority.name not in words(signer)
    author = words(browser(place.author).get(path(place)))
    assert "Auf Sie wartet nichts; eine Ihrer Anfragen ist noch offen." in author
    assert "Von mir angefragt Freibad öffnet" in author
    assert "Bei: Sven Leitung" in author


@pytest.mark.parametrize("page", ["", "anfragen/{story}/", "{round}/", "{round}/bilder/{digest}/"])
def test_pages_are_not_found_when_the_thing_belongs_to_another_authority(at, page):
    place, other = desk(), desk()
    picture = add_picture(other, at)
    made = other.request(at)
    rest = page.format(story=other.story.pk, round=made.pk, digest=picture.digest)
    if page:
        assert browser(place.author).get(path(place, rest)).status_code == 404
    assert browser(place.author).get(path(other, rest)).status_code == 404
    assert browser(other.author).get(path(other, rest)).status_code == 200


@pytest.mark.parametrize("rest", ["antwort/", "zuruecknehmen/", "erneut-senden/{asked}/"])
def test_buttons_do_nothing_when_the_round_belongs_to_another_authority(at, rest):
    place, other = desk(), desk()
    made = other.request(at)
    url = path(place, f"{made.pk}/{rest.format(asked=made.asked.get().pk)}")
    assert browser(place.signer).post(url, {"answer": "signed", "name": "X"}).status_code == 404
    assert Round.objects.get().state == RoundState.REQUESTED


def test_request_page_asks_and_notes_the_wished_time_when_it_is_sent(django_capture_on_commit_callbacks):
    place = desk()
    values = asking(
        place,
        question="Stimmt das Datum?",
        until_day="2026-11-26",
        until_time="12:00",
        **{f"day_{place.variant.pk}": "2026-11-27", f"time_{place.variant.pk}": "17:30"},
    )
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser(place.author).post(path(place, f"anfragen/{place.story.pk}/"), values)
    made = Round.objects.get()
    assert answer["Location"] == path(place, f"{made.pk}/")
    assert made.answer_until.isoformat() == "2026-11-26T11:00:00+00:00"
    assert Slot.objects.get().at.isoformat() == "2026-11-27T16:30:00+00:00"
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"until_day": "2026-11-20", "until_time": "12:00"}, "Dieser Zeitpunkt ist schon vorbei."),
        ({"until_day": "2027-03-28", "until_time": "02:30"}, "02:30 Uhr gibt es an diesem Tag nicht"),
        ({"until_day": "2027-10-31", "until_time": "02:30"}, "02:30 Uhr gibt es an diesem Tag zweimal"),
        ({"until_day": "2026-11-26"}, "Bitte geben Sie Tag und Uhrzeit an."),
    ],
)
def test_request_page_says_what_is_wrong_when_a_time_cannot_be(values, sentence):
    place = desk()
    answer = browser(place.author).post(path(place, f"anfragen/{place.story.pk}/"), asking(place, **values))
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert Round.objects.count() == 0


def test_request_page_says_why_somebody_cannot_sign_when_they_wrote(at):
    place = desk()
    helper = factories.person(place.authority, Role.EDITOR, name="Hanna Hilfe")
    place.revise(TEXT + " Ja.", helper, at)
    page = words(browser(place.author).get(path(place, f"anfragen/{place.story.pk}/")))
    assert "Hanna Hilfe: hat mitgeschrieben" in page
    assert "Sven Leitung (Pressesprecher)" in page
    values = asking(place, signers=[str(helper.pk)])
    answer = browser(place.author).post(path(place, f"anfragen/{place.story.pk}/"), values)
    assert (answer.status_code, Round.objects.count()) == (422, 0)


def test_request_page_says_a_second_person_is_needed_when_the_editor_is_alone():
    place = desk()
    place.signer.memberships.all().delete()
    answer = browser(place.author).get(path(place, f"anfragen/{place.story.pk}/"))
    assert "Sie brauchen eine zweite Person" in words(answer)
    assert f"/{place.authority.slug}/einstellungen/" in answer.content.decode()


def test_round_page_shows_exactly_what_goes_out_when_it_is_asked_for(at):
    place = desk()
    add_picture(place, at)
    made = place.request(at, question="Stimmt das Datum?")
    place.revise("Etwas ganz anderes.", place.author, at)
    page = words(browser(place.signer).get(path(place, f"{made.pk}/")))
    assert TEXT in page
    assert "Etwas ganz anderes." not in page
    assert "Der Entwurf wurde seitdem geändert." in page
    assert "Alternativtext: Becken in red" in page
    assert "Frage Stimmt das Datum?" in page


def test_round_page_has_buttons_only_for_whoever_may_use_them_when_it_is_open(at):
    place = desk()
    made = place.request(at)
    officer = factories.person(place.authority, Role.OFFICER)
    pages = {
        who: words(browser(who).get(path(place, f"{made.pk}/")))
        for who in (place.signer, place.author, officer)
    }
    assert ["Mit Anmerkung mitzeichnen" in page for page in pages.values()] == [True, False, False]
    assert ["Anfrage zurücknehmen" in page for page in pages.values()] == [False, True, False]


def test_answer_signs_in_the_application_when_the_person_was_asked(at):
    place = desk()
    made = place.request(at)
    answer = browser(place.signer).post(
        path(place, f"{made.pk}/antwort/"), {"answer": "signed", "name": "S. L."}
    )
    assert answer["Location"] == path(place, f"{made.pk}/")
    assert Round.objects.get().state == RoundState.SIGNED
    page = words(browser(place.author).get(path(place, f"{made.pk}/")))
    assert "Dies ist freigegeben und darf genau so hinausgehen." in page
    assert "in der Anwendung" in page


@pytest.mark.parametrize("role", list(Role))
def test_answer_is_refused_when_the_author_gives_it_whatever_their_role(at, role):
    place = desk()
    made = place.request(at)
    made.asked.create(person=place.author)
    if role != Role.EDITOR:
        place.author.memberships.create(authority=place.authority, role=role, granted_at=at)
    answer = browser(place.author).post(
        path(place, f"{made.pk}/antwort/"), {"answer": "signed", "name": "R. R."}
    )
    assert (answer.status_code, Signature.objects.count()) == (422, 0)
    assert "eine zweite Person muss darauf sehen" in words(answer)


def test_answer_keeps_the_page_and_says_why_when_the_reason_is_missing(at):
    place = desk()
    made = place.request(at)
    values = {"answer": "refused", "name": "Sven Leitung", "function": "Bäderamt"}
    answer = browser(place.signer).post(path(place, f"{made.pk}/antwort/"), values)
    assert answer.status_code == 422
    assert "Sie braucht einen Satz zur Begründung" in words(answer)
    assert "Bäderamt" in answer.content.decode()


def test_recall_and_mail_again_work_when_an_editor_presses_them(at, django_capture_on_commit_callbacks):
    place = desk()
    made = place.request(at)
    asked = made.asked.get()
    page = words(browser(place.author).get(path(place, f"{made.pk}/")))
    assert "Die Mail mit dem Link wurde nicht gesendet" in page
    with django_capture_on_commit_callbacks(execute=True):
        browser(place.author).post(path(place, f"{made.pk}/erneut-senden/{asked.pk}/"))
    asked.refresh_from_db()
    assert (asked.mailed_at, len(mail.outbox)) == (at, 1)
    browser(place.author).post(path(place, f"{made.pk}/zuruecknehmen/"))
    assert Round.objects.get().state == RoundState.RECALLED


def test_late_answer_is_a_sentence_when_the_round_was_settled_meanwhile(at):
    place = desk()
    second = factories.person(place.authority, Role.COSIGNER)
    made = place.request(at, signers=[place.signer, second])
    actions.sign(made, answer="signed", by=second, at=at)
    answer = browser(place.signer).post(
        path(place, f"{made.pk}/antwort/"), {"answer": "signed", "name": "S. L."}
    )
    assert answer.status_code == 422
    assert "Diese Anfrage ist bereits beantwortet." in words(answer)


def test_request_page_keeps_the_slot_when_the_variant_has_one_already(at):
    place = desk()
    Slot.objects.create(
        variant=place.variant, at=at + timedelta(days=3), placed_at=at, placed_by=place.author
    )
    page = browser(place.author).get(path(place, f"anfragen/{place.story.pk}/")).content.decode()
    assert 'value="2026-11-27"' in page
    browser(place.author).post(path(place, f"anfragen/{place.story.pk}/"), asking(place))
    assert (Slot.objects.get().state, Slot.objects.get().at) == (SlotState.WISHED, at + timedelta(days=3))
