# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One connection: to a checked address, until a deadline, knowing whether anything was sent."""

import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import Any, TypeVar, cast

import httpcore
import httpx

from nahbar.channels.transport import AddressRefused, AnswerLost
from nahbar.wire.guard import Allowed, targets

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
# A server that was given a film looks at it before it answers.
FILE_READ_SECONDS = 120.0
PIECE = 64 * 1024
T = TypeVar("T")


class TooLate(Exception):
    """The time for the whole request is over."""


@cache
def tls_context() -> ssl.SSLContext:
    """Certificates of certifi and of the machine (an authority may run its own root)."""
    context = httpx.create_ssl_context()
    context.load_default_certs()
    return context


class Line(httpcore.NetworkBackend):
    """Where httpcore gets its connection from: the name is resolved once, checked, and that address is used.

    TLS and the Host header keep the name, because only the connection knows the number.
    `is_sent` turns true before the first byte of the request leaves.
    """

    FAULTS = (
        httpcore.NetworkError,
        httpcore.TimeoutException,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
        OSError,
    )

    def __init__(
        self, exceptions: Allowed, *, deadline: float, may_be_plain: bool, read_seconds: float = READ_SECONDS
    ) -> None:
        self.is_sent = False
        self._read_seconds = read_seconds
        self._exceptions = exceptions
        self._deadline = deadline
        self._may_be_plain = may_be_plain
        self._is_plain = False
        self._real = httpcore.SyncBackend()

    @contextmanager
    def pool(self, context: ssl.SSLContext) -> Iterator[httpcore.ConnectionPool]:
        """A pool for exactly one request."""
        with httpcore.ConnectionPool(ssl_context=context, max_connections=1, network_backend=self) as pool:
            yield pool

    @contextmanager
    def answer(self, pool: httpcore.ConnectionPool, request: httpx.Request) -> Iterator[httpcore.Response]:
        """Sends the request; the answer's body is still to be read."""
        self._is_plain = request.url.scheme == "http"
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        limits = {
            "connect": CONNECT_SECONDS,
            "read": self._read_seconds,
            "write": READ_SECONDS,
            "pool": CONNECT_SECONDS,
        }
        asked = httpcore.Request(
            method=request.method,
            url=url,
            headers=request.headers.raw,
            content=cast("Iterable[bytes]", request.stream),
            extensions={"timeout": limits},
        )
        answer = pool.handle_request(asked)
        try:
            yield answer
        finally:
            answer.close()

    def pieces(self, answer: httpcore.Response) -> Iterator[bytes]:
        """The body as it arrives, still packed."""
        yield from answer.iter_stream()

    def left(self, at_most: float | None) -> float:
        """Seconds the next step may take.

        Raises:
            TooLate: none are left.

        """
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TooLate
        return left if at_most is None else min(left, at_most)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first of the host's allowed addresses that answers."""
        found = targets(host, port, exceptions=self._exceptions, seconds=self.left(timeout))
        if self._is_plain and not self._may_be_plain:
            found = tuple(target for target in found if target.is_private)
        if not found:
            raise AddressRefused(f"{host}: only https is used outside private networks")
        fault: Exception | None = None
        for target in found:
            try:
                stream = self._real.connect_tcp(
                    target.address, port, self.left(timeout), local_address, socket_options
                )
                return _Stream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
        raise cast("Exception", fault)


class _Stream(httpcore.NetworkStream):
    """The connection, cut off at the deadline, whichever way the other side dawdles."""

    def __init__(self, real: httpcore.NetworkStream, line: Line) -> None:
        self._real = real
        self._line = line

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._in_time(partial(self._real.read, max_bytes), timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._line.left(timeout)
        self._line.is_sent = True
        for start in range(0, len(buffer), PIECE):
            self._in_time(partial(self._real.write, buffer[start : start + PIECE]), timeout)

    def _in_time(self, step: Callable[[float], T], timeout: float | None) -> T:
        try:
            return step(self._line.left(timeout))
        except (httpcore.ReadTimeout, httpcore.WriteTimeout) as error:
            raise AnswerLost("the other side did not answer in time") from error

    def close(self) -> None:
        self._real.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(
            self._real.start_tls(ssl_context, server_hostname, self._line.left(timeout)), self._line
        )

    def get_extra_info(self, info: str) -> Any:
        return self._real.get_extra_info(info)
