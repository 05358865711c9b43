# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every path of events, walked in the real engine until no new standing is found: none publishes unsigned, stopped,
early, under an embargo or twice; a correction keeps to the same, and never makes a second post.
"""

from collections import deque
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from nahbar.approval.models import Signature
from nahbar.foundation.complaint import Complaint
from nahbar.publishing import actions as publishing
from nahbar.publishing import queries
from nahbar.publishing.models import Publication
from nahbar.publishing.states import MAY_BE_OPEN, MOVABLE, NEXT, WORKED, MissedChoice, PublicationState
from nahbar.publishing.tasks import deliver_due
from nahbar.record.actions import HOUSE
from nahbar.stories import actions as stories
from nahbar.variants.models import Version
from tests.publishing import world

pytestmark = pytest.mark.django_db
S = PublicationState
HOUR = timedelta(hours=1)


def test_every_state_can_be_reached_and_the_ends_are_known():
    seen, queue = {S.PLANNED}, deque([S.PLANNED])
    while queue:
        for after in NEXT[queue.popleft()] - seen:
            seen.add(after)
            queue.append(after)
    assert seen == set(S)
    assert {state for state in S if not NEXT[state]} == {S.DROPPED, S.WITHDRAWN}


def test_only_planned_and_open_ones_lead_to_sending_and_only_known_outcomes_out_of_it():
    assert {state for state in S if S.SENDING in NEXT[state]} == {S.PLANNED, S.UNCLEAR}
    assert {state for state in S if S.PUBLISHED in NEXT[state]} == {
        S.SENDING,
        S.UNCLEAR,
        S.EDITING,
        S.WITHDRAWING,
    }
    assert set() == MOVABLE & MAY_BE_OPEN
    assert {S.PLANNED, S.SENDING, S.EDITING, S.WITHDRAWING} == WORKED


@pytest.mark.parametrize("state", [state for state in S if state not in MAY_BE_OPEN])
def test_database_refuses_to_forget_an_open_intent(at, state):
    town = world.town()
    row = world.planned(town, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=row.pk).update(state=state, intent_at=at)


class Walk:
    """One publication, a clock that moves, and everything that can happen to it."""

    def __init__(self, at, mechanism, stage):
        self.town, self.at, self.stage = world.town(mechanism), at, stage
        self.row = world.planned(self.town, at + HOUR)
        self.story = self.row.version.variant.story
        self.is_stopped = self.is_unsigned = self.is_correction_signed = False
        self.until = None

    def wait(self):
        self.at += timedelta(minutes=61)
        deliver_due(self.at)

    def lose_the_answer(self):
        self.stage.order("publish", "lost")
        self.wait()
        self.stage.order("publish")

    def lose_the_question(self):
        self.stage.order("publish", "lost_before")
        self.wait()
        self.stage.order("publish")

    def stop(self):
        publishing.hold_all(self.town.authority, reason="Halt", by=self.town.editor, at=self.at)
        self.is_stopped = True

    def go_on(self):
        for halt in queries.halts(self.town.authority):
            if halt.authority:
                publishing.lift(halt, by=self.town.editor, at=self.at)
            else:
                publishing.lift_installation(halt, by=HOUSE, at=self.at)
        self.is_stopped = False

    def stop_the_channel(self):
        publishing.hold_all(
            self.town.authority, channel=self.town.channel, reason="Konto", by=self.town.editor, at=self.at
        )
        self.is_stopped = True

    def stop_the_installation(self):
        publishing.hold_installation(reason="Wartung", by=HOUSE, at=self.at)
        self.is_stopped = True

    def set_the_embargo(self):
        stories.set_embargo(self.story, until=self.at + 3 * HOUR, by=self.town.editor, at=self.at)
        self.until = self.at + 3 * HOUR

    def correct(self):
        variant = self.row.version.variant
        version, _ = Version.objects.get_or_create(
            variant=variant,
            number=2,
            defaults={
                "text": "Berichtigt.",
                "language": "de",
                "fingerprint": "berichtigt",
                "frozen_at": self.at,
                "frozen_by": self.town.editor,
            },
        )
        world.sign(version, self.town.approver)
        self.is_correction_signed = True
        publishing.edit(self.row, version=version, reason="Fehler", by=self.town.editor, at=self.at)

    def lose_the_correction(self):
        self.stage.order("edit", "lost")
        self.wait()
        self.stage.order("edit")

    def take_off(self):
        publishing.withdraw(self.row, reason="Falsch", by=self.town.editor, at=self.at)

    def unsign(self):
        Signature.objects.filter(version__variant=self.row.version.variant_id).delete()
        self.is_unsigned, self.is_correction_signed = True, False

    def move(self):
        publishing.move(self.row, due_at=self.at + HOUR, by=self.town.editor, at=self.at)

    def decide_now(self):
        publishing.decide_missed(self.row, choice=MissedChoice.NOW, by=self.town.editor, at=self.at)

    def move_to_now(self):
        publishing.move(self.row, due_at=self.at, by=self.town.editor, at=self.at)

    def say_absent(self):
        # The person who says so has looked.
        if not self.stage.posts():
            publishing.settle_unclear(self.row, was_published=False, by=self.town.editor, at=self.at)

    def look_again(self):
        publishing.look_again(self.row, by=self.town.editor, at=self.at)

    def step(self, event):
        """Does it, holds the promises, and says where everything stands now."""
        sent, due_at, state = self.stage.calls().count("publish"), self.row.due_at, self.row.state
        corrected = self.stage.calls().count("edit")
        with suppress(Complaint):
            getattr(self, event)()
        self.row.refresh_from_db()
        sent = self.stage.calls().count("publish") - sent
        assert len(self.stage.posts()) <= 1
        corrected = self.stage.calls().count("edit") - corrected
        assert not (sent and (self.is_stopped or self.is_unsigned or self.at < due_at))
        assert not (sent and self.until and self.at < self.until)
        assert not (corrected and (self.is_stopped or not self.is_correction_signed))
        assert self.row.intent_at is None or self.row.state in MAY_BE_OPEN
        assert self.row.state == state or can_follow(S(state), S(self.row.state))
        return (
            self.row.state,
            self.row.intent_at is None,
            min(self.row.looks, 4),
            self.is_stopped,
            self.is_unsigned,
            self.is_correction_signed,
            [post["text"] for post in self.stage.posts()] == ["Berichtigt."],
            self.until is not None and self.at < self.until,
            self.until is not None and self.row.due_at < self.until,
            self.row.edit_version_id is not None,
            len(self.stage.posts()),
            self.row.next_try_at <= self.at + timedelta(minutes=61),
        )


def can_follow(before, after):
    """Whether a way in the table leads from one state to the other."""
    seen, queue = {before}, deque([before])
    while queue:
        for state in NEXT[queue.popleft()] - seen:
            seen.add(state)
            queue.append(state)
    return after in seen


EVENTS = (
    "wait",
    "lose_the_answer",
    "lose_the_question",
    "stop",
    "stop_the_channel",
    "stop_the_installation",
    "go_on",
    "unsign",
    "move",
    "move_to_now",
    "decide_now",
    "set_the_embargo",
    "correct",
    "lose_the_correction",
    "take_off",
    "say_absent",
    "look_again",
)


@pytest.mark.slow
@pytest.mark.parametrize("mechanism", ["look_up", "nothing"])
def test_no_path_publishes_unsigned_while_stopped_early_or_twice(at, stage, mechanism):
    walk, known = Walk(at, mechanism, stage), set()

    def explore():
        for event in EVENTS:
            here = walk.at, walk.is_stopped, walk.is_unsigned, walk.until, walk.is_correction_signed
            platform = stage.snapshot()
            with transaction.atomic():
                stand = walk.step(event)
                if stand not in known:
                    known.add(stand)
                    explore()
                transaction.set_rollback(True)
            walk.at, walk.is_stopped, walk.is_unsigned, walk.until, walk.is_correction_signed = here
            stage.restore(platform)
            walk.row.refresh_from_db()

    explore()
    # Every state a look at this platform can lead to has been there, or the walk proves nothing.
    expected = {S.PLANNED, S.SENDING, S.PUBLISHED, S.HELD, S.REFUSED, S.MISSED}
    expected |= {S.EDITING, S.WITHDRAWING, S.WITHDRAWN}
    assert {stand[0] for stand in known} == expected | ({S.UNCLEAR} if mechanism == "nothing" else set())
