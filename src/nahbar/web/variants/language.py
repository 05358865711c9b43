# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the text reads: its hard sentences with reasons and cuts, its figures, and how much of it is the press release."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nahbar.language import cutting
from nahbar.language.causes import Cause, Reason
from nahbar.language.cutting import Cut
from nahbar.language.hard import Sentence, hard_sentences
from nahbar.language.prose import Prose
from nahbar.language.readability import Readability, indexes
from nahbar.language.release import Copied, copied, to_replace
from nahbar.stories.models import Story
from nahbar.variants.models import Variant

MOST_SENTENCES = 5
_MOST_REASONS = 4
_READ = 6_000
# LIX by which people sort texts (Björnsson): fiction, newspapers, specialist texts.
_EASY, _MIDDLING, _HARD = 40, 50, 60
_WORDS: dict[Reason, Promise] = {
    Reason.NESTED: gettext_lazy("several subordinate clauses"),
    Reason.ATTRIBUTE: gettext_lazy("a clause packed before the noun: “%(words)s”"),
    Reason.BRACKET: gettext_lazy("something long in brackets"),
    Reason.NOMINAL: gettext_lazy("many nouns where verbs would do: “%(words)s”"),
    Reason.PASSIVE: gettext_lazy("nobody does it: “%(words)s”"),
    Reason.RARE_WORD: gettext_lazy("a rare word: “%(words)s”"),
    Reason.ABBREVIATION: gettext_lazy("an abbreviation: “%(words)s”"),
    Reason.NUMBERS: gettext_lazy("many numbers"),
    Reason.NEGATION: gettext_lazy("two negations in one sentence"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; `is_marked`: it is what the page talks about."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Split:
    """A place to cut a sentence: `value` finds it again; "" where the second half must be turned by hand."""

    before: str
    after: str
    begins: str
    value: str


@dataclass(frozen=True, slots=True)
class Hard:
    """A hard sentence with what made it hard, marked and in words, and where to cut it."""

    line: int
    pieces: tuple[Piece, ...]
    reasons: tuple[str, ...]
    splits: tuple[Split, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """How much of the text is the source: `percent`; `pieces` mark it; `again` are the passages to say anew."""

    percent: int
    is_pasted: bool
    pieces: tuple[Piece, ...]
    again: tuple[str, ...]
    angle: str


def help_for(variant: Variant) -> dict[str, Any]:
    """The context of `variants/language.html`; German only, others are left alone."""
    text = variant.text[:_READ]
    if not text.strip() or not variant.language.lower().startswith("de"):
        return {"hard": (), "reading": None, "reading_sentence": "", "release": None}
    prose = Prose(text)
    found = indexes(prose)
    return {
        "hard": tuple(_hard(one, text) for one in hard_sentences(prose, most=MOST_SENTENCES)),
        "reading": found,
        "reading_sentence": _reading_sentence(found) if found else "",
        "release": _release(variant.story, text),
    }


def split_at(text: str, value: str) -> str | None:
    """The text with the sentence cut where the page offered it; None where that place is no longer there."""
    start, passage = [*value.split("|", 1), ""][:2]
    for one in hard_sentences(Prose(text), most=MOST_SENTENCES):
        for at in one.cuts:
            if (str(at.start), text[at.start : at.end]) == (start, passage) and at.instead is not None:
                return cutting.cut(text, at)
    return None


def _hard(one: Sentence, text: str) -> Hard:
    marked = [(cause.start, cause.end) for cause in one.causes if cause.reason is not Reason.LONG_SENTENCE]
    reasons = dict.fromkeys(_reason(cause) for cause in one.causes)
    return Hard(
        line=text.count("\n", 0, one.start) + 1,
        pieces=pieces(text, one.start, one.end, marked),
        reasons=tuple(reasons)[:_MOST_REASONS],
        splits=tuple(_split(at, one, text) for at in one.cuts[:2]),
    )


def _split(at: Cut, one: Sentence, text: str) -> Split:
    value = f"{at.start}|{text[at.start : at.end]}" if at.instead is not None else ""
    before = text[one.start : at.start].strip()[-40:]
    return Split(before, text[at.end : one.end].strip()[:40], at.begins, value)


def _reason(cause: Cause) -> str:
    if cause.reason is Reason.LONG_SENTENCE:
        return ngettext("%(n)s word", "%(n)s words", cause.figure) % {"n": cause.figure}
    if cause.reason is Reason.LONG_WORD:
        if cause.parts:
            words = {"words": cause.text, "parts": "-".join(cause.parts)}
            return _("a long word: “%(words)s” (%(parts)s)") % words
        return _("a long word: “%(words)s”") % {"words": cause.text}
    said = str(_WORDS[cause.reason])
    return said % {"words": cause.text[:80]} if "%(words)s" in said else said


def _reading_sentence(found: Readability) -> str:
    """What the figure means, in words."""
    if found.lix < _EASY:
        said = _("The text reads easily.")
    elif found.lix < _MIDDLING:
        said = _("The text reads like a newspaper.")
    elif found.lix < _HARD:
        said = _("The text is hard to read: shorter sentences help most.")
    else:
        said = _("The text reads like a law: shorter sentences and shorter words help.")
    return said


def _release(story: Story, text: str) -> Release | None:
    """Nothing where there is no source, or where the text leans on it only a little."""
    source = story.topic.text if story.topic else ""
    found = copied(text, source[: 10 * _READ]) if source.strip() else None
    if found is None or not (found.is_pasted or found.is_leaning):
        return None
    marked = [(one.start, one.end) for one in found.passages if not one.is_quote]
    return Release(
        percent=round(100 * found.share),
        is_pasted=found.is_pasted,
        pieces=pieces(text, 0, len(text), marked),
        again=_again(found, text),
        angle=story.angle,
    )


def _again(found: Copied, text: str) -> tuple[str, ...]:
    return tuple(text[one.start : one.end] for one in to_replace(found)[:3])


def pieces(text: str, start: int, end: int, marked: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """The passage cut at the marks; marks that overlap are one."""
    parts: list[Piece] = []
    place = start
    for mark in _merged(sorted(marked)):
        first, last = max(mark[0], place), min(mark[1], end)
        if last <= first:
            continue
        if first > place:
            parts.append(Piece(text[place:first], is_marked=False))
        parts.append(Piece(text[first:last], is_marked=True))
        place = last
    if place < end:
        parts.append(Piece(text[place:end], is_marked=False))
    return tuple(parts)


def _merged(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in marks:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined
