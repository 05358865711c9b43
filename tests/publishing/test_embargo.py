# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta

import pytest

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.planning import actions as planning
from nahbar.publishing import actions as publishing
from nahbar.publishing import queries
from nahbar.publishing.actions import beat
from nahbar.publishing.models import Publication
from nahbar.publishing.states import HouseReason, MissedChoice, PublicationState
from nahbar.publishing.tasks import deliver_due
from nahbar.stories import actions as stories
from tests import factories
from tests.publishing import world

pytestmark = pytest.mark.django_db
S = PublicationState
HOUR = timedelta(hours=1)


@pytest.fixture
def town():
    return world.town()


@pytest.fixture
def version(town, at):
    made = world.signed(town)
    stories.set_embargo(made.variant.story, until=at + 5 * HOUR, by=town.editor, at=at)
    return made


def test_nothing_is_placed_moved_or_enqueued_before_the_end_of_an_embargo(town, version, at):
    with pytest.raises(publishing.Embargoed) as caught:
        publishing.enqueue(version, due_at=at + 4 * HOUR, by=town.editor, at=at)
    assert str(caught.value).startswith(
        "Der Termin wurde nicht gesetzt: Für diese Geschichte gilt eine Sperrfrist bis 24.11.2026, 15:00."
    )
    with pytest.raises(publishing.Embargoed):
        planning.place(version.variant, when=at + 4 * HOUR, by=town.editor, at=at)
    slot = planning.place(version.variant, when=at + 5 * HOUR, by=town.editor, at=at)
    with pytest.raises(publishing.Embargoed):
        planning.move(slot, when=at + 4 * HOUR, by=town.editor, at=at)
    with pytest.raises(publishing.Embargoed):
        publishing.move(slot.publication, due_at=at + 4 * HOUR, by=town.editor, at=at)
    assert [row.due_at for row in Publication.objects.all()] == [at + 5 * HOUR]


def test_post_planned_before_its_embargo_was_set_waits_for_a_person_and_now_is_refused(town, at, stage):
    row = world.planned(town, at + HOUR)
    stories.set_embargo(row.version.variant.story, until=at + 5 * HOUR, by=town.editor, at=at)
    deliver_due(at + HOUR)
    row.refresh_from_db()
    assert (row.state, row.reason, stage.posts()) == (S.MISSED, HouseReason.EMBARGO, [])
    with pytest.raises(publishing.Embargoed):
        publishing.decide_missed(row, choice=MissedChoice.NOW, by=town.editor, at=at + 2 * HOUR)
    publishing.decide_missed(row, choice=MissedChoice.NOW, by=town.editor, at=at + 5 * HOUR)
    deliver_due(at + 5 * HOUR)
    row.refresh_from_db()
    assert (row.state, len(stage.posts())) == (S.PUBLISHED, 1)


def test_embargo_is_ended_early_only_by_somebody_who_may_sign(town, version, at):
    contributor = factories.person(town.authority, Role.CONTRIBUTOR)
    story = version.variant.story
    stories.set_embargo(story, until=at + 6 * HOUR, by=contributor, at=at)
    for until in (None, at + 2 * HOUR):
        with pytest.raises(NotAllowed):
            stories.set_embargo(story, until=until, by=contributor, at=at)
    stories.set_embargo(story, until=None, by=town.editor, at=at)
    story.refresh_from_db()
    assert story.embargo_until is None


def test_clock_that_jumps_forward_breaks_no_embargo_until_somebody_confirms_it(town, version, at, stage):
    row = publishing.enqueue(version, due_at=at + 5 * HOUR, by=town.editor, at=at)
    beat.watch_clock("w", host="h", at=at, uptime=100.0)
    jumped = at + 6 * HOUR
    beat.watch_clock("w", host="h", at=jumped, uptime=105.0)
    deliver_due(jumped)
    row.refresh_from_db()
    assert (row.state, row.reason, stage.posts()) == (S.PLANNED, HouseReason.EMBARGO, [])
    assert queries.trusted(jumped) == at + timedelta(seconds=5)
    # Put right again: the embargo holds by the clock itself.
    beat.watch_clock("w", host="h", at=at + timedelta(seconds=10), uptime=110.0)
    assert list(queries.doubtful_clocks()) == []
    # Put forward once more, and this time it is right.
    beat.watch_clock("w", host="h", at=jumped, uptime=115.0)
    assert beat.confirm_clock(at=jumped) == 1
    deliver_due(jumped + timedelta(minutes=1))
    row.refresh_from_db()
    assert (row.state, len(stage.posts())) == (S.PUBLISHED, 1)


def test_clock_that_runs_slowly_or_sleeps_is_believed(at):
    beat.watch_clock("x", host="h2", at=at, uptime=1.0)
    beat.watch_clock("x", host="h2", at=at + HOUR, uptime=3601.0)
    beat.watch_clock("x", host="h2", at=at + HOUR + timedelta(seconds=50), uptime=3606.0)
    assert list(queries.doubtful_clocks()) == []
