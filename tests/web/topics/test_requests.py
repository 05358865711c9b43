# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of departments' requests: ask, decide, answer, the register and its table."""

import csv
import io

import pytest
from django.core import mail as sent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nahbar.authority.states import Role
from nahbar.foundation import clock
from nahbar.topics.models import DepartmentRequest, Topic
from tests import factories
from tests.factories import AT
from tests.radar.asked import KNOWN, Asked

pytestmark = pytest.mark.django_db
PLAN, SPADE = KNOWN[5], KNOWN[12]


@pytest.fixture(autouse=True)
def _now(at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)


def address(place, path=""):
    return f"/{place.slug}/themen/anfragen/{path}"


def ask(client, place, one: Asked = SPADE, **values):
    given = {
        "department": "Hochbauamt",
        "title": one.title,
        "text": one.text,
        "answer_to": "bau@musterau.example",
    }
    return client.post(address(place, "neu/"), {**given, **values})


def said(response) -> str:
    return " ".join(response.content.decode().split())


def work(client, place, do, **values):
    row = DepartmentRequest.objects.get()
    now = {name: getattr(row, name) for name in ("verdict", "place", "answer", "answer_to")}
    return client.post(address(place, f"{row.pk}/"), {**now, **values, "do": do})


def test_ways_lead_to_the_request_from_the_topics(client, desk):
    topic = factories.topic(desk)
    assert f'href="{address(desk, "neu/")}"' in said(client.get(f"/{desk.slug}/themen/"))
    page = said(client.get(f"/{desk.slug}/themen/{topic.pk}/"))
    assert f'href="{address(desk, "neu/")}?thema={topic.pk}"' in page
    assert "Absagen mit Begründung" in page


def test_pasted_request_shows_points_reasons_words_and_an_answer(client, desk):
    response = ask(client, desk)
    row = DepartmentRequest.objects.get()
    assert (response.status_code, response.url) == (302, address(desk, f"{row.pk}/"))
    page = said(client.get(response.url))

    assert (
        f"{row.points} von 100 Punkten nach Ihrem Themenhaus. Vorschlag: nicht auf Social Media. Sie entscheiden."
        in page
    )
    assert "Nutzen für die Menschen" in page
    assert "Keine Grußworte und keine Spatenstiche" in page
    assert "„Spatenstich“" in page
    assert "Mit freundlichen Grüßen" in page


def test_rules_name_what_points_to_a_person_in_the_text(client, desk):
    desk.own_contacts = "06151 13-0"
    desk.save()
    ask(client, desk, text=f"{SPADE.text} Fragen an erika.muster@privat.example oder 06151 13-2000.")
    page = said(client.get(address(desk, f"{DepartmentRequest.objects.get().pk}/")))
    assert "Hier steht eine E-Mail-Adresse: „erika.muster@privat.example“." in page
    assert "Hier steht eine Telefonnummer" not in page


def test_topic_is_asked_for_when_one_comes_from_its_page(client, desk):
    topic = factories.topic(desk, title=PLAN.title, text=PLAN.text, department="Stadtplanung")
    page = said(client.get(address(desk, f"neu/?thema={topic.pk}")))
    assert 'value="Stadtplanung"' in page
    assert 'name="text"' not in page
    client.post(address(desk, f"neu/?thema={topic.pk}"), {"department": "Stadtplanung"})
    row = DepartmentRequest.objects.get()
    assert (row.topic, row.verdict) == (topic, "proposal")
    assert "Stadtplanung" in said(client.get(f"/{desk.slug}/themen/{topic.pk}/"))


def test_request_for_a_strangers_topic_is_not_there(client, desk):
    foreign = factories.topic(factories.authority())
    assert client.get(address(desk, f"neu/?thema={foreign.pk}")).status_code == 404


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"department": ""}, "Dieses Feld ist zwingend erforderlich"),
        ({"text": ""}, "weil kein Text zum Prüfen da ist"),
        ({"answer_to": "falsch"}, "keine Mailadresse"),
        ({"link": "javascript:alert(1)"}, "keine Adresse einer Webseite"),
    ],
)
def test_what_was_typed_stays_when_something_is_odd(client, desk, values, sentence):
    response = ask(client, desk, **values)
    page = said(response)
    assert response.status_code == 422
    assert sentence in page
    assert SPADE.title in page
    assert DepartmentRequest.objects.count() == 0


def test_pdf_that_is_none_is_refused_in_a_sentence(client, desk):
    response = ask(client, desk, file=SimpleUploadedFile("brief.pdf", b"kein pdf"))
    assert response.status_code == 422
    assert "Die Datei ist kein PDF." in said(response)


def test_departments_are_offered_while_typing(client, desk):
    desk.departments = "Tiefbauamt\nSozialamt"
    desk.save()
    page = said(client.get(address(desk, "neu/")))
    assert '<option value="Sozialamt">' in page
    assert 'list="fachbereiche"' in page


def test_answer_is_saved_written_anew_and_settled(client, desk):
    ask(client, desk)
    work(client, desk, "save", answer="Mein eigener Text.")
    assert DepartmentRequest.objects.get().answer == "Mein eigener Text."
    work(client, desk, "rewrite", verdict="proposal", answer="Mein eigener Text.")
    row = DepartmentRequest.objects.get()
    assert "Unser Vorschlag statt des Textes" in row.answer
    response = work(client, desk, "answer", verdict="proposal")
    page = said(client.get(response.url))
    assert "Antwort an Hochbauamt: mit besserem Vorschlag annehmen." in page
    assert 'data-copies="antwort"' in page
    assert "<textarea" in page


