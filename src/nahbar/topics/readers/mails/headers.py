# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The headers of a mail: few, short, decoded. Python's own header parser takes minutes for some that are made for it."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nahbar.foundation.letters import cleaned
from nahbar.topics.letters import decoded

MOST = 400
LENGTH = 4000
LINES = 2000
WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\s]{0,4000})\?=(\s+(?==\?))?")
FIELD = re.compile(r"([!-9;-~]{1,80})[ \t]*:[ \t]*(.*)", re.DOTALL)
# Whether quoted or not; the value of a quoted one with its backslashes.
PARAMETER = re.compile(
    r';\s*([!#-+\--:<>-~]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]{1,300}))', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Headers:
    """Name (lower case) and value as it was written, unfolded, in their order."""

    rows: tuple[tuple[str, str], ...] = ()

    def all(self, name: str) -> list[str]:
        """The values of every header of this name."""
        return [value for key, value in self.rows if key == name]

    def get(self, name: str) -> str:
        """The value of the first one, or ""."""
        return next((value for key, value in self.rows if key == name), "")

    def words(self, name: str) -> str:
        """The same as people read it."""
        return words(self.get(name))

    def kind(self, default: str = "text/plain") -> str:
        """The content's type."""
        found = self.get("content-type").partition(";")[0].strip().lower()
        return found if "/" in found else default

    def parameter(self, header: str, name: str) -> str:
        """A parameter of a structured header, or ""."""
        for key, quoted, bare in PARAMETER.findall(self.get(header)):
            if key.lower() == name:
                return re.sub(r"\\(.)", r"\1", quoted) if quoted else bare
        return ""


def headers(block: bytes) -> Headers:
    """The headers of a block of at most 400, each cut at 4,000 characters."""
    rows: list[tuple[str, str]] = []
    for line in _unfolded(block):
        if found := FIELD.match(line):
            rows.append((found.group(1).lower(), found.group(2).strip()))
        if len(rows) >= MOST:
            break
    return Headers(tuple(rows))


def _unfolded(block: bytes) -> Iterator[str]:
    whole = ""
    lines = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n", LINES)
    for raw in lines[:LINES]:
        line = decoded(raw[:LENGTH])
        if line[:1] in {" ", "\t"} and whole:
            whole = (whole + " " + line.strip()) if len(whole) < LENGTH else whole
        else:
            yield whole[:LENGTH]
            whole = line
    yield whole[:LENGTH]


def words(value: str) -> str:
    """A header's value with its encoded words (RFC 2047) read, on one line."""
    parts: list[str] = []
    end, waiting, charset = 0, b"", ""
    for found in WORD.finditer(value):
        name, how, code, _gap = found.groups()
        # A letter of several bytes may be spread over two neighbours.
        if waiting and (found.start() > end or name.lower() != charset):
            parts.append(_letters(waiting, charset))
            waiting = b""
        parts.append(value[end : found.start()])
        waiting, charset, end = waiting + _bytes(how, code), name.lower(), found.end()
    parts += [_letters(waiting, charset), value[end:]]
    return " ".join(cleaned("".join(parts)).split())


def _letters(data: bytes, charset: str) -> str:
    return decoded(data, content_type=f"charset={charset.partition('*')[0]}") if data else ""


def _bytes(how: str, code: str) -> bytes:
    raw = code.encode("utf-8")
    if how in {"q", "Q"}:
        return binascii.a2b_qp(raw, header=True)
    return base64_bytes(raw)


def base64_bytes(raw: bytes) -> bytes:
    """As much of it as can be read."""
    for end in (b"", b"=", b"=="):
        try:
            return binascii.a2b_base64(raw + end)
        except binascii.Error:
            continue
    return b""
