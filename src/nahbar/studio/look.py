# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a picture looks like, in 64 bits: the same picture in another size or quality gives nearly the same bits.

The difference hash (Neal Krawetz, 2013): nine by eight grey points, and for each whether its right neighbour is brighter.
"""

from PIL import Image

_WIDTH, _HEIGHT = 8, 8
NEAR = 6
"""Pictures that differ in at most so many bits are probably the same one."""
# Flat areas (a logo on white, a black frame) give the same few bits for pictures that have nothing in common.
_FEWEST = 4


def look_of(image: Image.Image) -> str:
    """The 64 bits as 16 hexadecimal digits; "" for a picture too flat to be told from others."""
    grey = image.convert("L").resize((_WIDTH + 1, _HEIGHT), Image.Resampling.BILINEAR)
    points = grey.tobytes()
    bits = 0
    for row in range(_HEIGHT):
        for column in range(_WIDTH):
            place = row * (_WIDTH + 1) + column
            bits = bits << 1 | (points[place] < points[place + 1])
    ones = bits.bit_count()
    return f"{bits:016x}" if _FEWEST <= ones <= _WIDTH * _HEIGHT - _FEWEST else ""


def difference(one: str, other: str) -> int:
    """In how many bits two looks differ; 64 where one is unknown."""
    return (int(one, 16) ^ int(other, 16)).bit_count() if one and other else _WIDTH * _HEIGHT
