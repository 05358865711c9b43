# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The text a new variant starts with: the editor's own words, as many as the channel takes."""

from nahbar.channels import counting
from nahbar.channels.capability import Capability
from nahbar.stories.models import Story


def starting_text(story: Story, capability: Capability) -> str:
    """Title, facts and link, one under the other; facts are left out from the end until the rest fits."""
    facts = [line.strip() for line in story.facts.splitlines() if line.strip()]
    while True:
        text = "\n\n".join(part for part in (story.title, "\n".join(facts), story.link) if part)
        if not facts or counting.fits(text, capability.text):
            return text
        facts.pop()
