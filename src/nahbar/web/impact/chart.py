# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small bar chart as plain numbers for an SVG template: no script, no style, a title on every bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.impact.queries import PostFigures

WIDTH = 640
LABEL = 200
ROW = 36
BAR = 22
MOST_BARS = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One post: where its bar lies and how long it is, in units of the drawing."""

    post: PostFigures
    y: int
    text_y: int
    length: int
    value_x: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The posts with most reactions, the most on top."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    left: int
    thick: int


def bars(rows: Sequence[PostFigures]) -> Chart | None:
    """The chart of at most ten posts; None where nobody has reacted to any."""
    best = sorted((row for row in rows if row.reactions), key=lambda row: -row.reactions)[:MOST_BARS]
    if not best:
        return None
    room = WIDTH - LABEL - 60
    drawn = []
    for number, row in enumerate(best):
        length = max(2, round(room * row.reactions / best[0].reactions))
        top = number * ROW
        drawn.append(Bar(row, top + (ROW - BAR) // 2, top + ROW // 2 + 5, length, LABEL + length + 8))
    return Chart(tuple(drawn), WIDTH, ROW * len(drawn), LABEL, BAR)
