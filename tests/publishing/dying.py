# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a worker process meets its end at a chosen event, and what can be seen of it from outside.

Events are every SQL statement and both sides of every call to a platform.
"""

import os
import signal
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, connection

from nahbar.publishing.models import Publication


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


def survived(pid: int) -> bool:
    """Waits for the end; whether it was the child's own."""
    _, status = os.waitpid(pid, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


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
                    [row.pk],
                )
        except DatabaseError:
            return False
        finally:
            connection.close()
    return True
