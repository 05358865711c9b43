# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta

import pytest

from nahbar.authority.states import ChannelState
from nahbar.channels.capability import ExactlyOnce
from nahbar.publishing import actions as publishing
from nahbar.publishing import queries
from nahbar.publishing.models import Pace, Publication
from nahbar.publishing.states import PublicationState, Step
from nahbar.publishing.tasks import deliver_due
from nahbar.record.models import Entry
from tests.publishing import world

pytestmark = pytest.mark.django_db
S = PublicationState
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def steps(publication):
    return [line.step for line in queries.journal(publication)]


def test_publication_goes_out_once_when_due(at, stage):
    town = world.town()
    row = world.planned(town, at)
    assert deliver_due(at - SECOND) == 0
    assert deliver_due(at) == 1
    assert deliver_due(at + HOUR) == 0
    row.refresh_from_db()
    [post] = stage.posts()
    assert (row.state, row.remote_id, row.url) == (
        S.PUBLISHED,
        post["id"],
        f"https://double.example/{post['id']}",
    )
    assert post["key"] == str(row.pk)
    assert steps(row) == [
        Step.ORDERED,
        Step.CLAIMED,
        Step.PREPARED,
        Step.PUBLISH_INTENT,
        Step.RECEIPT,
    ]
    assert list(Entry.objects.order_by("number").values_list("verb", "by_name")) == [
        ("publishing.enqueue", "Erna Editor"),
        ("publishing.published", "Nahbar"),
    ]


def test_publication_waits_and_names_the_key_when_it_does_not_open_the_access(at, stage):
    town = world.town()
    row = world.planned(town, at)
    type(town.channel).objects.filter(pk=town.channel.pk).update(credentials=b"NV1" + bytes(200))
    assert deliver_due(at) == 1
    row.refresh_from_db()
    assert (row.state, row.reason, row.whose) == (S.PLANNED, "key", "operator")
    assert row.next_try_at > at
    assert stage.posts() == []


def test_publication_waits_as_long_as_the_platform_asks_when_rate_limited(at, stage):
    town = world.town()
    row, later = world.planned(town, at, "Eins."), world.planned(town, at + SECOND, "Zwei.")
    stage.order("publish", "later:600")
    assert deliver_due(at) == 1
    row.refresh_from_db()
    assert (row.state, row.reason, row.next_try_at) == (S.PLANNED, "rate_limited", at + 10 * MINUTE)
    assert Pace.objects.get().not_before == at + 10 * MINUTE
    assert deliver_due(at + 9 * MINUTE) == 0
    assert deliver_due(at + 10 * MINUTE) == 2
    later.refresh_from_db()
    assert [post["text"] for post in sorted(stage.posts(), key=lambda p: p["text"])] == ["Eins.", "Zwei."]
    assert later.state == S.PUBLISHED


def test_publication_backs_off_longer_each_time_when_the_platform_gives_no_time(at, stage):
    row = world.planned(world.town(), at)
    stage.order("publish", *["not_ready"] * 3)
    waits, now = [], at
    for _ in range(3):
        assert deliver_due(now) == 1
        row.refresh_from_db()
        waits.append((row.next_try_at - now).total_seconds())
        now = row.next_try_at
    assert [27 <= waits[0] <= 33, 54 <= waits[1] <= 66, 108 <= waits[2] <= 132] == [True, True, True]
    assert deliver_due(now) == 1
    assert len(stage.posts()) == 1


def test_publication_is_refused_with_reason_when_the_text_is_refused(at, stage):
    row = world.planned(world.town(), at)
    stage.order("publish", "refused")
    deliver_due(at)
    row.refresh_from_db()
    assert (row.state, row.reason, row.whose, row.intent_at) == (S.REFUSED, "text_refused", "text", None)
    assert steps(row)[-3:] == [Step.PUBLISH_INTENT, Step.NOT_SENT, Step.REFUSED]
    assert stage.posts() == []


def test_refused_post_is_prepared_anew_when_a_person_plans_it_again(at, stage):
    town = world.town()
    row = world.planned(town, at)
    stage.order("publish", "refused")
    deliver_due(at)
    publishing.move(row, due_at=at + MINUTE, by=town.editor, at=at)

    deliver_due(at + MINUTE)

    row.refresh_from_db()
    assert (row.state, len(stage.posts())) == (S.PUBLISHED, 1)
    assert stage.calls().count("prepare") == 2


def test_channel_is_broken_and_the_post_held_when_the_sign_in_is_gone(at, stage):
    town = world.town()
    row = world.planned(town, at)
    stage.order("publish", "sign_in")
    deliver_due(at)
    row.refresh_from_db()
    town.channel.refresh_from_db()
    assert (row.state, row.reason) == (S.HELD, "sign_in_again")
    assert (town.channel.state, town.channel.state_reason) == (ChannelState.BROKEN, "sign_in_again")
    assert deliver_due(at + HOUR) == 0
    town.channel.state = ChannelState.CONNECTED
    town.channel.save()
    assert deliver_due(at + HOUR) == 1
    assert len(stage.posts()) == 1


@pytest.mark.parametrize("mechanism", ["look_up", "idempotency_key", "chosen_id", "two_phase"])
def test_post_is_adopted_and_not_sent_again_when_the_answer_was_lost_after_acceptance(at, stage, mechanism):
    row = world.planned(world.town(mechanism), at)
    stage.order("publish", "lost")
    deliver_due(at)
    row.refresh_from_db()
    assert (row.state, row.intent_at) == (S.SENDING, at)
    assert deliver_due(at + 9 * SECOND) == 0
    assert deliver_due(at + 10 * SECOND) == 1
    row.refresh_from_db()
    assert (row.state, row.intent_at) == (S.PUBLISHED, None)
    assert [len(stage.posts()), stage.calls()] == [1, ["prepare", "publish", "find"]]
    assert steps(row)[-3:] == [Step.UNKNOWN, Step.CLAIMED, Step.RECEIPT]


def test_post_is_sent_again_only_after_two_looks_and_ninety_seconds_when_it_was_lost_before(at, stage):
    row = world.planned(world.town("look_up"), at)
    stage.order("publish", "lost_before")
    assert deliver_due(at) == 1
    looked_at = [at + 10 * SECOND, at + 40 * SECOND, at + 160 * SECOND]
    for moment in looked_at[:2]:
        assert deliver_due(moment - SECOND) == 0
        assert deliver_due(moment) == 1
        assert stage.posts() == []
    assert deliver_due(looked_at[2]) == 1
    row.refresh_from_db()
    assert (row.state, len(stage.posts())) == (S.PUBLISHED, 1)
    assert stage.calls() == ["prepare", "publish", "find", "find", "find", "publish"]


def test_post_is_found_late_and_not_sent_again_when_the_platform_lags_behind(at, stage):
    row = world.planned(world.town("look_up"), at)
    stage.order("publish", "lost")
    stage.order("find", "behind", "behind")
    for moment in (at, at + 10 * SECOND, at + 40 * SECOND, at + 160 * SECOND):
        deliver_due(moment)
    row.refresh_from_db()
    assert (row.state, len(stage.posts())) == (S.PUBLISHED, 1)


def test_post_is_sent_again_at_once_when_its_own_id_is_surely_absent(at, stage):
    row = world.planned(world.town("chosen_id"), at)
    stage.order("publish", "lost_before")
    deliver_due(at)
    deliver_due(at + 10 * SECOND)
    row.refresh_from_db()
    assert (row.state, len(stage.posts())) == (S.PUBLISHED, 1)
    assert stage.calls() == ["prepare", "publish", "find", "publish"]


@pytest.mark.parametrize("fault", ["lost", "broken"])
def test_post_becomes_unclear_and_is_never_sent_again_when_the_platform_cannot_tell(at, stage, fault):
    row = world.planned(world.town("nothing"), at)
    stage.order("publish", fault)
    stage.order("find", *["lost"] * 9)
    for minutes in range(40):
        deliver_due(at + minutes * MINUTE)
    row.refresh_from_db()
    assert (row.state, row.intent_at) == (S.UNCLEAR, at)
    assert stage.calls().count("publish") == 1
    assert stage.calls().count("find") == 4


def test_absence_is_no_knowledge_when_the_platform_cannot_be_searched(at, stage):
    row = world.planned(world.town("nothing"), at)
    stage.order("publish", "lost_before")
    for minutes in range(40):
        deliver_due(at + minutes * MINUTE)
    row.refresh_from_db()
    assert (row.state, stage.calls().count("publish")) == (S.UNCLEAR, 1)


def test_look_is_repeated_and_nothing_sent_when_the_platform_is_out_of_reach(at, stage):
    row = world.planned(world.town("look_up"), at)
    stage.order("publish", "lost")
    stage.order("find", *["later:3600"] * 3)
    deliver_due(at)
    for hours in range(4):
        deliver_due(at + 10 * SECOND + hours * HOUR)
    row.refresh_from_db()
    assert (row.state, len(stage.posts()), stage.calls().count("find")) == (S.PUBLISHED, 1, 4)


