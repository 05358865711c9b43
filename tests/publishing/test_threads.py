# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A thread goes out post by post, each once, each an answer to the one before, and stops where one of them stops."""

from datetime import timedelta

import pytest

from nahbar.publishing import actions as publishing
from nahbar.publishing import queries
from nahbar.publishing.models import Publication
from nahbar.publishing.states import HouseReason, PublicationState
from nahbar.publishing.tasks import deliver_due
from nahbar.record.actions import HOUSE
from nahbar.variants.models import Variant
from tests.publishing import world

pytestmark = pytest.mark.django_db
S = PublicationState
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TEXT = (
    "Das Freibad öffnet am Samstag.\n\n---\n\nDer Eintritt ist frei.\n\n---\n\nAm Sonntag spielt die Kapelle."
)


@pytest.fixture
def town():
    return world.town()


@pytest.fixture
def head(at, town):
    return world.planned(town, at, TEXT)


def posts(stage):
    """What stands on the platform, each after what it answers."""
    by_parent = {}
    for one in stage.posts():
        by_parent.setdefault(one["in_reply_to"], []).append(one)
    found, waiting = [], by_parent.get("", [])
    while waiting:
        found += [one["text"] for one in waiting]
        waiting = [below for one in waiting for below in by_parent.get(one["id"], [])]
    return found


def states(head):
    return [(row.part, row.state) for row in queries.thread_of(head)]


def test_posts_go_out_in_order_each_answering_the_one_before_and_each_once(head, at, stage):
    assert (head.text, head.parts) == ("Das Freibad öffnet am Samstag.", 3)
    deliver_due(at)
    deliver_due(at + HOUR)
    assert posts(stage) == [
        "Das Freibad öffnet am Samstag.",
        "Der Eintritt ist frei.",
        "Am Sonntag spielt die Kapelle.",
    ]
    assert len(stage.posts()) == 3
    rows = list(queries.thread_of(head))
    assert [(row.part, row.parts, row.state) for row in rows] == [(n, 3, S.PUBLISHED) for n in (1, 2, 3)]
    assert [row.in_reply_to for row in rows] == ["", rows[0].remote_id, rows[1].remote_id]
    assert {row.fingerprint for row in rows} == {head.version.fingerprint}
    assert list(queries.posts(head.authority)) == [rows[0]]


def test_first_comment_stands_under_the_first_post_when_all_others_are_out(at, town, stage):
    row = world.planned(town, at, "Eins.\n---\nZwei.\n--- Kommentar\nMehr: https://musterau.example")
    deliver_due(at)
    first, _second, comment = queries.thread_of(row)
    assert (comment.text, comment.in_reply_to) == ("Mehr: https://musterau.example", first.remote_id)
    assert comment.state == S.PUBLISHED
    assert len(stage.posts()) == 3


def test_next_post_waits_while_nobody_knows_whether_the_one_before_is_there(head, at, stage):
    stage.order("publish", "lost_before")
    deliver_due(at)
    assert states(head) == [(1, S.SENDING)]
    assert stage.posts() == []
    for minutes in (1, 2, 3, 4, 5):
        deliver_due(at + minutes * MINUTE)
    assert states(head) == [(n, S.PUBLISHED) for n in (1, 2, 3)]
    assert len(stage.posts()) == 3


def test_post_whose_answer_was_lost_is_found_and_the_thread_goes_on_from_it(head, at, stage):
    stage.order("publish", "lost")
    deliver_due(at)
    for minutes in (1, 2, 3, 4, 5):
        deliver_due(at + minutes * MINUTE)
    assert len(posts(stage)) == len(stage.posts()) == 3


def test_thread_stops_where_a_post_is_refused_and_goes_on_when_that_is_planned_again(head, at, town, stage):
    stop_at_second(stage)
    deliver_due(at)
    assert states(head) == [(1, S.PUBLISHED), (2, S.REFUSED)]
    stage.order("publish")
    second = queries.thread_of(head).get(part=2)
    publishing.move(second, due_at=at + HOUR, by=town.editor, at=at + MINUTE)
    deliver_due(at + HOUR)
    assert states(head) == [(n, S.PUBLISHED) for n in (1, 2, 3)]
    assert len(posts(stage)) == 3


def test_thread_ends_with_what_is_out_when_the_next_post_is_taken_back(head, at, town, stage):
    stop_at_second(stage)
    deliver_due(at)
    publishing.drop(queries.thread_of(head).get(part=2), by=town.editor, at=at + MINUTE)
    deliver_due(at + HOUR)
    assert posts(stage) == ["Das Freibad öffnet am Samstag."]


