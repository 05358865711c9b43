# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens on the dates of a text, when people can take part, and by when they must have done something."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nahbar.radar.dates import Span, spans
from nahbar.radar.evidence import Pages
from nahbar.radar.matter import DateFound, DateKind
from nahbar.radar.reading import Reading
from nahbar.radar.words import Marked, cues

Where = Literal["title", "text"]

_UNTIL = re.compile(
    r"(?:\bbis(?: (?:spätestens|einschließlich|einschl\.?|inklusive|inkl\.?|zum|zu|dem|den|ende|am))*|\bspätestens(?: (?:am|bis|zum|bis zum))*"
    r"|\bendet(?: (?:am|mit ablauf des|mit dem|zum))*|\bende:?|\bschluss(?: ist)?(?: (?:am|der|ist der))*:?|\w+schluss(?: ist)?(?: (?:am|der))*:?"
    r"|\w*frist\b[^.\d]{0,60}:|\bende\b[^.\d]{0,40}:|\w*frist(?: (?:endet|ist|läuft|bis|am|der|zum|ab))*:?|\bablauf des|\bstichtag(?: ist)?(?: der)?:?|\bnoch bis(?: zum)?|\bvor dem|\bverlängert(?: bis)?(?: zum)?)"
    r" ?\(?$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?:\bbeginn\b[^.\d]{0,40}:|\bab(?: (?:sofort|dem|den|kommenden|kommendem))*|\bseit(?: dem)?|\b(?:beginn|beginnt|beginnen|start|startet|starten|gestartet)(?: (?:ist|am|ab|zum|der|die))*:?|\bfrühestens(?: am| zum)?|\beinstellung zum|\bsucht zum|\bsuchen zum|\bzum)"
    r" ?\(?$",
    re.IGNORECASE,
)
_CUES = cues("taking_part")
_MEETINGS = "meetings"
_ACTING = re.compile(
    r"bewerb\w*|bewirb|anmeld\w*|angemeldet|einreich\w*|eingereicht|einzureichen|einsend\w*|einzusenden|beantrag\w*|antragsfrist|abgabe\w*|abgeben|abzugeben|"
    r"\w*frist\b|\w*schluss\b|rückmeld\w*|melden\b|vorschläge|stellungnahme\w*|einwendung\w*|teilnehmen|abstimm\w*|spätestens|mitmachen|widerspr\w*|stichtag|"
    r"vorzulegen|zu richten|schicken|senden|mitteilen|einlösen|bestell\w*",
    re.IGNORECASE,
)
_SAYING = re.compile(r"stellungnahme\w*|einwendung\w*|äußer\w*|anregung\w*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[^\d\W]{3})[.!?] (?=[A-ZÄÖÜ„])|\n")
_BEFORE, _AFTER = 170, 170
_NEAR_ENOUGH = 400
_CLOSE_BEHIND = 60
_JUST_BEFORE = 90
_ENOUGH = 2.5
_CLEARLY = 5.0
_INVITING = re.compile(
    r"umfrage|befragung|fragebogen|beteilig(?:en|ung)|öffentlich\w* aus|auslegung|offenlage|stellungnahmen|einwendungen|mitreden|mitgestalten|meinung|ideen",
    re.IGNORECASE,
)
_LEAD = 700
_LATEST_AFTERWARDS = 45


@dataclass(frozen=True, slots=True)
class Dated:
    """A span with what happens then and how much its sentence speaks of taking part."""

    span: Span
    kind: DateKind
    where: Where
    sentence: str
    taking_part: float


@dataclass(frozen=True, slots=True)
class Period:
    """From, until; and the passages that say so."""

    first: date | None
    last: date | None
    said: tuple[Dated, ...]


def dated(pages: Pages, near: date) -> list[Dated]:
    """The dates of headline and text in order, each with what happens then."""
    sides: tuple[tuple[Reading, Marked, Where], ...] = (
        (pages.title, pages.title_words, "title"),
        (pages.text, pages.text_words, "text"),
    )
    return [
        _dated(reading.text, span, where, cues_found)
        for reading, marked, where in sides
        for cues_found in [_cues(marked)]
        for span in spans(reading.text, near)
    ]


def _cues(marked: Marked) -> list[tuple[int, str, float]]:
    """Where something speaks of taking part: the place, the name of the cue, its weight."""
    return sorted((hit.start, group, weight) for group, weight, words in _CUES for hit in words.hits(marked))


def _dated(text: str, span: Span, where: Where, cues_found: list[tuple[int, str, float]]) -> Dated:
    before, after = _around(text, span)
    first = bisect_left(cues_found, (span.start - len(before),))
    last = bisect_left(cues_found, (span.end + len(after),))
    said = {group: weight for _, group, weight in cues_found[first:last]}
    nearby = {group for place, group, _ in cues_found[first:last] if place < span.end + _CLOSE_BEHIND}
    kind = DateKind.BEGIN if span.is_span else _kind(before, is_meeting=_MEETINGS in nearby)
    taking_part = sum(said.values()) if any(weight > 0 for weight in said.values()) else 0.0
    return Dated(span, kind, where, f"{before} {after}", taking_part)


