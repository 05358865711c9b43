# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the radar concluded stands on the topic's page with the words it rests on, and a person has the last word."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahbar.authority.states import Role
from nahbar.radar.matter import Clue, DateFound, DateKind, Pillar, Recognition
from nahbar.record.models import Entry
from nahbar.topics import recognition
from nahbar.topics.actions import recognising
from nahbar.topics.models import Topic
from nahbar.web.topics import evidence
from tests import factories
from tests.factories import AT

TEXT = "Die Pläne liegen im Bauamt aus. Stellungnahmen bitte bis zum 13. Februar 2027."


def found(**values):
    given = {
        "pillar": Pillar.PARTICIPATION, "is_recruiting": False, "is_participation": True, "is_plan": True,
        "department": "Bauamt", "places": (), "runs_from": None, "runs_until": None, "people": ("Anwohnende",),
        "audience": "Anwohnende", "statement_to": "", "deadline": date(2027, 2, 13),
        "dates": (DateFound(DateKind.DEADLINE, date(2027, 2, 13), None, "bis zum 13. Februar 2027", 53, 77),),
        "clues": (Clue("department", "Bauamt", "Bauamt", "text", 20, 26),),
    }  # fmt: skip
    return Recognition(**{**given, **values})


def topic(place):
    return factories.topic(
        place, title="Plan", text=TEXT, pillar="participation", department="Bauamt", deadline=date(2027, 2, 13),
        recognition=recognition.stored(found()), recognised_by=1,
    )  # fmt: skip


@pytest.mark.django_db
def test_topic_page_shows_conclusions_with_their_words_and_marks_them_in_the_text(client, desk):
    text = client.get(f"/{desk.slug}/themen/{topic(desk).pk}/").content.decode()

    assert "<dt>Fachbereich</dt><dd>Bauamt" in text
    assert '<mark title="Fachbereich">Bauamt</mark>' in text
    assert '<mark title="Frist">bis zum 13. Februar 2027</mark>' in text
    assert "<dt>Wen es betrifft</dt><dd>Anwohnende" in text


@pytest.mark.django_db
def test_person_has_the_last_word_on_pillar_and_department(client, desk):
    made = topic(desk)

    client.post(f"/{desk.slug}/themen/{made.pk}/zuordnen/", {"pillar": "service", "department": "Tiefbau"})
    made.refresh_from_db()
    Topic.objects.update(**recognising.reading(made, at=AT))
    made.refresh_from_db()

    assert (made.pillar, made.department) == ("service", "Tiefbau")
    assert Entry.objects.get(verb="topics.assign").details == {
        "pillar_before": "participation",
        "department_before": "Bauamt",
    }


@pytest.mark.django_db
def test_topic_is_not_assigned_by_those_who_only_read(client):
    place = factories.authority()
    client.force_login(factories.person(place, Role.OFFICER))
    made = topic(place)

    answer = client.post(f"/{place.slug}/themen/{made.pk}/zuordnen/", {"pillar": "service"})

    assert answer.status_code == 403
    made.refresh_from_db()
    assert made.pillar == "participation"


PLACES = st.tuples(st.integers(-2, 90), st.integers(-2, 90))


@given(st.text(max_size=80), st.lists(PLACES, max_size=8))
def test_marked_text_is_the_text_whatever_the_clues_say(text, places):
    clues = tuple(Clue("department", "x", "x", "text", start, end) for start, end in places)

    stretches = evidence.marked(Topic(text=text), found(clues=clues, dates=()))

    assert "".join(one.text for one in stretches) == text
