# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every connector promises, tried on each of them in the same words."""

import inspect
import json
from datetime import timedelta

import pytest

from nahbar.channels import registry
from nahbar.channels.errors import OutcomeUnknown, Reason, Refused, TryLater, Whose
from nahbar.channels.plain import same_post
from nahbar.channels.transport import AddressRefused
from tests.connectors.doubles import NOW, lost, not_sent, reply
from tests.connectors.kits import KITS, post

SINCE = NOW
NETWORK = [key for key, kit in KITS.items() if kit.publish_call]


@pytest.fixture(params=list(KITS))
def kit(request, tmp_path):
    return KITS[request.param](tmp_path)


@pytest.fixture(params=NETWORK)
def far(request, tmp_path):
    return KITS[request.param](tmp_path)


def test_every_connector_of_the_registry_is_held_to_the_contract():
    assert set(KITS) == set(registry.CONNECTORS)


def test_capability_names_its_own_file_and_says_what_people_must_know(kit):
    capability = kit.module.CAPABILITY
    assert capability.key == kit.key
    assert set(capability.figures) <= {"replies", "likes", "shares"}
    assert [one.key for one in capability.connect_fields if one.secret] == [
        one.key for one in capability.connect_fields if "passwor" in one.label.lower()
    ]
    assert len({one.key for one in capability.connect_fields}) == len(capability.connect_fields)


def test_connector_has_no_more_than_eight_public_methods(kit):
    names = [
        name for name, _ in inspect.getmembers(kit.module.Connector, inspect.isfunction) if name[0] != "_"
    ]
    assert sorted(names) == [
        "edit",
        "fetch_comments",
        "find",
        "measure",
        "prepare",
        "publish",
        "recent",
        "withdraw",
    ]


def test_account_gives_json_text_credentials_and_the_same_id_again_when_connected_twice(kit):
    again = kit.connect()
    assert again.remote_id == kit.account.remote_id
    assert all(isinstance(one, str) for one in again.credentials.values())
    assert all(isinstance(one, int) for one in again.limits.values())
    kit.module.CAPABILITY.with_limits(**again.limits)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_publish_shows_text_and_every_alternative_text_in_order(kit, count):
    sent = post(pictures=count)
    receipt = kit.send(sent)
    assert kit.public() == [(sent.text, [one.alt for one in sent.pictures])]
    assert receipt.remote_id
    assert receipt.url.startswith(("https://", "/uebungskanal/"))
    assert receipt.adopted is False


def test_prepare_shows_nothing_and_gives_json_that_survives_the_database(kit):
    sent = post(pictures=2)
    prepared = json.loads(json.dumps(kit.connector.prepare(sent)))
    assert kit.public() == []
    assert kit.connector.find(sent, prepared, since=SINCE) is None
    kit.connector.publish(sent, prepared)
    assert len(kit.public()) == 1


def test_find_gives_the_same_post_marked_as_adopted_when_it_is_there(kit):
    sent = post(
        "Zwei\n\nAbsätze mit https://musterau.example/bad?a=1&b=2 und @erika.test <3 &amp;", pictures=1
    )
    prepared = kit.connector.prepare(sent)
    receipt = kit.connector.publish(sent, prepared)
    found = kit.connector.find(sent, prepared, since=SINCE)
    assert (found.remote_id, found.url, found.adopted) == (receipt.remote_id, receipt.url, True)


def test_find_gives_none_when_only_another_post_is_there(kit):
    kit.send(post("Der Wochenmarkt ist am Freitag.", key="k-other"))
    sent = post()
    assert kit.connector.find(sent, kit.connector.prepare(sent), since=SINCE) is None


def test_find_gives_none_when_the_post_was_withdrawn(kit):
    sent = post()
    prepared = kit.connector.prepare(sent)
    kit.connector.withdraw(kit.connector.publish(sent, prepared).remote_id)
    assert kit.public() == []
    assert kit.connector.find(sent, prepared, since=SINCE) is None


def test_recent_shows_every_own_post_with_words_link_and_alternative_texts_newest_first(kit):
    first = kit.send(post("Eins <b> & @erika.test\n\nZwei", pictures=2))
    said = kit.citizen("Ab wann?", to=first.remote_id)
    answer = kit.send(post("Ab 9 Uhr.", key="k-2", in_reply_to=said))
    by_hand = kit.by_hand("Von Hand.")
    recent = kit.connector.recent(since=SINCE - timedelta(hours=1), most=20)
    assert recent.is_whole
    found = {one.remote_id: one for one in recent.posts}
    assert set(found) == {first.remote_id, answer.remote_id, by_hand}
    assert [one.created_at for one in recent.posts] == sorted(
        (one.created_at for one in recent.posts), reverse=True
    )
    shown = found[first.remote_id]
    assert same_post("Eins <b> & @erika.test\n\nZwei", shown.text)
    assert (shown.url, shown.in_reply_to) == (first.url, "")
    assert shown.pictures == tuple(one.alt for one in post(pictures=2).pictures)
    assert found[answer.remote_id].in_reply_to == said
    assert found[by_hand].text == "Von Hand."


