# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta

import pytest

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import ChannelState
from nahbar.publishing import actions as publishing
from nahbar.publishing import queries
from nahbar.publishing.actions.decide import DateMissing, ReasonMissing
from nahbar.publishing.actions.halt import HaltReasonMissing
from nahbar.publishing.models import Publication
from nahbar.publishing.states import MOVABLE, MissedChoice, PublicationState, Step
from nahbar.publishing.tasks import deliver_due, load
from nahbar.record.models import Entry
from tests.publishing import world

pytestmark = pytest.mark.django_db
S = PublicationState
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def test_version_is_not_planned_when_nobody_has_signed_it(at):
    town = world.town()
    version = world.version(town.channel, town.editor)
    with pytest.raises(publishing.NotSigned) as caught:
        publishing.enqueue(version, due_at=at, by=town.editor, at=at)
    assert str(caught.value).startswith("Diese Fassung kann noch nicht eingeplant werden")
    assert Publication.objects.count() == 0


def test_version_is_planned_once_when_asked_twice(at):
    town = world.town()
    version = world.signed(town)
    first = publishing.enqueue(version, due_at=at, by=town.editor, at=at)
    assert publishing.enqueue(version, due_at=at + HOUR, by=town.editor, at=at) == first
    publishing.drop(first, by=town.editor, at=at)
    assert publishing.enqueue(version, due_at=at + HOUR, by=town.editor, at=at) != first


@pytest.mark.parametrize("who", ["officer", "community", "cosigner"])
def test_planning_and_moving_is_refused_when_no_role_allows_it(at, who):
    town = world.town()
    row = world.planned(town, at)
    with pytest.raises(NotAllowed):
        publishing.enqueue(row.version, due_at=at, by=getattr(town, who), at=at)
    with pytest.raises(NotAllowed):
        publishing.move(row, due_at=at, by=getattr(town, who), at=at)
    with pytest.raises(NotAllowed):
        publishing.drop(row, by=getattr(town, who), at=at)
    with pytest.raises(NotAllowed):
        publishing.hold_all(town.authority, reason="x", by=getattr(town, who), at=at)
    Publication.objects.filter(pk=row.pk).update(state=PublicationState.PUBLISHED)
    with pytest.raises(NotAllowed):
        publishing.withdraw(row, reason="x", by=getattr(town, who), at=at)


@pytest.mark.parametrize("state", [state for state in PublicationState if state not in MOVABLE])
def test_moving_and_taking_back_is_refused_when_it_may_have_gone_out(at, state):
    town = world.town()
    row = world.planned(town, at)
    Publication.objects.filter(pk=row.pk).update(state=state)
    with pytest.raises(publishing.Moved):
        publishing.move(row, due_at=at + HOUR, by=town.editor, at=at)
    with pytest.raises(publishing.Moved):
        publishing.drop(row, by=town.editor, at=at)


def test_moving_is_refused_when_the_new_time_is_over(at):
    town = world.town()
    row = world.planned(town, at + HOUR)
    with pytest.raises(publishing.DateMissing):
        publishing.move(row, due_at=at - HOUR, by=town.editor, at=at)
    row.refresh_from_db()
    assert row.due_at == at + HOUR


def test_moved_publication_goes_out_at_its_new_time_only(at, stage):
    town = world.town()
    row = world.planned(town, at)
    publishing.move(row, due_at=at + HOUR, by=town.editor, at=at)
    assert deliver_due(at) == 0
    assert deliver_due(at + HOUR) == 1
    assert len(stage.posts()) == 1


def test_nothing_leaves_while_stopped_and_everything_goes_on_after(at, stage):
    town, other = world.town(), world.town()
    row, elsewhere = world.planned(town, at), world.planned(other, at)
    halt = publishing.hold_all(town.authority, reason="Todesfall im Rathaus", by=town.approver, at=at)
    assert publishing.hold_all(town.authority, reason="noch einmal", by=town.editor, at=at) == halt
    deliver_due(at)
    row.refresh_from_db()
    elsewhere.refresh_from_db()
    assert [(row.state, row.reason), elsewhere.state] == [(S.HELD, "halted"), S.PUBLISHED]
    assert deliver_due(at + HOUR) == 0
    publishing.lift(halt, by=town.approver, at=at + HOUR)
    assert deliver_due(at + HOUR) == 1
    assert len(stage.posts()) == 2
    assert [e.verb for e in Entry.objects.filter(authority_id=town.authority.pk).order_by("number")] == [
        "publishing.enqueue",
        "publishing.hold_all",
        "publishing.held",
        "publishing.lift",
        "publishing.published",
    ]


