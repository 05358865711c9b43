# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a variant will look on a phone: post by post, addresses shortened, long texts folded, pictures in the frame."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nahbar.channels.capability import Capability, Look
from nahbar.channels.thread import Part
from nahbar.foundation import text as measure
from nahbar.stories.models import Material
from nahbar.variants import outgoing
from nahbar.variants.outgoing import Along

# About as many signs as a phone of usual width shows in a line.
LINE = 42


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the text as it is shown. `kind`: plain, link, hashtag or mention."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One post as readers see it. `rest` is what they must open; `number` of `total` in a thread."""

    number: int
    total: int
    is_comment: bool
    passages: tuple[Passage, ...]
    rest: tuple[Passage, ...]
    pictures: tuple[Material, ...]


def posts(parts: Sequence[Part], along: Sequence[Along], capability: Capability) -> list[Shown]:
    """All posts of a variant, in their order."""
    total = sum(not one.is_comment for one in parts)
    pictures_of = [one.part for one in along]
    shown = []
    for number, part in enumerate(parts, start=1):
        first, rest = folded(part.text, capability.look)
        mine = outgoing.with_part(pictures_of, number, parts)
        shown.append(
            Shown(
                number=number,
                total=total,
                is_comment=part.is_comment,
                passages=tuple(_as_shown(first, capability)),
                rest=tuple(_as_shown(rest, capability)),
                pictures=tuple(along[place].material for place in mine),
            )
        )
    return shown


def passages(text: str, *, with_bare: bool = False) -> list[Passage]:
    """The whole text in order; joined again it is the text. `with_bare`: addresses without https are links, too."""
    marked = [("link", span) for span in (measure.addresses(text) if with_bare else measure.links(text))]
    marked += [("hashtag", span) for span in measure.hashtags(text)]
    marked += [("mention", span) for span in measure.mentions(text)]
    found: list[Passage] = []
    place = 0
    for kind, span in sorted(marked, key=lambda one: one[1].start):
        if span.start < place:
            continue
        found += [Passage("plain", text[place : span.start]), Passage(kind, span.text)]
        place = span.end
    found.append(Passage("plain", text[place:]))
    return [passage for passage in found if passage.text]


def _as_shown(text: str, capability: Capability) -> Iterator[Passage]:
    """Addresses and names as the platform writes them for its readers."""
    for one in passages(text, with_bare=capability.look.links_bare):
        if one.kind == "link":
            yield Passage("link", shortened(one.text, capability.look))
        elif one.kind == "mention" and capability.text.mention_local_only:
            yield Passage("mention", "@" + one.text[1:].partition("@")[0])
        else:
            yield one


def shortened(address: str, look: Look) -> str:
    """The address as readers see it; where the platform shortens, without https://, www. and what is too long."""
    if look.link_longest is None:
        return address
    bare = address.partition("://")[2].removeprefix("www.")
    return bare if len(bare) <= look.link_longest else bare[: look.link_longest] + "…"


def folded(text: str, look: Look) -> tuple[str, str]:
    """What is seen at once, and the rest, parted at a blank; both together are the text."""
    if look.fold_after is None or _lines(text) <= look.fold_after:
        return text, ""
    left, place = look.fold_to, 0
    for line in text.splitlines(keepends=True):
        needs = _lines(line.rstrip("\n"))
        if needs > left:
            place += _blank_before(line, left * LINE)
            break
        left, place = left - needs, place + len(line)
    return text[:place], text[place:]


def _lines(text: str) -> int:
    return sum(max(1, math.ceil(len(line) / LINE)) for line in text.split("\n"))


def _blank_before(line: str, place: int) -> int:
    blank = line.rfind(" ", 0, place + 1)
    return blank if blank > 0 else min(place, len(line))
