# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How well is the difficulty of sentences of unseen articles told? The last line is JSON.

Each article is left out once; the settings are chosen anew each time, by the other articles alone. TEST=file asks the
shipped model about other rated sentences (README.md beside it). `--train` writes the shipped model anew.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.readability import ratings, training
from nahbar.language.difficulty import difficulty, rated, read
from nahbar.language.features import figures

MODEL = Path(__file__).resolve().parents[2] / "src" / "nahbar" / "language" / "data" / "difficulty.json"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--train", action="store_true", help="learn from all ratings and write the shipped model"
    )
    given = asked.parse_args()
    if other := os.environ.get("TEST"):
        told(ratings.read(Path(other)))
        return
    try:
        known = [one for one in ratings.to_learn_from() if figures(one.sentence)]
    except ratings.RatingsMissing as missing:
        sys.exit(str(missing))
    named = [figures(one.sentence) for one in known]
    names = list(named[0])
    x = np.array([list(one.values()) for one in named], float)
    y = np.array([one.rating for one in known])
    articles = np.array([one.article for one in known])
    if given.train:
        settings = training.chosen(x, y, articles)
        model = training.fitted(names, x, y, settings)
        MODEL.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"{settings} {MODEL.stat().st_size} bytes")
        return
    left_out(names, x, y, articles)


def left_out(names: list[str], x: training.Figures, y: training.Figures, articles: training.Figures) -> None:
    """Prints each article's error when it was left out, and the figures of all."""
    found = np.zeros(len(y))
    for article in sorted(set(articles)):
        others = articles != article
        settings = training.chosen(x[others], y[others], articles[others])
        model = read(training.fitted(names, x[others], y[others], settings))
        found[~others] = [rated(list(row), model) for row in x[~others]]
        print(
            f"{article[:40]:40s} {len(y[~others]):3d} rmse {_rmse(found[~others], y[~others]):.2f} {settings}",
            flush=True,
        )
    print(json.dumps({"sentences": len(y), "articles": len(set(articles)), **_figures(found, y)}))


def told(asked: Sequence[ratings.Rated]) -> None:
    """Prints how well the shipped model tells other ratings, and how long it takes a sentence."""
    began = time.process_time()
    found = [difficulty(one.sentence) for one in asked]
    milliseconds = (time.process_time() - began) * 1000 / len(asked)
    measured = _figures(np.array(found), np.array([one.rating for one in asked]))
    print(json.dumps({"sentences": len(asked), **measured, "ms_per_sentence": round(milliseconds, 2)}))


def _figures(found: training.Figures, known: training.Figures) -> dict[str, float]:
    return {"r": round(float(np.corrcoef(found, known)[0, 1]), 4), "rmse": round(_rmse(found, known), 4)}


def _rmse(found: training.Figures, known: training.Figures) -> float:
    return float(np.sqrt(np.mean((found - known) ** 2)))


if __name__ == "__main__":
    main()
