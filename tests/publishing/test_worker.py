# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import threading
import time
from datetime import timedelta

import pytest

from nahbar.foundation import clock
from nahbar.publishing import queries
from nahbar.publishing.actions import beat
from nahbar.publishing.actions import lease as leases
from nahbar.publishing.models import Publication, WorkerBeat
from nahbar.publishing.states import PublicationState
from nahbar.publishing.tasks import Worker, deliver_due
from tests.publishing import world

S = PublicationState


@pytest.mark.django_db
def test_worker_is_alive_for_half_a_minute_after_its_last_beat(at):
    assert not queries.worker_alive(at)
    beat.give("w", host="h", started_at=at, at=at)
    assert queries.worker_alive(at + timedelta(seconds=29))
    assert not queries.worker_alive(at + timedelta(seconds=30))
    beat.give("w", host="h", started_at=at + timedelta(days=9), at=at + timedelta(minutes=1))
    assert WorkerBeat.objects.get().started_at == at
    beat.end("w")
    assert not queries.worker_alive(at + timedelta(minutes=1))


@pytest.mark.django_db
def test_account_is_served_one_at_a_time_and_in_the_order_of_dates(at, stage):
    town = world.town()
    late = world.planned(town, at, "B kommt danach.")
    early = world.planned(town, at - timedelta(minutes=1), "A war zuerst dran.")
    first = leases.claim(town.channel, at=at)
    assert first is not None
    assert first.publication_id == early.pk
    assert leases.claim(town.channel, at=at) is None
    Publication.objects.filter(pk=early.pk).update(state=S.DROPPED, lease_key="", lease_until=None)
    second = leases.claim(town.channel, at=at)
    assert second is not None
    assert second.publication_id == late.pk


@pytest.mark.django_db
def test_flood_on_one_account_delays_no_other(at, stage):
    flooded, quiet = world.town(), world.town()
    for number in range(5):
        world.planned(flooded, at - timedelta(minutes=5), f"Flut {number}")
    world.planned(quiet, at, "Ruhig.")
    assert set(queries.due_channels(at, most=9)) == {
        flooded.channel.pk,
        quiet.channel.pk,
    }
    deliver_due(at)
    assert len(stage.posts()) == 6


@pytest.mark.django_db
def test_lease_is_renewed_by_its_owner_and_by_nobody_else(at):
    town = world.town()
    row = world.planned(town, at)
    lease = leases.claim(town.channel, at=at)
    assert lease is not None
    later = at + timedelta(seconds=5)
    assert leases.renew(lease, at=later)
    row.refresh_from_db()
    assert row.lease_until == later + leases.LEASE
    assert not leases.renew(leases.Lease(row.pk, "stolen"), at=later)


@pytest.mark.django_db(transaction=True)
def test_worker_delivers_in_threads_and_ends_in_an_orderly_way(stage):
    at = clock.now()
    rows = [world.planned(world.town(), at, f"Meldung {number}") for number in range(3)]
    worker = Worker(2, look_every=0.05)
    thread = threading.Thread(target=worker.run)
    thread.start()
    waited_until = time.monotonic() + 20
    while len(stage.posts()) < 3 and time.monotonic() < waited_until:
        time.sleep(0.02)
    assert queries.worker_alive(clock.now())
    worker.stop()
    thread.join(timeout=20)
    assert not thread.is_alive()
    assert [Publication.objects.get(pk=row.pk).state for row in rows] == [S.PUBLISHED] * 3
    assert WorkerBeat.objects.count() == 0