def test_stop_of_one_channel_leaves_the_others_alone(at, stage):
    town = world.town()
    row = world.planned(town, at)
    halt = publishing.hold_all(
        town.authority, channel=town.channel, reason="Konto prüfen", by=town.editor, at=at
    )
    assert queries.is_halted(town.channel)
    everything = publishing.hold_all(town.authority, reason="alles", by=town.editor, at=at)
    deliver_due(at)
    publishing.lift(halt, by=town.editor, at=at)
    row.refresh_from_db()
    assert row.state == S.HELD
    publishing.lift(everything, by=town.editor, at=at)
    row.refresh_from_db()
    assert row.state == S.PLANNED


@pytest.mark.parametrize("switch", list(world.SWITCHES))
def test_stop_between_upload_and_publish_is_obeyed(at, stage, monkeypatch, switch):
    town, other = world.town(), world.town()
    row, elsewhere = world.planned(town, at), world.planned(other, at + MINUTE)

    def prepare(self, post):
        if post.key == str(row.pk):
            world.SWITCHES[switch](town, at)
        return {"id": "1"}

    monkeypatch.setattr("tests.publishing.double.Connector.prepare", prepare)
    deliver_due(at)
    row.refresh_from_db()
    assert (row.state, row.reason, row.intent_at, stage.posts()) == (S.HELD, "halted", None, [])
    deliver_due(at + MINUTE)
    elsewhere.refresh_from_db()
    assert elsewhere.state == (S.HELD if switch == "installation" else S.PUBLISHED)
    halt = queries.halts(town.authority).get()
    kept = queries.stopped_by(halt, authority=town.authority, at=at)
    assert [(one.pk, line.step) for one, line in kept] == [(row.pk, Step.ORDERED)]


@pytest.mark.parametrize("switch", list(world.SWITCHES))
def test_correction_waits_when_the_stop_came_after_it_was_read(at, stage, monkeypatch, switch):
    town = world.town()
    row = world.planned(town, at)
    deliver_due(at)
    variant = row.version.variant
    variant.text = "Das Freibad öffnet am Sonntag."
    variant.save()
    newer = world.frozen(variant, town.editor, number=2)
    world.sign(newer, town.approver)
    publishing.edit(row, version=newer, reason="Tag falsch", by=town.editor, at=at)
    real = load.loaded

    def loaded(*given):
        world.SWITCHES[switch](town, at)
        return real(*given)

    monkeypatch.setattr("nahbar.publishing.tasks.delivery.loaded", loaded)
    deliver_due(at)
    row.refresh_from_db()
    assert (row.state, row.reason, stage.calls().count("edit")) == (S.EDITING, "halted", 0)
    assert [post["text"] for post in stage.posts()] == ["Das Freibad öffnet am Samstag."]


def test_stop_needs_a_reason(at):
    town = world.town()
    with pytest.raises(HaltReasonMissing):
        publishing.hold_all(town.authority, reason=" ", by=town.editor, at=at)


def unclear(town, at, stage):
    row = world.planned(town, at)
    stage.order("publish", "lost_before")
    for minutes in range(40):
        deliver_due(at + minutes * MINUTE)
    row.refresh_from_db()
    assert row.state == S.UNCLEAR
    return row


def test_unclear_post_is_published_with_its_link_when_a_person_found_it(at, stage):
    town = world.town("nothing")
    row = unclear(town, at, stage)
    publishing.settle_unclear(
        row, was_published=True, url="https://double.example/7", by=town.editor, at=at + HOUR
    )
    row.refresh_from_db()
    assert (row.state, row.url, row.published_at) == (S.PUBLISHED, "https://double.example/7", at)
    assert deliver_due(at + HOUR) == 0