@pytest.mark.parametrize("switch", world.SWITCHES.values(), ids=world.SWITCHES)
def test_stop_between_two_posts_holds_the_rest_and_lifting_it_lets_them_go(head, at, town, stage, switch):
    stage.order("publish", "ok", "later:30")
    deliver_due(at)
    halt = switch(town, at)
    deliver_due(at + MINUTE)
    assert states(head) == [(1, S.PUBLISHED), (2, S.HELD)]
    assert len(stage.posts()) == 1
    if halt.authority is None:
        publishing.lift_installation(halt, by=HOUSE, at=at + 2 * MINUTE)
    else:
        publishing.lift(halt, by=town.editor, at=at + 2 * MINUTE)
    deliver_due(at + 3 * MINUTE)
    assert len(posts(stage)) == 3


def test_rest_of_the_thread_is_held_when_the_text_is_changed_between_two_posts(head, at, stage):
    stage.order("publish", "ok", "later:30")
    deliver_due(at)
    Variant.objects.update(text=TEXT + " Doch nicht.")
    deliver_due(at + MINUTE)
    row = queries.thread_of(head).get(part=2)
    assert (row.state, row.reason, len(stage.posts())) == (S.HELD, HouseReason.SIGNATURE_EXPIRED, 1)


def test_withdrawing_takes_every_post_of_the_thread_and_what_waits_does_not_go(head, at, town, stage):
    stage.order("publish", "ok", "ok", "refused")
    deliver_due(at)
    head.refresh_from_db()
    publishing.withdraw(head, reason="Falscher Tag", by=town.editor, at=at + MINUTE)
    deliver_due(at + 2 * MINUTE)
    assert states(head) == [(1, S.WITHDRAWN), (2, S.WITHDRAWN), (3, S.DROPPED)]
    assert stage.posts() == []


def test_thread_is_not_withdrawn_while_one_of_its_posts_is_unclear(head, at, town, stage):
    stage.order("publish", "ok", "lost_before")
    deliver_due(at)
    head.refresh_from_db()
    with pytest.raises(publishing.ThreadUnderWay):
        publishing.withdraw(head, reason="Falscher Tag", by=town.editor, at=at + MINUTE)
    assert states(head) == [(1, S.PUBLISHED), (2, S.SENDING)]


def test_next_post_does_not_go_out_when_the_one_before_is_gone(head, at, stage):
    stage.order("publish", "ok", "later:30")
    deliver_due(at)
    Publication.objects.filter(pk=head.pk).update(state=S.WITHDRAWN)
    deliver_due(at + MINUTE)
    row = queries.thread_of(head).get(part=2)
    assert (row.state, row.reason, len(stage.posts())) == (S.REFUSED, HouseReason.THREAD_BROKEN, 1)


def test_nothing_hangs_on_a_post_whose_number_nobody_knows(at, town, stage):
    row = world.planned(town, at, TEXT)
    Publication.objects.filter(pk=row.pk).update(state=S.UNCLEAR, intent_at=at)
    row.refresh_from_db()
    publishing.settle_unclear(row, was_published=True, url="https://double.example/1", by=town.editor, at=at)
    deliver_due(at + MINUTE)
    second = queries.thread_of(row).get(part=2)
    assert (second.state, second.reason, stage.posts()) == (S.REFUSED, HouseReason.THREAD_BROKEN, [])


def test_correction_keeps_to_its_post_and_what_waits_goes_out_as_corrected(head, at, town, stage):
    stage.order("publish", "ok", "later:600")
    deliver_due(at)
    head.refresh_from_db()
    variant = head.version.variant
    variant.text = TEXT.replace("Samstag", "Freitag").replace("frei", "halb so teuer")
    variant.save()
    version = world.frozen(variant, town.editor, number=2)
    world.sign(version, town.approver)
    publishing.edit(head, version=version, reason="Falscher Tag", by=town.editor, at=at + MINUTE)
    deliver_due(at + 2 * MINUTE)
    deliver_due(at + HOUR)
    assert posts(stage) == [
        "Das Freibad öffnet am Freitag.",
        "Der Eintritt ist halb so teuer.",
        "Am Sonntag spielt die Kapelle.",
    ]


def test_correction_of_another_number_of_posts_is_refused_with_a_sentence(head, at, town, stage):
    deliver_due(at)
    head.refresh_from_db()
    variant = head.version.variant
    variant.text = "Nur ein Beitrag."
    variant.save()
    version = world.frozen(variant, town.editor, number=2)
    world.sign(version, town.approver)
    with pytest.raises(publishing.EditPartsDiffer):
        publishing.edit(head, version=version, reason="Kürzer", by=town.editor, at=at + MINUTE)


def stop_at_second(stage):
    stage.order("publish", "ok", "refused")
