# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A card small and light, for eyes that still write it; what did not change since is not made anew."""

import io
from dataclasses import dataclass, field
from functools import lru_cache

from PIL import Image

from nahbar.studio.cards.card import Card
from nahbar.studio.cards.render import Measures, render

_SIDE = (540, 640)
_QUALITY = 85
_KEPT = 48


@dataclass(frozen=True, slots=True)
class Preview:
    """A light JPEG of a card with what was measured on the real one."""

    data: bytes = field(repr=False)
    width: int
    height: int
    alt: str
    measures: Measures


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A card that can be looked up by all it is made of."""

    card: Card

    def _key(self) -> tuple[object, ...]:
        one = self.card
        words = tuple(sorted(one.words.items()))
        look = (one.template, one.size, one.ground, one.design, one.number, one.total)
        return (*look, words, one.picture, one.credit, one.picture_alt)

    def __hash__(self) -> int:
        return hash(self._key())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self._key() == other._key()


def preview(card: Card) -> Preview:
    """The card, made small.

    Raises:
        CardRefused, PictureRefused: as `render`.

    """
    return _made(_Asked(card))


@lru_cache(maxsize=_KEPT)
def _made(asked: _Asked) -> Preview:
    whole = render(asked.card)
    with Image.open(io.BytesIO(whole.data)) as opened:
        small = opened.convert("RGB")
    small.thumbnail(_SIDE, Image.Resampling.BILINEAR)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return Preview(out.getvalue(), *small.size, whole.alt, whole.measures)
