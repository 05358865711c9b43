# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeps the leases of running deliveries alive, however long a step takes."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Self

from django.db import DatabaseError, close_old_connections, connection

from nahbar.publishing.actions import lease as leases
from nahbar.publishing.actions.lease import Lease

log = logging.getLogger(__name__)
Now = Callable[[], datetime]


class Renewing:
    """Renews every lease added to it; its thread lives as long as the `with` block."""

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
            log.warning("the lease could not be renewed", extra={"publication": str(lease.publication_id)})
            close_old_connections()
