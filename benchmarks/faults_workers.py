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
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, connection, connections

from nahbar.channels import registry
from nahbar.foundation import clock
from nahbar.publishing.models import Publication
from nahbar.publishing.states import OUT
from nahbar.publishing.tasks import Worker, deliver_due
from nahbar.wire import http

SECOND = timedelta(seconds=1)
# What a second worker lives through after a death: the lease ends, then looks and absences until all is known.
LATER = (
    9 * SECOND,
    *(timedelta(seconds=60 * n) for n in range(1, 14)),
    *(timedelta(minutes=30 * n) for n in (1, 2)),
)
QUICK = 2.0


class Events:
    """Counts what a child does, and at the chosen event ends it or stops it in its tracks."""

    def __init__(self, fatal: int, blow: signal.Signals) -> None:
        self.fatal, self.blow, self.seen = fatal, blow, 0

    def happen(self) -> None:
        self.seen += 1
        if self.seen == self.fatal:
            os.kill(os.getpid(), self.blow)

    def sql(self, execute: Callable[..., Any], *args: Any) -> Any:
        self.happen()
        return execute(*args)

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any, **kwargs: Any) -> Any:
            self.happen()
            answer = call(*args, **kwargs)
            self.happen()
            return answer

        return called


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


def survived(pid: int) -> bool:
    """Waits for the end; whether it was the child's own."""
    _, status = os.waitpid(pid, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


def settle(row: Publication, at: datetime) -> None:
    """A second worker goes on for as long as anything is open, and once more to see that it is over."""
    for later in LATER:
        deliver_due(at + later)
        row.refresh_from_db()
        if row.state in OUT or row.state == "unclear":
            break
    deliver_due(at + LATER[-1])


def is_free(row: Publication) -> bool:
    """Whether a stopped process holds no lock of the database: with one, nobody else could go on either."""
    with connection.cursor() as cursor:
        try:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA busy_timeout=50")
                cursor.execute("BEGIN IMMEDIATE")
                cursor.execute("ROLLBACK")
            else:
                cursor.execute("SET statement_timeout = 100")
                cursor.execute(
                    "SELECT 1 FROM publishing_publication p, authority_channel c "
                    "WHERE p.id = %s AND c.id = p.channel_id FOR UPDATE",
                    [row.pk.hex if connection.vendor == "sqlite" else row.pk],
                )
        except DatabaseError:
            return False
        finally:
            connection.close()
    return True
