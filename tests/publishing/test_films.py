# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A post with a film goes out once, however long the platform works on it and whatever is lost on the way."""

from datetime import timedelta

import pytest

from nahbar.authority.models import Channel
from nahbar.channels.errors import Reason
from nahbar.library import films as outgoing
from nahbar.media import folder as media
from nahbar.publishing.models import Publication
from nahbar.publishing.tasks import deliver_due
from tests import films
from tests.publishing import double, world

pytestmark = pytest.mark.django_db(transaction=True)
SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def filmed(tmp_path_factory):
    return films.made(tmp_path_factory.mktemp("film") / "film.mp4")


@pytest.fixture
def row(stage, at, filmed):
    return world.planned_film(world.town("chosen_id"), at, filmed)


def now(row):
    return Publication.objects.get(pk=row.pk)


def sent():
    return [(one["text"], one["films"]) for one in double.STAGE.posts()]


def test_film_is_uploaded_once_and_the_post_waits_until_it_is_worked_through(row, at):
    deliver_due(at)
    waiting = now(row)
    assert (waiting.state, waiting.reason, waiting.intent_at) == ("planned", Reason.NOT_READY, None)
    assert sent() == []
    deliver_due(at + 9 * SECOND)
    assert now(row).state == "published"
    assert sent() == [("Ein Tag im Stadtwald.", ["Eine Auszubildende misst einen Baum."])]
    assert double.STAGE.calls().count("prepare") == 1
    steps = [line.step for line in row.journal.all()]
    assert steps.count("prepared") == 1


def test_film_post_whose_answer_was_lost_is_found_and_not_sent_again(row, at):
    deliver_due(at)
    double.STAGE.order("publish", "lost")
    deliver_due(at + 9 * SECOND)
    for seconds in (60, 120, 240):
        deliver_due(at + seconds * SECOND)
    assert now(row).state == "published"
    assert len(sent()) == 1


def test_film_that_is_gone_stops_the_post_and_says_why(row, at):
    digest = row.version.pictures[0]["digest"]
    outgoing.forget(digest)
    kept = media.path_of(digest)
    kept.rename(kept.with_suffix(".away"))
    deliver_due(at)
    kept.with_suffix(".away").rename(kept)
    stopped = now(row)
    assert (stopped.state, stopped.reason, sent()) == ("refused", Reason.FILM_REFUSED, [])


def test_film_the_channel_no_longer_takes_is_refused_before_anything_is_uploaded(row, at):
    Channel.objects.filter(pk=row.channel_id).update(limits={"film_bytes": 10})
    deliver_due(at)
    stopped = now(row)
    assert (stopped.state, stopped.reason) == ("refused", "rule_stop")
    assert double.STAGE.calls() == []
