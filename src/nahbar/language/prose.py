# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A text read once: its sentences and words of prose, apart from addresses, hashtags and account names."""

from bisect import bisect_left
from functools import cached_property

import regex

from nahbar.foundation import text as measure
from nahbar.foundation.text import Span

_HAS_LETTER = regex.compile(r"\p{L}")


class Prose:
    """The parts of a text, each found when first asked for. Places are code points in `text`."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def addresses(self) -> list[Span]:
        return measure.addresses(self.text)

    @cached_property
    def hashtags(self) -> list[Span]:
        return measure.hashtags(self.text)

    @cached_property
    def mentions(self) -> list[Span]:
        return measure.mentions(self.text)

    @cached_property
    def sentences(self) -> list[Span]:
        """Sentences with at least one word of prose: a row of hashtags or a bare address is none."""
        return [one for one in measure.sentences(self.text) if self.words_in(one)]

    @cached_property
    def words(self) -> list[Span]:
        """Words of prose: no hashtags, no account names, no addresses, no bare numbers."""
        return [
            word
            for word in measure.words(self.text)
            if _HAS_LETTER.search(word.text)
            and measure.around(word.start, self.hashtags) is None
            and measure.around(word.start, self.mentions) is None
        ]

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def prose(self) -> str:
        """The text with addresses, hashtags and account names blanked out; places stay the same."""
        letters = list(self.text)
        for span in self.addresses + self.hashtags + self.mentions:
            letters[span.start : span.end] = " " * (span.end - span.start)
        return "".join(letters)

    def words_in(self, passage: Span) -> list[Span]:
        """The words of prose inside a passage of the text."""
        first = bisect_left(self._word_starts, passage.start)
        return self.words[first : bisect_left(self._word_starts, passage.end)]

    def sentence_at(self, place: int) -> Span | None:
        """The sentence around a place, if it is inside one."""
        return measure.around(place, self.sentences)
