# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Stopping what is between upload and publish, correcting what is public, and the budget of an account."""

import threading
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest

from nahbar.authority.models import Channel
from nahbar.foundation import clock
from nahbar.publishing import actions as publishing
from nahbar.publishing import queries
from nahbar.publishing.actions import pace
from nahbar.publishing.models import Publication
from nahbar.publishing.states import HouseReason, PublicationState, Step
from nahbar.publishing.tasks import Worker, deliver_due
from nahbar.record.actions import HOUSE
from nahbar.record.models import Entry
from nahbar.variants.models import Version
from tests import factories
from tests.publishing import double, world

S = PublicationState
MINUTE = timedelta(minutes=1)


def corrected(row, town, at, text="Das Freibad öffnet am Sonntag."):
    return Version.objects.create(
        variant=row.version.variant, number=2, text=text, language="de", author_ids=[str(town.editor.pk)],
        fingerprint="neu", frozen_at=at, frozen_by=town.editor,
    )  # fmt: skip


@pytest.fixture
def row(at, stage):
    town = world.town()
    made = world.planned(town, at)
    deliver_due(at)
    made.refresh_from_db()
    return SimpleNamespace(post=made, town=town)


@pytest.mark.django_db
def test_correction_takes_the_place_of_the_post_and_the_record_keeps_what_stood_there(row, at, stage):
    version = corrected(row.post, row.town, at)
    with pytest.raises(publishing.EditNotSigned):
        publishing.edit(row.post, version=version, reason="Tag falsch", by=row.town.editor, at=at)
    world.sign(version, row.town.approver)
    publishing.edit(row.post, version=version, reason="Tag falsch", by=row.town.editor, at=at)
    deliver_due(at + MINUTE)
    row.post.refresh_from_db()
    assert (row.post.state, row.post.version, row.post.edit_version) == (S.PUBLISHED, version, None)
    assert [post["text"] for post in stage.posts()] == ["Das Freibad öffnet am Sonntag."]
    kept = Entry.objects.get(verb="publishing.edited")
    assert kept.details["before"]["text"] == "Das Freibad öffnet am Samstag."
    assert row.post.journal.get(step=Step.EDIT_INTENT).detail == "Tag falsch"


@pytest.mark.django_db
def test_correction_lost_on_the_way_is_made_again_and_waits_while_publishing_is_stopped(row, at, stage):
    version = corrected(row.post, row.town, at)
    world.sign(version, row.town.approver)
    publishing.edit(row.post, version=version, reason="Tag falsch", by=row.town.editor, at=at)
    halt = publishing.hold_installation(reason="Wartung", by=HOUSE, at=at)
    deliver_due(at + MINUTE)
    assert stage.calls().count("edit") == 0
    publishing.lift_installation(halt, by=HOUSE, at=at + MINUTE)
    stage.order("edit", "lost")
    deliver_due(at + 3 * MINUTE)
    row.post.refresh_from_db()
    assert row.post.state == S.EDITING
    deliver_due(at + 9 * MINUTE)
    row.post.refresh_from_db()
    assert (row.post.state, len(stage.posts())) == (S.PUBLISHED, 1)


@pytest.mark.django_db
def test_post_stays_as_it_was_when_the_platform_refuses_the_correction(row, at, stage):
    version = corrected(row.post, row.town, at)
    world.sign(version, row.town.approver)
    publishing.edit(row.post, version=version, reason="Tag falsch", by=row.town.editor, at=at)
    stage.order("edit", "refused")
    deliver_due(at + MINUTE)
    row.post.refresh_from_db()
    assert (row.post.state, row.post.edit_version, row.post.reason) == (S.PUBLISHED, None, "text_refused")
    assert [post["text"] for post in stage.posts()] == ["Das Freibad öffnet am Samstag."]


@pytest.mark.django_db(transaction=True)
def test_stop_holds_what_is_between_upload_and_publish_within_two_seconds(stage, monkeypatch):
    town, uploading, go_on = world.town(), threading.Event(), threading.Event()
    row = world.planned(town, clock.now())
    prepare = double.Connector.prepare

    def slow(self, post):
        uploading.set()
        go_on.wait(20)
        return prepare(self, post)

    monkeypatch.setattr(double.Connector, "prepare", slow)
    worker = Worker(1, look_every=0.05)
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        assert uploading.wait(20)
        halt = publishing.hold_installation(reason="Fehlalarm", by=HOUSE, at=clock.now())
        [(found, line)] = queries.stopped_by(halt, at=clock.now())
        assert (found.pk, found.state, line.step) == (row.pk, S.SENDING, Step.ORDERED)
        go_on.set()
        stopped_at = time.monotonic()
        while Publication.objects.get(pk=row.pk).state != S.HELD and time.monotonic() < stopped_at + 20:
            time.sleep(0.02)
        took = time.monotonic() - stopped_at
    finally:
        worker.stop()
        thread.join(timeout=20)
    row.refresh_from_db()
    assert (row.state, row.reason, stage.posts()) == (S.HELD, HouseReason.HALTED, [])
    assert took < 2


@pytest.mark.django_db
def test_account_rests_when_its_budget_is_spent_and_others_do_not(at, stage):
    spent, other = world.town(), world.town()
    window = (30, 5 * MINUTE)
    pace.spend(spent.channel.pk, requests=19, most=window, at=at)
    assert queries.patience_of(spent.channel, at) is None
    pace.spend(spent.channel.pk, requests=1, most=window, at=at + MINUTE)
    late, quick = world.planned(spent, at), world.planned(other, at)
    deliver_due(at + MINUTE)
    assert [Publication.objects.get(pk=one.pk).state for one in (late, quick)] == [S.PLANNED, S.PUBLISHED]
    rest = queries.patience_of(spent.channel, at + MINUTE)
    assert rest is not None
    assert (rest.not_before, rest.reason) == (at + 5 * MINUTE, "rate_limited")
    deliver_due(at + 5 * MINUTE)
    assert Publication.objects.get(pk=late.pk).state == S.PUBLISHED


@pytest.mark.django_db
def test_what_the_platform_tells_goes_before_our_own_count(at, stage):
    town = world.town()
    pace.spend(town.channel.pk, requests=1, most=(30, 5 * MINUTE), left=3, resets_in=2 * MINUTE, at=at)
    rest = queries.patience_of(town.channel, at)
    assert rest is not None
    assert rest.not_before == at + 2 * MINUTE
    other = world.town()
    pace.spend(other.channel.pk, requests=99, most=(30, 5 * MINUTE), left=200, resets_in=2 * MINUTE, at=at)
    assert queries.patience_of(other.channel, at) is None


@pytest.mark.django_db
def test_authority_that_floods_many_accounts_gets_no_more_turns_than_any_other(at, stage):
    flooded, quiet = world.town(), world.town()
    for number in range(20):
        place = SimpleNamespace(
            channel=factories.channel(flooded.authority, platform="double_look_up"),
            editor=flooded.editor,
            approver=flooded.approver,
        )
        for part in range(2):
            world.planned(place, at - 5 * MINUTE, f"Flut {number} {part}")
    last = world.planned(quiet, at, "Ruhig.")
    first_two = queries.due_channels(at, most=2)
    whose = Channel.objects.filter(pk__in=first_two).values_list("authority", flat=True)
    assert set(whose) == {flooded.authority.pk, quiet.authority.pk}
    deliver_due(at)
    receipts = Publication.objects.filter(journal__step=Step.RECEIPT).order_by("journal__id")
    # Even with a single hand, where chance decides between the two: later than twentieth is one in a million.
    assert list(receipts.values_list("pk", flat=True)).index(last.pk) < 20