def test_match_goes_to_a_person_when_it_belongs_to_another_publication(at, stage):
    town = world.town("look_up")
    first, second = world.planned(town, at, "Gleich."), world.planned(town, at + MINUTE, "Gleich.")
    stage.order("publish", "", "")
    deliver_due(at)
    stage.order("publish", "lost_before")
    deliver_due(at + MINUTE)
    deliver_due(at + 2 * MINUTE)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.reason) == (S.PUBLISHED, S.UNCLEAR, "match_taken")
    assert len(stage.posts()) == 1


def test_publication_is_missed_when_it_is_too_late(at, stage):
    town = world.town()
    row = world.planned(town, at)
    assert deliver_due(at + 48 * HOUR + SECOND) == 1
    row.refresh_from_db()
    assert (row.state, row.reason, stage.calls()) == (S.MISSED, "too_late", [])


def test_publication_goes_out_when_it_is_late_but_within_the_limit(at, stage):
    row = world.planned(world.town(), at)
    deliver_due(at + 48 * HOUR)
    row.refresh_from_db()
    assert row.state == S.PUBLISHED


def test_publication_is_refused_when_the_signature_is_gone_at_the_last_moment(at, stage):
    town = world.town()
    version = world.version(town.channel, town.editor)
    signature = world.sign(version, town.approver)
    row = publishing.enqueue(version, due_at=at, by=town.editor, at=at)
    signature.delete()
    deliver_due(at)
    row.refresh_from_db()
    assert (row.state, row.reason, stage.calls()) == (S.REFUSED, "signature_missing", [])


def test_publication_is_refused_when_its_fingerprint_is_not_the_signed_one(at, stage):
    row = world.planned(world.town(), at)
    Publication.objects.filter(pk=row.pk).update(fingerprint="0" * 64)
    deliver_due(at)
    row.refresh_from_db()
    assert (row.state, row.reason, stage.calls()) == (S.REFUSED, "signature_missing", [])


def test_publication_waits_for_tomorrow_when_the_day_is_full(at, stage, monkeypatch):
    town = world.town()
    monkeypatch.setattr(
        "nahbar.publishing.tasks.checks.authority_queries.capability_of",
        lambda channel: __import__("dataclasses").replace(
            __import__("tests.publishing.double", fromlist=["x"]).CAPABILITY,
            posts_per_day=1,
            exactly_once=ExactlyOnce.LOOK_UP,
        ),
    )
    world.planned(town, at, "Eins.")
    second = world.planned(town, at + MINUTE, "Zwei.")
    deliver_due(at)
    deliver_due(at + MINUTE)
    second.refresh_from_db()
    assert (second.state, second.reason, second.next_try_at) == (
        S.PLANNED,
        "day_budget_spent",
        at + timedelta(hours=24),
    )
    deliver_due(at + timedelta(hours=24))
    assert len(stage.posts()) == 2


def test_prepare_is_tried_again_and_nothing_announced_when_its_answer_is_lost(at, stage):
    row = world.planned(world.town(), at)
    stage.order("prepare", "lost")
    deliver_due(at)
    row.refresh_from_db()
    assert (row.state, row.intent_at) == (S.PLANNED, None)
    deliver_due(row.next_try_at)
    assert stage.calls() == ["prepare", "prepare", "publish"]


def test_fault_of_ours_is_tried_again_when_nothing_was_announced(at, stage):
    row = world.planned(world.town(), at)
    stage.order("prepare", "broken")
    deliver_due(at)
    row.refresh_from_db()
    assert (row.state, row.reason, row.whose) == (S.PLANNED, "fault", "operator")


def test_withdrawing_takes_the_post_off_the_platform(at, stage):
    town = world.town()
    row = world.planned(town, at)
    deliver_due(at)
    publishing.withdraw(row, reason="Falsches Datum", by=town.editor, at=at + MINUTE)
    stage.order("withdraw", "later:60")
    deliver_due(at + MINUTE)
    row.refresh_from_db()
    assert (row.state, len(stage.posts())) == (S.WITHDRAWING, 1)
    deliver_due(at + 2 * MINUTE)
    row.refresh_from_db()
    assert (row.state, stage.posts()) == (S.WITHDRAWN, [])


def test_row_is_left_alone_when_another_worker_holds_a_fresh_lease(at, stage):
    row = world.planned(world.town(), at)
    Publication.objects.filter(pk=row.pk).update(
        state=S.SENDING, lease_key="other", lease_until=at + 5 * SECOND, intent_at=at
    )
    assert deliver_due(at) == 0
    assert deliver_due(at + 5 * SECOND) == 1
    assert stage.calls() == ["find"]


def test_row_is_taken_up_when_its_lease_lies_impossibly_far_ahead(at, stage):
    row = world.planned(world.town(), at)
    Publication.objects.filter(pk=row.pk).update(state=S.SENDING, lease_key="before", lease_until=at + HOUR)
    assert deliver_due(at) == 1
    assert len(stage.posts()) == 1
