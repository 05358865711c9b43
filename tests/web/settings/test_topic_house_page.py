# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the topic house."""

import pytest

from nahbar.authority.states import Role
from nahbar.radar import topic_house as pure
from nahbar.topics.models import TopicHouse
from nahbar.topics.topic_house import topic_house, written
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.authority()


def address(place) -> str:
    return f"/{place.slug}/einstellungen/themenhaus/"


def filled(**values: object) -> dict[str, object]:
    now = written(pure.TopicHouse())
    given = {f"share_{name}": value for name, value in now.pop("shares").items()}
    given |= {f"weight_{name}": value for name, value in now.pop("weights").items()}
    return {**given, **now, "election_on": "", **values}


def test_administrator_writes_the_house_and_reads_it_again(client, place):
    client.force_login(factories.person(place, Role.ADMINISTRATOR))
    assert "wie Nahbar es mitbringt" in client.get(address(place)).content.decode()
    response = client.post(address(place), filled(ours="Wir zeigen Tiere: biber", election_on="2027-03-14"))
    page = client.get(response.url).content.decode()

    assert "Wir zeigen Tiere: biber" in page
    assert 'value="2027-03-14"' in page
    assert topic_house(place).ours[0].words == ("biber",)
    assert "hat das Themenhaus" in page


def test_what_was_typed_stays_when_the_shares_are_not_whole(client, place):
    client.force_login(factories.person(place, Role.ADMINISTRATOR))
    response = client.post(address(place), filled(share_service=90, ours="Wir zeigen Tiere: biber"))
    page = response.content.decode()

    assert response.status_code == 422
    assert "150 Prozent" in page
    assert "Wir zeigen Tiere: biber" in page
    assert TopicHouse.objects.count() == 0


def test_others_read_it_and_change_nothing(client, place):
    client.force_login(factories.person(place, Role.EDITOR))
    page = client.get(address(place)).content.decode()
    assert "Keine Grußworte und keine Spatenstiche ohne Nutzen für die Menschen" in page
    assert "<textarea" not in page
    assert client.post(address(place), filled()).status_code == 403
