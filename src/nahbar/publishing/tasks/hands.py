# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The threads of one process that carry out what was claimed; and what every executor promises."""

import queue
import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from django.db import close_old_connections, connection

from nahbar.publishing.actions.lease import Lease
from nahbar.publishing.tasks.renewing import Renewing

# Carries one out; the others wait for a hand at this moment.
Carry = Callable[[Lease, Sequence[Lease]], None]


class Executor(Protocol):
    """Who carries claimed deliveries out. It holds no truth: whatever it loses is taken up from its row again."""

    def room(self) -> int:
        """How many more deliveries may be claimed now."""
        ...

    def submit(self, leases: Sequence[Lease]) -> None:
        """Has these carried out as soon as there is a hand."""
        ...

    def stop(self) -> list[Lease]:
        """Begins nothing more; what was taken and not begun, to be given back at once."""
        ...

    def wait(self, seconds: float) -> list[Lease]:
        """After `stop`: lets what runs end for so long; what still runs then."""
        ...


# A connection used so shortly ago is not asked whether it is still there: its next error says so.
TRUSTED_S = 1.0
_asked = threading.local()


def usable_connection() -> None:
    """Lets go of this thread's connection where it is broken or too old, and keeps it otherwise.

    On SQLite Django would open the file anew for every delivery, which costs more than a whole step.
    """
    if connection.vendor != "sqlite":
        at = time.monotonic()
        if connection.errors_occurred or at - getattr(_asked, "at", -TRUSTED_S) >= TRUSTED_S:
            close_old_connections()
            _asked.at = at
    elif connection.errors_occurred and not connection.in_atomic_block:
        connection.close()


class Hands:
    """A pool of daemon threads: a delivery that hangs cannot keep the process from ending.

    Up to three times as many as there are threads are taken, so that a look at the database finds several at once.
    """

    def __init__(self, threads: int, carry: Carry, *, renewing: Renewing, freed: Callable[[], None]) -> None:
        self._most, self._carry, self._renewing, self._freed = threads, carry, renewing, freed
        self._waiting: queue.SimpleQueue[Lease | None] = queue.SimpleQueue()
        self._is_begun: dict[Lease, bool] = {}
        self._is_over = False
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._run, name=f"nahbar-delivery-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def taken(self) -> int:
        """How many are with a hand or wait for one."""
        with self._lock:
            return len(self._is_begun)

    def room(self) -> int:
        """None while others wait for a hand; then everything up to three times the threads."""
        taken = self.taken()
        return 3 * self._most - taken if taken <= self._most else 0

    def submit(self, leases: Sequence[Lease]) -> None:
        """Carried out in this order."""
        for lease in leases:
            self._renewing.add(lease)
            with self._lock:
                self._is_begun[lease] = False
            self._waiting.put(lease)

    def stop(self) -> list[Lease]:
        """See `Executor`."""
        with self._lock:
            self._is_over = True
            left = self._not_begun()
            for lease in left:
                del self._is_begun[lease]
                self._renewing.remove(lease)
        for _ in self._threads:
            self._waiting.put(None)
        return left

    def wait(self, seconds: float) -> list[Lease]:
        """See `Executor`."""
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(timeout=max(until - time.monotonic(), 0))
        with self._lock:
            return list(self._is_begun)

    def _run(self) -> None:
        while (lease := self._waiting.get()) is not None and self._begins(lease):
            try:
                usable_connection()
                self._carry(lease, self._left())
            finally:
                self._renewing.remove(lease)
                with self._lock:
                    del self._is_begun[lease]
                self._freed()
        connection.close()

    def _left(self) -> list[Lease]:
        with self._lock:
            return self._not_begun()

    def _not_begun(self) -> list[Lease]:
        return [lease for lease, is_begun in self._is_begun.items() if not is_begun]

    def _begins(self, lease: Lease) -> bool:
        with self._lock:
            if not self._is_over:
                self._is_begun[lease] = True
            return not self._is_over
