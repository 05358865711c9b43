# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The window a reader is given: every request counted, limited, polite, and its trouble said in a sentence."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from nahbar.topics.address import AskedTooOften, asked, host_of
from nahbar.wire import http as wire
from nahbar.wire import mailbox
from nahbar.wire.http import Fetched
from nahbar.wire.mailbox import Mailbox, Server

ONE_REQUEST = 30.0


class Asking:
    """As many requests as one reading may make, in as many seconds; two to one server are `apart` seconds apart.

    `wait`: how long a server asked to be left alone.
    """

    def __init__(self, *, requests: int, seconds: float, apart: float = 0.2) -> None:
        self.requests = 0
        self._most, self._until, self._apart = requests, time.monotonic() + seconds, apart
        self._asked_at: dict[str, float] = {}
        self.wait: timedelta | None = None

    def get(
        self,
        url: str,
        *,
        limit_bytes: int,
        etag: str = "",
        last_modified: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Fetched:
        """The answer, whatever its status; see `readers.reader.Ask`."""
        host = host_of(url)
        wait = self._asked_at.get(host, float("-inf")) + self._apart - time.monotonic()
        left = self._until - time.monotonic() - max(wait, 0)
        if self.requests >= self._most or left <= 0:
            raise AskedTooOften(host=host)
        if wait > 0:
            time.sleep(wait)
        self.requests += 1
        self._asked_at[host] = time.monotonic()
        answer = asked(
            url,
            lambda: wire.fetch(
                url,
                limit_bytes=limit_bytes,
                timeout=min(left, ONE_REQUEST),
                etag=etag,
                last_modified=last_modified,
                headers=headers,
            ),
        )
        self.wait = _asked_to_wait(answer) or self.wait
        return answer

    @contextmanager
    def mailbox(self, server: Server) -> Iterator[Mailbox]:
        """A mailbox one is logged in to, as long as the reading has time; see `readers.reader.Ask`."""
        left = self._until - time.monotonic()
        if self.requests >= self._most or left <= 0:
            raise AskedTooOften(host=server.host)
        self.requests += 1
        with mailbox.opened(server, seconds=left) as box:
            yield box


def _asked_to_wait(answer: Fetched) -> timedelta | None:
    seconds = answer.headers.get("retry-after", "")
    return timedelta(seconds=min(int(seconds), 86_400)) if seconds.isdecimal() and len(seconds) < 8 else None  # noqa: PLR2004