def test_empty_answer_is_refused_and_the_decision_stays_chosen(client, desk):
    ask(client, desk)
    response = work(client, desk, "answer", verdict="as_is", answer=" ")
    assert response.status_code == 422
    assert "weil kein Text übrig ist" in said(response)
    assert DepartmentRequest.objects.get().state == "drafted"


def test_unknown_button_is_not_there(client, desk):
    ask(client, desk)
    assert work(client, desk, "zaubern").status_code == 404


def test_mail_button_stands_there_when_the_house_can_send(client, desk, settings):
    ask(client, desk)
    work(client, desk, "answer")
    page = DepartmentRequest.objects.get().pk
    settings.MAIL_IS_REAL = False
    assert "Es ist kein Mailserver eingerichtet" in said(client.get(address(desk, f"{page}/")))
    settings.MAIL_IS_REAL = True
    assert "Per Mail senden" in said(client.get(address(desk, f"{page}/")))
    client.post(address(desk, f"{page}/mail/"))
    assert [letter.to for letter in sent.outbox] == [["bau@musterau.example"]]


def test_department_comes_back_and_its_matter_is_a_topic(client, desk):
    ask(client, desk, PLAN)
    work(client, desk, "answer")
    row = DepartmentRequest.objects.get()
    client.post(address(desk, f"{row.pk}/gemeldet/"), {"said": "Sechs Karten"})
    page = said(client.get(address(desk, f"{row.pk}/")))
    assert Topic.objects.get().state == "kept"
    assert (
        "Der Fachbereich hat sich am Di, 24. November, 10:00 Uhr gemeldet; die Sache ist ein Thema. „Sechs Karten“"
        in page
    )


def test_editor_may_not_decide_otherwise_but_an_approver_may(client, desk):
    ask(client, desk)
    work(client, desk, "answer")
    row = DepartmentRequest.objects.get()
    assert "Trotzdem erzählen" not in said(client.get(address(desk, f"{row.pk}/")))
    assert client.post(address(desk, f"{row.pk}/anders/"), {"reason": "Darum."}).status_code == 403
    client.force_login(factories.person(desk, Role.APPROVER, name="Berta Boss"))
    assert "Trotzdem erzählen" in said(client.get(address(desk, f"{row.pk}/")))
    assert client.post(address(desk, f"{row.pk}/anders/"), {"reason": ""}).status_code == 422
    client.post(address(desk, f"{row.pk}/anders/"), {"reason": "Der Rat will es."})
    assert "Berta Boss hat am" in said(client.get(address(desk, f"{row.pk}/")))


@pytest.mark.parametrize(
    "role", [Role.CONTRIBUTOR, Role.COSIGNER, Role.OFFICER, Role.LEADERSHIP, Role.COMMUNITY_MANAGER]
)
def test_who_neither_writes_nor_releases_sees_no_request(client, desk, role):
    row = factories.request(desk, factories.person(desk, Role.EDITOR))
    client.force_login(factories.person(desk, role))
    for path in ("", "neu/", "tabelle/", f"{row.pk}/"):
        assert client.get(address(desk, path)).status_code == 403


def answered_requests(place):
    by = factories.person(place, Role.EDITOR, name="Rita Redlich")
    for verdict in ("as_is", "proposal", "elsewhere"):
        factories.request(place, by, state="answered", verdict=verdict, answered_at=AT, answered_by=by)
    return factories.request(
        place,
        by,
        state="answered",
        department="Sozialamt",
        title="=1+1 Wohngeld",
        answered_at=AT,
        answered_by=by,
    )


def test_register_begins_with_the_figures_and_can_be_filtered(client, desk):
    answered_requests(desk)
    page = said(client.get(address(desk)))
    assert (
        "4 Anfragen sind beantwortet: 1 so übernommen, 1 mit besserem Vorschlag, 2 nicht auf Social Media."
        in page
    )
    filtered = said(client.get(address(desk, "?amt=Sozialamt&jahr=2026")))
    assert "1 Anfrage ist beantwortet: 0 so übernommen" in filtered
    assert "Spatenstich am Bauhof" not in filtered
    assert "Nichts passt zu Ihrer Auswahl" in said(client.get(address(desk, "?jahr=2020")))
    assert client.get(address(desk, "?jahr=²²²²&amt=%00")).status_code == 200


def test_register_teaches_when_it_is_empty(client, desk):
    assert "Hier werden die beantworteten Anfragen stehen" in said(client.get(address(desk)))


def test_table_holds_the_requests_of_this_house_and_no_formula(client, desk):
    answered_requests(desk)
    other = factories.authority()
    factories.request(
        other, factories.person(other, Role.EDITOR), state="answered", title="Fremdes", answered_at=AT
    )
    response = client.get(address(desk, "tabelle/?amt=Sozialamt"))
    head, line = csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    assert head[:3] == ["Beantwortet am", "Fachbereich", "Überschrift"]
    assert line[:5] == ["24.11.2026", "Sozialamt", "'=1+1 Wohngeld", "31", "nicht auf Social Media"]
    assert (
        len(list(csv.reader(io.StringIO(client.get(address(desk, "tabelle/")).content.decode("utf-8-sig")))))
        == 5
    )


def test_pages_ask_the_same_number_of_queries_however_many_requests(client, desk):
    row = answered_requests(desk)
    paths = ("", "neu/", f"{row.pk}/", "tabelle/")

    def counted() -> list[int]:
        found = []
        for path in paths:
            with CaptureQueriesContext(connection) as asked:
                client.get(address(desk, path))
            found.append(len(asked))
        return found

    few = counted()
    for _ in range(5):
        answered_requests(desk)
    assert counted() == few
    assert max(few) <= 16
