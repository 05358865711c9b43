# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The authority writes its own topic house, and requests are scored by it."""

from dataclasses import replace
from datetime import date

import pytest

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.radar import topic_house as pure
from nahbar.radar.matter import Pillar
from nahbar.radar.topic_house import Criterion
from nahbar.record.models import Entry
from nahbar.topics import actions
from nahbar.topics.models import TopicHouse
from nahbar.topics.topic_house import topic_house, written
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
GIVEN = actions.Written(**written(pure.TopicHouse()))


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def admin(place):
    return factories.person(place, Role.ADMINISTRATOR)


def test_house_is_as_nahbar_brings_it_when_nobody_has_written_one(place):
    assert topic_house(place) == pure.TopicHouse()


def test_house_stands_as_written_with_its_day(place, admin):
    actions.write_topic_house(place, GIVEN, by=admin, at=AT)
    assert topic_house(place) == replace(pure.TopicHouse(), as_of=date(2026, 11, 24))
    assert [entry.verb for entry in Entry.objects.all()] == ["topics.write_topic_house"]


def test_house_is_cut_to_what_it_can_hold_when_somebody_writes_much(place, admin):
    said = replace(
        GIVEN,
        ours="\n".join(["Ein Satz: wort"] * 99),
        audiences="Eltern\n\n  Eltern \nAzubis",
        weights={"benefit": 5000},
        minutes=0,
        repeat_days=9999,
    )
    actions.write_topic_house(place, said, by=admin, at=AT)
    house = topic_house(place)

    assert (len(house.ours), house.audiences) == (20, ("Eltern", "Azubis"))
    assert (house.weights[Criterion.BENEFIT], house.weights[Criterion.TIME]) == (100, 0)
    assert (house.minutes, house.repeat_days) == (1, 365)


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"shares": {"service": 90, "image": 20}}, actions.SharesNotWhole),
        ({"weights": {}}, actions.WeightsEmpty),
        ({"take_from": 30, "decline_below": 50}, actions.BoundsCrossed),
    ],
)
def test_house_stays_as_it_is_when_it_makes_no_sense(place, admin, values, complaint):
    with pytest.raises(complaint):
        actions.write_topic_house(place, replace(GIVEN, **values), by=admin, at=AT)
    assert (TopicHouse.objects.count(), Entry.objects.count()) == (0, 0)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_write_it(place, role):
    with pytest.raises(NotAllowed):
        actions.write_topic_house(place, GIVEN, by=factories.person(place, role), at=AT)


def test_each_authority_has_its_own(place, admin):
    actions.write_topic_house(place, replace(GIVEN, take_from=99), by=admin, at=AT)
    assert topic_house(factories.authority()).take_from == pure.TopicHouse().take_from


def test_requests_are_scored_by_what_the_house_wrote(place, admin):
    said = actions.Asked(
        department="Amt", title="Unser Maskottchen grüßt", text="Das Maskottchen grüßt aus dem Zoo."
    )
    before = actions.ask(place, said, by=admin, at=AT)
    own = replace(
        GIVEN,
        not_ours="Keine Maskottchen: maskottchen",
        shares={Pillar.SERVICE.value: 100},
    )
    actions.write_topic_house(place, own, by=admin, at=AT)
    after = actions.ask(place, said, by=admin, at=AT)

    assert after.points < before.points
    assert "Keine Maskottchen" in after.answer
    assert (before.house_as_of, after.house_as_of) == (None, date(2026, 11, 24))
