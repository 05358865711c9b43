# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worker: looks each second for what is due, claims it, carries it out in threads."""

import logging
import os
import socket
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Self

from django.db import DatabaseError, close_old_connections, connection

from nahbar.foundation import clock
from nahbar.publishing import queries
from nahbar.publishing.actions import beat
from nahbar.publishing.actions import lease as leases
from nahbar.publishing.actions.halt import release_held
from nahbar.publishing.actions.lease import Lease
from nahbar.publishing.tasks.delivery import deliver

log = logging.getLogger(__name__)
Now = Callable[[], datetime]
LOOK_EVERY = 1.0
BEAT_EVERY = timedelta(seconds=5)


class Renewing:
    """Keeps the leases of running deliveries alive; its thread lives as long as the `with` block."""

    def __init__(self, now: Now, every: float = leases.RENEW_EVERY.total_seconds()) -> None:
        self._now, self._every = now, every
        self._leases: set[Lease] = set()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="nahbar-renewing", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def add(self, lease: Lease) -> None:
        with self._lock:
            self._leases.add(lease)

    def remove(self, lease: Lease) -> None:
        with self._lock:
            self._leases.discard(lease)

    def _run(self) -> None:
        try:
            while not self._over.wait(self._every):
                with self._lock:
                    running = list(self._leases)
                for lease in running:
                    self._renew(lease)
        finally:
            connection.close()

    def _renew(self, lease: Lease) -> None:
        try:
            leases.renew(lease, at=self._now())
        except DatabaseError:
            # The lease ends by itself then, and fencing keeps this delivery from writing.
            log.warning("the lease of publication %s could not be renewed", lease.publication_id)
            close_old_connections()


def deliver_due(at: datetime) -> int:
    """Delivers everything due at this moment, one after the other, in this thread; how many it took up."""
    done = 0
    release_held(at=at)

    def now() -> datetime:
        return at

    with Renewing(now) as renewing:
        while leased := _claim(at, 1):
            for lease in leased:
                renewing.add(lease)
                try:
                    deliver(lease, now=now)
                finally:
                    renewing.remove(lease)
                done += 1
    return done


def _claim(at: datetime, most: int) -> list[Lease]:
    """Up to `most` leases, one an account and round, so that a flood on one account delays no other."""
    claimed: list[Lease] = []
    channels = queries.due_channels(at, most=most) if most > 0 else []
    while channels and len(claimed) < most:
        still = []
        for channel in channels:
            if len(claimed) >= most:
                break
            lease = leases.claim(channel, at=at)
            if lease is not None:
                claimed.append(lease)
                still.append(channel)
        channels = still
    return claimed


class Worker:
    """One worker process: `run` blocks until `stop`; what runs is finished, what waits stays in its row."""

    def __init__(self, threads: int, *, now: Now = clock.now, look_every: float = LOOK_EVERY) -> None:
        self.threads = threads
        self.key = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"[:64]
        self._now, self._look_every = now, look_every
        self._over = threading.Event()
        self._wake = threading.Event()
        self._running: set[Future[None]] = set()
        self._beat_at: datetime | None = None

    def stop(self) -> None:
        """Asks the worker to end; may be called from a signal handler or another thread."""
        self._over.set()
        self._wake.set()

    def run(self) -> None:
        """Works until `stop`; a database that is away for a while is waited for."""
        started_at = self._now()
        with Renewing(self._now) as renewing, ThreadPoolExecutor(self.threads, "nahbar-delivery") as pool:
            while not self._over.is_set():
                self._wake.clear()
                try:
                    self._round(pool, renewing, started_at)
                except DatabaseError:
                    log.exception("the database did not answer; the worker tries again")
                    connection.close()
                self._wake.wait(self._look_every)
        beat.end(self.key)
        connection.close()

    def _round(self, pool: ThreadPoolExecutor, renewing: Renewing, started_at: datetime) -> None:
        close_old_connections()
        at = self._now()
        if self._beat_at is None or not timedelta(0) <= at - self._beat_at < BEAT_EVERY:
            beat.give(self.key, host=socket.gethostname(), started_at=started_at, at=at)
            release_held(at=at)
            self._beat_at = at
        self._running = {future for future in self._running if not future.done()}
        for lease in _claim(at, self.threads - len(self._running)):
            renewing.add(lease)
            self._running.add(pool.submit(self._deliver, lease, renewing))

    def _deliver(self, lease: Lease, renewing: Renewing) -> None:
        try:
            deliver(lease, now=self._now)
        finally:
            renewing.remove(lease)
            connection.close()
            # The slot is free: the next one need not wait for the next look.
            self._wake.set()
