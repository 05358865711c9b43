# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Unpacks the house font for share pictures: the same files the pages use, as TrueType, and a list of their letters.

Run after tools/vendor_assets.py, in an environment with fonttools and brotli (`pip install fonttools brotli`); what
it writes is committed. Unpacking changes no outline: WOFF2 is TrueType, compressed.
"""

from itertools import pairwise
from pathlib import Path

from fontTools.ttLib import TTFont

SOURCE = Path("src/nahbar/web/design/static/design/vendor/kern")
TARGET = Path("src/nahbar/studio/cards/fonts")
WEIGHTS = ("Regular", "SemiBold")
HOLDER, LICENCE = "2012-2018 The Mozilla Foundation and Telefonica S.A.", "OFL-1.1"


def unpack(weight: str) -> set[int]:
    """Writes one weight and gives the code points it has."""
    font = TTFont(SOURCE / f"FiraSans-{weight}.woff2", recalcTimestamp=False)
    font.flavor = None
    lay_down(f"FiraSans-{weight}.ttf", None)
    font.save(TARGET / f"FiraSans-{weight}.ttf")
    return set(font.getBestCmap())


def spans(letters: list[int]) -> list[str]:
    """Code points as "41-5a", one span each."""
    begins = [letters[0], *(b for a, b in pairwise(letters) if b != a + 1)]
    ends = [*(a for a, b in pairwise(letters) if b != a + 1), letters[-1]]
    return [f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in zip(begins, ends, strict=True)]


def lay_down(name: str, text: str | None) -> None:
    """Writes a file, where there is a text for it, and its licence note."""
    if text is not None:
        (TARGET / name).write_text(text, encoding="ascii")
    note = f"SPDX-FileCopyrightText: {HOLDER}\n\nSPDX-License-Identifier: {LICENCE}\n"
    (TARGET / f"{name}.license").write_text(note, encoding="utf-8")


if __name__ == "__main__":
    common = set.intersection(*(unpack(weight) for weight in WEIGHTS))
    lay_down("letters.txt", "\n".join(spans(sorted(common))) + "\n")
    print(f"{len(WEIGHTS)} weights, {len(common)} letters")