def as_found(one: Dated, reading: Reading) -> list[DateFound]:
    """The date as it is handed out; a span gives its first and its last day."""
    span = one.span
    start, end = reading.where(span.start, span.end)
    words = reading.given[start:end].strip()
    if not span.is_span:
        return [DateFound(one.kind, span.first, span.at, words, start, end, one.where)]
    return [
        DateFound(DateKind.BEGIN, span.first, None, words, start, end, one.where),
        DateFound(DateKind.DEADLINE, span.last, span.at, words, start, end, one.where),
    ]


def participation(dates: list[Dated], near: date) -> Period | None:
    """When people can take part: the dates whose sentences speak most of it."""
    worth = [(_worth(one, near), place) for place, one in enumerate(dates) if one.taking_part >= _ENOUGH]
    if not worth:
        return None
    best = dates[max(worth, key=lambda pair: (pair[0], -pair[1]))[1]]
    if best.span.is_span or best.kind in {DateKind.EVENT, DateKind.MEETING}:
        return Period(best.span.first, best.span.last, (best,))
    wanted = DateKind.DEADLINE if best.kind is DateKind.BEGIN else DateKind.BEGIN
    other = _counterpart(dates, best, wanted)
    said = (best, other) if other else (best,)
    both = {one.kind: one.span.first for one in said}
    return Period(both.get(DateKind.BEGIN), both.get(DateKind.DEADLINE), said)


def invites(dates: list[Dated]) -> bool:
    """Whether the text says from when or until when people can have their say."""
    return any(
        (one.span.is_span or one.kind is DateKind.DEADLINE)
        and _INVITING.search(one.sentence)
        and one.taking_part >= _CLEARLY
        for one in dates
    )


def opens(dates: list[Dated]) -> bool:
    """Whether the text says from when or until when papers can be seen or something can be said."""
    return any(
        (one.span.is_span or one.kind is DateKind.DEADLINE) and one.taking_part >= _ENOUGH for one in dates
    )


def own_span(dates: list[Dated], near: date) -> Period | None:
    """When the thing itself takes place: the first span or day of headline and first lines that is not over."""
    early = [one for one in dates if one.where == "title" or one.span.start < _LEAD]
    for one in early:
        if one.span.is_span and one.span.last >= near:
            return Period(one.span.first, one.span.last, (one,))
        if one.kind in {DateKind.EVENT, DateKind.MEETING} and one.span.first >= near:
            return Period(one.span.first, one.span.last, (one,))
    return None


def open_until(dates: list[Dated], near: date) -> Period | None:
    """The next day that ends something, whatever it ends."""
    ends = [one for one in dates if one.kind is DateKind.DEADLINE and one.span.last >= near]
    last = min(ends, key=lambda one: one.span.last, default=None)
    return Period(None, last.span.last, (last,)) if last else None


def deadline(dates: list[Dated], near: date) -> Dated | None:
    """By when a person must have done something: the next one, else the last one."""
    acting = [
        one
        for one in dates
        if (one.span.is_span or one.kind is DateKind.DEADLINE) and _ACTING.search(one.sentence)
    ]
    coming = [one for one in acting if one.span.last >= near]
    if coming:
        return min(coming, key=lambda one: (one.span.is_span, one.span.last))
    return max(acting, key=lambda one: one.span.last, default=None)


def last_word(dates: list[Dated], period: Period) -> Dated | None:
    """A later day until which statements are still taken, as in planning approvals."""
    if period.last is None:
        return None
    later = [
        one
        for one in dates
        if one.kind is DateKind.DEADLINE
        and _SAYING.search(one.sentence)
        and 0 < (one.span.last - period.last).days <= _LATEST_AFTERWARDS
    ]
    return min(later, key=lambda one: one.span.last, default=None)


def _around(text: str, span: Span) -> tuple[str, str]:
    """The words before and behind a span within its sentence."""
    before = text[max(0, span.start - _BEFORE) : span.start]
    after = text[span.end : span.end + _AFTER]
    ends = [found.end() for found in _SENTENCE_END.finditer(before)]
    first = _SENTENCE_END.search(after)
    return before[ends[-1] :] if ends else before, after[: first.start()] if first else after


def _kind(before: str, *, is_meeting: bool) -> DateKind:
    just_before = before[-_JUST_BEFORE:]
    if _UNTIL.search(just_before):
        return DateKind.DEADLINE
    if _SINCE.search(just_before):
        return DateKind.BEGIN
    return DateKind.MEETING if is_meeting else DateKind.EVENT


def _worth(one: Dated, near: date) -> float:
    worth = min(one.taking_part, 7.0)
    if one.span.is_span:
        worth += 6.0
    elif one.kind is DateKind.DEADLINE:
        worth += 2.0
    elif one.kind is DateKind.MEETING:
        worth -= 3.0
    if one.span.last >= near:
        worth += 2.0
    return worth


def _counterpart(dates: list[Dated], best: Dated, wanted: DateKind) -> Dated | None:
    """The other end of a period told in two sentences."""
    for one in sorted(dates, key=lambda one: abs(one.span.start - best.span.start)):
        if one.kind is not wanted or one.span.is_span or one.where != best.where:
            continue
        first, last = (best, one) if wanted is DateKind.DEADLINE else (one, best)
        is_near = abs(one.span.start - best.span.start) <= _NEAR_ENOUGH
        if is_near and first.span.first < last.span.first and one.taking_part > 0:
            return one
    return None
