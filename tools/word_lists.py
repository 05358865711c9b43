# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes the lists of usual words (`src/nahbar/language/data/*.xz`) from wordfreq; asked for once, not by any check.

Needs `pip install wordfreq==3.1.1` beside the project: it is no part of what Nahbar runs or tests with. German: words of
letters with a Zipf figure of 2.2 and more; English: of three letters and more, from 3.5.
"""

import lzma
import math
import re
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src" / "nahbar" / "language" / "data"
_GERMAN = re.compile(r"[a-zäöüßéèáàâêôç]{1,30}")
_ENGLISH = re.compile(r"[a-z]{3,20}")
_GERMAN_FROM, _ENGLISH_FROM = 2.2, 3.5
_LONGEST_SHARED = 40


def main() -> None:
    """Writes both lists."""
    german = _listed("de", _GERMAN, _GERMAN_FROM)
    signs = "".join(chr(ord("(") + round(figure * 10)) for _, figure in german)
    _write("german.xz", [signs, *_packed([word for word, _ in german])])
    _write("english.xz", _packed([word for word, _ in _listed("en", _ENGLISH, _ENGLISH_FROM)]))


def _listed(language: str, pattern: re.Pattern[str], least: float) -> list[tuple[str, float]]:
    frequencies: dict[str, float] = import_module("wordfreq").get_frequency_dict(language, "large")
    figures = ((word, math.log10(often * 1e9)) for word, often in frequencies.items())
    return sorted((word, figure) for word, figure in figures if figure >= least and pattern.fullmatch(word))


def _packed(words: Sequence[str]) -> list[str]:
    """Each word as the number of letters it shares with the one before, as a sign from "0" on, and the rest."""
    lines, before = [], ""
    for word in words:
        shared = 0
        while shared < min(len(word), len(before), _LONGEST_SHARED) and word[shared] == before[shared]:
            shared += 1
        lines.append(chr(ord("0") + shared) + word[shared:])
        before = word
    return lines


def _write(name: str, lines: Sequence[str]) -> None:
    packed = lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME)
    (DATA / name).write_bytes(packed)
    print(f"{name}: {len(lines)} lines, {len(packed)} bytes")


if __name__ == "__main__":
    main()
