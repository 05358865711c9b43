# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What two wordings have in common, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MAX_WORDS = 1500
TOKEN = re.compile(r"\n+|[^\s]+")


class Kind(StrEnum):
    """Whether a piece stands in both wordings, only in the earlier or only in the later one."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of one kind."""

    kind: Kind
    text: str


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """The later wording with what is gone and what is new.

    Texts of more than 1500 words are set against each other whole: a comparison would take too long.
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if max(len(old), len(new)) > MAX_WORDS:
        whole = ((Kind.GONE, old), (Kind.NEW, new)) if old != new else ((Kind.SAME, new),)
        return tuple(Piece(kind, _joined(words)) for kind, words in whole if words)
    pieces: list[Piece] = []
    for verb, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            pieces.append(Piece(Kind.SAME, _joined(new[m:n])))
            continue
        if j > i:
            pieces.append(Piece(Kind.GONE, _joined(old[i:j])))
        if n > m:
            pieces.append(Piece(Kind.NEW, _joined(new[m:n])))
    return tuple(pieces)


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(" \n", "\n").replace("\n ", "\n")