def test_unclear_post_is_sent_again_when_a_person_says_it_is_not_there(at, stage):
    town = world.town("nothing")
    row = unclear(town, at, stage)
    publishing.settle_unclear(row, was_published=False, by=town.editor, at=at + HOUR)
    assert deliver_due(at + HOUR) == 1
    assert len(stage.posts()) == 1
    with pytest.raises(publishing.Moved):
        publishing.settle_unclear(row, was_published=False, by=town.editor, at=at + HOUR)


def test_unclear_post_is_looked_for_again_when_a_person_asks(at, stage):
    town = world.town("nothing")
    row = unclear(town, at, stage)
    before = stage.calls().count("publish")
    publishing.look_again(row, by=town.editor, at=at + HOUR)
    deliver_due(at + HOUR)
    row.refresh_from_db()
    assert (row.state, stage.calls().count("publish")) == (S.SENDING, before)


def missed(town, at):
    row = world.planned(town, at)
    deliver_due(at + 49 * HOUR)
    row.refresh_from_db()
    assert row.state == S.MISSED
    return row, at + 49 * HOUR


def test_missed_post_goes_out_at_once_when_a_person_says_now(at, stage):
    town = world.town()
    row, now = missed(town, at)
    publishing.decide_missed(row, choice=MissedChoice.NOW, by=town.editor, at=now)
    assert deliver_due(now) == 1
    assert len(stage.posts()) == 1


def test_missed_post_gets_a_new_date_that_lies_ahead(at, stage):
    town = world.town()
    row, now = missed(town, at)
    for wrong in (None, now - MINUTE):
        with pytest.raises(DateMissing):
            publishing.decide_missed(row, choice=MissedChoice.NEW_DATE, due_at=wrong, by=town.editor, at=now)
    publishing.decide_missed(row, choice=MissedChoice.NEW_DATE, due_at=now + HOUR, by=town.editor, at=now)
    row.refresh_from_db()
    assert (row.state, row.due_at) == (S.PLANNED, now + HOUR)


def test_missed_post_is_dropped_when_a_person_says_so(at, stage):
    town = world.town()
    row, now = missed(town, at)
    publishing.decide_missed(row, choice=MissedChoice.DROP, by=town.editor, at=now)
    assert deliver_due(now) == 0
    assert stage.posts() == []


def test_withdrawing_needs_a_reason_and_a_published_post(at, stage):
    town = world.town()
    row = world.planned(town, at)
    with pytest.raises(publishing.Moved):
        publishing.withdraw(row, reason="Fehler", by=town.editor, at=at)
    deliver_due(at)
    with pytest.raises(ReasonMissing):
        publishing.withdraw(row, reason="", by=town.editor, at=at)


def test_answer_goes_out_once_under_the_comment(at, stage):
    town = world.town()
    row = publishing.answer(town.channel, text=" Ja, ab 9 Uhr. ", in_reply_to="c1", by=town.community, at=at)
    assert deliver_due(at) == 1
    row.refresh_from_db()
    assert [(post["text"], post["in_reply_to"]) for post in stage.posts()] == [("Ja, ab 9 Uhr.", "c1")]
    assert row.state == S.PUBLISHED


def test_answer_is_refused_with_a_sentence_when_it_does_not_fit(at):
    town = world.town()
    with pytest.raises(publishing.AnswerTooLong) as caught:
        publishing.answer(town.channel, text="x" * 512, in_reply_to="c1", by=town.community, at=at)
    assert str(caught.value) == (
        "Die Antwort wurde nicht gesendet: Sie hat 512 Zeichen, dieser Kanal nimmt höchstens 500. "
        "Bitte kürzen Sie um 12."
    )
    with pytest.raises(publishing.AnswerWithoutText):
        publishing.answer(town.channel, text="  ", in_reply_to="c1", by=town.community, at=at)
    with pytest.raises(NotAllowed):
        publishing.answer(town.channel, text="Ja", in_reply_to="c1", by=town.approver, at=at)
    town.channel.state = ChannelState.BROKEN
    town.channel.save()
    with pytest.raises(publishing.ChannelNotConnected):
        publishing.answer(town.channel, text="Ja", in_reply_to="c1", by=town.community, at=at)
    assert Publication.objects.count() == 0
