# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""When each pillar last appeared on a channel."""

from datetime import timedelta

import pytest

from nahbar.publishing import queries
from nahbar.radar.matter import Pillar
from tests import factories
from tests.factories import AT
from tests.publishing import world

pytestmark = pytest.mark.django_db


def post(town, pillar, days, **values):
    """A post of a story whose topic has the pillar, so many days ago; without a pillar there is no topic."""
    version = world.version(town.channel, town.editor)
    if pillar:
        version.variant.story.topic = factories.topic(town.authority, pillar=pillar)
        version.variant.story.save()
    given = {"version": version, "remote_id": f"p{version.pk}", "published_at": AT - timedelta(days=days)}
    return world.published(town.authority, town.channel, town.editor, **{**given, **values})


def test_latest_post_of_each_pillar_counts_and_pillars_without_one_are_missing():
    town = world.town()
    post(town, "service", 9)
    post(town, "service", 3)
    post(town, "participation", 30)
    post(town, "", 1)
    post(world.town(), "image", 1)
    assert queries.last_posts(town.authority) == {
        Pillar.SERVICE: AT - timedelta(days=3),
        Pillar.PARTICIPATION: AT - timedelta(days=30),
    }


def test_withdrawn_planned_and_answered_do_not_count():
    town = world.town()
    post(town, "image", 1, state="withdrawn")
    post(town, "image", 1, state="planned", published_at=None)
    world.published(town.authority, town.channel, town.editor)
    assert queries.last_posts(town.authority) == {}
