# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a mail server answered, as imaplib hands it over: a list of lines, and of pairs of line and literal."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nahbar.wire.folder_names import decoded

UID = re.compile(rb"\bUID (\d{1,10})\b")
SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,15})\b")
NUMBER = re.compile(rb"\d{1,10}")
FOLDER = re.compile(rb'\(([^()]*)\) (?:"(?:\\.|[^"\\])*"|NIL) (.+)', re.DOTALL)
ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Head:
    """A mail by its number: how large the server says it is (0: it does not say), and the bytes asked for."""

    number: int
    size: int
    data: bytes


def quoted(text: str) -> str:
    """As a string of the protocol."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def number(data: Sequence[Any]) -> int:
    """The one number of an answer; 0 where there is none."""
    found = next((NUMBER.fullmatch(one) for one in data if isinstance(one, bytes)), None)
    return int(found.group()) if found else 0


def numbers(data: Iterable[Any]) -> set[int]:
    """The numbers of an answer."""
    words = (word for one in data if isinstance(one, bytes) for word in one.split())
    return {int(word) for word in words if NUMBER.fullmatch(word)}


def heads(data: Sequence[Any]) -> Iterator[Head]:
    """The mails of an answer to FETCH."""
    for place, one in enumerate(data):
        if isinstance(one, tuple) and len(one) == 2:  # noqa: PLR2004 - line and literal
            after = data[place + 1] if place + 1 < len(data) else b""
            told = bytes(one[0]) + (after if isinstance(after, bytes) else b"")
            if which := UID.search(told):
                size = SIZE.search(told)
                yield Head(int(which.group(1)), int(size.group(1)) if size else 0, bytes(one[1]))


def folders(data: Iterable[Any]) -> tuple[str, ...]:
    """The names of the folders that can be opened."""
    return tuple(name for one in data if (name := _folder(one)))


def _folder(one: Any) -> str:
    line = one[0] if isinstance(one, tuple) else one
    found = FOLDER.match(line) if isinstance(line, bytes) else None
    if not found or b"\\noselect" in found.group(1).lower():
        return ""
    if isinstance(one, tuple):
        return decoded(bytes(one[1]).decode("ascii", "replace"))
    name = found.group(2).decode("ascii", "replace").strip()
    if name.startswith('"'):
        name = ESCAPED.sub(r"\1", name[1:-1])
    return decoded(name)
