# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How hard would people find a sentence: 1 very easy to 7 very hard, as learners of German rated 747 sentences.

The model (`data/difficulty.json`) is trained on TextComplexityDE (Naderi and others, 2019, MIT) by
`benchmarks/readability`; on articles it had not seen it is off by 0.65 in the root of the mean square.
"""

import json
import math
from functools import cache
from importlib import resources
from operator import mul
from typing import Any, NamedTuple

from nahbar.language.features import figures

DIGITS = 3
"""Scaled figures are rounded to so many digits, in training and here."""
EASIEST, HARDEST = 1.0, 7.0


class Tree(NamedTuple):
    """Three questions and four answers: is figure `first` at most `cut`, then the one for low or high."""

    first: int
    cut: float
    left: int
    left_cut: float
    right: int
    right_cut: float
    leaves: tuple[float, ...]


class Model(NamedTuple):
    """The numbers of the regression.

    Attributes:
        landmarks: sentences of the training in scaled figures, with half their squared length and their weight.
    """

    names: tuple[str, ...]
    middle: tuple[float, ...]
    scale: tuple[float, ...]
    reach: float
    base: float
    landmarks: tuple[tuple[tuple[float, ...], float, float], ...]
    share_of_trees: float
    tree_base: float
    trees: tuple[Tree, ...]


def difficulty(sentence: str) -> float:
    """How hard the sentence is, from 1 to 7; 1 where it has no words. The same for the same sentence."""
    found = figures(sentence)
    return rated(list(found.values()), model()) if found else EASIEST


def rated(values: list[float], by: Model) -> float:
    """How hard a sentence with these figures is by the model."""
    scaled = [
        round((value - middle) / scale, DIGITS)
        for value, middle, scale in zip(values, by.middle, by.scale, strict=True)
    ]
    half = sum(map(mul, scaled, scaled)) / 2
    smooth = by.base
    for landmark, its_half, weight in by.landmarks:
        smooth += weight * math.exp(-2 * by.reach * (half + its_half - sum(map(mul, scaled, landmark))))
    root = by.tree_base
    for tree in by.trees:
        if scaled[tree.first] <= tree.cut:
            root += tree.leaves[0 if scaled[tree.left] <= tree.left_cut else 1]
        else:
            root += tree.leaves[2 if scaled[tree.right] <= tree.right_cut else 3]
    mean = (1 - by.share_of_trees) * smooth + by.share_of_trees * root * root
    return min(HARDEST, max(EASIEST, mean))


@cache
def model() -> Model:
    """The shipped model."""
    text = resources.files("nahbar.language").joinpath("data", "difficulty.json").read_text(encoding="utf-8")
    return read(json.loads(text))


def read(numbers: dict[str, Any]) -> Model:
    """The model from what the training wrote."""
    return Model(
        names=tuple(numbers["names"]),
        middle=tuple(numbers["middle"]),
        scale=tuple(numbers["scale"]),
        reach=numbers["reach"],
        base=numbers["base"],
        landmarks=tuple(
            (tuple(mark), sum(map(mul, mark, mark)) / 2, weight)
            for mark, weight in zip(numbers["landmarks"], numbers["weights"], strict=True)
        ),
        share_of_trees=numbers["share_of_trees"],
        tree_base=numbers["tree_base"],
        trees=tuple(
            Tree(first, cut, left, left_cut, right, right_cut, tuple(leaves))
            for first, cut, left, left_cut, right, right_cut, *leaves in numbers["trees"]
        ),
    )
