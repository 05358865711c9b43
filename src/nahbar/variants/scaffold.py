# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The text a new variant starts with, and how a text is built on this channel: the editor's own words, as many as fit."""

from dataclasses import dataclass

from nahbar.channels import counting
from nahbar.channels.capability import Capability
from nahbar.radar.formats import Format
from nahbar.radar.shooting import shooting
from nahbar.stories.models import Story


@dataclass(frozen=True, slots=True)
class Scaffold:
    """How the format tells it, step by step; and what this channel asks of a text, as figures.

    Attributes:
        steps: from the first line to the last, German.
        room: most units of the channel's text.
        link_cost: what a link counts there; None: as it stands.
        folds_after: lines that are seen before readers must open the rest; None: all.
        parts: posts a thread may have; 1: none.
        has_first_comment: a link may stand in the first comment.
        most_hashtags: the platform takes no more; None: not limited.
    """

    steps: tuple[str, ...]
    room: int
    link_cost: int | None
    folds_after: int | None
    parts: int
    has_first_comment: bool
    most_hashtags: int | None


def scaffold(one: Format | None, capability: Capability) -> Scaffold:
    """The outline of the format (None: the usual one) for this channel."""
    return Scaffold(
        steps=shooting(one).outline,
        room=capability.text.limit,
        link_cost=capability.text.link_cost,
        folds_after=capability.look.fold_after,
        parts=capability.thread_parts,
        has_first_comment=capability.has_first_comment,
        most_hashtags=capability.most_hashtags,
    )


def starting_text(story: Story, capability: Capability) -> str:
    """Angle (else the title), facts, what to do, and link, one under the other; facts are left out from the end until it fits."""
    first = story.angle or story.message or story.title
    facts = [line.strip() for line in story.facts.splitlines() if line.strip()]
    while True:
        parts = (first, "\n".join(facts), story.call_to_action, story.link)
        text = "\n\n".join(part for part in parts if part)
        if not facts or counting.fits(text, capability.text):
            return text
        facts.pop()
