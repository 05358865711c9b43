# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a text will look on a phone: cut into plain passages, links, hashtags and names."""

from dataclasses import dataclass

from nahbar.foundation import text as measure


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the text. `kind`: plain, link, hashtag or mention."""

    kind: str
    text: str


def passages(text: str) -> list[Passage]:
    """The whole text in order; joined again it is the text."""
    marked = [("link", span) for span in measure.links(text)]
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
