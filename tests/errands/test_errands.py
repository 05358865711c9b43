# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is fetched again and again: one hand a turn, none waits for another, and a killed worker's turn is done."""

import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from nahbar.channels import registry
from nahbar.cli import running
from nahbar.errands import claims
from nahbar.errands.hands import Errand, Hands
from nahbar.foundation import clock
from nahbar.impact.models import Measuring
from nahbar.publishing import queries
from nahbar.publishing.models import Pace
from nahbar.topics import tasks as topics
from nahbar.topics.models import Source
from tests import factories

ROOT = Path(__file__).parents[2]
SECOND = timedelta(seconds=1)


def source(at, **values):
    given = {"kind": "feed", "title": "Stadt", "added_at": at, "next_read_at": at}
    return Source.objects.create(authority=factories.authority(), **{**given, **values})


def until(is_so, seconds=20.0):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def hands():
    """Makes workers, and ends them with the test."""
    made = []

    def make(*errands, **values):
        one = Hands(errands, **values)
        made.append(one)
        one.start()
        return one

    yield make
    for one in made:
        one.stop(10)


@pytest.fixture
def readings(monkeypatch):
    """Readings that hang until they are let, for sources whose title says so; what was begun, in order."""
    begun, may_end = [], threading.Event()

    def read(one, *, by, at):
        begun.append(one.title)
        if one.title == "hängt":
            may_end.wait(30)
        Source.objects.filter(pk=one.pk).update(next_read_at=at + timedelta(hours=1))

    monkeypatch.setattr(topics.actions, "read", read)
    yield begun, may_end
    may_end.set()


@pytest.mark.django_db
def test_row_is_claimed_once_the_longest_waiting_first_and_again_when_its_lease_is_over(at):
    late, early = source(at - SECOND), source(at - 9 * SECOND)
    assert [claim.pk for claim in topics.due(at, 1)] == [early.pk]
    assert [claim.pk for claim in topics.due(at, 9)] == [late.pk]
    assert topics.due(at + claims.LEASE - SECOND, 9) == []
    assert {claim.pk for claim in topics.due(at + claims.LEASE, 9)} == {early.pk, late.pk}


@pytest.mark.django_db
def test_claim_is_renewed_by_its_owner_until_the_work_has_set_the_next_time(at):
    made = source(at)
    (claim,) = topics.due(at, 1)
    assert claims.renew(claim, at=at + 30 * SECOND)
    assert topics.due(at + 60 * SECOND, 1) == []
    Source.objects.filter(pk=made.pk).update(next_read_at=at + timedelta(hours=1))
    assert not claims.renew(claim, at=at + 40 * SECOND)
    made.refresh_from_db()
    assert made.next_read_at == at + timedelta(hours=1)


@pytest.mark.django_db
def test_claim_of_another_worker_is_neither_renewed_nor_given_back(at):
    source(at)
    (dead,) = topics.due(at, 1)
    (alive,) = topics.due(at + claims.LEASE, 1)
    assert [claims.renew(dead, at=at + claims.LEASE), claims.give_back(dead, at=at + claims.LEASE)] == [
        False,
        False,
    ]
    assert claims.renew(alive, at=at + claims.LEASE + SECOND)


@pytest.mark.django_db
def test_claim_is_not_renewed_for_ever_when_the_work_hangs(at):
    source(at)
    (claim,) = topics.due(at, 1)
    claim.since -= claims.LONGEST.total_seconds() + 1
    assert not claims.renew(claim, at=at + SECOND)


@pytest.mark.django_db
def test_account_that_was_never_looked_at_is_claimed_once(at):
    channel = factories.channel(factories.authority())
    for errand in running.ERRANDS[1:]:
        assert [claim.pk for claim in errand.due(at, 5)] == [channel.pk]
        assert errand.due(at, 5) == []
        assert errand.due(at, 0) == []


@pytest.mark.django_db(transaction=True)
def test_reading_that_hangs_holds_up_no_other_reading_and_is_begun_by_no_second_worker(hands, readings):
    begun, _ = readings
    at = clock.now()
    slow = source(at - SECOND, title="hängt")
    quick = [source(at, title=f"geht {number}") for number in range(5)]
    workers = [hands(topics.ERRAND, renew_every=0.05) for _ in range(2)]
    until(lambda: len(begun) == 6)
    assert sorted(begun) == [*(one.title for one in quick), "hängt"]
    kept = Source.objects.get(pk=slow.pk).next_read_at
    until(lambda: Source.objects.get(pk=slow.pk).next_read_at > kept)
    assert begun.count("hängt") == 1
    assert len(workers) == 2


