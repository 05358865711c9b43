# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page and a round of what runs by itself ask the same number of queries, however much there is."""

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import seed, walk
from nahbar.authority.states import Role
from nahbar.cli.demo import Town
from nahbar.contributions import tasks as contributions
from nahbar.dialogue import tasks as dialogue
from nahbar.foundation import clock
from nahbar.impact import tasks as impact
from nahbar.planning import tasks as planning
from nahbar.publishing import queries as publishing
from nahbar.topics import queries as seeking
from nahbar.topics import tasks as topics
from tests import factories

pytestmark = pytest.mark.django_db
SMALL = seed.Size(stories=12, ahead=6, waits=3, topics=10, sources=3, inquiries=8, lines=3, people=3)
BIG = seed.Size(stories=40, ahead=24, waits=14, topics=50, sources=8, inquiries=40, lines=20, people=9)
MOST = 31


@pytest.fixture(autouse=True)
def _now(at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)


def town(at: datetime, size: seed.Size) -> Town:
    place = factories.authority()
    made = Town(
        place=place,
        administrator=factories.person(place, Role.ADMINISTRATOR, Role.APPROVER),
        editor=factories.person(place, Role.EDITOR),
        approver=factories.person(place, Role.APPROVER),
        channel=factories.channel(place),
    )
    seed.fill(made, [made.channel], at, size)
    return made


def counted(made: Town, person) -> dict[str, int]:
    browser = Client()
    browser.force_login(person)
    found = {}
    for name, address in walk.addresses(made.place):
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code in {200, 302, 403}, name
        found[name] = len(asked)
    return found


def test_pages_ask_the_same_number_of_queries_when_there_is_much_more(at):
    few, many = town(at, SMALL), town(at, BIG)
    # The first search of a process asks once which index the database has.
    list(seeking.topics(few.place, words="Brücke"))
    small, big = counted(few, few.administrator), counted(many, many.administrator)
    assert big == small
    assert max(big.values()) <= MOST
    assert counted(many, many.approver) == counted(few, few.approver)


def test_idle_rounds_ask_few_queries_when_much_is_planned_and_published(at):
    town(at, BIG)
    rounds = {
        "topics": topics.run,
        "planning": planning.run,
        "impact": impact.run,
        "dialogue": dialogue.run,
        "contributions": contributions.tend,
        "deliveries": contributions.end_deliveries,
        "publishing": lambda moment: publishing.due_channels(moment, most=8),
    }
    # An hour before anything goes out, and after the first round has heard and measured what was due.
    moment = at - timedelta(hours=2)
    found = {}
    for name, run in rounds.items():
        run(moment)
        with CaptureQueriesContext(connection) as asked:
            run(moment + timedelta(seconds=2))
        found[name] = len(asked)
    assert max(found.values()) <= 3, found
