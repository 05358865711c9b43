# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime, timedelta
from typing import Any

import pytest

from nahbar.approval.models import Round, Signature
from nahbar.approval.states import Answer, Door, RoundState
from nahbar.authority.states import Role
from nahbar.publishing.models import Publication
from nahbar.publishing.states import PublicationState
from nahbar.variants import actions
from nahbar.variants.models import Variant, Version
from nahbar.web.stories import way
from tests import factories

pytestmark = pytest.mark.django_db


class Walk:
    """One variant on its way, step by step."""

    def __init__(self) -> None:
        self.town = factories.authority()
        self.author = factories.person(self.town, Role.EDITOR)
        self.story = factories.story(self.town, self.author)
        self.variant: Variant = factories.variant(self.story, factories.channel(self.town), self.author)
        self.version: Version = actions.freeze(self.variant, by=self.author, at=factories.AT)

    def ask(self, state: str, at: datetime = factories.AT) -> Round:
        asked = Round.objects.create(
            story=self.story, state=state, requested_at=at, requested_by=self.author, settled_at=at
        )
        asked.versions.add(self.version)
        return asked

    def sign(self) -> None:
        signer = factories.person(self.town, Role.APPROVER)
        Signature.objects.create(
            round=self.ask(RoundState.SIGNED), version=self.version, fingerprint=self.version.fingerprint,
            person=signer, name=signer.name, answer=Answer.SIGNED, door=Door.APPLICATION, at=factories.AT,
        )  # fmt: skip

    def order(self, state: str) -> Publication:
        version = self.version
        return Publication.objects.create(
            authority=self.town, channel=self.variant.channel, version=version, fingerprint=version.fingerprint,
            text=version.text, state=state, due_at=factories.AT, next_try_at=factories.AT,
            ordered_at=factories.AT, ordered_by=self.author,
        )  # fmt: skip

    def change(self) -> None:
        actions.revise(self.variant, text="Ganz anders.", revision=1, by=self.author, at=factories.AT)

    def standing(self) -> way.Standing:
        fresh = Variant.objects.select_related("channel", "story__authority").get(pk=self.variant.pk)
        return way.standings([fresh])[fresh.pk]

    def word(self) -> tuple[str, str]:
        standing = self.standing()
        return standing.value, standing.label


def marks(standing: Any, *, has_stops: bool = False) -> list[str]:
    return [step.mark for step in way.steps(standing, has_stops=has_stops)]


def test_variant_goes_its_way_step_by_step_when_all_agree() -> None:
    walk = Walk()
    assert walk.word() == ("draft", "Entwurf")
    walk.ask(RoundState.REQUESTED)
    assert walk.word() == ("requested", "in Mitzeichnung")
    assert marks(walk.standing()) == ["done", "done", "now", "ahead", "ahead", "ahead"]
    walk.sign()
    assert walk.standing().step == way.APPROVED
    publication = walk.order(PublicationState.PLANNED)
    assert walk.word() == ("planned", "eingeplant")
    Publication.objects.filter(pk=publication.pk).update(state=PublicationState.PUBLISHED)
    assert walk.word() == ("published", "veröffentlicht")
    assert marks(walk.standing()) == ["done"] * 6


def test_variant_is_a_draft_again_and_says_why_when_text_changed_after_signature() -> None:
    walk = Walk()
    walk.sign()
    walk.change()
    assert walk.word() == ("draft", "nach der Mitzeichnung geändert")


def test_variant_sets_out_again_when_it_was_refused_and_rewritten() -> None:
    walk = Walk()
    walk.order(PublicationState.REFUSED)
    assert walk.word() == ("refused", "abgelehnt")
    walk.change()
    assert walk.standing().step == way.DRAFT
    walk.ask(RoundState.REQUESTED, factories.AT + timedelta(hours=1))
    assert walk.standing().value == "requested"


def test_first_step_is_not_done_when_findings_stop_the_draft() -> None:
    walk = Walk()
    assert marks(walk.standing(), has_stops=True)[0] == "now"
    assert marks(walk.standing())[:2] == ["done", "now"]
    assert marks(None)[0] == "now"