def test_recent_leaves_out_what_is_older_or_withdrawn(kit):
    gone = kit.send(post(key="k-gone")).remote_id
    kit.connector.withdraw(gone)
    kit.send(post("Bleibt.", key="k-stays"))
    assert [one.text for one in kit.connector.recent(since=SINCE - timedelta(hours=1), most=9).posts] == [
        "Bleibt."
    ]
    assert kit.connector.recent(since=SINCE + timedelta(days=900), most=9).posts == ()


def test_recent_says_that_it_is_not_whole_when_there_is_more_than_asked_for(kit):
    for number in range(4):
        kit.send(post(f"Meldung {number}", key=f"k-{number}"))
    recent = kit.connector.recent(since=SINCE - timedelta(hours=1), most=3)
    assert (len(recent.posts), recent.is_whole) == (3, False)


def test_recent_asks_once(far):
    far.send(post())
    before = len(far.transport.exchanges)
    far.connector.recent(since=SINCE, most=20)
    assert len(far.transport.exchanges) == before + 1


@pytest.mark.parametrize(
    "fault", [lost(), not_sent(), reply(500), reply(302), reply(401), reply(200, {"odd": 1}), reply(200, [7])]
)
def test_recent_fails_with_one_of_the_two_errors_of_reading(far, fault):
    far.transport.fail("/", fault)
    with pytest.raises((Refused, TryLater)):
        far.connector.recent(since=SINCE, most=20)


def test_withdraw_is_done_when_it_was_done_already(kit):
    remote_id = kit.send(post()).remote_id
    kit.connector.withdraw(remote_id)
    assert kit.connector.withdraw(remote_id) is None


def test_comments_come_back_with_post_parent_author_and_plain_text(kit):
    remote_id = kit.send(post()).remote_id
    first = kit.citizen("Ab wann <genau>?", to=remote_id)
    second = kit.citizen("Und sonntags?", to=first)
    found = {one.remote_id: one for one in kit.connector.fetch_comments([remote_id], since=None)}
    assert set(found) == {first, second}
    assert found[first].text.endswith("Ab wann <genau>?")
    assert (found[first].post_remote_id, found[first].parent_remote_id) == (remote_id, remote_id)
    assert (found[second].post_remote_id, found[second].parent_remote_id) == (remote_id, first)
    assert found[first].author_handle.startswith("@erika")
    assert found[first].is_ours is False


def test_mention_without_a_post_of_ours_comes_back_with_an_empty_post_id(kit):
    said = kit.citizen("Wann ist der Markt?")
    assert [(one.remote_id, one.post_remote_id) for one in kit.connector.fetch_comments([], since=None)] == [
        (said, "")
    ]


def test_comments_older_than_asked_for_stay_away(kit):
    kit.citizen("Wann ist der Markt?")
    assert list(kit.connector.fetch_comments([], since=NOW + timedelta(days=2))) == []


def test_comments_of_a_withdrawn_post_do_not_stop_the_others(kit):
    gone, there = kit.send(post(key="k-gone")).remote_id, kit.send(post("Anderes.", key="k-there")).remote_id
    kit.connector.withdraw(gone)
    said = kit.citizen("Danke!", to=there)
    assert [one.remote_id for one in kit.connector.fetch_comments([gone, there], since=None)] == [said]


def test_answer_stands_below_the_comment_it_answers(kit):
    remote_id = kit.send(post()).remote_id
    said = kit.citizen("Ab wann?", to=remote_id)
    answer = post("Ab 9 Uhr.", key="k-2", in_reply_to=said)
    prepared = kit.connector.prepare(answer)
    receipt = kit.connector.publish(answer, prepared)
    assert len(kit.public()) == 1
    assert kit.connector.find(answer, prepared, since=SINCE).remote_id == receipt.remote_id
    ours = [
        one
        for one in kit.connector.fetch_comments([remote_id], since=None)
        if one.remote_id == receipt.remote_id
    ]
    assert [(one.parent_remote_id, one.is_ours) for one in ours] in ([(said, True)], [])


def test_same_answer_to_two_comments_is_two_answers(kit):
    remote_id = kit.send(post()).remote_id
    one, other = kit.citizen("Danke", to=remote_id), kit.citizen("Vielen Dank", to=remote_id)
    kit.send(post("Gern.", key="k-2", in_reply_to=one))
    second = post("Gern.", key="k-3", in_reply_to=other)
    assert kit.connector.find(second, kit.connector.prepare(second), since=SINCE) is None


