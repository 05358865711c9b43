# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The argument cards; their texts lie in `cards.toml`, where a press officer can read and mend them."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

UNCONFIRMED = "[M]"
"""Marks a source that was not seen, only known; an authority confirms it before relying on it."""
_LONGEST = 4_000
_WORD = re.compile(r"\w+")


class Who(StrEnum):
    """Who mostly says it."""

    PRIVACY = "privacy"
    LEADERSHIP = "leadership"
    DEPARTMENT = "department"
    COUNCIL = "council"
    STAFF = "staff"
    IT = "it"
    COLLEAGUES = "colleagues"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Card:
    """One frequent objection with an answer. Texts are German: they are content, as the rules are.

    Attributes:
        key: its name in addresses and data; never changes.
        said: the objection as it is made.
        right: what is right in it; every answer begins with that.
        answer: what the sources say.
        proposal: so small that one can agree.
        rules: ids of the catalogue the answer stands on.
        words: beginnings of words by which it is recognised; "a+b" wants both in one sentence.
    """

    key: str
    said: str
    who: tuple[Who, ...]
    right: str
    answer: str
    proposal: str
    rules: tuple[str, ...]
    sources: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def is_unconfirmed(self) -> bool:
        """Whether a source was only known, not seen."""
        return any(UNCONFIRMED in source for source in self.sources)


@cache
def cards() -> tuple[Card, ...]:
    """All cards, in the order of the file."""
    text = files("nahbar.rulebook.arguments").joinpath("cards.toml").read_text(encoding="utf-8")
    return tuple(_card(row) for row in tomllib.loads(text)["card"])


def card(key: str) -> Card | None:
    """The card of this name, if there is one."""
    return next((one for one in cards() if one.key == key), None)


def matching(text: str, *, most: int = 3) -> tuple[Card, ...]:
    """The cards that answer what was said, the best first; of a long text the first 4,000 characters are read."""
    said = " ".join(_WORD.findall(text[:_LONGEST].lower()))
    told = [(sum(_meets(said, word) for word in one.words), one) for one in cards()]
    return tuple(one for hits, one in sorted(told, key=lambda row: -row[0])[:most] if hits)


def _meets(said: str, word: str) -> int:
    """0 where it does not stand there; two words together say more than one."""
    parts = word.split("+")
    return len(parts) if all(_stands(said, part.strip()) for part in parts) else 0


def _stands(said: str, part: str) -> bool:
    # Short ones only as a whole word: “ki” is no part of Kind, “it” none of mit.
    end = r"\b" if len(part) <= 3 else ""  # noqa: PLR2004 - as the comment says
    return re.search(rf"\b{re.escape(part)}{end}", said) is not None


def _card(row: dict[str, Any]) -> Card:
    return Card(
        key=row["key"],
        said=row["said"],
        who=tuple(Who(one) for one in row["who"]),
        right=row["right"],
        answer=row["answer"],
        proposal=row["proposal"],
        rules=tuple(row["rules"]),
        sources=tuple(row["sources"]),
        words=tuple(row["words"]),
    )
