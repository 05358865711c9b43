# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What runs by itself side by side: nothing waits for the slowest, and two workers do nothing twice."""

import argparse
import os
import signal
import threading
import time
from datetime import timedelta

import pytest
from django.db import connection

from nahbar.cli import running
from nahbar.dialogue import tasks as dialogue
from nahbar.errands import claims
from nahbar.foundation import clock
from nahbar.publishing.models import Publication, WorkerBeat
from nahbar.topics import tasks as topics
from nahbar.topics.models import Source
from tests import factories
from tests.publishing import double, world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(tmp_path):
    with double.fresh(tmp_path / "stage") as made:
        yield made


@pytest.fixture
def signals():
    """The test's own answers to signals come back at its end."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, answer in before.items():
        signal.signal(number, answer)


def source(at, **values):
    given = {"kind": "feed", "title": "Stadt", "url": "https://musterau.example/feed", "added_at": at}
    return Source.objects.create(authority=factories.authority(), **{**given, "next_read_at": at, **values})


def test_due_post_does_not_wait_for_a_slow_feed_and_sigterm_ends_the_worker(stage, signals, monkeypatch):
    now = clock.now()
    source(now)
    reading, may_end = threading.Event(), threading.Event()

    def slow(*_, **__):
        reading.set()
        may_end.wait(30)

    monkeypatch.setattr(topics.actions, "read", slow)
    found = []

    def watch():
        try:
            found.append(reading.wait(20))
            row = world.planned(world.town(), clock.now())
            end = time.monotonic() + 20
            while time.monotonic() < end and not found[1:]:
                row.refresh_from_db()
                found.extend([row.state] * (row.state == "published"))
                time.sleep(0.05)
            found.append(may_end.is_set())
        finally:
            connection.close()
            may_end.set()
            os.kill(os.getpid(), signal.SIGTERM)

    watching = threading.Thread(target=watch)
    watching.start()
    assert running.worker(argparse.Namespace()) == 0
    watching.join()
    assert found == [True, "published", False]
    assert not WorkerBeat.objects.exists()


def at_once(run, at):
    """Two workers look at the same moment."""
    gate = threading.Barrier(2)

    def look():
        gate.wait(10)
        try:
            run(at)
        finally:
            connection.close()

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_source_is_read_once_when_two_workers_look_at_once(at, monkeypatch):
    made, read = source(at), []

    def slow(one, **_):
        read.append(one.pk)
        time.sleep(0.2)

    monkeypatch.setattr(topics.actions, "read", slow)
    at_once(topics.run, at)
    assert read == [made.pk]
    made.refresh_from_db()
    assert made.next_read_at == at + claims.LEASE


def test_account_is_heard_once_when_two_workers_look_at_once(at, stage, monkeypatch):
    town = world.town()
    world.published(town.authority, town.channel, town.editor, published_at=at - timedelta(hours=1))
    heard = []

    def slow(channel, _at):
        heard.append(channel.pk)
        time.sleep(0.2)
        return 0

    monkeypatch.setattr(dialogue, "hear", slow)
    at_once(dialogue.run, at)
    assert heard == [town.channel.pk]
    assert Publication.objects.count() == 1