def test_figures_are_counted_per_post_and_withdrawn_posts_are_left_out(kit):
    counted, gone = kit.send(post(key="k-1")).remote_id, kit.send(post("Weg.", key="k-2")).remote_id
    kit.like(counted)
    kit.like(counted)
    kit.citizen("Schön", to=counted)
    kit.connector.withdraw(gone)
    figures = kit.connector.measure([counted, gone])
    assert {key: (one.replies, one.likes, one.shares) for key, one in figures.items()} == {counted: (1, 2, 0)}


@pytest.mark.parametrize("fault", [lost(), reply(500), reply(502, {"error": "Bad gateway"}), reply(503)])
def test_outcome_is_unknown_and_find_adopts_when_the_answer_of_publish_is_lost(far, fault):
    sent = post(pictures=1)
    prepared = far.connector.prepare(sent)
    far.transport.fail(far.publish_call, fault, done=True)
    with pytest.raises(OutcomeUnknown):
        far.connector.publish(sent, prepared)
    assert far.connector.find(sent, prepared, since=SINCE).adopted is True
    assert len(far.public()) == 1


@pytest.mark.parametrize("fault", [lost(), reply(500)])
def test_find_gives_none_when_the_lost_request_was_never_carried_out(far, fault):
    sent = post()
    prepared = far.connector.prepare(sent)
    far.transport.fail(far.publish_call, fault)
    with pytest.raises(OutcomeUnknown):
        far.connector.publish(sent, prepared)
    assert far.connector.find(sent, prepared, since=SINCE) is None


def test_outcome_is_unknown_when_publish_answers_success_without_an_id(far):
    sent = post()
    prepared = far.connector.prepare(sent)
    far.transport.fail(far.publish_call, reply(200, {"odd": True}))
    with pytest.raises(OutcomeUnknown) as caught:
        far.connector.publish(sent, prepared)
    assert caught.value.reason is Reason.ODD_ANSWER


def test_publish_may_be_tried_later_when_nothing_was_sent(far):
    sent = post()
    prepared = far.connector.prepare(sent)
    far.transport.fail(far.publish_call, not_sent())
    with pytest.raises(TryLater) as caught:
        far.connector.publish(sent, prepared)
    assert caught.value.reason is Reason.UNREACHABLE


def test_address_refused_is_the_operators_affair(far):
    sent = post()
    prepared = far.connector.prepare(sent)
    far.transport.fail(far.publish_call, AddressRefused("10.0.0.1"))
    with pytest.raises(Refused) as caught:
        far.connector.publish(sent, prepared)
    assert (caught.value.reason, caught.value.whose) == (Reason.ADDRESS_REFUSED, Whose.OPERATOR)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "120"}, 120),
        ({"retry_after": "Tue, 24 Nov 2026 09:01:30 GMT"}, 90),
        ({"x_ratelimit_reset": "2026-11-24T09:05:00.000Z"}, 300),
        ({"ratelimit_reset": str(int(NOW.timestamp()) + 60)}, 60),
        ({"retry_after": "99999999"}, 86400),
    ],
)
def test_too_many_requests_say_how_long_to_wait(far, headers, seconds):
    sent = post()
    prepared = far.connector.prepare(sent)
    far.transport.fail(far.publish_call, reply(429, {"error": "Too many requests"}, **headers))
    with pytest.raises(TryLater) as caught:
        far.connector.publish(sent, prepared)
    assert (caught.value.reason, caught.value.after) == (Reason.RATE_LIMITED, timedelta(seconds=seconds))


@pytest.mark.parametrize("body", [None, [], {}, {"thread": None}, [{"id": 1}], {"posts": 7}])
def test_odd_answers_become_one_of_the_three_errors_or_nothing(far, body):
    remote_id = far.send(post()).remote_id
    for call in (far.connector.fetch_comments, far.connector.measure):
        far.transport.fail("/", reply(200, body))
        try:
            call([remote_id], **({"since": None} if call == far.connector.fetch_comments else {}))
        except TryLater as error:
            assert error.reason is Reason.ODD_ANSWER  # noqa: PT017 - either is a promise kept
        far.transport.faults.clear()


def test_detail_for_the_journal_is_cut_and_holds_no_credentials(far):
    sent = post()
    prepared = far.connector.prepare(sent)
    far.transport.fail(far.publish_call, reply(400, {"error": "x" * 2000}))
    with pytest.raises(Refused) as caught:
        far.connector.publish(sent, prepared)
    assert len(caught.value.detail) == 500
    secrets = [value for key, value in far.credentials().items() if key in {"token", "password"}]
    assert secrets
    assert not [one for one in secrets if one in str(caught.value)]