@pytest.mark.django_db(transaction=True)
def test_kind_whose_hands_are_all_busy_holds_up_no_other_kind(hands, readings):
    begun, _ = readings
    at = clock.now()
    for _number in range(topics.ERRAND.hands + 3):
        source(at, title="hängt")
    channel = factories.channel(factories.authority())
    measured = []
    other = Errand(
        "other", running.ERRANDS[2].due, lambda claim, _: measured.append(claim.pk) or 1, every=0.05, hands=1
    )
    hands(topics.ERRAND, other)
    until(lambda: measured and len(begun) == topics.ERRAND.hands)
    assert measured == [channel.pk]


@pytest.mark.django_db(transaction=True)
def test_fault_of_one_turn_ends_neither_the_hands_nor_the_others(hands):
    at = clock.now()
    made = [source(at, title=str(number)) for number in range(3)]
    seen = []

    def carry(claim, _at):
        seen.append(claim.pk)
        if claim.pk == made[0].pk:
            raise ZeroDivisionError
        return 1

    hands(Errand("faulty", topics.due, carry, every=0.05, hands=1))
    until(lambda: len(seen) == 3)
    assert set(seen) == {one.pk for one in made}


@pytest.mark.django_db(transaction=True)
def test_rows_are_given_back_when_the_worker_ends_before_they_are_done(readings):
    begun, _ = readings
    made = source(clock.now(), title="hängt")
    worker = Hands([topics.ERRAND])
    worker.start()
    until(lambda: begun)
    worker.stop(0.1)
    assert [claim.pk for claim in topics.due(clock.now(), 1)] == [made.pk]


@pytest.mark.django_db(transaction=True)
def test_source_of_a_killed_worker_is_read_by_another_when_its_lease_is_over(hands, readings):
    begun, _ = readings
    made = source(clock.now(), title="geht")
    words = [sys.executable, "-m", "tests.errands.hanging", connection.settings_dict["NAME"]]
    killed = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert killed.stdout.readline().strip() == str(made.pk)
    finally:
        killed.kill()
        killed.communicate()
    assert topics.due(clock.now(), 1) == []
    hands(topics.ERRAND, now=lambda: clock.now() + claims.LEASE)
    until(lambda: begun == ["geht"])
    until(lambda: Source.objects.get(pk=made.pk).next_read_at > clock.now() + timedelta(minutes=50))
    assert Measuring.objects.count() == 0


MOST = (300, timedelta(minutes=5))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "seconds"),
    [
        ({"requests": 150}, None),
        ({"requests": 151}, 240),
        ({"requests": 151, "window_from": -301}, None),
        ({"left": 150, "resets_at": 90}, None),
        ({"left": 149, "resets_at": 90}, 90),
        ({"left": 3, "resets_at": -1}, None),
        ({"not_before": 30}, 30),
    ],
)
def test_reading_rests_when_half_of_the_budget_is_spent_so_that_posts_need_not_wait(at, row, seconds):
    channel = factories.channel(factories.authority())
    values = {"window_from": -60, **row}
    times = {
        name: at + value * SECOND
        for name, value in values.items()
        if name in {"window_from", "resets_at", "not_before"}
    }
    Pace.objects.create(channel=channel, **{**values, **times})
    rests = queries.reading_rests_until(channel.pk, most=MOST, at=at)
    assert rests == (None if seconds is None else at + seconds * SECOND)


@pytest.mark.django_db
@pytest.mark.parametrize("errand", running.ERRANDS[1:], ids=lambda one: one.name)
def test_account_that_rests_is_not_read_and_comes_again_when_it_has_rested(at, errand, monkeypatch):
    channel = factories.channel(factories.authority())
    Pace.objects.create(channel=channel, not_before=at + 90 * SECOND, reason="rate_limited")
    (claim,) = errand.due(at, 1)
    monkeypatch.setattr(registry.load("rehearsal"), "Connector", None)  # whoever asks the platform falls over
    assert errand.carry(claim, at) == 0
    assert errand.due(at + 89 * SECOND, 1) == []
    assert len(errand.due(at + 90 * SECOND, 1)) == 1
