# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which sentences carry the message of a text: early ones, full of facts, in the headline's words; no quotes, no tail."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import regex

from nahbar.foundation import text as measure
from nahbar.foundation.german import folded, stem
from nahbar.foundation.text import Span
from nahbar.radar.facts import CONTACTS, NO_HOUSE, Fact, FactKind, facts
from nahbar.radar.matter import House

_MOST = 5
_NAMES = 20
_READ = 60_000
_HEADLINE_WORDS = 14
_FEWEST_WORDS, _MOST_WORDS = 4, 45
_LEAD = 3.0
_A_PLACE_LATER = 0.4
_A_FACT = 0.8
_A_HEADLINE_WORD = 0.5
_CALL = 0.8
_VAGUE = 2.0
_NO_SENTENCE = 2.5
_WHOLE = regex.compile(r"[.!?…][\p{P}\p{S}\s]*$")
_QUOTED_SHARE = 0.4
_ENOUGH = 1.0
_WORD = regex.compile(r"\p{L}{4,}")
_QUOTED = regex.compile(r"[„»“\"][^„»“«”\"]{3,600}[“«”\"]")
_SAYING = regex.compile(
    r"\b(?:sagt|sagte|betont|betonte|erklärt|erklärte|freut\s+sich|freute\s+sich|zeigt\s+sich|dankt|dankte|lobt|lobte|ergänzt|ergänzte)\b"
    r"|,\s+so\s+(?:\p{L}+\s+)?\p{Lu}",
)
_CALLING = regex.compile(
    r"\b(?:bitte|anmeld\w*|bewerb\w*|einreich\w*|mitmachen|teilnehmen|können\s+(?:sich|Sie)|müssen|gesperrt|geschlossen|öffnet|beginnt|startet|"
    r"ab\s+sofort|gilt|gelten|kostet|fällt\s+aus|entfällt)\b",
    regex.I,
)
_TAIL = regex.compile(
    r"^[ \t]*(?:(?:Presse)?[Kk]ontakt(?:\s+für\s+\p{L}+)?:?|Pressestelle\b|Ansprechpartner(?:in)?\b|Über\s+(?:die|den|das)\s+\p{Lu}|Hintergrund:?[ \t]*$|Herausgeber|"
    r"Impressum|Bild(?:unterschrift|nachweis|material)?:|Fotos?:|Foto\s|Hinweis\s+an\s+die\s+Redaktion|Anlagen?:|Abdruck\s|V\.\s?i\.\s?S\.\s?d\.)",
    regex.MULTILINE,
)
_EMPTY = regex.compile(
    r"\b(?:weitere|nähere|mehr)\s+(?:Informationen|Auskünfte|Einzelheiten)\b|\bRückfragen\b|\bPressemitteilung\b|\bteilt\s+die\s+\p{L}+\s+mit\b|"
    r"\bwie\s+bereits\s+berichtet\b|\bSehr\s+geehrte\b|\bBelegexemplar\b",
    regex.I,
)


@dataclass(frozen=True, slots=True)
class Kernel:
    """A sentence that could carry the post, at `start` to `end` of the text.

    Attributes:
        score: how much speaks for it; only good for ordering.
        place: it is the how manyth sentence of the text, from 0.
        facts: the facts in it.
    """

    text: str
    start: int
    end: int
    score: float
    place: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells: its facts in order, with the message itself as the fact WHAT, and its kernel sentences."""

    facts: tuple[Fact, ...]
    kernels: tuple[Kernel, ...]


def told(text: str, *, near: date, title: str = "", house: House = NO_HOUSE) -> Told:
    """Facts and kernel sentences of a text in one reading; the same for the same arguments.

    `title` is the headline where it does not stand in the text.
    """
    found = facts(text, near=near, house=house)
    best = kernels(text, found, title=title)
    if best:
        what = Fact(FactKind.WHAT, best[0].text, best[0].start, best[0].end, best[0].text)
        found = sorted([*found, what], key=lambda fact: fact.start)
    return Told(tuple(found), tuple(best))


def kernels(text: str, found: Sequence[Fact], *, title: str = "", most: int = _MOST) -> list[Kernel]:
    """The sentences that carry the message, the best first, at most `most`; `found` are the text's facts in order.

    Left out: headlines, what is mostly quoted, greetings and references, and everything from "Pressekontakt" on.
    """
    read = text[:_READ]
    tail = _TAIL.search(read)
    sentences = measure.sentences(read[: tail.start()] if tail else read)
    headline = sentences[0] if sentences and _is_headline(sentences[0], read) else None
    wanted = _stems(f"{title} {headline.text if headline else ''}")
    body = sentences[1:] if headline else sentences
    named = [fact for fact in found if fact.kind in {FactKind.WHO, FactKind.WHERE}][:_NAMES]
    carrying = [(place, one) for place, one in enumerate(body) if _may_carry(one)]
    # Lines of a table or a letterhead above the text push nothing back.
    whole = [one.start for _, one in carrying if _WHOLE.search(one.text)]
    rated = [
        _rated(one, place, bisect_left(whole, one.start), (wanted, found, named)) for place, one in carrying
    ]
    rated.sort(key=lambda one: (-one.score, one.start))
    shift = 1 if headline else 0
    return [replace(one, place=one.place + shift) for one in rated[:most] if one.score >= _ENOUGH]


def _is_headline(first: Span, text: str) -> bool:
    """Whether the first line stands alone: short, without a full stop, a line break behind it."""
    behind = text[first.end : first.end + 3]
    return "\n" in behind and first.text[-1] not in ".!?:" and len(first.text.split()) <= _HEADLINE_WORDS


def _may_carry(one: Span) -> bool:
    number = len(one.text.split())
    quoted = sum(match.end() - match.start() for match in _QUOTED.finditer(one.text))
    return (
        _FEWEST_WORDS <= number <= _MOST_WORDS
        and quoted < _QUOTED_SHARE * len(one.text)
        and not (quoted and _SAYING.search(one.text))
    )


def _rated(
    one: Span, place: int, before: int, known: tuple[frozenset[str], Sequence[Fact], Sequence[Fact]]
) -> Kernel:
    """`before`: how many whole sentences stand before it; `known`: stems of the headline, all facts, those of names."""
    wanted, found, named = known
    first = bisect_left(found, one.start, key=lambda fact: fact.start)
    last = bisect_left(found, one.end, key=lambda fact: fact.start)
    inside = tuple(fact for fact in found[first:last] if fact.end <= one.end)
    # A name is listed where it stands first; here it counts where it is said again.
    kinds = {fact.kind for fact in named if fact.words in one.text}
    kinds |= {FactKind.HOURS if fact.kind in CONTACTS else fact.kind for fact in inside}
    score = max(0.0, _LEAD - _A_PLACE_LATER * before) + _A_FACT * len(kinds)
    score += _A_HEADLINE_WORD * min(4, len(wanted & _stems(one.text)))
    score += _CALL if _CALLING.search(one.text) else 0.0
    score -= 0.0 if _WHOLE.search(one.text) else _NO_SENTENCE
    score -= _VAGUE if _EMPTY.search(one.text) or _SAYING.search(one.text) else 0.0
    return Kernel(one.text, one.start, one.end, round(score, 2), place, inside)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(folded(word)) for word in _WORD.findall(text))
