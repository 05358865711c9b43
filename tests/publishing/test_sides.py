# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Both sides of an unclear post: what is shown, what is adopted, and what happens when the platform is silent."""

from datetime import UTC, datetime, timedelta

import pytest

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import ChannelState
from nahbar.channels.post import PublicPost
from nahbar.foundation.comparison import Kind
from nahbar.publishing import actions as publishing
from nahbar.publishing.actions import pace
from nahbar.publishing.models import Pace, Publication
from nahbar.publishing.states import PublicationState, Step
from nahbar.publishing.tasks import deliver_due
from nahbar.record.models import Entry
from tests.publishing import double, world

pytestmark = pytest.mark.django_db
S = PublicationState
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TEXT = "Das Freibad öffnet am Samstag."


@pytest.fixture
def town():
    return world.town("nothing")


@pytest.fixture
def row(town, at, stage):
    """Sent, the answer lost, and the platform cannot tell; the post is not there."""
    made = world.planned(town, at)
    stage.order("publish", "lost_before")
    for minutes in range(40):
        deliver_due(at + minutes * MINUTE)
    made.refresh_from_db()
    assert made.state == S.UNCLEAR
    return made


def there(remote_id, text, at, **values):
    post = PublicPost(remote_id, f"https://double.example/{remote_id}", text, at, **values)
    double.by_hand.append(post)
    return post


def test_posts_of_the_account_stand_beside_ours_most_alike_first_with_the_difference(town, row, at):
    there("far", "Der Wochenmarkt ist am Freitag.", at)
    there("near", "Das Freibad öffnet am Sonntag.", at + 9 * HOUR)
    there("same", f"{TEXT} ", at - 30 * MINUTE, pictures=("Das Becken",))
    there("before", TEXT, at - 2 * HOUR)
    found = publishing.sides(row, by=town.editor, at=at + 10 * HOUR)
    assert [(one.post.remote_id, one.is_same) for one in found.found] == [
        ("same", True),
        ("near", False),
        ("far", False),
    ]
    near = found.found[1]
    assert [(piece.kind, piece.text) for piece in near.pieces] == [
        (Kind.SAME, "Das Freibad öffnet am"),
        (Kind.GONE, "Samstag."),
        (Kind.NEW, "Sonntag."),
    ]
    assert near.percent == 80
    assert (found.is_whole, found.more, found.reason) == (True, 0, "")


def test_list_is_short_and_says_how_much_it_leaves_out(town, row, at):
    for number in range(60):
        there(f"p{number}", f"Meldung {number}", at + number * MINUTE)
    found = publishing.sides(row, by=town.editor, at=at + 10 * HOUR)
    assert (len(found.found), found.more, found.is_whole) == (10, 30, False)


def test_what_the_platform_gives_is_cut_before_it_is_shown_or_kept(town, row, at):
    there("long", "x" * 90_000, at, pictures=("y" * 90_000,) * 90)
    there("i" * 501, TEXT, at)
    found = publishing.sides(row, by=town.editor, at=at + HOUR)
    assert [one.post.remote_id for one in found.found] == ["long"]
    shown = found.found[0].post
    assert (len(shown.text), len(shown.pictures), len(shown.pictures[0])) == (5000, 20, 5000)
    assert not found.is_whole


@pytest.mark.parametrize(
    ("fault", "reason"),
    [("later:60", "rate_limited"), ("sign_in", "sign_in_again"), ("not_ready", "not_ready")],
)
def test_sides_say_why_when_the_platform_is_silent(row, at, stage, fault, reason):
    stage.order("recent", fault)
    found = publishing.sides(row, by=row.ordered_by, at=at + HOUR)
    assert (found.found, found.reason) == ((), reason)
    row.refresh_from_db()
    assert row.state == S.UNCLEAR


def test_platform_is_not_asked_while_the_account_rests(town, row, at, stage):
    Pace.objects.create(channel=town.channel, not_before=at + 2 * HOUR, reason="rate_limited")
    found = publishing.sides(row, by=town.editor, at=at + HOUR)
    assert (found.reason, found.until) == ("rate_limited", at + 2 * HOUR)
    assert "recent" not in stage.calls()


