# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What in a department's request speaks for citizens and what for the house itself: the words of `words/requests.txt`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nahbar.radar.evidence import Pages, weigh
from nahbar.radar.words import WordList, cues

MOST_WORDS = 3
_ENOUGH = 0.3
"""A word in the headline or the first lines is enough; further down it needs a second one."""


class Sign(StrEnum):
    """What words can speak for."""

    ACT = "act"
    DECIDE = "decide"
    CHANGE = "change"
    OFFER = "offer"
    KNOW = "know"
    INTERNAL = "internal"
    OFFICIAL = "official"
    PRAISE = "praise"
    RITUAL = "ritual"
    HEAD = "head"
    PERSON = "person"
    PICTURE = "picture"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Seen:
    """A sign that was found. `strength`: 0 to 1; `number`: how many different words; `words` are as they stand there."""

    strength: float
    number: int
    words: tuple[str, ...]
    is_in_title: bool


NOTHING = Seen(0.0, 0, (), is_in_title=False)
Signs = Mapping[Sign, Seen]


def signs(pages: Pages) -> Signs:
    """The signs of a matter; one that is missing was not found."""
    found: dict[Sign, Seen] = {}
    for name, weight, words in _LISTS:
        one = _seen(weight, words, pages)
        sign = Sign(name)
        if one is not None:
            found[sign] = _both(found[sign], one) if sign in found else one
    return found


def _seen(weight: float, words: WordList, pages: Pages) -> Seen | None:
    evidence = weigh(words, pages)
    if not evidence.hits or evidence.score < _ENOUGH / 2:
        return None
    clues = evidence.clues("sign", "", pages)
    passages = tuple(dict.fromkeys(" ".join(one.words.split()) for one in clues))
    # Half of its worth where it stands only further down.
    near = 1.0 if evidence.score >= _ENOUGH else 0.6
    number = len({hit.entry for _where, hit in evidence.hits})
    return Seen(weight * near, number, passages[:MOST_WORDS], evidence.title > 0)


def _both(one: Seen, other: Seen) -> Seen:
    first, second = (one, other) if one.strength >= other.strength else (other, one)
    words = tuple(dict.fromkeys((*first.words, *second.words)))[:MOST_WORDS]
    return Seen(
        first.strength, one.number + other.number, words, is_in_title=one.is_in_title or other.is_in_title
    )


_LISTS = cues("requests")
