# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stack of topics: one after the other, with one thumb, and back again."""

import pytest

from nahbar.authority.states import Role
from nahbar.topics.models import Topic
from nahbar.topics.states import TopicState
from tests import factories

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def stack(place):
    return f"/{place.slug}/themen/sichten/"


def sort(client, topic, to, **headers):
    path = f"/{topic.authority.slug}/themen/{topic.pk}/sichten/"
    return client.post(path, {"to": to}, follow=not headers, headers=headers)


def test_stack_shows_one_topic_and_how_many_are_left(client, desk):
    for number in range(3):
        factories.topic(desk, title=f"Thema {number}")
    factories.topic(desk, title="Längst entschieden", state=TopicState.KEPT)

    text = client.get(stack(desk)).content.decode()

    assert "Noch 3 Themen zu sichten, etwa 1 Minute." in text
    assert text.count("data-top") == 1
    assert "Längst entschieden" not in text


def test_twenty_topics_are_sorted_one_after_the_other(client, desk):
    for number in range(20):
        factories.topic(desk, title=f"Thema {number}")
    for to in ("kept", "postponed", "dropped", "kept") * 5:
        sort(client, Topic.objects.filter(state=TopicState.NOTICED).first(), to, **HTMX)

    counted = {state: Topic.objects.filter(state=state).count() for state in ("kept", "postponed", "dropped")}
    assert counted == {"kept": 10, "postponed": 5, "dropped": 5}
    assert "Es ist alles gesichtet." in client.get(stack(desk)).content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_undo_puts_the_topic_back_on_top(client, desk, headers):
    first, _second = factories.topic(desk, title="Freibad"), factories.topic(desk, title="Linde")

    after = sort(client, first, "dropped", **headers).content.decode()
    back = sort(client, first, "noticed", **headers).content.decode()

    assert "„Freibad“ ist jetzt: weggelegt." in after
    assert "Freibad</a></h2>" in back
    first.refresh_from_db()
    assert first.state == TopicState.NOTICED


def test_stack_offers_no_decision_to_those_who_only_read(client):
    place = factories.authority()
    client.force_login(factories.person(place, Role.OFFICER))
    topic = factories.topic(place)

    assert "tp-thumb" not in client.get(stack(place)).content.decode()
    assert sort(client, topic, "kept", **HTMX).status_code == 403


def test_topic_of_another_authority_is_not_sorted(client, desk):
    other = factories.topic(factories.authority())

    assert client.post(f"/{desk.slug}/themen/{other.pk}/sichten/", {"to": "kept"}).status_code == 404
