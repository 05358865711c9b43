# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests with limits: a checked address, a deadline, a size, no byte believed."""

import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any
from urllib.parse import urljoin

import httpx
from django.conf import settings

from nahbar.channels.transport import AddressRefused, Answer, AnswerLost, File, NotSent, Transport
from nahbar.wire.guard import Allowed, allowed
from nahbar.wire.line import FILE_READ_SECONDS, READ_SECONDS, Line, TooLate, tls_context

__all__ = ["AddressRefused", "AnswerLost", "Fetched", "NotSent", "fetch", "transport"]

TRANSPORT_SECONDS = 120.0
# A file may take this much longer: what a line of 800 kbit/s carries.
FILE_BYTES_PER_SECOND = 100_000
TRANSPORT_BYTES = 20 * 1024 * 1024
FETCH_SECONDS = 30.0
MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304
PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page or file from the web: `url` is where it was found in the end; header names in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    not_modified: bool


def transport(*, seconds: float | None = None, limit_bytes: int | None = None) -> Transport:
    """The window a connector is given, with limits of its own where they are named; see channels.transport."""
    return _Window(_exceptions(), seconds, limit_bytes)


def fetch(
    url: str,
    *,
    limit_bytes: int,
    timeout: float = FETCH_SECONDS,
    etag: str = "",
    last_modified: str = "",
    headers: Mapping[str, str] | None = None,
) -> Fetched:
    """Reads a page or file, following at most 5 redirects, each checked anew.

    Args:
        url: http or https.
        limit_bytes: most bytes of the unpacked body.
        timeout: seconds for all of it, redirects included.
        etag: from the last reading; with it the answer may be `not_modified`.
        last_modified: the same.
        headers: more of them, such as a key the service asks for; they go to the first host alone.

    Raises:
        NotSent: no connection came about.
        AddressRefused: the address, or one it redirects to, is private or not http(s).
        AnswerLost: too slow, too large, broken, or too many redirects.

    """
    asked = {"Accept": "*/*"}
    if etag:
        asked["If-None-Match"] = etag
    if last_modified:
        asked["If-Modified-Since"] = last_modified
    deadline = time.monotonic() + timeout
    exceptions = _exceptions()
    first = ""
    for _ in range(MAX_REDIRECTS + 1):
        request = _built(partial(httpx.Request, "GET", url, headers=_headers(asked)))
        first = first or request.url.host
        if headers and request.url.host == first:
            request.headers.update(dict(headers))
        line = Line(exceptions, deadline=deadline, may_be_plain=True)
        answer = _ask(request, line, limit_bytes)
        target = answer.headers.get("location", "")
        if answer.status not in REDIRECTS or not target:
            unchanged = answer.status == NOT_MODIFIED
            return Fetched(url, answer.status, answer.headers, answer.body, unchanged)
        url = _next(url, target)
    raise AnswerLost(f"{request.url.host}: redirects more than {MAX_REDIRECTS} times")


def _next(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError as error:
        raise AnswerLost("the answer redirects to something that is no address") from error


def _exceptions() -> Allowed:
    return allowed(settings.ALLOW_PRIVATE)


@cache
def _agent() -> str:
    return f"Nahbar/{version('nahbar')}"


def _headers(given: Mapping[str, str] | None) -> dict[str, str]:
    # Only encodings that _unpacked can limit.
    return {
        "User-Agent": _agent(),
        "Accept-Encoding": "gzip, deflate",
        **(given or {}),
        "Connection": "close",
    }


def _built(build: Callable[[], httpx.Request]) -> httpx.Request:
    """A request whose address was looked at: http or https, a host, nobody's password in it."""
    try:
        request = build()
        fits = request.url.scheme in {"http", "https"} and bool(request.url.host) and not request.url.userinfo
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise AddressRefused("this is no address of the web") from error
    if not fits:
        raise AddressRefused("this is no plain http or https address")
    return request


class _Window:
    """The transport: one request, no retry, no redirect."""

    def __init__(self, exceptions: Allowed, seconds: float | None, limit_bytes: int | None) -> None:
        self._exceptions = exceptions
        self._seconds, self._limit = seconds, limit_bytes

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        json: Any = None,
        form: Mapping[str, str | list[str]] | None = None,
        files: Mapping[str, File] | None = None,
        content: bytes | Path | None = None,
    ) -> Answer:
        """The platform's answer, whatever its status; what lies in a file is read piece by piece while it is sent."""
        with ExitStack() as opened:
            parts = {
                name: (f.name, _opened(f.data, opened), f.mime_type) for name, f in (files or {}).items()
            }
            body = None if content is None else _opened(content, opened)
            request = _built(
                lambda: httpx.Request(
                    method,
                    httpx.URL(url).copy_merge_params(dict(query)) if query else url,
                    headers=_headers(headers),
                    json=json,
                    data=form,
                    files=parts or None,
                    content=body,
                )
            )
            sizes = [given.stat().st_size for given in _paths(files, content)]
            seconds = (self._seconds or TRANSPORT_SECONDS) + sum(sizes) / FILE_BYTES_PER_SECOND
            line = Line(
                self._exceptions,
                deadline=time.monotonic() + seconds,
                may_be_plain=False,
                read_seconds=FILE_READ_SECONDS if sizes else READ_SECONDS,
            )
            return _ask(request, line, self._limit or TRANSPORT_BYTES)


