# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""People decide on topics."""

import pytest

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.record.models import Entry
from nahbar.topics import actions, queries
from nahbar.topics.models import Topic
from nahbar.topics.states import NEXT, TopicState
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db

VERBS = {
    TopicState.NOTICED: actions.take_up,
    TopicState.KEPT: actions.keep,
    TopicState.POSTPONED: actions.postpone,
    TopicState.DROPPED: actions.drop,
    TopicState.KNOWN: actions.shelve,
    TopicState.EXPIRED: actions.expire,
    TopicState.TOLD: actions.mark_told,
}


@pytest.fixture
def desk():
    place = factories.authority()
    return place, factories.person(place, Role.CONTRIBUTOR)


@pytest.mark.parametrize("before", TopicState)
@pytest.mark.parametrize("after", TopicState)
def test_topic_moves_as_the_table_of_states_says(desk, before, after):
    place, by = desk
    topic = factories.topic(place, state=before)
    if before == after or after in NEXT[before]:
        VERBS[after](topic, by=by, at=AT)
        expected = after
    else:
        with pytest.raises(actions.StepNotPossible):
            VERBS[after](topic, by=by, at=AT)
        expected = before
    assert Topic.objects.get().state == expected
    assert Entry.objects.count() == int(expected != before)


def test_decision_is_made_on_the_row_when_the_object_is_old(desk):
    place, by = desk
    topic = factories.topic(place)
    Topic.objects.update(state=TopicState.TOLD)
    with pytest.raises(actions.StepNotPossible):
        actions.drop(topic, by=by, at=AT)


@pytest.mark.parametrize(
    "role", [Role.OFFICER, Role.COSIGNER, Role.APPROVER, Role.LEADERSHIP, Role.COMMUNITY_MANAGER]
)
def test_decision_is_not_for_those_who_only_read_or_sign(role):
    place = factories.authority()
    topic = factories.topic(place)
    with pytest.raises(NotAllowed):
        actions.keep(topic, by=factories.person(place, role), at=AT)
    assert Topic.objects.get().state == TopicState.NOTICED


@pytest.mark.parametrize("title", ["", "  \n ", "\0"])
def test_own_idea_needs_a_headline(desk, title):
    place, by = desk
    with pytest.raises(actions.TitleMissing, match="Es hat keine Überschrift"):
        actions.notice(place, title=title, text="Etwas", by=by, at=AT)


def test_tally_counts_only_the_authority_s_own(desk):
    place, _ = desk
    factories.topic(factories.authority())
    factories.topic(place, state=TopicState.KEPT)
    factories.topic(place)
    counted = queries.tally(place)
    assert (counted.new, counted.total, counted.changed) == (1, 2, 0)
