# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked each second must not read the posts of the coming months."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from nahbar.publishing import queries
from nahbar.publishing.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db
FUTURE = 3000


@pytest.fixture
def future(at):
    """So many posts planned for the coming months, and a database that knows how its tables look."""
    place = factories.authority()
    somebody = factories.person(place)
    channels = [factories.channel(place) for _ in range(3)]
    Publication.objects.bulk_create(
        Publication(
            authority=place,
            channel=channels[number % 3],
            fingerprint="f",
            text="Später.",
            due_at=at + timedelta(days=1, minutes=number),
            next_try_at=at + timedelta(days=1, minutes=number),
            ordered_at=at,
            ordered_by=somebody,
        )
        for number in range(FUTURE)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return channels


def plan_of(rows):
    """How the database reads these rows, and how many it touched where it tells."""
    if connection.vendor == "sqlite":
        return rows.explain()
    told = json.loads(rows.explain(format="json", analyze=True))
    return json.dumps(told)


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda at, channels: queries.due(at).order_by(), ("publishing_due",)),
        (lambda at, channels: queries.leased(at), ("publishing_leased",)),
        (
            lambda at, channels: queries.due(at).filter(channel=channels[0]).order_by(),
            ("publishing_channel", "publishing_due"),
        ),
    ],
)
def test_look_at_what_is_due_reads_an_index_and_no_future_post(at, future, ask, index):
    plan = plan_of(ask(at, future))
    assert any(name in plan for name in index)
    assert not any(scan in plan for scan in ("SCAN publishing_publication", "Seq Scan"))
