# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joining and parting on the pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nahbar.authority.states import Role
from nahbar.topics.models import Topic
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(client):
    made = factories.authority(slug="musterau")
    client.force_login(factories.person(made, Role.EDITOR))
    return made


def page(client, address, **data):
    answer = client.get(f"/musterau/themen/{address}", data)
    assert answer.status_code == 200
    return answer.content.decode()


def test_topic_page_shows_what_other_sources_say_when_there_are_some(place, client):
    lead = factories.topic(place, title="Brücke gesperrt")
    why = {"words": ["Hochbrücke"], "days": ["2026-12-01"]}
    factories.topic(place, title="Sperrung der Hochbrücke", part_of=lead, part_why=why)
    shown = page(client, f"{lead.pk}/")
    assert "Dasselbe aus anderen Quellen" in shown
    assert "Sperrung der Hochbrücke" in shown
    assert "Beide nennen „Hochbrücke“ und den 1. Dezember 2026." in shown


def test_address_of_a_part_leads_to_the_topic_that_stands_for_it(place, client):
    lead = factories.topic(place)
    part = factories.topic(place, part_of=lead)
    answer = client.get(f"/musterau/themen/{part.pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/musterau/themen/{lead.pk}/")


def test_part_becomes_a_topic_again_when_the_person_says_so(place, client):
    lead = factories.topic(place)
    part = factories.topic(place, part_of=lead)
    client.post(f"/musterau/themen/{part.pk}/trennen/")
    part = Topic.objects.get(pk=part.pk)
    assert (part.part_of, part.is_apart) == (None, True)


def test_two_are_joined_when_one_is_looked_for_and_chosen(place, client):
    one, other = factories.topic(place, title="Fest"), factories.topic(place, title="Sommerfest am Kanal")
    assert f'name="to" value="{other.pk}"' in page(client, f"{one.pk}/zusammen/", q="Kanal")
    client.post(f"/musterau/themen/{one.pk}/zusammenfuehren/", {"to": str(other.pk)})
    assert Topic.objects.get(pk=one.pk).part_of == other


def test_joining_with_a_foreign_topic_is_not_there(place, client):
    one, foreign = factories.topic(place), factories.topic(factories.authority())
    answer = client.post(f"/musterau/themen/{one.pk}/zusammenfuehren/", {"to": str(foreign.pk)})
    assert answer.status_code == 404


def test_list_asks_the_same_number_of_queries_when_topics_have_parts(place, client):
    lead = factories.topic(place)
    with CaptureQueriesContext(connection) as before:
        page(client, "")
    for _ in range(5):
        factories.topic(place, part_of=lead)
    with CaptureQueriesContext(connection) as after:
        page(client, "")
    assert len(after) == len(before)
