# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta

import pytest
from django.test import Client

from nahbar.authority.models import Person
from nahbar.authority.states import Role
from nahbar.foundation import clock
from nahbar.planning import actions
from nahbar.planning.models import Slot
from nahbar.planning.states import SlotState
from nahbar.publishing.models import Publication
from nahbar.publishing.states import PublicationState
from tests import factories
from tests.approval.desk import TEXT, Desk, desk
from tests.web.approval.office import words

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def browser(person: Person) -> Client:
    made = Client()
    made.force_login(person)
    return made


def path(place: Desk, rest: str = "") -> str:
    return f"/{place.authority.slug}/kalender/{rest}"


@pytest.fixture(autouse=True)
def _now(at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)


def placed(place: Desk, at, when=None) -> Slot:
    place.signed(at)
    return actions.place(place.variant, when=when or at + DAY, by=place.author, at=at)


@pytest.mark.parametrize("rest", ["", "liste/"])
def test_calendar_says_that_nothing_is_planned_and_teaches_when_it_is_empty(rest):
    place = desk()
    page = words(browser(place.author).get(path(place, rest)))
    assert "Es ist nichts eingeplant." in page
    assert "sobald eine Fassung ihre Zeit hat" in page or "Eine Fassung bekommt ihre Zeit" in page


def test_calendar_says_in_one_sentence_what_goes_out_this_week_when_posts_are_planned(at):
    place = desk()
    placed(place, at)
    place.variant = factories.variant(
        place.story, factories.channel(place.authority), place.author, text="Zwei."
    )
    placed(place, at, at + 3 * DAY)
    place.variant = factories.variant(
        place.story, factories.channel(place.authority), place.author, text="Drei."
    )
    placed(place, at, at + 6 * DAY)
    other = factories.variant(place.story, factories.channel(place.authority), place.author, text="Vier.")
    actions.place(other, when=at + DAY, by=place.author, at=at)
    page = browser(place.author).get(path(place))
    assert page.context["sentence"] == (
        "Diese Woche gehen 2 Beiträge hinaus, der nächste am Mi, 25. November, 10:00 Uhr."
    )
    assert page.context["open_matters"] == "1 Beitrag wartet auf die Freigabe."


def test_calendar_names_the_next_post_when_this_week_has_none(at):
    place = desk()
    placed(place, at, at + 7 * DAY)
    page = browser(place.author).get(path(place))
    assert page.context["sentence"] == (
        "Diese Woche geht nichts mehr hinaus, der nächste Beitrag am Di, 1. Dezember, 10:00 Uhr."
    )


def test_month_shows_time_channel_and_state_word_when_a_post_is_planned(at):
    place = desk()
    placed(place, at)
    page = words(browser(place.author).get(path(place, "2026/11/")))
    assert f"10:00 Uhr {place.channel.handle} Freibad öffnet eingeplant" in page
    assert "Dezember 2026" in page
    assert "Freibad öffnet" not in words(browser(place.author).get(path(place, "2026/12/")))


@pytest.mark.parametrize("rest", ["2026/13/", "0/1/", "9999/12/", "2026/0/", "99999/1/"])
def test_month_is_not_found_when_there_is_no_such_month(rest):
    place = desk()
    assert browser(place.author).get(path(place, rest)).status_code == 404


def test_calendar_says_that_the_signature_has_expired_when_the_text_was_changed(at):
    place = desk()
    slot = placed(place, at)
    place.revise(TEXT.replace("Samstag,", "Samstag"), place.author, at)
    for rest in ("", "liste/", f"eintrag/{slot.pk}/"):
        assert "Freigabe erloschen" in words(browser(place.author).get(path(place, rest))), rest
    page = browser(place.author).get(path(place))
    assert (page.context["sentence"], page.context["open_matters"]) == (
        "Es ist nichts eingeplant.",
        "1 Beitrag braucht Ihre Entscheidung.",
    )


def test_missed_slot_leads_to_a_decision_when_its_time_is_over(at, monkeypatch):
    place = desk()
    slot = actions.place(place.variant, when=at + DAY, by=place.author, at=at)
    actions.settle(place.authority, at=at + DAY)
    monkeypatch.setattr(clock, "now", lambda: at + 2 * DAY)
    calendar = browser(place.author).get(path(place))
    assert "1 Beitrag braucht Ihre Entscheidung." in words(calendar)
    assert path(place, f"eintrag/{slot.pk}/") in calendar.content.decode()
    entry = words(browser(place.author).get(path(place, f"eintrag/{slot.pk}/")))
    assert "Sollte am Mi, 25. November, 10:00 Uhr hinausgehen und ist es nicht." in entry


def test_place_page_notes_a_wish_or_plans_when_the_time_is_sent(at):
    place = desk()
    url = path(place, f"setzen/{place.variant.pk}/")
    assert "Der Text ist noch nicht freigegeben" in words(browser(place.author).get(url))
    answer = browser(place.author).post(url, {"day": "2026-12-01", "time": "08:15"}, follow=True)
    assert answer.redirect_chain == [(path(place, "2026/12/"), 302)]
    assert "Die Zeit ist vorgemerkt." in words(answer)
    assert (Slot.objects.get().state, Slot.objects.get().at.isoformat()) == (
        SlotState.WISHED,
        "2026-12-01T07:15:00+00:00",
    )


