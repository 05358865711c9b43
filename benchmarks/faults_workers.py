# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Worker processes that die: forked, so that a thousand deaths need no thousand starts of Python.

Events are every SQL statement and both sides of every call to a platform (an HTTP request, a file of the rehearsal
folder). Forks share nothing but the database and the platforms.
"""

import contextlib
import os
import resource
import secrets
import signal
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, connection, connections

from nahbar.channels import registry
from nahbar.foundation import clock
from nahbar.publishing.models import Publication
from nahbar.publishing.states import OUT
from nahbar.publishing.tasks import Worker, deliver_due
from nahbar.wire import http
from tests.publishing.dying import Events

SECOND = timedelta(seconds=1)
# What a second worker lives through after a death: the lease ends, then looks and absences until all is known.
LATER = (
    9 * SECOND,
    *(timedelta(seconds=60 * n) for n in range(1, 14)),
    *(timedelta(minutes=30 * n) for n in (1, 2)),
)
QUICK = 2.0


def _watched(events: Events) -> None:
    http._Window.request = events.around(http._Window.request)  # type: ignore[method-assign] # noqa: SLF001
    stage: Any = registry.load("rehearsal").Stage  # type: ignore[attr-defined]
    stage.put = events.around(stage.put)


def child(
    fatal: int, at: datetime, blow: signal.Signals = signal.SIGKILL, *, largest_file: int | None = None
) -> int:
    """Forks a worker that does one round and meets its end at event `fatal` (0: never); the process id.

    `largest_file`: no file of it may grow beyond these bytes, as on a disk that is full.
    """
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        events = Events(fatal, blow)
        _watched(events)
        http.TRANSPORT_SECONDS = QUICK
        if largest_file is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
        with connection.execute_wrapper(events.sql), contextlib.suppress(DatabaseError):
            deliver_due(at)
        code = 0
    finally:
        os._exit(code)


def endless(threads: int) -> int:
    """Forks a real worker on the real clock, which works until it is killed; the process id.

    Every lease it takes begins with its process id, so that it is known afterwards what it held.
    """
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    try:
        own = os.getpid() << 96
        uuid.uuid4 = lambda: uuid.UUID(int=own | secrets.randbits(96))
        Worker(threads, now=clock.now).run()
    finally:
        os._exit(0)


def settle(row: Publication, at: datetime) -> None:
    """A second worker goes on for as long as anything is open, and once more to see that it is over."""
    for later in LATER:
        deliver_due(at + later)
        row.refresh_from_db()
        if row.state in OUT or row.state == "unclear":
            break
    deliver_due(at + LATER[-1])
