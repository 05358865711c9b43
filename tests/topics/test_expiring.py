# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can no longer be told is put away by itself, and can be taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from nahbar.authority.states import Role
from nahbar.record.models import Entry
from nahbar.topics import actions, queries, tasks
from nahbar.topics.models import Topic
from nahbar.topics.states import OPEN, TopicState
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
TODAY = AT.date()
DAY = timedelta(days=1)


def topic(place=None, **values):
    return factories.topic(
        place or factories.authority(), **{"recognised_by": 99, "compared_by": 99, **values}
    )


@pytest.mark.parametrize("state", sorted(OPEN))
def test_open_topic_expires_when_its_last_day_has_passed(state):
    one = topic(state=state, expires_on=TODAY - DAY)
    tasks.run(AT)
    assert Topic.objects.get().state == TopicState.EXPIRED
    line = Entry.objects.get(verb="topics.expire")
    assert (line.by_name, line.thing_id, line.details) == ("Nahbar", one.pk, {"before": state})


@pytest.mark.parametrize("state", [TopicState.TOLD, TopicState.DROPPED, TopicState.KNOWN])
def test_topic_stays_as_it_is_when_nobody_waits_for_it(state):
    topic(state=state, expires_on=TODAY - DAY)
    tasks.run(AT)
    assert Topic.objects.get().state == state


@pytest.mark.parametrize("expires_on", [None, TODAY, TODAY + DAY])
def test_topic_stays_open_when_it_can_still_be_told(expires_on):
    topic(expires_on=expires_on)
    tasks.run(AT)
    assert Topic.objects.get().state == TopicState.NOTICED


def test_last_day_ends_when_it_ends_where_the_authority_is():
    topic(expires_on=TODAY)
    late = datetime(TODAY.year, TODAY.month, TODAY.day, 23, 30, tzinfo=UTC)
    tasks.run(late - timedelta(hours=1))
    assert Topic.objects.get().state == TopicState.NOTICED
    tasks.run(late)
    assert Topic.objects.get().state == TopicState.EXPIRED


def test_topic_taken_up_again_stays_open_when_the_next_round_comes():
    one = topic(expires_on=TODAY - DAY)
    tasks.run(AT)
    actions.take_up(one, by=factories.person(one.authority, Role.EDITOR), at=AT)
    tasks.run(AT + DAY)
    assert Topic.objects.get().state == TopicState.NOTICED


def test_closing_soon_tells_what_is_kept_or_has_a_deadline_the_nearest_first():
    place = factories.authority()
    later = topic(place, state=TopicState.KEPT, expires_on=TODAY + 3 * DAY)
    first = topic(place, expires_on=TODAY, deadline=TODAY)
    topic(place, expires_on=TODAY + DAY)
    topic(place, state=TopicState.KEPT, expires_on=TODAY + 30 * DAY)
    topic(place, state=TopicState.KEPT, expires_on=TODAY, part_of=first)
    topic(expires_on=TODAY, state=TopicState.KEPT)
    assert list(queries.closing_soon(place, AT)) == [first, later]
