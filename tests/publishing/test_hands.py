# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a worker does when it is asked to end, and what another one finds then."""

import threading
import time
import uuid
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from nahbar.foundation import clock
from nahbar.publishing import queries
from nahbar.publishing.actions import lease as leases
from nahbar.publishing.actions.lease import Lease
from nahbar.publishing.models import JournalLine, Publication
from nahbar.publishing.states import PublicationState, Step
from nahbar.publishing.tasks import Worker
from nahbar.publishing.tasks.hands import Hands
from nahbar.publishing.tasks.renewing import Renewing
from nahbar.publishing.tasks.worker import claim_due
from tests.publishing import double, world

S = PublicationState


def until(is_so, seconds=20.0):
    """Waits until something is so; a test that waits in vain says so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def slow(monkeypatch):
    """A platform that answers a send only when it is let."""
    begun, may_answer = threading.Semaphore(0), threading.Event()
    real = double.Connector.publish

    def publish(self, post, prepared):
        begun.release()
        assert may_answer.wait(20)
        return real(self, post, prepared)

    monkeypatch.setattr(double.Connector, "publish", publish)
    yield begun, may_answer
    may_answer.set()


def test_hands_take_more_only_when_nobody_waits_for_one():
    may_end = threading.Event()
    hands = Hands(
        2, lambda _lease, _waiting: may_end.wait(20), renewing=Renewing(clock.now), freed=lambda: None
    )
    given = [Lease(uuid.uuid4(), "k") for _ in range(3)]
    assert hands.room() == 6
    hands.submit(given)
    until(lambda: hands.room() == 0)
    until(lambda: sum(hands._is_begun.values()) == 2)
    assert hands.stop() == given[2:]
    assert set(hands.wait(0.01)) == set(given[:2])
    may_end.set()
    assert hands.wait(20) == []


@pytest.mark.django_db(transaction=True)
def test_worker_asked_to_end_finishes_what_runs_and_gives_back_the_rest_at_once(stage, slow):
    begun, may_answer = slow
    at = clock.now()
    rows = [world.planned(world.town(), at - timedelta(seconds=9 - n), f"Meldung {n}") for n in range(2)]
    worker = Worker(1, look_every=0.05, executor="hands")
    thread = threading.Thread(target=worker.run)
    thread.start()
    assert begun.acquire(timeout=20)
    until(lambda: queries.leased(clock.now()).count() == 2)
    worker.stop()
    until(lambda: queries.leased(clock.now()).count() == 1)
    assert thread.is_alive()
    may_answer.set()
    thread.join(timeout=20)
    assert not thread.is_alive()
    done, left = (Publication.objects.get(pk=row.pk) for row in rows)
    assert (done.state, left.state, left.lease_until, left.attempts) == (S.PUBLISHED, S.SENDING, None, 0)
    assert queries.journal(left).last().step == Step.POSTPONED
    assert [lease.publication_id for lease in claim_due(clock.now(), 9)] == [left.pk]
    assert len(stage.posts()) == 1


@pytest.mark.django_db(transaction=True)
def test_delivery_that_hangs_does_not_keep_the_worker_from_ending(stage, slow):
    begun, may_answer = slow
    row = world.planned(world.town("look_up"), clock.now(), "Hängt.")
    worker = Worker(1, look_every=0.05, drain_seconds=0.2, executor="hands")
    thread = threading.Thread(target=worker.run)
    thread.start()
    assert begun.acquire(timeout=20)
    worker.stop()
    thread.join(timeout=20)
    assert not thread.is_alive()
    found = Publication.objects.get(pk=row.pk)
    # The intent stays open: whoever takes it up looks before anything is sent.
    assert (found.state, found.lease_key, found.intent_at is None) == (S.SENDING, "", False)
    may_answer.set()
    until(lambda: len(stage.posts()) == 1)
    until(lambda: not any(t.name.startswith("nahbar-delivery") for t in threading.enumerate()))
    found.refresh_from_db()
    assert found.state == S.SENDING


@pytest.mark.django_db
def test_round_claims_one_an_account_first_and_not_more_than_an_account_carries(at, stage):
    flooded, quiet = world.town(), world.town()
    first = world.planned(flooded, at - timedelta(minutes=9), "Flut 1")
    world.planned(flooded, at - timedelta(minutes=8), "Flut 2")
    other = world.planned(quiet, at, "Ruhig.")
    channels = queries.due_channels(at, most=9)
    claimed = leases.claim_each(channels, most=9, at=at)
    assert [lease.publication_id for lease in claimed] == [first.pk, other.pk]
    assert leases.claim_each(channels, most=9, at=at) == []
    assert [row.attempts for row in Publication.objects.filter(pk__in=[first.pk, other.pk])] == [1, 1]


@pytest.mark.django_db
def test_lease_given_back_twice_or_lost_changes_nothing(at, stage):
    row = world.planned(world.town(), at)
    [lease] = claim_due(at, 1)
    assert leases.give_back([lease], at=at) == 1
    [second] = claim_due(at, 1)
    assert leases.give_back([lease], at=at) == 0
    row.refresh_from_db()
    assert row.lease_key == second.key


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_posts_and_each_goes_out_once(stage):
    at = clock.now()
    for number in range(6):
        world.planned(world.town(), at, f"Meldung {number}")
    workers = [Worker(2, look_every=0.1) for _ in range(2)]
    threads = [threading.Thread(target=worker.run) for worker in workers]
    for thread in threads:
        thread.start()
    until(lambda: Publication.objects.filter(state=S.PUBLISHED).count() == 6)
    for worker in workers:
        worker.stop()
    for thread in threads:
        thread.join(timeout=20)
    assert not any(thread.is_alive() for thread in threads)
    assert len(stage.posts()) == 6
    if connection.vendor == "postgresql":
        # There they are jobs of procrastinate, and none of them is left behind.
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM procrastinate_jobs")
            assert cursor.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("switch", list(world.SWITCHES))
def test_nothing_leaves_two_seconds_after_a_stop_though_workers_are_in_full_flow(stage, monkeypatch, switch):
    at, town = clock.now(), world.town()
    rows = [world.planned(town, at, f"Meldung {number}") for number in range(40)]
    monkeypatch.setattr(double, "CAPABILITY", replace(double.CAPABILITY, concurrency=4))
    real = double.Connector.prepare

    def uploading(self, post):
        time.sleep(0.05)
        return real(self, post)

    monkeypatch.setattr(double.Connector, "prepare", uploading)
    worker = Worker(4, look_every=0.05)
    thread = threading.Thread(target=worker.run)
    thread.start()
    until(lambda: len(stage.posts()) >= 3)
    asked = time.monotonic()
    world.SWITCHES[switch](town, clock.now())
    took = time.monotonic() - asked
    announced = announcements()
    until(lambda: not queries.due(clock.now()).exists() and not queries.leased(clock.now()).exists())
    worker.stop()
    thread.join(timeout=20)
    assert took < 2
    # Not one announced after the switch was on; those announced before are there, each once.
    assert (announcements(), len(stage.posts())) == (announced, announced)
    standing = Counter(
        Publication.objects.filter(pk__in=[row.pk for row in rows]).values_list("state", flat=True)
    )
    assert standing == {S.PUBLISHED: announced, S.HELD: 40 - announced}


def announcements():
    return JournalLine.objects.filter(step=Step.PUBLISH_INTENT).count()
