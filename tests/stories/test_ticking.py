# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shooting sheet: ticks of several people and phones come together in any order, and none is lost."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.record.models import Entry
from nahbar.stories import actions, ticking
from nahbar.stories.models import Story, Tick
from nahbar.stories.sheet import Part, sheet, standing_ticks
from nahbar.stories.ticking import Ticked
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Authority:
    return factories.authority()


@pytest.fixture
def editor(town: Authority) -> Person:
    return factories.person(town, Role.EDITOR, name="Erika Muster")


@pytest.fixture
def story(town: Authority, editor: Person) -> Story:
    return factories.story(town, editor, format_key="ein-tag-im")


def done(story: Story) -> set[str]:
    return set(standing_ticks(story))


def test_tick_says_who_and_when_and_sending_twice_is_once(story: Story, editor: Person, at: datetime) -> None:
    line = sheet(story).parts[Part.SHOTS][0]
    one = Ticked(uuid.uuid4(), line.key, at - timedelta(hours=3))
    for moment in (at, at + timedelta(minutes=5)):
        ticking.tick(story, [one], by=editor, at=moment)
    (kept,) = sheet(story).parts[Part.SHOTS][0].ticks
    assert (kept.by, kept.at) == (editor, at - timedelta(hours=3))
    assert Entry.objects.filter(verb="stories.tick").count() == 1


@pytest.mark.parametrize("away", [timedelta(seconds=-1), timedelta(days=15)])
def test_tick_does_not_believe_a_time_that_cannot_be(
    story: Story, editor: Person, at: datetime, away: timedelta
) -> None:
    ticking.tick(story, [Ticked(uuid.uuid4(), "shots-abc", at - away)], by=editor, at=at)
    assert Tick.objects.get().at == at


def test_take_back_leaves_the_tick_that_was_not_seen(
    town: Authority, story: Story, editor: Person, at: datetime
) -> None:
    other = factories.person(town, Role.CONTRIBUTOR)
    mine, theirs = Ticked(uuid.uuid4(), "shots-abc"), Ticked(uuid.uuid4(), "shots-abc")
    ticking.tick(story, [mine], by=editor, at=at)
    ticking.tick(story, [theirs], by=other, at=at)
    ticking.take_back(story, [mine.id], by=editor, at=at)
    assert done(story) == {"shots-abc"}
    ticking.take_back(story, [theirs.id], by=editor, at=at)
    assert done(story) == set()
    taken = Tick.objects.get(pk=theirs.id)
    assert (taken.by, taken.taken_back_by, taken.taken_back_at) == (other, editor, at)


def test_tick_of_another_story_is_left_alone(
    town: Authority, story: Story, editor: Person, at: datetime
) -> None:
    neighbour = factories.story(town, editor)
    one = Ticked(uuid.uuid4(), "shots-abc")
    ticking.tick(neighbour, [one], by=editor, at=at)
    ticking.tick(story, [one], by=editor, at=at)
    ticking.take_back(story, [one.id], by=editor, at=at)
    assert (done(neighbour), done(story)) == ({"shots-abc"}, set())


def test_tick_refuses_when_story_is_closed_or_person_only_reads(
    town: Authority, story: Story, editor: Person, at: datetime
) -> None:
    one = [Ticked(uuid.uuid4(), "shots-abc")]
    for reader in (
        factories.person(town, Role.COSIGNER),
        factories.person(factories.authority(), Role.EDITOR),
    ):
        with pytest.raises(NotAllowed):
            ticking.tick(story, one, by=reader, at=at)
        with pytest.raises(NotAllowed):
            ticking.take_back(story, [one[0].id], by=reader, at=at)
    actions.close(story, by=editor, at=at)
    with pytest.raises(actions.StoryClosed):
        ticking.tick(story, one, by=editor, at=at)


def test_tick_refuses_more_than_a_sheet_has(story: Story, editor: Person, at: datetime) -> None:
    many = [Ticked(uuid.uuid4(), "shots-abc") for _ in range(ticking.MOST_AT_ONCE + 1)]
    with pytest.raises(ticking.TicksTooMany, match="mehr sind, als ein Drehzettel behalten kann"):
        ticking.tick(story, many, by=editor, at=at)
    assert not Tick.objects.exists()


def test_tick_of_a_line_that_was_changed_meanwhile_waits_for_its_return(
    story: Story, editor: Person, at: datetime
) -> None:
    key = sheet(story).parts[Part.SHOTS][0].key
    Story.objects.filter(pk=story.pk).update(format_key="drei-fragen")
    ticking.tick(story, [Ticked(uuid.uuid4(), key)], by=editor, at=at)
    assert [line.key for line in sheet(Story.objects.get(pk=story.pk)).lines if line.is_done] == []
    assert [line.key for line in sheet(story).lines if line.is_done] == [key]


def test_tick_leaves_out_what_is_no_name_of_a_line(story: Story, editor: Person, at: datetime) -> None:
    odd = ["", "x" * 50, "shots", "shots-<b>", "../shots-1", "fremd-abc"]
    ticking.tick(story, [Ticked(uuid.uuid4(), key) for key in odd], by=editor, at=at)
    assert not Tick.objects.exists()


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_two_phones_come_together_whatever_comes_first(data: st.DataObject) -> None:
    """Each phone ticks and takes back what it saw; in whatever pieces and order it arrives, the end is the same."""
    at = factories.AT
    with transaction.atomic():
        town = factories.authority()
        people = [factories.person(town, Role.EDITOR), factories.person(town, Role.CONTRIBUTOR)]
        ticks = [Ticked(uuid.uuid4(), f"shots-{n % 3}") for n in range(6)]
        back = [one for one in ticks if data.draw(st.booleans())]
        ends = []
        for _ in range(2):
            story = factories.story(town, people[0])
            again = {one.id: Ticked(uuid.uuid4(), one.key) for one in ticks}
            for one in data.draw(st.permutations([*ticks, *ticks])):
                ticking.tick(story, [again[one.id]], by=people[len(ends)], at=at)
            for one in data.draw(st.permutations(back)):
                ticking.take_back(story, [again[one.id].id], by=people[1], at=at)
            ends.append(done(story))
        assert ends[0] == ends[1] == {one.key for one in ticks if one not in back}
        transaction.set_rollback(True)
