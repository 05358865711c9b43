# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta

import pytest

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import ChannelState
from nahbar.dialogue import actions, queries, tasks
from nahbar.dialogue.models import Inquiry, Listening
from nahbar.dialogue.states import InquiryState
from nahbar.publishing import actions as publishing
from nahbar.publishing.models import Publication
from nahbar.publishing.tasks import deliver_due
from tests import factories
from tests.publishing import double, world

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def told(at):
    town = world.town()
    town.post = world.published(town.authority, town.channel, town.editor)
    return town


def test_comment_is_taken_in_once_and_hangs_under_our_post(at, stage):
    town = told(at)
    double.comments.extend(
        [double.comment("c1"), double.comment("c2", post_remote_id="", parent_remote_id="")]
    )
    assert tasks.run(at) == 2
    assert tasks.run(at + 2 * MINUTE) == 0
    rows = Inquiry.objects.order_by("remote_id").values_list("remote_id", "publication", "state", "authority")
    assert list(rows) == [
        ("c1", town.post.pk, InquiryState.RECEIVED, town.authority.pk),
        ("c2", None, InquiryState.RECEIVED, town.authority.pk),
    ]


def test_our_own_comments_are_left_out(at, stage):
    town = told(at)
    assert actions.receive(town.channel, [double.comment("c1", is_ours=True)], at=at) == []
    assert Inquiry.objects.count() == 0


def test_edited_comment_keeps_its_newest_wording(at, stage):
    town = told(at)
    actions.receive(town.channel, [double.comment("c1", text="Erst so.")], at=at)
    assert actions.receive(town.channel, [double.comment("c1", text="Dann so.")], at=at + MINUTE) == []
    inquiry = Inquiry.objects.get()
    assert (inquiry.text, inquiry.edited_at) == ("Dann so.", at + MINUTE)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("javascript:alert(1)", ""),
        ("//evil.example/", ""),
        ("/\\evil.example/", ""),
        ("data:text/html,x", ""),
        ("https://social.example/1", "https://social.example/1"),
        ("/uebungskanal/1/", "/uebungskanal/1/"),
    ],
)
def test_link_of_a_comment_is_kept_only_when_it_leads_to_the_web_or_our_own_house(at, stage, given, kept):
    town = told(at)
    actions.receive(town.channel, [double.comment("c1", url=given)], at=at)
    assert Inquiry.objects.get().url == kept


def test_account_is_not_asked_again_before_its_time(at, stage):
    told(at)
    tasks.run(at)
    tasks.run(at + MINUTE)
    assert stage.calls() == ["fetch_comments"]
    tasks.run(at + 2 * MINUTE)
    assert stage.calls() == ["fetch_comments"] * 2


def test_failing_account_backs_off_and_the_others_are_heard(at, stage):
    first, second = told(at), told(at)
    double.comments.append(double.comment("c1"))
    stage.order("fetch_comments", "broken")
    assert tasks.run(at) == 1
    failed = Listening.objects.get(failures=1)
    assert (failed.reason, failed.next_at) == ("fault", at + 4 * MINUTE)
    assert {first.channel.pk, second.channel.pk} == set(Listening.objects.values_list("channel", flat=True))


def test_account_waits_as_long_as_the_platform_asks(at, stage):
    told(at)
    stage.order("fetch_comments", "later:900")
    tasks.run(at)
    assert Listening.objects.get().next_at == at + 15 * MINUTE


def test_channel_is_broken_when_the_sign_in_is_gone(at, stage):
    town = told(at)
    stage.order("fetch_comments", "sign_in")
    tasks.run(at)
    town.channel.refresh_from_db()
    assert town.channel.state == ChannelState.BROKEN


def test_inquiry_is_answered_when_our_answer_is_published(at, stage):
    town = told(at)
    [inquiry] = actions.receive(town.channel, [double.comment("c1")], at=at)
    reply = actions.answer(inquiry, text="Ja, von 9 bis 18 Uhr.", by=town.community, at=at)
    assert actions.settle(at=at) == 0
    deliver_due(at)
    assert [(post["text"], post["in_reply_to"]) for post in stage.posts()] == [
        ("Ja, von 9 bis 18 Uhr.", "c1")
    ]
    assert actions.settle(at=at) == 1
    inquiry.refresh_from_db()
    assert (inquiry.state, list(queries.replies(inquiry))) == (InquiryState.ANSWERED, [reply])


def test_answer_is_sent_once_when_the_button_is_pressed_twice(at, stage):
    town = told(at)
    [inquiry] = actions.receive(town.channel, [double.comment("c1")], at=at)
    first = actions.answer(inquiry, text="Ja.", by=town.community, at=at)
    assert actions.answer(inquiry, text="Ja. ", by=town.editor, at=at + MINUTE) == first
    assert actions.answer(inquiry, text="Nein, doch nicht.", by=town.editor, at=at + MINUTE) != first
    deliver_due(at + MINUTE)
    assert sorted(post["text"] for post in stage.posts()) == ["Ja.", "Nein, doch nicht."]


def test_answer_is_not_taken_when_it_is_too_long_or_no_role_allows_it(at, stage):
    town = told(at)
    [inquiry] = actions.receive(town.channel, [double.comment("c1")], at=at)
    with pytest.raises(publishing.AnswerTooLong):
        actions.answer(inquiry, text="x" * 501, by=town.community, at=at)
    with pytest.raises(NotAllowed):
        actions.answer(inquiry, text="Ja.", by=town.officer, at=at)
    with pytest.raises(NotAllowed):
        actions.answer(
            inquiry, text="Ja.", by=factories.person(factories.authority(), "administrator"), at=at
        )
    assert Publication.objects.exclude(pk=town.post.pk).count() == 0


def test_inquiry_is_closed_with_a_reason_and_only_while_open(at, stage):
    town = told(at)
    [inquiry] = actions.receive(town.channel, [double.comment("c1")], at=at)
    with pytest.raises(actions.ReasonMissing) as caught:
        actions.close(inquiry, reason=" ", by=town.community, at=at)
    assert str(caught.value).startswith("Die Anfrage bleibt offen: Ein Grund fehlt.")
    closed = actions.close(inquiry, reason="Keine Frage", by=town.community, at=at)
    assert (closed.state, closed.closed_reason) == (InquiryState.CLOSED, "Keine Frage")
    with pytest.raises(actions.AlreadyClosed):
        actions.close(inquiry, reason="noch einmal", by=town.community, at=at)


def test_unanswered_stand_first_and_the_longest_waiting_leads(at, stage):
    town, other = told(at), told(at)
    actions.receive(
        town.channel,
        [
            double.comment("alt", written_at=at - 60 * MINUTE),
            double.comment("neu", written_at=at),
            double.comment("zu", written_at=at + MINUTE),
        ],
        at=at,
    )
    actions.receive(other.channel, [double.comment("fremd")], at=at)
    actions.close(Inquiry.objects.get(remote_id="zu"), reason="x", by=town.editor, at=at)
    assert [row.remote_id for row in queries.unanswered(town.authority)] == ["alt", "neu"]
    assert [row.remote_id for row in queries.inquiries(town.authority)] == ["neu", "alt", "zu"]
