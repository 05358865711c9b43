# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is learned from decisions: counted, shown, taken back, put aside."""

from datetime import timedelta

import pytest

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.radar.taste import Trait
from nahbar.record.models import Entry
from nahbar.topics import actions, learning
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def editor(place):
    return factories.person(place, Role.EDITOR)


def counts(place):
    return {(one.trait, one.value): (one.kept, one.dropped) for one in learning.taste(place).lessons}


def topic(place, /, **values):
    return factories.topic(place, **{"pillar": "image", "kind": "news", **values})


def test_kept_and_dropped_are_counted_by_each_trait(place, editor):
    actions.keep(topic(place, department="Bauhof", recognition={"people": ["Eltern"]}), by=editor, at=AT)
    actions.drop(topic(place), by=editor, at=AT)
    actions.postpone(topic(place), by=editor, at=AT)
    topic(place)
    assert counts(place) == {
        (Trait.PILLAR, "image"): (1, 1),
        (Trait.KIND, "news"): (1, 1),
        (Trait.DEPARTMENT, "Bauhof"): (1, 0),
        (Trait.PEOPLE, "Eltern"): (1, 0),
    }


def test_lesson_is_taken_back_when_the_decision_is(place, editor):
    one = topic(place)
    actions.drop(one, by=editor, at=AT)
    actions.take_up(one, by=editor, at=AT)
    assert counts(place) == {}


def test_told_topic_counts_as_kept(place, editor):
    actions.mark_told(topic(place), by=editor, at=AT)
    assert counts(place)[Trait.PILLAR, "image"] == (1, 0)


def test_each_authority_learns_from_its_own_decisions(place, editor):
    actions.drop(topic(place), by=editor, at=AT)
    assert counts(factories.authority()) == {}


def test_item_of_another_source_for_the_same_matter_counts_no_second_time(place, editor):
    lead = topic(place)
    actions.drop(lead, by=editor, at=AT)
    topic(place, part_of=lead, state="dropped", decided_at=AT)
    assert counts(place)[Trait.PILLAR, "image"] == (0, 1)


def test_learning_begins_anew_when_somebody_wants_it(place, editor):
    before = topic(place)
    actions.drop(before, by=editor, at=AT)
    actions.forget(place, by=editor, at=AT + timedelta(hours=1))
    assert counts(place) == {}
    assert learning.since(place) == AT + timedelta(hours=1)
    actions.drop(topic(place), by=editor, at=AT + timedelta(hours=2))
    assert counts(place)[Trait.PILLAR, "image"] == (0, 1)
    before.refresh_from_db()
    assert before.state == "dropped"
    assert Entry.objects.filter(verb="topics.forget").count() == 1


def test_who_only_contributes_does_not_put_lessons_aside(place):
    with pytest.raises(NotAllowed):
        actions.forget(place, by=factories.person(place, Role.CONTRIBUTOR), at=AT)


def test_only_the_latest_decisions_are_remembered(place, editor, monkeypatch):
    monkeypatch.setattr(learning, "REMEMBERED", 3)
    for number in range(5):
        actions.drop(topic(place), by=editor, at=AT + timedelta(minutes=number))
    assert counts(place)[Trait.PILLAR, "image"] == (0, 3)
