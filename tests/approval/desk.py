# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A desk to test signing at: an authority, somebody who writes, somebody who signs, one variant."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nahbar.approval import actions
from nahbar.approval.models import Round
from nahbar.authority.models import Authority, Channel, Person
from nahbar.authority.states import Role
from nahbar.stories.models import Story
from nahbar.variants import actions as variants
from nahbar.variants.models import Variant
from tests import factories

TEXT = "Das Freibad öffnet am Samstag, 28. November, um 9 Uhr."


@dataclass
class Desk:
    authority: Authority
    author: Person
    signer: Person
    channel: Channel
    story: Story
    variant: Variant

    def request(self, at: datetime, **values: Any) -> Round:
        given: dict[str, Any] = {
            "variants": [self.variant],
            "signers": [self.signer],
            "by": self.author,
            "at": at,
        }
        return actions.request(self.story, **{**given, **values})

    def revise(self, text: str, by: Person, at: datetime) -> None:
        self.variant.refresh_from_db()
        variants.revise(self.variant, text=text, revision=self.variant.revision, by=by, at=at)
        self.variant.refresh_from_db()

    def signed(self, at: datetime) -> Round:
        return actions.sign(self.request(at), answer="signed", by=self.signer, at=at)


def desk() -> Desk:
    authority = factories.authority()
    author = factories.person(authority, Role.EDITOR, name="Rita Redaktion")
    signer = factories.person(authority, Role.APPROVER, name="Sven Leitung", function="Pressesprecher")
    channel = factories.channel(authority)
    story = factories.story(authority, author, title="Freibad öffnet")
    variant = factories.variant(story, channel, author, text=TEXT)
    return Desk(authority, author, signer, channel, story, variant)
