# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much a matter speaks for something: the words of a list in its headline, its first lines and the rest."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from nahbar.radar.matter import Clue, Matter
from nahbar.radar.reading import Reading
from nahbar.radar.words import Entry, Hit, Marked, WordList

_LEAD = 450
_SEARCHED_FOR_HEADLINE = 6000
_SHORTEST_HEADLINE = 12
_LEAD_SHARE = 0.5
_LEAD_INSTEAD = 0.9
_BODY_SHARE = 0.28
_USUAL_WORDS = 150
_MOST_REPETITIONS = 6
_MOST_CLUES = 4
_SAYS_NOTHING = re.compile(
    r"(?:(?:öffentliche|amtliche|ortsübliche)?\s*(?:bekanntmachung|bekanntmachungen|mitteilung|mitteilungen|pressemitteilung|"
    r"presseinformation|meldung|information|aktuelles|beschlussvorlage|informationsvorlage|vorlage|antrag|anfrage|amtsblatt|nachrichten)"
    r"(?:\s+(?:der|des|vom|nr\.?)\s.{0,60})?|)\W{0,3}",
    re.IGNORECASE,
)
_SITE_NAME = re.compile(r"\s[|–-]\s|\s::\s")


class Pages:
    """Headline and text of a matter, read once for all lists."""

    def __init__(self, matter: Matter) -> None:
        self.title = Reading(matter.title)
        self.text = Reading(matter.text)
        self.title_words = Marked(self.title.words)
        self.text_words = Marked(self.text.words)
        self.lead = _lead(self.title.text, self.text.text)
        self.length = len(self.text.words)
        says_nothing = _SAYS_NOTHING.fullmatch(self.title.text.strip())
        self.lead_share = _LEAD_INSTEAD if says_nothing else _LEAD_SHARE


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a list found: its score, that of the headline alone, and the hits in the order of their weight."""

    score: float
    title: float
    hits: tuple[tuple[Literal["title", "text"], Hit], ...]

    def clues(self, field: str, value: str, pages: Pages) -> list[Clue]:
        """The heaviest passages as clues."""
        return [
            clue(field, value, pages, where, (hit.start, hit.end))
            for where, hit in self.hits[:_MOST_CLUES]
            if hit.entry.weight > 0
        ]


def clue(
    field: str, value: str, pages: Pages, where: Literal["title", "text"], place: tuple[int, int]
) -> Clue:
    """A clue for a passage of the reading, in the places of what was given."""
    reading = pages.title if where == "title" else pages.text
    first, last = reading.where(*place)
    return Clue(field, value, reading.given[first:last], where, first, last)


def weigh(words: WordList, pages: Pages) -> Evidence:
    """How much the matter speaks for what the list stands for.

    A word counts fully in the headline, half in the first lines, and little further down: less the longer the text.
    """
    in_title = _strongest(words.hits(pages.title_words))
    start, end = pages.lead
    # What stands above a repeated headline are menus.
    in_text = [hit for hit in _strongest(words.hits(pages.text_words)) if hit.start >= start]
    title = _sum(in_title)
    seen = {hit.entry for hit in in_title}
    in_lead = [hit for hit in in_text if hit.start < end]
    lead = _sum([hit for hit in in_lead if hit.entry not in seen])
    seen |= {hit.entry for hit in in_lead}
    counted = Counter(hit.entry for hit in in_text)
    long = max(1.0, math.sqrt(pages.length / _USUAL_WORDS))
    body = sum(
        entry.weight * math.log2(1 + min(number, _MOST_REPETITIONS))
        for entry, number in counted.items()
        if entry not in seen or number > 1
    )
    score = title + pages.lead_share * lead + _BODY_SHARE * body / long
    hits: list[tuple[Literal["title", "text"], Hit]] = [("title", hit) for hit in in_title]
    once: set[Entry] = {hit.entry for hit in in_title}
    for hit in in_text:
        if hit.entry not in once:
            once.add(hit.entry)
            hits.append(("text", hit))
    hits.sort(key=lambda pair: (-pair[1].entry.weight, pair[0] == "text"))
    return Evidence(score, title, tuple(hits))


def _sum(hits: list[Hit]) -> float:
    """Each entry once."""
    return sum({hit.entry: hit.entry.weight for hit in hits}.values())


def _strongest(hits: Iterable[Hit]) -> list[Hit]:
    """Of entries on the same words the heaviest one for and the heaviest one against."""
    kept: list[Hit] = []
    ends = {True: -1, False: -1}
    last = {True: -1, False: -1}
    for hit in hits:
        is_for = hit.entry.weight > 0
        if hit.start < ends[is_for]:
            index = last[is_for]
            if abs(hit.entry.weight) > abs(kept[index].entry.weight):
                kept[index] = hit
                ends[is_for] = max(ends[is_for], hit.end)
            continue
        kept.append(hit)
        last[is_for] = len(kept) - 1
        ends[is_for] = hit.end
    return kept


def _lead(title: str, text: str) -> tuple[int, int]:
    """The first lines: behind the headline where a page repeats it below its menus."""
    headline = _SITE_NAME.split(title)[0].strip()
    start = 0
    if len(headline) >= _SHORTEST_HEADLINE:
        found = text.rfind(headline, 0, _SEARCHED_FOR_HEADLINE)
        start = found + len(headline) if found >= 0 else 0
    return start, start + _LEAD
