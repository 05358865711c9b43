# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worker: looks each second for what is due, claims it, has it carried out."""

import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from importlib import import_module
from typing import cast

from django.db import DatabaseError, connection

from nahbar.foundation import clock
from nahbar.publishing import queries
from nahbar.publishing.actions import beat
from nahbar.publishing.actions import lease as leases
from nahbar.publishing.actions.halt import release_held
from nahbar.publishing.actions.lease import Lease
from nahbar.publishing.tasks.delivery import deliver
from nahbar.publishing.tasks.hands import Executor, Hands, usable_connection
from nahbar.publishing.tasks.load import Ahead
from nahbar.publishing.tasks.renewing import Now, Renewing

log = logging.getLogger(__name__)
LOOK_EVERY = 1.0
APART = 0.2
BEAT_EVERY = timedelta(seconds=5)
# How long a delivery may still run after the worker was asked to end; the rest is another worker's then.
DRAIN_SECONDS = 15.0
# Imported only where it is used: it needs PostgreSQL, and a house on SQLite starts without it.
EXECUTORS = {"hands": "nahbar.publishing.tasks.hands:Hands", "jobs": "nahbar.publishing.tasks.jobs:Jobs"}


def deliver_due(at: datetime) -> int:
    """Delivers everything due at this moment, one after the other, in this thread; how many it took up."""
    done = 0
    release_held(at=at)

    def now() -> datetime:
        return at

    with Renewing(now) as renewing:
        while leased := claim_due(at, 1):
            for lease in leased:
                renewing.add(lease)
                try:
                    deliver(lease, now=now)
                finally:
                    renewing.remove(lease)
                done += 1
    return done


def claim_due(at: datetime, most: int) -> list[Lease]:
    """Up to `most` leases, one an account first, so that a flood on one account delays no other."""
    accounts = queries.due_channels(at, most=most) if most > 0 else []
    return leases.claim_each(accounts, most=most, at=at) if accounts else []


class Worker:
    """One worker process: `run` blocks until `stop`; what runs is finished, what waits stays in its row.

    `executor` is "hands" (threads of this process) or "jobs" (the hands of all workers); empty: as the database is.
    """

    def __init__(
        self,
        threads: int,
        *,
        now: Now = clock.now,
        look_every: float = LOOK_EVERY,
        drain_seconds: float = DRAIN_SECONDS,
        executor: str = "",
    ) -> None:
        self.threads = threads
        self.key = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"[:64]
        self._now, self._look_every, self._drain_seconds = now, look_every, drain_seconds
        self._executor = executor or ("jobs" if connection.vendor == "postgresql" else "hands")
        self._over = threading.Event()
        self._wake = threading.Event()
        self._renewing = Renewing(now)
        self._ahead = Ahead()
        self._beat_at: datetime | None = None

    def stop(self) -> None:
        """Asks the worker to end; may be called from a signal handler or another thread."""
        self._over.set()
        self._wake.set()

    def run(self) -> None:
        """Works until `stop`; a database that is away for a while is waited for."""
        started_at = self._now()
        module, _, name = EXECUTORS[self._executor].partition(":")
        make = cast("type[Hands]", getattr(import_module(module), name))
        with self._renewing:
            executor: Executor = make(
                self.threads, self._deliver, renewing=self._renewing, freed=self._wake.set
            )
            while not self._over.is_set():
                self._wake.clear()
                began = time.monotonic()
                try:
                    self._round(executor, started_at)
                except DatabaseError:
                    log.exception("the database did not answer; the worker tries again")
                    connection.close()
                except Exception:
                    log.exception("a look at what is due failed; the worker tries again")
                self._wake.wait(self._look_every)
                # What is freed meanwhile is claimed together: a look costs as much for one post as for twenty.
                self._over.wait(max(began + min(APART, self._look_every) - time.monotonic(), 0))
            self._drain(executor)
        connection.close()

    def _round(self, executor: Executor, started_at: datetime) -> None:
        usable_connection()
        at = self._now()
        if self._beat_at is None or not timedelta(0) <= at - self._beat_at < BEAT_EVERY:
            beat.give(self.key, host=socket.gethostname(), started_at=started_at, at=at)
            release_held(at=at)
            self._beat_at = at
        claimed = claim_due(at, executor.room())
        if claimed:
            executor.submit(claimed)

    def _drain(self, executor: Executor) -> None:
        """What nobody has begun is given back at once, what runs has its time, and the rest is given back then."""
        try:
            beat.end(self.key)
            leases.give_back(executor.stop(), at=self._now())
            leases.give_back(executor.wait(self._drain_seconds), at=self._now())
        except DatabaseError:
            log.exception("not everything could be given back; it is taken up again when its lease ends")

    def _deliver(self, lease: Lease, waiting: Sequence[Lease]) -> None:
        deliver(lease, now=self._now, read=lambda one: self._ahead.case(one, waiting))
