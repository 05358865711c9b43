# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date, timedelta

import pytest

from nahbar.channels.post import Figures
from nahbar.impact import actions, queries, tasks
from nahbar.impact.models import Measurement, Measuring
from tests.publishing import double, world

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def told(at, **values):
    town = world.town()
    version = world.signed(town)
    town.post = world.published(
        town.authority, town.channel, town.editor, version=version, published_at=at, **values
    )
    return town


def test_post_is_measured_and_the_last_figures_of_a_day_remain(at, stage):
    town = told(at)
    double.figures["p1"] = Figures(replies=1, likes=2, shares=None)
    assert tasks.run(at) == 1
    double.figures["p1"] = Figures(replies=3, likes=5, shares=None)
    assert tasks.run(at + HOUR) == 1
    tasks.run(at + DAY)
    assert list(Measurement.objects.order_by("day").values_list("day", "replies", "likes", "shares")) == [
        (date(2026, 11, 24), 3, 5, None),
        (date(2026, 11, 25), 3, 5, None),
    ]
    [row] = queries.per_post(town.authority)
    assert (row.publication, row.measured_at, row.replies, row.likes, row.shares) == (
        town.post,
        at + DAY,
        3,
        5,
        None,
    )


@pytest.mark.parametrize(
    ("age", "every"),
    [(HOUR, HOUR / 4), (2 * DAY, HOUR), (5 * DAY, 6 * HOUR), (20 * DAY, 24 * HOUR), (31 * DAY, None)],
)
def test_posts_are_measured_less_often_as_they_grow_older(age, every):
    assert queries.interval(age) == every


def test_post_is_left_alone_when_it_was_just_measured_or_is_too_old(at, stage):
    told(at)
    double.figures["p1"] = Figures(replies=1, likes=2, shares=3)
    assert [tasks.run(at), tasks.run(at + HOUR / 5), tasks.run(at + HOUR / 4)] == [1, 0, 1]
    assert tasks.run(at + 31 * DAY) == 0


def test_failing_account_backs_off_and_the_others_are_measured(at, stage):
    told(at)
    told(at)
    double.figures["p1"] = Figures(replies=1, likes=2, shares=3)
    stage.order("measure", "broken")
    assert tasks.run(at) == 1
    failed = Measuring.objects.get(failures=1)
    assert (failed.reason, failed.next_at) == ("fault", at + HOUR / 12)
    assert tasks.run(at + HOUR / 12) == 1


def test_sums_count_what_is_known_and_say_none_where_nothing_is(at, stage):
    town, other = told(at), told(at)
    actions.measure(town.post, Figures(replies=2, likes=5, shares=None), at=at)
    actions.measure(other.post, Figures(replies=100, likes=100, shares=100), at=at)
    sums = queries.sums(town.authority)
    assert (sums.posts, sums.replies, sums.likes, sums.shares, sums.reactions) == (1, 2, 5, None, 7)


def test_answers_are_not_counted_as_posts(at, stage):
    town = told(at)
    world.published(town.authority, town.channel, town.editor, remote_id="a1", in_reply_to="c1")
    assert [row.publication for row in queries.per_post(town.authority)] == [town.post]


def test_negative_figures_are_no_figures(at, stage):
    town = told(at)
    assert actions.measure(town.post, Figures(replies=-1, likes=0, shares=None), at=at).replies is None
