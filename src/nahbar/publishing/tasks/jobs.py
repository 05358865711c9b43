# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many workers on PostgreSQL: what one worker claims, any worker carries out, as jobs of procrastinate.

A job is a note that says "these leases wait for a hand". It may be lost, doubled or late without harm: the
lease is checked before anything is done, and a row whose lease has ended is claimed anew.
"""

import asyncio
import logging
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import procrastinate
from django.db import connection
from procrastinate.contrib.django.utils import connector_params

from nahbar.publishing.actions.lease import Lease
from nahbar.publishing.tasks.hands import Carry, Hands
from nahbar.publishing.tasks.renewing import Renewing

if TYPE_CHECKING:
    from procrastinate.types import JSONDict, JSONValue

log = logging.getLogger(__name__)
QUEUE, TASK = "nahbar-delivery", "nahbar.deliver"
AGAIN_AFTER = 2.0
OPEN_SECONDS = 10.0
# A worker that has not been heard of for so long is gone, and its jobs with it; their rows go on by their leases.
SILENT = 30.0
WAITING = (
    "SELECT coalesce(sum(jsonb_array_length(args -> 'leases')), 0) FROM procrastinate_jobs "
    "WHERE queue_name = %s AND status = 'todo'"
)
FORGET = (
    "DELETE FROM procrastinate_jobs WHERE queue_name = %s AND status <> 'todo' AND (worker_id IS NULL "
    "OR NOT EXISTS (SELECT FROM procrastinate_workers w WHERE w.id = worker_id "
    "AND w.last_heartbeat > now() - make_interval(secs => %s)))"
)


class Jobs:
    """An executor whose hands are those of all workers on this database.

    A job carries several leases, and is done as soon as a worker's hands have them. A worker holds one job ready
    beside what its hands do, and fetches the next when these have taken it.
    """

    def __init__(self, threads: int, carry: Carry, *, renewing: Renewing, freed: Callable[[], None]) -> None:
        self._threads, self._renewing, self._freed = threads, renewing, freed
        self._per_job = threads
        self._ready_leases: list[Lease] = []
        self._hands = Hands(threads, carry, renewing=renewing, freed=self._one_freed)
        self._app = procrastinate.App(
            connector=procrastinate.PsycopgConnector(
                kwargs=connector_params(), min_size=1, max_size=2, timeout=OPEN_SECONDS
            )
        )
        self._task = self._app.task(name=TASK, queue=QUEUE)(self._job)
        self._loop = asyncio.new_event_loop()
        self._hand_is_free = asyncio.Event()
        self._ready = threading.Event()
        self._is_over = False
        self._worker: asyncio.Task[None] | None = None
        self._forgotten_at = float("-inf")
        self._thread = threading.Thread(target=self._run, name="nahbar-jobs", daemon=True)
        self._thread.start()

    def room(self) -> int:
        """None while others wait for a hand, counted over all workers; then everything up to three times the threads."""
        if not self._ready.is_set():
            return 0
        with connection.cursor() as cursor:
            if time.monotonic() - self._forgotten_at > SILENT:
                cursor.execute(FORGET, [QUEUE, SILENT])
                self._forgotten_at = time.monotonic()
            cursor.execute(WAITING, [QUEUE])
            (waiting,) = cursor.fetchone()
        return 3 * self._threads - waiting if waiting <= self._threads // 2 else 0

    def submit(self, leases: Sequence[Lease]) -> None:
        """One insert for all; where it fails, the leases end by themselves."""
        words: list[JSONValue] = [[str(lease.publication_id), lease.key] for lease in leases]
        notes: list[JSONDict] = [
            {"leases": words[first : first + self._per_job]} for first in range(0, len(words), self._per_job)
        ]
        asyncio.run_coroutine_threadsafe(self._task.batch_defer_async(*notes), self._loop).result(
            OPEN_SECONDS
        )

    def stop(self) -> list[Lease]:
        """What waits as a job is any other worker's to take; what this one fetched and did not begin comes back."""
        self._is_over = True
        # The loop may have ended by itself meanwhile.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._end)
        left = [*self._hands.stop(), *self._ready_leases]
        for lease in left:
            self._renewing.remove(lease)
        return left

    def wait(self, seconds: float) -> list[Lease]:
        """See `Executor`."""
        until = time.monotonic() + seconds
        left = self._hands.wait(seconds)
        self._thread.join(timeout=max(until - time.monotonic(), 1.0))
        return left

    def _end(self) -> None:
        self._hand_is_free.set()
        if self._worker is not None:
            self._worker.cancel()

    def _one_freed(self) -> None:
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._hand_is_free.set)
        if not self._ready_leases and self._hands.taken() < self._threads:
            self._freed()

    async def _job(self, leases: list[list[str]]) -> None:
        self._ready_leases = [Lease(uuid.UUID(publication), key) for publication, key in leases]
        for lease in self._ready_leases:
            self._renewing.add(lease)
        while not self._is_over and self._hands.taken() >= self._threads:
            self._hand_is_free.clear()
            if self._hands.taken() >= self._threads:
                await self._hand_is_free.wait()
        if not self._is_over:
            taken, self._ready_leases = self._ready_leases, []
            self._hands.submit(taken)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        while not self._is_over:
            try:
                self._loop.run_until_complete(self._work())
            except asyncio.CancelledError:
                break
            except Exception:
                log.exception("the jobs of the deliveries stopped; they are taken up again")
            self._ready.clear()
            if not self._is_over:
                time.sleep(AGAIN_AFTER)
        self._loop.close()

    async def _work(self) -> None:
        async with self._app.open_async():
            self._worker = asyncio.ensure_future(
                self._app.run_worker_async(
                    queues=[QUEUE],
                    name="nahbar",
                    concurrency=1,
                    delete_jobs="always",
                    install_signal_handlers=False,
                    fetch_job_polling_interval=2.0,
                )
            )
            self._ready.set()
            self._freed()
            await self._worker
