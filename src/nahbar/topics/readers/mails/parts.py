# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mail taken apart: at most 200 parts, at most 20 deep, each byte looked at as often as it lies deep.

The standard library's parser has no such limits: a mail of 25 MB can make millions of parts of it.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nahbar.topics.letters import decoded
from nahbar.topics.readers.mails.headers import Headers, base64_bytes, headers

PARTS = 200
DEPTH = 20
HEAD_BYTES = 64 * 1024
TEXT_BYTES = 400_000
BLANK_LINE = re.compile(rb"\n\r?\n")
AFTER_BOUNDARY = re.compile(rb"(--)?[ \t]{0,100}(?:\r?\n|\Z)")
MAX_BOUNDARY = 200
# Lines that begin like a boundary and are none; a text has a few.
MOST_TRIES = 20_000


class TooNested(Exception):
    """More parts, or deeper, than any mail of a person."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a mail; `raw` as it travelled, empty where it is made of `children`."""

    headers: Headers
    kind: str
    raw: bytes = field(repr=False, default=b"")
    children: tuple["Part", ...] = ()

    @property
    def is_attached(self) -> bool:
        """Whether the sender meant it as a file beside the text."""
        return self.headers.get("content-disposition").lower().startswith("attachment")

    def data(self) -> bytes:
        """Its bytes."""
        return _unpacked(self.raw, self.headers)

    def text(self) -> str:
        """Its letters, of at most 400,000 bytes."""
        # A byte of text needs three at most on its way.
        return decoded(
            _unpacked(self.raw[: 3 * TEXT_BYTES], self.headers)[:TEXT_BYTES],
            content_type=self.headers.get("content-type"),
        )


def taken_apart(mail: bytes) -> Part:
    """The mail as a tree.

    Raises:
        TooNested: it is none a person can have meant.
    """
    return _Knife().cut(mail, 0, len(mail), depth=0, default="text/plain")


class _Knife:
    def __init__(self) -> None:
        self.parts = 0

    def cut(self, data: bytes, start: int, end: int, *, depth: int, default: str) -> Part:
        """The part between two places; only places are handed down, so that nothing is copied."""
        self.parts += 1
        if self.parts > PARTS or depth > DEPTH:
            raise TooNested
        blank = BLANK_LINE.search(data, start, min(end, start + HEAD_BYTES))
        # Without headers it begins with the blank line at once.
        if data[start : start + 1] == b"\n" or data[start : start + 2] == b"\r\n":
            head, body = start, data.index(b"\n", start) + 1
        else:
            head, body = (blank.start(), blank.end()) if blank else (min(end, start + HEAD_BYTES), end)
        found = headers(data[start:head])
        kind = found.kind(default)
        boundary = found.parameter("content-type", "boundary")[:MAX_BOUNDARY].rstrip()
        if kind.startswith("multipart/") and boundary:
            inner = "message/rfc822" if kind == "multipart/digest" else "text/plain"
            pieces = _between(data, body, end, boundary.encode("utf-8", "replace"))
            rows = tuple(self.cut(data, a, b, depth=depth + 1, default=inner) for a, b in pieces)
            return Part(found, kind, children=rows)
        if kind == "message/rfc822":
            mail = _unpacked(data[body:end], found)
            return Part(
                found, kind, children=(self.cut(mail, 0, len(mail), depth=depth + 1, default="text/plain"),)
            )
        return Part(found, kind, data[body:end])


def _between(data: bytes, start: int, end: int, boundary: bytes) -> Iterator[tuple[int, int]]:
    """The places between the lines that part them; the last part may lack its end."""
    mark, begin, tries = b"\n--" + boundary, -1, 0
    # The line end before the first one is that of the headers.
    place = max(start - 1, 0)
    while (place := data.find(mark, place, end)) >= 0:
        tries += 1
        if tries > MOST_TRIES:
            raise TooNested
        rest = AFTER_BOUNDARY.match(data, place + len(mark), end)
        if rest is None:
            place += len(mark)
            continue
        if begin >= 0:
            yield begin, max(begin, _before_newline(data, place + 1))
        if rest.group(1):
            return
        begin = rest.end()
        # Its line end may be the one before the next.
        place = begin - 1
    if 0 <= begin < end:
        yield begin, end


def _before_newline(data: bytes, place: int) -> int:
    """The line end before a parting line belongs to that line."""
    return place - 2 if data[place - 2 : place] == b"\r\n" else place - 1


def _unpacked(raw: bytes, found: Headers) -> bytes:
    way = found.get("content-transfer-encoding").strip().lower()
    if way == "base64":
        return base64_bytes(raw)
    if way == "quoted-printable":
        return binascii.a2b_qp(raw)
    return raw
