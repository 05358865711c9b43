# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How usual is a German word? The Zipf scale: 7 is "und", 5 a word of every day, 3 a rare one, under 2.2 not listed.

Both lists in `data/` are parts of wordfreq's, made by `tools/word_lists.py`; their licence is CC BY-SA 4.0.
"""

import lzma
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

_FIRST_LENGTH = ord("0")
_FIRST_ZIPF = ord("(")
_TENTHS = 10


def zipf(word: str) -> float:
    """The base-10 logarithm of how often the word stands in a thousand million words; 0 where it is not listed."""
    return _german().get(word.lower().replace("ß", "ss"), 0) / _TENTHS


def is_usual_english(word: str) -> bool:
    """Whether the word is among the 14,000 most usual English ones of three letters and more ("Park", "Computer")."""
    return word.lower() in _english()


@cache
def _german() -> dict[str, int]:
    """Words by the tenths of their Zipf figure; the first line of the file has a sign for each word's figure."""
    figures, *lines = _lines("german.xz")
    return {word: ord(figure) - _FIRST_ZIPF for figure, word in zip(figures, _unpacked(lines), strict=True)}


@cache
def _english() -> frozenset[str]:
    return frozenset(_unpacked(_lines("english.xz")))


def _lines(name: str) -> list[str]:
    packed = resources.files("nahbar.language").joinpath("data", name).read_bytes()
    return lzma.decompress(packed).decode("utf-8").split("\n")


def _unpacked(lines: Sequence[str]) -> Iterator[str]:
    """The words in order: each line is the number of letters shared with the word before, as a sign, and the rest."""
    word = ""
    for line in lines:
        word = word[: ord(line[0]) - _FIRST_LENGTH] + line[1:]
        yield word
