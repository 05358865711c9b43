# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of a text, for looking up beginnings (bauhof), parts (-sanier) and whole words (hund$) quickly."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words with single blanks between and around them; `low` is the same in small letters."""

    plain: str
    low: str

    def first(self, wanted: Iterable[str]) -> str:
        """The word in which the first of the wanted ones that occurs stands, as it is written there; "" for none."""
        for one in wanted:
            sought = _sought(one)
            found = self.low.find(sought)
            if found >= 0:
                return self._around(found + sought.startswith(" "), len(sought.strip()))
        return ""

    def _around(self, place: int, length: int) -> str:
        start = self.low.rfind(" ", 0, place + 1) + 1
        end = self.low.find(" ", place + length)
        # Small letters of some alphabets are longer than their capitals; then the places do not fit.
        text = self.plain if len(self.plain) == len(self.low) else self.low
        return text[start:end]


def read(text: str) -> Words:
    """The words of a text."""
    plain = f" {_BETWEEN.sub(' ', text).strip()} "
    return Words(plain, plain.lower())


@lru_cache(maxsize=2048)
def _sought(one: str) -> str:
    start = "" if one.startswith("-") else " "
    end = " " if one.endswith("$") else ""
    return f"{start}{_BETWEEN.sub(' ', one.strip('-$'))}{end}"
