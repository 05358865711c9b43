# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What takes points from a request or adds some, whatever its benefit: the house's own sentences, praise, repetition."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from nahbar.radar.criteria import View
from nahbar.radar.signs import Sign
from nahbar.radar.topic_house import QUIET_DAYS

_STRONG = 0.6


class Why(StrEnum):
    """What a mark is given for."""

    OURS = "ours"
    NOT_OURS = "not_ours"
    REPEATED = "repeated"
    PRAISE = "praise"
    RITUAL = "ritual"
    OFFICIAL = "official"
    INTERNAL = "internal"
    OVER = "over"
    ELECTION = "election"


class Place(StrEnum):
    """Where a request belongs when it is not for social media."""

    WEBSITE = "website"
    GAZETTE = "gazette"
    INTRANET = "intranet"


POINTS = {
    Why.OURS: 8,
    Why.NOT_OURS: -30,
    Why.REPEATED: -25,
    Why.PRAISE: -8,
    Why.RITUAL: -15,
    Why.OFFICIAL: -20,
    Why.INTERNAL: -40,
    Why.OVER: -20,
    Why.ELECTION: -30,
}
MOST_PRAISE = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """Points given or taken. `is_final`: with it a request is not for social media, whatever its points."""

    why: Why
    points: int
    sentence: str
    words: tuple[str, ...] = ()
    is_final: bool = False


def marks(view: View, days_since: int | None, same: str, *, benefit: float) -> tuple[Mark, ...]:
    """Everything that speaks for or against the request besides the criteria."""
    found = [
        *_sentences(view, benefit),
        *_repeated(view, days_since, same),
        *_praise(view),
        *_ritual(view, benefit),
        *_form(view, benefit),
        *_election(view),
    ]
    return tuple(found)


def place(view: View) -> Place:
    """Where it belongs when it is not for social media."""
    if view.seen(Sign.INTERNAL).strength:
        return Place.INTRANET
    if view.seen(Sign.OFFICIAL).strength or view.now.is_formal:
        return Place.GAZETTE
    return Place.WEBSITE


def _sentences(view: View, benefit: float) -> Iterator[Mark]:
    for one in view.house.ours:
        if word := one.found(view.words):
            yield Mark(Why.OURS, POINTS[Why.OURS], f"Das tun wir: „{one.text}“", (word,))
            break
    for one in view.house.not_ours:
        word = one.found(view.words)
        if word and not (one.is_lifted_by_benefit and benefit >= _STRONG):
            yield Mark(Why.NOT_OURS, POINTS[Why.NOT_OURS], f"Das tun wir nicht: „{one.text}“", (word,))
            break


def _repeated(view: View, days_since: int | None, same: str) -> Iterator[Mark]:
    if days_since is not None and days_since <= view.house.repeat_days:
        when = "heute" if days_since == 0 else "gestern" if days_since == 1 else f"vor {days_since} Tagen"
        named = f": „{same}“" if same else ""
        yield Mark(Why.REPEATED, POINTS[Why.REPEATED], f"Dasselbe erschien schon {when}{named}.")


def _praise(view: View) -> Iterator[Mark]:
    praise = view.seen(Sign.PRAISE)
    if praise.number:
        points = POINTS[Why.PRAISE] * min(praise.number, MOST_PRAISE)
        yield Mark(Why.PRAISE, points, "Der Text würdigt vor allem das Haus selbst.", praise.words)


def _ritual(view: View, benefit: float) -> Iterator[Mark]:
    ritual = view.seen(Sign.RITUAL)
    if ritual.number and benefit < _STRONG:
        sentence = "Es ist ein Anlass für Gäste und Fotos; was die Menschen davon haben, steht nicht darin."
        yield Mark(Why.RITUAL, POINTS[Why.RITUAL], sentence, ritual.words)


def _form(view: View, benefit: float) -> Iterator[Mark]:
    internal, official = view.seen(Sign.INTERNAL), view.seen(Sign.OFFICIAL)
    if internal.strength:
        is_final = internal.number > 1 or internal.is_in_title
        sentence = "Es richtet sich an die Beschäftigten des Hauses."
        yield Mark(Why.INTERNAL, POINTS[Why.INTERNAL], sentence, internal.words, is_final=is_final)
    if official.strength and not view.now.is_participation:
        is_final = benefit < _STRONG
        sentence = "Es ist eine amtliche Mitteilung, die ihre eigene Form hat."
        yield Mark(Why.OFFICIAL, POINTS[Why.OFFICIAL], sentence, official.words, is_final=is_final)
    if view.now.is_over:
        yield Mark(Why.OVER, POINTS[Why.OVER], "Der Tag, um den es geht, ist vorbei.")


def _election(view: View) -> Iterator[Mark]:
    head, day = view.seen(Sign.HEAD), view.house.election_on
    if head.number and day is not None and 0 <= (day - view.today).days <= QUIET_DAYS:
        sentence = f"Vor der Wahl am {day:%d.%m.%Y} stellt das Haus keine Amtsträger heraus."
        yield Mark(Why.ELECTION, POINTS[Why.ELECTION], sentence, head.words)
