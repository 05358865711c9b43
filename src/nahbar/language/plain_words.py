# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a text speaks the language of the office, and the plain words for it."""

from dataclasses import dataclass

import regex

from nahbar.language.officialese import ENTRIES, Entry

_PATTERNS = tuple(
    (
        entry,
        tuple(entry.anchor.split("|")),
        regex.compile(rf"(?<![\p{{L}}\p{{N}}-])(?:{entry.pattern})(?![\p{{L}}\p{{N}}])", regex.I),
    )
    for entry in ENTRIES
)
_BLANKS = regex.compile(r"\s+")
_OPEN = regex.compile(r"[(…:]")


@dataclass(frozen=True, slots=True)
class OfficeWord:
    """A turn of the office at `start` to `end` of the text.

    Attributes:
        term: as it stands in dictionaries.
        better: what to say instead, or in brackets what to do.
        choices: the plain words of `better` that can be put in by hand after a look at the sentence.
        replacement: what may stand in its place as it is, its capital kept; None where the sentence must be turned.
        is_legal: a term of law, to be explained rather than replaced where the law wants it.
    """

    text: str
    start: int
    end: int
    term: str
    better: str
    choices: tuple[str, ...]
    replacement: str | None
    is_legal: bool


def office_words(text: str) -> list[OfficeWord]:
    """Every turn of the office in the text, in any inflection, in order; of two that overlap the longer one."""
    lowered = _BLANKS.sub(" ", text.lower())
    hits = [
        (match.start(), match.end(), entry)
        for entry, anchors, pattern in _PATTERNS
        if any(anchor in lowered for anchor in anchors)
        for match in pattern.finditer(text)
    ]
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    kept: list[tuple[int, int, Entry]] = []
    for start, end, entry in hits:
        if kept and start < kept[-1][1]:
            if end - start > kept[-1][1] - kept[-1][0]:
                kept[-1] = (start, end, entry)
            continue
        kept.append((start, end, entry))
    return [_found(text[start:end], start, entry) for start, end, entry in kept]


def _found(passage: str, start: int, entry: Entry) -> OfficeWord:
    choices = tuple(one.strip() for one in entry.better.split(",") if not _OPEN.search(entry.better))
    return OfficeWord(
        text=passage,
        start=start,
        end=start + len(passage),
        term=entry.term,
        better=entry.better,
        choices=choices,
        replacement=_replacement(passage, entry),
        is_legal=entry.legal,
    )


def _replacement(passage: str, entry: Entry) -> str | None:
    """The plain word where it fits as it stands, in capitals where the old one was, with one where it began a sentence."""
    for form, better in entry.mends:
        if form.casefold() == _BLANKS.sub(" ", passage).casefold():
            if passage.isupper() and len(passage) > 1:
                return better.upper()
            capital = passage[0].isupper() and form[0].islower()
            return better[0].upper() + better[1:] if capital else better
    return None
