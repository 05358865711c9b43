# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One name in the text, on each channel its own account: "@[Kita Regenbogen]" becomes "@kita@social.example"."""

from collections.abc import Mapping
from dataclasses import dataclass

import regex

_NAMED = regex.compile(r"@\[([^\[\]\n]{1,100})\]")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A text with accounts for names. `accounts`: of each its start and end here, and those of its name as written."""

    text: str
    accounts: tuple[tuple[int, int, int, int], ...] = ()

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Where a passage of this text stands in the one that was written; a piece of an account is its whole name."""
        return self._back(start, ends=False), self._back(end, ends=True)

    def _back(self, place: int, *, ends: bool) -> int:
        shift = 0
        for begin, end, name_begin, name_end in self.accounts:
            if place <= begin if ends else place < begin:
                break
            if place <= end if ends else place < end:
                return name_end if ends else name_begin
            shift = name_end - end
        return place + shift


def key(name: str) -> str:
    """What makes two spellings the same name."""
    return " ".join(name.split()).casefold()


def named(text: str) -> list[str]:
    """The names in the text, as they are written, each once."""
    if "@[" not in text:
        return []
    return list(dict.fromkeys(" ".join(match.group(1).split()) for match in _NAMED.finditer(text)))


def resolved(text: str, handles: Mapping[str, str]) -> Resolved:
    """The text as it goes out: accounts by the `key` of their name; a name without an account stays a plain name."""
    if "@[" not in text:
        return Resolved(text)
    pieces: list[str] = []
    accounts: list[tuple[int, int, int, int]] = []
    place = length = 0
    for match in _NAMED.finditer(text):
        before = text[place : match.start()]
        account = handles.get(key(match.group(1))) or " ".join(match.group(1).split())
        begin, length = length + len(before), length + len(before) + len(account)
        accounts.append((begin, length, match.start(), match.end()))
        pieces += [before, account]
        place = match.end()
    return Resolved("".join([*pieces, text[place:]]), tuple(accounts))