def _paths(files: Mapping[str, File] | None, content: bytes | Path | None) -> list[Path]:
    given = [content, *(one.data for one in (files or {}).values())]
    return [one for one in given if isinstance(one, Path)]


def _opened(data: bytes | Path, until: ExitStack) -> bytes | IO[bytes]:
    if isinstance(data, bytes):
        return data
    try:
        return until.enter_context(data.open("rb"))
    except OSError as error:
        raise NotSent("the file to be sent cannot be read") from error


def _ask(request: httpx.Request, line: Line, limit: int) -> Answer:
    """Sends and reads. What was not sent at all is NotSent; anything else that fails is AnswerLost."""
    host = request.url.host
    try:
        with line.pool(tls_context()) as pool, line.answer(pool, request) as answer:
            headers = {
                name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers
            }
            body = _read(_unpacked(line.pieces(answer), headers.get("content-encoding", ""), limit), limit)
            return Answer(answer.status, headers, body)
    except (NotSent, AnswerLost):
        raise
    except TooLate as error:
        raise (AnswerLost if line.is_sent else NotSent)(f"{host}: took too long") from error
    except line.FAULTS as error:
        if line.is_sent:
            raise AnswerLost(f"{host}: the answer is lost ({type(error).__name__})") from error
        raise NotSent(f"{host}: no connection ({type(error).__name__})") from error


def _read(pieces: Iterator[bytes], limit: int) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > limit:
            raise AnswerLost(f"the answer is larger than {limit} bytes")
    return bytes(body)


def _unpacked(pieces: Iterator[bytes], encoding: str, limit: int) -> Iterator[bytes]:
    """The body unpacked in small steps, so that a bomb is noticed before it fills the memory."""
    kind = encoding.strip().lower()
    if kind in {"", "identity"}:
        yield from pieces
        return
    if kind not in {"gzip", "x-gzip", "deflate"}:
        raise AnswerLost("the answer is packed in a way that was not asked for")
    unpack = None
    for piece in pieces:
        if unpack is None and piece:
            unpack = zlib.decompressobj(_window_bits(kind, piece))
        if unpack is None or unpack.eof:
            continue
        yield from _steps(unpack, piece, min(PIECE, limit + 1))
    if unpack is not None and not unpack.eof:
        raise AnswerLost("the packed answer ends too early")


def _window_bits(kind: str, first: bytes) -> int:
    if kind != "deflate":
        return zlib.MAX_WBITS | 16
    # "deflate" is sent with and without the zlib header; the header's low four bits are 8.
    return zlib.MAX_WBITS if first[0] & 0x0F == zlib.DEFLATED else -zlib.MAX_WBITS


def _steps(unpack: "zlib._Decompress", piece: bytes, step: int) -> Iterator[bytes]:
    rest = piece
    try:
        while rest and not unpack.eof:
            yield unpack.decompress(rest, step)
            rest = unpack.unconsumed_tail
    except zlib.error as error:
        raise AnswerLost("the packed answer is broken") from error
