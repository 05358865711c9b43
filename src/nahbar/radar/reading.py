# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A text as a reader's eye takes it: words broken at the line's end are whole, page numbers are gone.

Every place in it can be found again in the text as it was given.
"""

import re
from bisect import bisect_right

MAX_TEXT = 150_000
"""Fifty pages. What stands behind them decides nothing."""
# One sign that may be odd, then what makes it so: the text between is passed over quickly.
_ODD = re.compile(
    r"[\s\u00ad\u2010-\u2012\u2014\u2015\u2212\u200b-\u200f\u2060\ufeff\x00\u0308-]"
    # "Fe-\nbruar"; but "Groß-\nund Kleinschreibung"
    r"(?:(?P<broken>(?<=[^\W\d_][\u00ad\u2010-])[ \t\u00a0]{0,9}\r?\n\s{0,9}(?=[a-zäöüß])(?!und\b|oder\b|bzw\b|sowie\b|bis\b))"
    r"|(?P<page>(?<=\s)\s{0,20}(?:[-–—] ?\d{1,3} ?[-–—]|(?<=\n)Seite \d{1,3}(?: von \d{1,3})?)[ \t\r]{0,9}\n\s{0,20})"
    # "B e k a n n t"
    r"|(?P<spaced>(?:(?<=\A\w )|(?<=\W\w ))(?=[a-zäöüß] \w\b)|(?:(?<=\A\w \w )|(?<=\W\w \w ))(?=[a-zäöüß]\b))"
    # A menu: eight short points and more, one below the other.
    r"|(?P<menu>(?<=\n)(?:– ?[^\n]{0,32}\n\s{0,4}){8,})"
    r"|(?P<unseen>(?<=[\u00ad\u200b-\u200f\u2060\ufeff\x00]))"
    r"|(?P<split>(?<=[aouAOU]\u0308))"
    r"|(?P<blank>(?<=\s)\s+|(?<=[^\S ]))"
    r"|(?P<dash>(?<=[\u2010-\u2012\u2014\u2015\u2212])))"
)
_WHOLE = dict(zip("aouAOU", "äöüÄÖÜ", strict=True))
_HYPHENS = "\u2010\u2011"
_WORD = re.compile(r"[^\W_]+(?:[-*:·’'/_\u2011][^\W_]+)*")


class Reading:
    """The text made plain: single blanks, a line break between paragraphs, one kind of dash ("–").

    Attributes:
        given: the text as it was given, cut to MAX_TEXT.
        text: the plain text.
        words: its words in order, in small letters.
    """

    __slots__ = ("_givens", "_places", "given", "text", "words")

    def __init__(self, given: str) -> None:
        self.given = given[:MAX_TEXT]
        self._places = [0]
        self._givens = [0]
        self.text = self._plain()
        small = self.text.lower()
        # Of a few foreign letters the small one is longer: then places would not fit.
        self.words = list(_WORD.finditer(small if len(small) == len(self.text) else self.text))

    def where(self, start: int, end: int) -> tuple[int, int]:
        """Where a passage of the reading stands in the given text."""
        if end <= start:
            place = self._given(start)
            return place, place
        return self._given(start), self._given(end - 1) + 1

    def passage(self, start: int, end: int) -> str:
        """The passage as it was given."""
        first, last = self.where(start, end)
        return self.given[first:last]

    def _given(self, place: int) -> int:
        before = bisect_right(self._places, place) - 1
        return min(self._givens[before] + place - self._places[before], max(len(self.given) - 1, 0))

    def _plain(self) -> str:
        parts: list[str] = []
        done, length = 0, 0
        for found in _ODD.finditer(self.given):
            before = self.given[done : found.start()]
            if found.lastgroup == "split":
                before, instead = before[:-1], _WHOLE[before[-1]]
            else:
                instead = _instead(found)
            parts.append(before)
            length += len(parts[-1]) + len(instead)
            parts.append(instead)
            done = found.end()
            self._places.append(length)
            self._givens.append(done)
        parts.append(self.given[done:])
        return "".join(parts)


def _instead(found: re.Match[str]) -> str:
    kind, passage = found.lastgroup, found.group()
    if kind == "menu":
        return "\n"
    if kind == "blank":
        return "\n" if passage.count("\n") > 1 else " "
    if kind == "page":
        return " "
    if kind == "dash":
        return "-" if passage in _HYPHENS else "–"
    return ""
