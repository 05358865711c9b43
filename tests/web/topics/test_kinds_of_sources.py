# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the set-up page to topics: calendars, vacancies, procedures, days."""

from datetime import timedelta

import pytest

from nahbar.foundation import clock
from nahbar.radar.matter import Kind
from nahbar.record.actions import HOUSE
from nahbar.topics import actions
from nahbar.topics.models import Source, Topic
from tests.topics.readers.test_calendar import calendar, event
from tests.topics.readers.test_procedures import FULL, plan
from tests.topics.readers.test_vacancies import marked, posting

pytestmark = pytest.mark.django_db


def address(place, path=""):
    return f"/{place.slug}/themen/quellen/{path}"


def set_up(client, desk, kind, **said):
    """The two pages a person sees: what was found, and after the choice what came of it."""
    found = client.post(address(desk, f"neu/{kind}/"), said)
    saved = client.post(address(desk, "hinzufuegen/"), {"choice": "0"}, follow=True).content.decode()
    return found, saved


def ahead(days):
    return f"DTSTART:{clock.now() + timedelta(days=days):%Y%m%d}T180000"


def test_calendar_is_set_up_and_an_event_taken_out_of_it_is_over(client, desk, site):
    text = calendar(
        event("a", ahead(9)), event("b", ahead(12), "Konzert"), head="X-WR-CALNAME:Stadt Musterau\r\n"
    )
    url = site.page("/kalender.ics", text)
    found, saved = set_up(client, desk, "calendar", address=url)
    assert "<strong>Stadt Musterau</strong>" in found.content.decode()
    assert "2 neue Themen." in saved
    assert {topic.kind for topic in Topic.objects.all()} == {Kind.EVENT}
    site.page("/kalender.ics", calendar(event("b", ahead(13), "Konzert")))
    source = Source.objects.get()
    actions.read(source, by=HOUSE, at=clock.now())
    assert source.last_result == "1 Thema in der Quelle geändert, 1 ist vorbei."
    assert Topic.objects.get(title="Bürgerforum").expires_on <= clock.now().date() + timedelta(days=1)


def test_vacancies_are_set_up_and_are_jobs_with_a_last_day(client, desk, site):
    last = f"{clock.now() + timedelta(days=20):%Y-%m-%d}"
    url = site.page("/karriere", marked(posting(validThrough=last)))
    found, saved = set_up(client, desk, "vacancies", way="page", address=url)
    assert "Erzieherin (m/w/d)" in found.content.decode()
    assert "1 neues Thema." in saved
    topic = Topic.objects.get()
    assert (topic.kind, topic.department, f"{topic.expires_on}") == (Kind.JOB, "Jugendamt", last)


@pytest.mark.parametrize(
    ("kind", "said", "sentence"),
    [
        ("vacancies", {"way": "page", "address": ""}, "Die Adresse der Seite mit Ihren Stellen fehlt."),
        ("vacancies", {"way": "jobs", "employer": ""}, "Die Suche braucht den Namen des Arbeitgebers."),
        ("days", {"days": "all", "holidays": "both", "anniversaries": "Rathaus 1890"}, "Diese Zeile war nicht zu lesen: „Rathaus 1890“."),
        ("procedures", {"address": "javascript:alert(1)", "only": "all"}, "keine Adresse einer Webseite"),
        ("calendar", {"address": ""}, "Dieses Feld ist zwingend erforderlich."),
    ],
)  # fmt: skip
def test_set_up_says_what_is_missing_in_a_sentence(client, desk, kind, said, sentence):
    answer = client.post(address(desk, f"neu/{kind}/"), said)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_plan_is_set_up_by_its_address(client, desk, site):
    url = site.page("/plan.gml", plan(FULL))
    _found, saved = set_up(client, desk, "procedures", address=url, only="procedures")
    assert "1 neues Thema." in saved or "im Archiv." in saved  # by the day on which this is tested
    topic = Topic.objects.get()
    assert (topic.kind, topic.place) == (Kind.PROCEDURE, "Musterau, Zwochau")


@pytest.mark.parametrize(
    ("name", "data"), [("termine.ics", calendar(event("a", ahead(9)))), ("plan.gml", plan(FULL))]
)
def test_file_is_uploaded_and_read_by_whoever_knows_it(client, desk, tmp_path, name, data):
    (tmp_path / name).write_text(data)
    with (tmp_path / name).open("rb") as file:
        client.post(address(desk, "hochladen/"), {"file": file})
    assert Topic.objects.count() == 1


def test_days_are_set_up_with_several_lines_and_ask_nothing_of_the_web(client, desk):
    year = clock.now().year
    lines = f"{year - 100} Stadtrechte\n{year - 50} Freibad"
    form = client.get(address(desk, "neu/days/")).content.decode()
    assert '<textarea name="anniversaries"' in form
    found, _saved = set_up(client, desk, "days", days="none", holidays="none", anniversaries=lines)
    assert "100 Jahre: Stadtrechte" in found.content.decode()
    source = Source.objects.get()
    assert (source.requests, source.settings["anniversaries"].split("\n")[1].strip()) == (
        0,
        f"{year - 50} Freibad",
    )
    assert {topic.title for topic in Topic.objects.all()} >= {"100 Jahre: Stadtrechte", "50 Jahre: Freibad"}
    assert {topic.pillar for topic in Topic.objects.all()} == {"image"}
