# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Learns how hard people find a sentence: a smooth regression and small trees, both written down as plain numbers.

The smooth part is a support vector regression on a Nyström approximation (Williams and Seeger, 2001), which folds
into a few landmarks; the trees are gradient boosting (Friedman, 2001) on the root of the rating.
"""

from itertools import product
from typing import Any, NamedTuple

import numpy as np
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.kernel_approximation import Nystroem
from sklearn.model_selection import GroupKFold
from sklearn.svm import SVR

from nahbar.language.difficulty import DIGITS

Figures = np.ndarray[Any, Any]
LANDMARKS = 48
TREES = 300


class Settings(NamedTuple):
    """What cross-validation chooses: how far a landmark reaches, how closely ratings are followed, how much trees count."""

    reach: float
    closeness: float
    trees: float


SMOOTH = tuple(product((0.0005, 0.001, 0.002), (0.5, 1.0, 2.0)))
SHARES = (0.0, 0.2, 0.4)


def fitted(names: list[str], x: Figures, y: Figures, settings: Settings) -> dict[str, Any]:
    """The model as `difficulty` reads it."""
    middle, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1.0
    smooth = _smooth(_scaled(x, middle, scale), y, settings.reach, settings.closeness)
    return {
        "names": names,
        "middle": [float(one) for one in middle],
        "scale": [float(one) for one in scale],
        "share_of_trees": settings.trees,
        "reach": settings.reach,
        **smooth,
        **_trees(_scaled(x, middle, scale), y),
    }


def chosen(x: Figures, y: Figures, articles: Figures) -> Settings:
    """The settings with the smallest error on articles left out: fifths of the articles, each left out once."""
    folds = list(GroupKFold(5).split(x, y, articles))
    parts = [(*_both_scaled(x[train], x[test]), y[train], test) for train, test in folds]
    by_trees = np.zeros(len(y))
    for train, test, known, places in parts:
        by_trees[places] = predicted_by_trees(_trees(train, known), test)
    best: tuple[float, Settings] | None = None
    for reach, closeness in SMOOTH:
        smooth = np.zeros(len(y))
        for train, test, known, places in parts:
            smooth[places] = predicted_smoothly(_smooth(train, known, reach, closeness), test, reach)
        for share in SHARES:
            error = float(np.mean(((1 - share) * smooth + share * by_trees - y) ** 2))
            if best is None or error < best[0]:
                best = (error, Settings(reach, closeness, share))
    assert best is not None
    return best[1]


def predicted_smoothly(model: dict[str, Any], z: Figures, reach: float) -> Figures:
    """The smooth part for many sentences at once."""
    marks = np.array(model["landmarks"])
    apart = (z**2).sum(1)[:, None] + (marks**2).sum(1)[None, :] - 2 * z @ marks.T
    found: Figures = np.exp(-reach * apart) @ np.array(model["weights"]) + model["base"]
    return found


def predicted_by_trees(model: dict[str, Any], z: Figures) -> Figures:
    """The trees' part for many sentences at once."""
    root = np.full(len(z), model["tree_base"])
    for first, cut, left, left_cut, right, right_cut, *leaves in model["trees"]:
        low = z[:, first] <= cut
        place = np.where(
            low, np.where(z[:, left] <= left_cut, 0, 1), np.where(z[:, right] <= right_cut, 2, 3)
        )
        root += np.array(leaves)[place]
    return root**2


def _both_scaled(train: Figures, test: Figures) -> tuple[Figures, Figures]:
    middle, scale = train.mean(axis=0), train.std(axis=0)
    scale[scale == 0] = 1.0
    return _scaled(train, middle, scale), _scaled(test, middle, scale)


def _scaled(x: Figures, middle: Figures, scale: Figures) -> Figures:
    return np.round((x - middle) / scale, DIGITS)


def _smooth(z: Figures, y: Figures, reach: float, closeness: float) -> dict[str, Any]:
    near = Nystroem(gamma=reach, n_components=LANDMARKS, random_state=0).fit(z)
    line = SVR(kernel="linear", C=closeness, epsilon=0.2).fit(near.transform(z), y)
    weights = near.normalization_.T @ line.coef_[0]
    return {
        "landmarks": near.components_.tolist(),
        "weights": weights.tolist(),
        "base": float(line.intercept_[0]),
    }


def _trees(z: Figures, y: Figures) -> dict[str, Any]:
    rate = 0.04
    grown = GradientBoostingRegressor(
        n_estimators=TREES,
        max_depth=2,
        learning_rate=rate,
        subsample=0.5,
        max_features=0.1,
        min_samples_leaf=8,
        random_state=0,
    ).fit(z, np.sqrt(y))
    flat = [_flat(one[0].tree_, rate) for one in grown.estimators_]
    return {"tree_base": float(np.sqrt(y).mean()), "trees": flat}


def _flat(tree: Any, rate: float) -> list[float]:
    """First question, the questions for low and high (figure and cut), then the four leaves.

    Where a branch ends early, its question is asked all the same and both answers are its leaf.
    """

    def question(node: int) -> tuple[list[float], list[float]]:
        if tree.children_left[node] < 0:
            leaf = round(float(tree.value[node][0][0]) * rate, 6)
            return [0, 0.0], [leaf, leaf]
        below = (tree.children_left[node], tree.children_right[node])
        leaves = [round(float(tree.value[one][0][0]) * rate, 6) for one in below]
        return [int(tree.feature[node]), round(float(tree.threshold[node]), 4)], leaves

    if tree.children_left[0] < 0:
        ask, leaves = question(0)
        return [*ask, *ask, *ask, *leaves, *leaves]
    left, left_leaves = question(tree.children_left[0])
    right, right_leaves = question(tree.children_right[0])
    first = [int(tree.feature[0]), round(float(tree.threshold[0]), 4)]
    return [*first, *left, *right, *left_leaves, *right_leaves]
