# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences that people rated, from TextComplexityDE beside the project or from a file of one's own."""

import csv
import json
import os
from pathlib import Path
from typing import NamedTuple

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data" / "textcomplexity-de" / "ratings.csv"
_SENTENCE = ("Sentence", "sentence", "text")
_RATING = ("MOS_Complexity", "MOS", "rating")
_ARTICLE = ("Article", "Article_ID", "article")


class Rated(NamedTuple):
    """A sentence, how hard people found it from 1 to 7, and the article it stands in ("" where unknown)."""

    sentence: str
    rating: float
    article: str


class RatingsMissing(Exception):
    """There are no ratings to learn from."""


def to_learn_from() -> list[Rated]:
    """The ratings of RATINGS=file, else those beside the project.

    Raises:
        RatingsMissing: neither is there.
    """
    path = Path(os.environ.get("RATINGS") or BESIDE)
    if not path.is_file():
        raise RatingsMissing(f"No ratings at {path}: name TextComplexityDE's ratings.csv with RATINGS=file.")
    return read(path)


def read(path: Path) -> list[Rated]:
    """The rated sentences of a CSV file with a header, or of one JSON object a line; rows without a rating are left out."""
    text = path.read_text(encoding="utf-8-sig")
    rows = (
        [json.loads(line) for line in text.splitlines() if line.strip()]
        if text.lstrip().startswith("{")
        else list(csv.DictReader(text.splitlines()))
    )
    return [
        Rated(sentence, float(rating), str(_first(row, _ARTICLE) or ""))
        for row in rows
        if (sentence := str(_first(row, _SENTENCE) or "").strip())
        and (rating := _first(row, _RATING)) not in (None, "")
    ]


def _first(row: dict[str, object], names: tuple[str, ...]) -> object:
    return next((row[name] for name in names if name in row), None)
