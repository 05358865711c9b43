# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: SIM905 - a list of words is read as words
"""Which German words are the same word? Umlauts and endings: quick, and right for most words of an office.

No dictionary. Both sides of a comparison go the same way, so that an odd stem costs nothing.
"""

import re
import unicodedata
from functools import lru_cache

_SPELT = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"})
# Umlauts are written both ways; the same is done to both sides, so that a false fold ("neue") changes nothing.
_TWO_LETTERS = re.compile(r"(?<=[aou])e+")
_ENDINGS = ("innen", "ungen", "ern", "en", "er", "es", "em", "in", "e", "n", "s")
_STEM = 4
# Short nouns with the plural in -er; in compounds the last part decides.
_SHORT = tuple("amt bad rad rat tal dach rand band".split())
_SHORT_PLURAL = re.compile(r"(?:ern|er|en|es|e|s)$")


def folded(text: str) -> str:
    """Small letters without marks, ß as ss, ae, oe and ue as their umlauts without dots."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(_SPELT))
    return _TWO_LETTERS.sub("", "".join(letter for letter in plain if not unicodedata.combining(letter)))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A folded word without the endings German words change by; a part of the word, except that "-ungen" is "-ung"."""
    short = _SHORT_PLURAL.sub("", word)
    if short.endswith(_SHORT):
        return short
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            rest = word.removesuffix(ending)
            return f"{rest}ung" if ending == "ungen" else rest
    return word
