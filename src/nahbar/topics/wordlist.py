# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words as they are searched: folded, so that Straße, Strasse and STRASSE are one, and found inside compounds."""

import re
import unicodedata

MOST_WORDS = 500
LONGEST = 60
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SPELT = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"})
# Umlauts are written both ways; the same is done to both sides, so that a false fold ("neue") changes nothing.
_TWO_LETTERS = re.compile(r"(?<=[aou])e+")
_ENDINGS = ("innen", "ungen", "ern", "en", "er", "es", "em", "in", "e", "n", "s")
_STEM = 4


def folded(text: str) -> str:
    """Small letters without marks, ß as ss, ae, oe and ue as their umlauts without dots."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(_SPELT))
    return _TWO_LETTERS.sub("", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def indexed(*texts: str) -> str:
    """The different words of the texts, folded, each once, at most 500; the first texts' words come first."""
    found: dict[str, None] = {}
    for text in texts:
        for word in _WORD.findall(folded(text)):
            found[word[:LONGEST]] = None
            if len(found) >= MOST_WORDS:
                return " ".join(found)
    return " ".join(found)


def wanted(words: str, *, most: int = 8) -> list[str]:
    """What to look for: the words of a question as they stand in `indexed`."""
    return [word[:LONGEST] for word in _WORD.findall(folded(words))][:most]


def stem(word: str) -> str:
    """The word without the endings German words change by, if at least four letters are left."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            rest = word.removesuffix(ending)
            return f"{rest}ung" if ending == "ungen" else rest
    return word