def test_place_page_goes_to_the_entry_when_the_variant_has_its_time(at):
    place = desk()
    slot = placed(place, at)
    answer = browser(place.author).get(path(place, f"setzen/{place.variant.pk}/"))
    assert answer["Location"] == path(place, f"eintrag/{slot.pk}/")


@pytest.mark.parametrize(
    ("day", "time", "sentence"),
    [
        ("2026-11-24", "10:00", "Dieser Zeitpunkt ist schon vorbei."),
        ("2027-03-28", "02:30", "02:30 Uhr gibt es an diesem Tag nicht"),
        ("2027-10-31", "02:30", "02:30 Uhr gibt es an diesem Tag zweimal"),
        ("", "10:00", "Dieses Feld"),
        ("2026-02-31", "10:00", "gültiges Datum"),
    ],
)
def test_forms_say_what_is_wrong_when_a_time_cannot_be(at, day, time, sentence):
    place = desk()
    slot = placed(place, at)
    answer = browser(place.author).post(path(place, f"eintrag/{slot.pk}/"), {"day": day, "time": time})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert Publication.objects.get().due_at == at + DAY


def test_entry_moves_and_is_taken_back_when_an_editor_presses_the_buttons(at):
    place = desk()
    slot = placed(place, at)
    page = browser(place.author).get(path(place, f"eintrag/{slot.pk}/"))
    assert "Geht am Mi, 25. November, 10:00 Uhr hinaus." in words(page)
    assert f"/beitraege/{slot.publication.pk}" in page.content.decode()
    browser(place.author).post(path(place, f"eintrag/{slot.pk}/"), {"day": "2026-11-30", "time": "17:30"})
    assert Publication.objects.get().due_at.isoformat() == "2026-11-30T16:30:00+00:00"
    answer = browser(place.author).post(path(place, f"eintrag/{slot.pk}/zuruecknehmen/"), follow=True)
    assert "aus dem Kalender genommen und geht nicht hinaus" in words(answer)
    assert Publication.objects.get().state == PublicationState.DROPPED
    assert browser(place.author).post(path(place, f"eintrag/{slot.pk}/zuruecknehmen/")).status_code == 422
    page = browser(place.author).get(path(place, f"eintrag/{slot.pk}/")).content.decode()
    assert f'href="{path(place, f"setzen/{slot.variant_id}/")}"' in page
    assert '<h2 id="verschieben">' not in page
    assert '<h2 id="zuruecknehmen">' not in page


def test_entry_offers_nothing_when_the_post_is_out(at):
    place = desk()
    slot = placed(place, at)
    Publication.objects.update(state=PublicationState.PUBLISHED, published_at=at)
    page = words(browser(place.author).get(path(place, f"eintrag/{slot.pk}/")))
    assert ("Verschieben" in page, "Aus dem Kalender nehmen" in page) == (False, False)
    answer = browser(place.author).post(
        path(place, f"eintrag/{slot.pk}/"), {"day": "2026-11-30", "time": "17:30"}
    )
    assert answer.status_code == 422
    assert "Er ist schon unterwegs oder veröffentlicht." in words(answer)


def test_entry_is_read_only_when_the_role_does_not_write(at):
    place = desk()
    slot = placed(place, at)
    officer = browser(factories.person(place.authority, Role.OFFICER))
    page = words(officer.get(path(place, f"eintrag/{slot.pk}/")))
    assert "Aus dem Kalender nehmen" not in page
    assert officer.post(path(place, f"eintrag/{slot.pk}/zuruecknehmen/")).status_code == 403
    assert (
        officer.post(path(place, f"eintrag/{slot.pk}/"), {"day": "2026-11-30", "time": "17:30"}).status_code
        == 403
    )
    assert Slot.objects.get().state == SlotState.PLACED


@pytest.mark.parametrize("rest", ["eintrag/{slot}/", "setzen/{variant}/", "eintrag/{slot}/zuruecknehmen/"])
def test_pages_are_not_found_when_the_thing_belongs_to_another_authority(at, rest):
    place, other = desk(), desk()
    slot = placed(other, at)
    rest = rest.format(slot=slot.pk, variant=other.variant.pk)
    values = {"day": "2026-11-30", "time": "17:30"}
    assert browser(place.author).post(path(place, rest), values).status_code == 404
    assert browser(place.author).post(path(other, rest), values).status_code == 404
    assert (Slot.objects.get().state, Slot.objects.get().at) == (SlotState.PLACED, at + DAY)


@pytest.mark.parametrize("rest", ["", "liste/", "2026/11/"])
def test_calendar_shows_nothing_of_another_authority_when_both_have_posts(at, rest):
    place, other = desk(), desk()
    other.story.title = "Geheime Sache"
    other.story.save()
    placed(other, at)
    assert "Geheime Sache" not in words(browser(place.author).get(path(place, rest)))
    assert "Geheime Sache" in words(browser(other.author).get(path(other, rest)))
