# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shapes a film can have, and what of a platform's limits one would not keep."""

from enum import StrEnum

from nahbar.channels.capability import FilmLimit


class Shape(StrEnum):
    """Width to height."""

    TALL = "9:16"
    SQUARE = "1:1"
    WIDE = "16:9"


SIZES: dict[Shape, tuple[int, int]] = {
    Shape.TALL: (1080, 1920),
    Shape.SQUARE: (1080, 1080),
    Shape.WIDE: (1920, 1080),
}


class Miss(StrEnum):
    """What a film does not keep of a limit."""

    LONG = "long"
    SHORT = "short"
    HEAVY = "heavy"
    SHAPE = "shape"


# About what x264 needs for phone films at this quality, sound included, in bytes a second and a million pixels.
_BYTES_A_SECOND = 420_000


def expected_bytes(shape: Shape, seconds: float) -> int:
    """About how heavy a film will be; it is measured again when it is there."""
    width, height = SIZES[shape]
    return round(seconds * _BYTES_A_SECOND * width * height / 1_000_000)


def misses(limit: FilmLimit, *, shape: Shape, seconds: float, size: int) -> tuple[Miss, ...]:
    """What of the limit a film of this shape, length and size would not keep; said before rendering."""
    found = (
        (Miss.LONG, limit.max_seconds is not None and seconds > limit.max_seconds),
        (Miss.SHORT, seconds < limit.min_seconds),
        (Miss.HEAVY, size > limit.max_bytes),
        (Miss.SHAPE, shape not in limit.shapes),
    )
    return tuple(miss for miss, is_true in found if is_true)
