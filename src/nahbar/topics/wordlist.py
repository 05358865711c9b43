# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words as they are searched: folded, so that Straße, Strasse and STRASSE are one, and found inside compounds."""

import re

from nahbar.foundation.german import folded

MOST_WORDS = 500
LONGEST = 60
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


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
