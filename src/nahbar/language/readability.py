# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How hard is a German text to read? LIX decides; WSTF 4 and Amstad are shown because leaderships know them.

Measured on TextComplexityDE (1,000 rated sentences): LIX and the longest sentence tell most; syllables counted as
vowel groups beat hyphenation dictionaries. The formulas see the surface, never the sense.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from nahbar.foundation.text import Span
from nahbar.language.prose import Prose

_VOWELS = regex.compile(r"äu|eu|ei|ai|ey|ay|au|ie|aa|ee|oo|[aeiouyäöüàáâèéêíóôúøœæ]", regex.I)
_LETTERS = regex.compile(r"\p{L}")
ENOUGH_WORDS, ENOUGH_SENTENCES = 80, 5
_LONG_WORD = 6
_MANY_SYLLABLES = 3


@dataclass(frozen=True, slots=True)
class Readability:
    """The figures of one text.

    Attributes:
        lix: words a sentence + per cent of words with more than 6 letters; high is hard (Björnsson).
        wstf4: Vienna formula 4, about the school year needed.
        amstad: Flesch for German (Amstad 1978), 0 to 100, high is easy.
    """

    words: int
    sentences: int
    words_a_sentence: float
    longest_sentence: int
    lix: float
    wstf4: float
    amstad: float


def syllables(word: str) -> int:
    """Vowel groups, diphthongs as one; at least one."""
    return max(1, len(_VOWELS.findall(word)))


def indexes(reading: Prose) -> Readability | None:
    """The figures of a text long enough for them: 80 words and 5 sentences; else None, for they would mislead."""
    if len(reading.words) < ENOUGH_WORDS or len(reading.sentences) < ENOUGH_SENTENCES:
        return None
    return readability(reading)


def readability(reading: Prose) -> Readability | None:
    """The figures whatever the length, or None for a text without words."""
    words = reading.words
    if not words:
        return None
    lengths = [len(reading.words_in(sentence)) for sentence in reading.sentences] or [len(words)]
    per_sentence = len(words) / len(lengths)
    counted = [syllables(word.text) for word in words]
    many = 100 * sum(count >= _MANY_SYLLABLES for count in counted) / len(words)
    return Readability(
        words=len(words),
        sentences=len(lengths),
        words_a_sentence=per_sentence,
        longest_sentence=max(lengths),
        lix=per_sentence + _share_of_long(words),
        wstf4=0.2744 * many + 0.2656 * per_sentence - 1.693,
        amstad=180 - per_sentence - 58.5 * sum(counted) / len(words),
    )


def _share_of_long(words: Sequence[Span]) -> float:
    return 100 * sum(len(_LETTERS.findall(word.text)) > _LONG_WORD for word in words) / len(words)
