# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long is a text, and where are its links, tags, names, words and pictures-in-type?

All places are code points, `end` excluded, so that `text[start:end]` is the passage. Nothing here raises on odd text.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import regex

from nahbar.foundation.sentence_ends import ends


class Span(NamedTuple):
    """A passage and its place in code points: `whole[start:end] == text`."""

    start: int
    end: int
    text: str


# The top-level domains a German authority writes without "https://". Unknown endings are no links:
# a missing blank after a full stop ("Ende.Die") must not become an address.
_TLDS = (
    "de|com|org|net|eu|info|biz|gov|edu|berlin|hamburg|bayern|nrw|koeln|cologne|saarland|ruhr|at|ch|li|lu|fr|nl|be|dk|pl|cz"
    "|uk|ie|it|es|pt|se|no|fi|io|app|dev|social|ly|gl|gd|co|me|cc|to|tv|link|page|online|site|shop|cloud|digital|jobs"
)
_GRAPHEME = regex.compile(r"\X")
_ADDRESS = regex.compile(
    r"(?<![\p{L}\p{N}@#$_])https?://"
    r"(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?\.){1,8}(?:xn--[a-z0-9-]{1,59}|\p{L}{2,24})(?![\p{L}\p{N}_-])"
    r"(?::\d{1,5})?(?:[/?#][^\s<>\"„“”»«|\\^`{}]*)?",
    regex.IGNORECASE,
)
_BARE = regex.compile(
    r"(?<![\p{L}\p{N}@#$_./:-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,6}"
    rf"(?:{_TLDS})(?![\p{{L}}\p{{N}}_@-])(?::\d{{1,5}})?(?:[/?#][^\s<>\"„“”»«|\\^`{{}}]*)?",
)
_HASHTAG = regex.compile(
    r"(?<![\p{L}\p{N}_&/#])(?<!\p{L}\p{M})#(?=[\p{N}\p{M}]*[\p{L}_])[\p{L}\p{N}\p{M}_]++(?:[·\u200c\u30fb]?[\p{L}\p{N}\p{M}_]++)*+"
    r"(?!#|://)"
)
_MENTION = regex.compile(
    r"(?<![\p{L}\p{N}_=/.@])@[A-Za-z0-9_]+(?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?(?:@[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?)?"
)
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-'’*·:.,_/][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*")
_EMOJI_BASE = (
    r"(?:\p{Emoji_Presentation}|(?![\u00A9\u00AE\u203C\u2049\u2122\u2139\u2194-\u21AA])\p{Extended_Pictographic}"
    r"|\p{Extended_Pictographic}\uFE0F)"
)
EMOJI = rf"(?:\p{{RI}}{{2}}|[0-9#*]\uFE0F?\u20E3|{_EMOJI_BASE}\p{{EMod}}?\uFE0F?(?:\u200D\p{{Extended_Pictographic}}\p{{EMod}}?\uFE0F?)*(?:[\U000E0020-\U000E007F]+)?)"
"""A pattern (module `regex`) for one emoji as a reader sees it: flags, keycaps, families."""
_EMOJI = regex.compile(EMOJI)
_LIGHT = regex.compile("[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
_CLOSERS = {")": "(", "]": "["}


def graphemes(text: str) -> list[str]:
    """The characters as a reader counts them (Unicode extended grapheme clusters, UAX 29)."""
    return list(_GRAPHEME.findall(text))


def code_points(text: str) -> int:
    """How many Unicode code points."""
    return len(text)


def utf8_bytes(text: str) -> int:
    """How many bytes in UTF-8; a lone surrogate counts three, as it would in WTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))


def utf16_units(text: str) -> int:
    """How many UTF-16 units, the way JavaScript counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def weighted(text: str) -> int:
    """As twitter-text counts since version 3: NFC, Latin signs one, all others two, an emoji two however it is built."""
    text = unicodedata.normalize("NFC", text)
    found = emojis(text)
    rest = _without(text, found)
    return 2 * len(found) + sum(1 if _LIGHT.fullmatch(sign) else 2 for sign in rest)


def _without(text: str, spans: Sequence[Span]) -> str:
    kept, place = [], 0
    for span in spans:
        kept.append(text[place : span.start])
        place = span.end
    return "".join([*kept, text[place:]])


def links(text: str) -> list[Span]:
    """Addresses with http:// or https://, without the punctuation that ends the sentence around them."""
    if "://" not in text:
        return []
    return [_trimmed(match.group(), match.start()) for match in _ADDRESS.finditer(text)]


def bare_links(text: str) -> list[Span]:
    """Addresses without http ("musterau.de/bad"), which some platforms link and others leave as text."""
    if "." not in text:
        return []
    taken = links(text)
    found = (_trimmed(match.group(), match.start()) for match in _BARE.finditer(text))
    return [span for span in found if not (_inside(span, taken) or around(span.end - 1, taken))]


def addresses(text: str) -> list[Span]:
    """Everything a reader takes for an internet address, in order: :func:`links` and :func:`bare_links`."""
    return sorted(links(text) + bare_links(text))


def hashtags(text: str) -> list[Span]:
    """Hashtags with their #; a # inside an address or followed by digits only is none."""
    if "#" not in text:
        return []
    taken = addresses(text)
    found = (Span(match.start(), match.end(), match.group()) for match in _HASHTAG.finditer(text))
    return [span for span in found if not _inside(span, taken)]


def mentions(text: str) -> list[Span]:
    """Accounts named in the text: @name, @name@server, @name.example.org; never the @ of a mail address."""
    if "@" not in text:
        return []
    taken = addresses(text)
    found = (Span(match.start(), match.end(), match.group()) for match in _MENTION.finditer(text))
    return [span for span in found if not _inside(span, taken)]


def words(text: str) -> list[Span]:
    """Words and numbers, hyphenated ones as one; parts of addresses are none, hashtags and names are."""
    taken = addresses(text)
    found = (Span(match.start(), match.end(), match.group()) for match in _WORD.finditer(text))
    return [span for span in found if not _inside(span, taken)]


def emojis(text: str) -> list[Span]:
    """Emojis, a family or a flag as one. Signs that are type (©, ™, ↔ without emoji style) are none."""
    return [Span(match.start(), match.end(), match.group()) for match in _EMOJI.finditer(text)]


def sentences(text: str) -> list[Span]:
    """German sentences without the blanks around them, in order, together covering all that is not blank.

    Knows abbreviations ("z. B.", "Nr."), ordinals ("3. Juni"), times, dates and addresses; an emoji behind the
    full stop belongs to the sentence before it, and a line break ends a sentence unless the next line goes on small.
    """
    spans = []
    start = 0
    for end in [*ends(text, [(span.start, span.end) for span in addresses(text)], _EMOJI), len(text)]:
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            begin = start + len(piece) - len(piece.lstrip())
            spans.append(Span(begin, begin + len(stripped), stripped))
        start = end
    return spans


def around(place: int, spans: Sequence[Span]) -> Span | None:
    """The span a place lies in; `spans` in order and apart from each other, as all finders here give them."""
    before = bisect_right(spans, place, key=_start) - 1
    return spans[before] if before >= 0 and place < spans[before].end else None


def _start(span: Span) -> int:
    return span.start


def _inside(span: Span, taken: Sequence[Span]) -> bool:
    return around(span.start, taken) is not None


def _trimmed(address: str, start: int) -> Span:
    """An address without the full stop, comma or unmatched bracket that belongs to the sentence."""
    while True:
        last = address[-1]
        opener = _CLOSERS.get(last)
        unmatched = opener is not None and address.count(last) > address.count(opener)
        if (last in ".,;:!?'’‘…*_~" and not address.endswith("://")) or unmatched:
            address = address[:-1]
        else:
            return Span(start, start + len(address), address)
