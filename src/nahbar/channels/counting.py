# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long is this text in the eyes of a platform?"""

from nahbar.channels.capability import TextLimit, TextUnit
from nahbar.foundation import text as measure

_MEASURES = {
    TextUnit.CODE_POINTS: measure.code_points,
    TextUnit.GRAPHEMES: lambda text: len(measure.graphemes(text)),
    TextUnit.UTF16_UNITS: measure.utf16_units,
    TextUnit.UTF8_BYTES: measure.utf8_bytes,
    TextUnit.WEIGHTED: measure.weighted,
}


def count(text: str, limit: TextLimit) -> int:
    """The length in the platform's own unit, links and remote mentions weighed as the platform does."""
    counted, fixed = _as_the_platform_reads(text, limit)
    return _MEASURES[limit.unit](counted) + fixed


def remaining(text: str, limit: TextLimit) -> int:
    """How many units are still free; negative: so many too many.

    Where the platform also limits bytes and these are spent first, the missing bytes are what is told.
    """
    left = limit.limit - count(text, limit)
    if limit.max_bytes is not None:
        bytes_left = limit.max_bytes - measure.utf8_bytes(text)
        if bytes_left < 0:
            return min(left, bytes_left)
    return left


def fits(text: str, limit: TextLimit) -> bool:
    """Whether the platform takes the text: its unit and, where it has one, its byte limit."""
    return remaining(text, limit) >= 0


def _as_the_platform_reads(text: str, limit: TextLimit) -> tuple[str, int]:
    """The text that is measured, and what comes on top of it for links of fixed cost."""
    cuts: list[tuple[int, int]] = []
    fixed = 0
    if limit.link_cost is not None:
        addresses = measure.links(text)
        fixed = limit.link_cost * len(addresses)
        cuts += [(span.start, span.end) for span in addresses]
    if limit.mention_local_only:
        for span in measure.mentions(text):
            server = span.text.find("@", 1)
            if server > 0:
                cuts.append((span.start + server, span.end))
    if not cuts:
        return text, 0
    kept = []
    place = 0
    for start, end in sorted(cuts):
        kept.append(text[place:start])
        place = end
    return "".join([*kept, text[place:]]), fixed