def test_platform_is_not_asked_when_the_channel_is_disconnected(town, row, at, stage):
    town.channel.state = ChannelState.DISCONNECTED
    town.channel.save()
    row.channel.refresh_from_db()
    assert publishing.sides(row, by=town.editor, at=at).reason == "channel_not_connected"
    assert "recent" not in stage.calls()


def test_looking_is_paid_from_the_budget_of_the_account(town, row, at, monkeypatch):
    paid = []
    monkeypatch.setattr(pace, "spend", lambda channel, **values: paid.append((channel, values["requests"])))
    publishing.sides(row, by=town.editor, at=at)
    assert paid == [(town.channel.pk, 0)]  # the double asks nothing over a network


def test_adopted_post_is_read_once_more_and_gives_id_address_and_time(town, row, at, stage):
    post = there("7", "Das Freibad öffnet am Sonntag.", at + MINUTE)
    before = stage.calls().count("recent")
    publishing.adopt(row, remote_id="7", by=town.editor, at=at + HOUR)
    row.refresh_from_db()
    assert stage.calls().count("recent") == before + 1
    assert (row.state, row.remote_id, row.url) == (S.PUBLISHED, "7", post.url)
    assert (row.published_at, row.intent_at) == (post.created_at, None)
    assert (row.journal.last().step, row.journal.last().reason) == (Step.RECEIPT, "person")
    entry = Entry.objects.filter(verb="publishing.settle_unclear").get()
    assert entry.details["found"] == "Das Freibad öffnet am Sonntag."
    assert deliver_due(at + 2 * HOUR) == 0


@pytest.mark.parametrize("fault", ["", "later:60"])
def test_nothing_is_adopted_when_the_post_is_gone_or_the_platform_silent(town, row, at, stage, fault):
    there("7", TEXT, at)
    if fault:
        stage.order("recent", fault)
    else:
        double.by_hand.clear()
    with pytest.raises(publishing.NotAdopted) as caught:
        publishing.adopt(row, remote_id="7", by=town.editor, at=at + HOUR)
    assert str(caught.value).startswith("Der Beitrag wurde nicht übernommen")
    row.refresh_from_db()
    assert (row.state, row.remote_id) == (S.UNCLEAR, "")


def test_post_of_another_publication_is_marked_and_never_adopted(town, row, at):
    world.published(town.authority, town.channel, town.editor, remote_id="7", published_at=at)
    there("7", TEXT, at)
    assert [one.of_another for one in publishing.sides(row, by=town.editor, at=at).found] == [True]
    with pytest.raises(publishing.AdoptedAlready):
        publishing.adopt(row, remote_id="7", by=town.editor, at=at)
    row.refresh_from_db()
    assert row.state == S.UNCLEAR


def test_platform_is_asked_only_for_who_may_decide_and_only_about_an_unclear_post(town, row, at, stage):
    for who in (town.officer, town.community, town.cosigner):
        with pytest.raises(NotAllowed):
            publishing.sides(row, by=who, at=at)
        with pytest.raises(NotAllowed):
            publishing.adopt(row, remote_id="7", by=who, at=at)
    Publication.objects.filter(pk=row.pk).update(state=S.PLANNED, intent_at=None)
    row.refresh_from_db()
    with pytest.raises(publishing.Moved):
        publishing.sides(row, by=town.editor, at=at)
    with pytest.raises(publishing.Moved):
        publishing.adopt(row, remote_id="7", by=town.editor, at=at)
    assert "recent" not in stage.calls()


def test_post_that_is_there_after_all_is_found_beside_ours(at, stage):
    town = world.town("nothing")
    made = world.planned(town, datetime.now(UTC))
    now = datetime.now(UTC)
    stage.order("publish", "lost")
    stage.order("find", *["lost"] * 9)
    for minutes in range(40):
        deliver_due(now + minutes * MINUTE)
    made.refresh_from_db()
    found = publishing.sides(made, by=town.editor, at=now + HOUR)
    assert [(one.is_same, one.percent) for one in found.found] == [(True, 100)]
    publishing.adopt(made, remote_id=found.found[0].post.remote_id, by=town.editor, at=now + HOUR)
    made.refresh_from_db()
    assert (made.state, len(stage.posts())) == (S.PUBLISHED, 1)
