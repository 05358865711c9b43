# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a long sentence could be cut in two, and what to write there."""

from bisect import bisect_left
from dataclasses import dataclass

import regex

from nahbar.foundation.text import Span

_SIDE = 4
"""A cut leaves at least so many words on both sides."""
_WORD = regex.compile(r"[\p{L}\p{N}]+")
_FINITE = (
    r"(?:ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|kann|können|muss|müssen|soll|sollen|darf|dürfen|"
    r"will|wollen|gibt|geht|steht|bleibt|bleiben|findet|finden|liegt|liegen|gilt|gelten|beginnt|beginnen|endet|\p{Ll}{3,}(?:t|en))"
)
_SUBJECT = (
    r"(?:(?:der|die|das|ein|eine|sein|seine|ihr|ihre|unser|unsere|alle|viele|diese[rs]?|jede[rs]?)\s(?:\p{L}+\s){1,3}?|"
    r"(?:er|sie|es|wir|ich|man|dies|das|alle)\s|\p{Lu}\p{L}+\s)"
)
_TWO_CLAUSES = regex.compile(rf",\s+(und|aber|denn|doch|sondern)\s+(?={_SUBJECT}{_FINITE}\b)")
_STOP = regex.compile(r"(;|:(?!\d)|\s[–—])\s+(?=[\p{L}„])")
_TURN = regex.compile(
    r",\s+(wobei|weshalb|weswegen|sodass|wodurch|womit|woraufhin|wofür|worauf|obwohl|weil|damit|während|sowie)\b\s*"
)
_BEGINS = {
    "wobei": "Dabei", "weshalb": "Deshalb", "weswegen": "Deshalb", "sodass": "So", "wodurch": "Dadurch",
    "womit": "Damit", "woraufhin": "Daraufhin", "wofür": "Dafür", "worauf": "Darauf", "obwohl": "Trotzdem",
    "weil": "Der Grund", "damit": "So", "während": "Gleichzeitig", "sowie": "Außerdem",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cut:
    """The sign or word at `start` to `end` of the text at which the sentence can fall in two.

    Attributes:
        instead: what may stand there as it is, with the capital that follows, so that both halves are sentences; None
            where the second half must be turned.
        begins: the word with which the second half could begin then, "" where it needs none.
    """

    start: int
    end: int
    instead: str | None
    begins: str


def cuts(text: str, sentence: Span) -> list[Cut]:
    """The places where the sentence can be cut, in order; each leaves four words and more on both sides."""
    here = text[sentence.start : sentence.end]
    found = [*_clean(here), *_turned(here)]
    starts = [match.start() for match in _WORD.finditer(here)]
    kept = [
        Cut(sentence.start + start, sentence.start + end, instead, begins)
        for start, end, instead, begins in sorted(found)
        if bisect_left(starts, start) >= _SIDE and len(starts) - bisect_left(starts, end) >= _SIDE
    ]
    return [
        cut
        for cut, before in zip(kept, [None, *kept], strict=False)
        if before is None or cut.start >= before.end
    ]


def cut(text: str, at: Cut) -> str:
    """The text with the sentence cut there; unchanged where the second half must be turned by hand."""
    return text if at.instead is None else text[: at.start] + at.instead + text[at.end :]


def _clean(here: str) -> list[tuple[int, int, str | None, str]]:
    found: list[tuple[int, int, str | None, str]] = []
    for match in _TWO_CLAUSES.finditer(here):
        joint = match.group(1)
        if joint == "und":
            found.append((match.start(), match.end() + 1, f". {here[match.end()].upper()}", ""))
        else:
            found.append(
                (match.start(), match.end(), f". {joint.capitalize()} " if joint != "sondern" else None, "")
            )
    for match in _STOP.finditer(here):
        if match.group(1) == ";" and match.end() < len(here):
            found.append((match.start(), match.end() + 1, f". {here[match.end()].upper()}", ""))
        else:
            found.append((match.start(), match.end(), None, ""))
    return found


def _turned(here: str) -> list[tuple[int, int, str | None, str]]:
    return [(match.start(), match.end(), None, _BEGINS[match.group(1)]) for match in _TURN.finditer(here)]
