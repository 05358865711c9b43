# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is Bluesky's own: record keys, facets in bytes, sessions, errors."""

import json
import re
from datetime import timedelta

import pytest

from nahbar.channels import registry
from nahbar.channels.errors import OutcomeUnknown, Reason, Refused, TryLater, Whose
from tests.connectors.doubles import NOW, reply
from tests.connectors.kits import BlueskyKit, post
from tests.corpus import corpus

bluesky = registry.load("bluesky")
KIND = "app.bsky.richtext.facet#"


@pytest.fixture
def kit(tmp_path):
    return BlueskyKit(tmp_path)


def marks(text, known=("erika.test",)):
    """Facets of a text, as the pieces of text they stand on."""
    data = text.encode()
    found = bluesky.facets(text, lambda handle: f"did:plc:{handle}" if handle in known else "")
    return [(data[f["index"]["byteStart"] : f["index"]["byteEnd"]].decode(), f["features"][0]) for f in found]


@pytest.mark.parametrize("before", ["", "Grüße ", "👨‍👩‍👧‍👦🇩🇪 ", "Straße\n", "日本 "])
def test_facets_stand_on_their_bytes_whatever_goes_before(before):
    assert marks(f"{before}https://musterau.example/ä?b=1 #Freibad @erika.test") == [
        ("https://musterau.example/ä?b=1", {"$type": f"{KIND}link", "uri": "https://musterau.example/ä?b=1"}),
        ("#Freibad", {"$type": f"{KIND}tag", "tag": "Freibad"}),
        ("@erika.test", {"$type": f"{KIND}mention", "did": "did:plc:erika.test"}),
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Mehr: https://musterau.example/bad.", ["https://musterau.example/bad"]),
        ("(siehe https://musterau.example/a)", ["https://musterau.example/a"]),
        ("Mehr auf musterau.de/bad, dort.", ["musterau.de/bad"]),
        ("Nr. #1 und #Bäder2026!", ["#Bäder2026"]),
        ("Mail an rathaus@erika.test bitte", []),
        ("@niemand.test schweigt", []),
        ("@erika schweigt", []),
        ("Danke @erika.test.", ["@erika.test"]),
        ("Anker https://musterau.example/#Freibad", ["https://musterau.example/#Freibad"]),
        (f"#{'x' * 65}", []),
        ("", []),
    ],
)
def test_facets_are_found_where_a_reader_sees_them(text, pieces):
    assert [piece for piece, _ in marks(text)] == pieces


def test_address_without_https_leads_to_https_and_stays_as_it_is_written():
    assert marks("Auf musterau.de lesen")[0] == (
        "musterau.de",
        {"$type": f"{KIND}link", "uri": "https://musterau.de"},
    )


@pytest.mark.corpus
def test_record_keeps_to_the_published_lexicons(kit):
    folder = corpus("bluesky-richtext")
    lexicon = {
        name: json.loads((folder / f"{name}.json").read_text("utf-8")) for name in ("post", "facet", "images")
    }
    text = "Grüße https://musterau.example #Freibad @erika.test"
    asked = kit.citizen("Frage", to=kit.send(post(key="k-0")).remote_id)
    record = kit.connector.prepare(post(text, pictures=4, in_reply_to=asked))["record"]
    main = lexicon["post"]["defs"]["main"]["record"]
    assert set(main["required"]) <= set(record)
    assert set(record) - {"$type"} <= set(main["properties"])
    assert main["properties"]["text"]["maxGraphemes"] == bluesky.CAPABILITY.text.limit
    assert main["properties"]["text"]["maxLength"] == bluesky.CAPABILITY.text.max_bytes
    assert {key: set(one) for key, one in record["reply"].items()} == {
        "root": {"uri", "cid"},
        "parent": {"uri", "cid"},
    }
    for facet in record["facets"]:
        assert set(facet) == set(lexicon["facet"]["defs"]["main"]["required"])
        assert set(facet["index"]) == set(lexicon["facet"]["defs"]["byteSlice"]["required"])
        kind = facet["features"][0]["$type"].rpartition("#")[2]
        assert set(facet["features"][0]) - {"$type"} == set(lexicon["facet"]["defs"][kind]["required"])
    image = lexicon["images"]["defs"]["image"]
    assert (
        len(record["embed"]["images"])
        == lexicon["images"]["defs"]["main"]["properties"]["images"]["maxLength"]
    )
    assert all(set(one) == set(image["properties"]) for one in record["embed"]["images"])
    # Not all that the newest schema allows: servers with the older one refuse the whole post.
    assert bluesky.CAPABILITY.pictures.max_bytes <= image["properties"]["image"]["maxSize"]


@pytest.mark.corpus
def test_handles_are_taken_for_mentions_as_the_interoperability_files_say():
    folder = corpus("bluesky-interop") / "syntax"
    lines = {
        kind: (folder / f"handle_syntax_{kind}.txt").read_text("utf-8").splitlines()
        for kind in ("valid", "invalid")
    }
    cases = {kind: [one for one in rows if one and one[0] != "#"] for kind, rows in lines.items()}
    assert [
        one for one in cases["valid"] if len(one) < 254 and not bluesky._HANDLE.fullmatch("@" + one)
    ] == []
    assert [one for one in cases["invalid"] if len(one) < 254 and bluesky._HANDLE.fullmatch("@" + one)] == []


def vectors(name):
    rows = (corpus("bluesky-interop") / "syntax" / f"{name}.txt").read_text("utf-8").splitlines()
    return [one for one in rows if one and one[0] != "#"]


@pytest.mark.corpus
def test_accounts_and_posts_are_taken_for_such_as_the_interoperability_files_say():
    assert [one for one in vectors("did_syntax_valid") if not bluesky._DID.fullmatch(one)] == []
    assert [one for one in vectors("did_syntax_invalid") if bluesky._DID.fullmatch(one)] == []
    posts = [one for one in vectors("aturi_syntax_valid") if one.count("/") == 4]
    assert len(posts) >= 10
    assert [one for one in posts if not bluesky._POST.fullmatch(one)] == []
    assert [one for one in vectors("aturi_syntax_invalid") if bluesky._POST.fullmatch(one)] == []
    keys = [f"at://did:plc:a/app.bsky.feed.post/{key}" for key in vectors("recordkey_syntax_valid")]
    assert [one for one in keys if not bluesky._POST.fullmatch(one)] == []
    odd = [f"at://did:plc:a/app.bsky.feed.post/{key}" for key in vectors("recordkey_syntax_invalid")]
    assert [one for one in odd if bluesky._POST.fullmatch(one)] == []


@pytest.mark.corpus
def test_time_and_language_of_a_record_are_such_as_the_interoperability_files_know(kit):
    record = kit.connector.prepare(post("Grüße"))["record"]
    shape = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
    assert any(shape.fullmatch(one) for one in vectors("datetime_syntax_valid"))
    assert [one for one in vectors("datetime_syntax_invalid") if shape.fullmatch(one)] == []
    assert shape.fullmatch(record["createdAt"])
    assert set(record["langs"]) <= set(vectors("language_syntax_valid")) | {"de"}


def test_name_of_no_account_is_left_as_text_when_a_server_answers_oddly(kit, monkeypatch):
    monkeypatch.setattr(kit.connector, "_call", lambda *_args, **_rest: {"did": "<script>"})
    assert kit.connector._did_of("erika.test") == ""


def test_answer_to_what_is_no_post_is_refused_before_anything_is_asked(kit):
    with pytest.raises(Refused):
        kit.connector.prepare(post("Ja", in_reply_to="at://did:plc:a/../x"))


@pytest.mark.corpus
def test_record_keys_are_tids_as_the_interoperability_files_say():
    folder = corpus("bluesky-interop") / "syntax"
    shape = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
    valid = [
        one
        for one in (folder / "tid_syntax_valid.txt").read_text("utf-8").splitlines()
        if one and one[0] != "#"
    ]
    assert all(shape.fullmatch(one) for one in valid)
    assert all(shape.fullmatch(bluesky.record_key(post(key=f"k-{n}"))) for n in range(500))


def test_record_key_is_the_same_for_every_attempt_and_differs_between_deliveries_of_one_minute():
    assert bluesky.record_key(post("Alt", key="k-1")) == bluesky.record_key(post("Neu", key="k-1"))
    assert len({bluesky.record_key(post(key=f"k-{n}")) for n in range(2000)}) == 2000


def test_record_keys_sort_by_the_time_of_their_posts():
    keys = [bluesky.record_key(post(created_at=NOW + timedelta(minutes=n))) for n in range(50)]
    assert keys == sorted(keys)


def test_one_session_serves_many_calls_and_many_connectors(kit):
    kit.send(post(pictures=4))
    other = bluesky.Connector(kit.transport, kit.credentials())
    other.measure(["at://x"])
    assert len([one for one in kit.transport.exchanges if one.path.endswith("createSession")]) == 2


def test_session_is_not_shared_with_another_password(kit):
    kit.send(post())
    wrong = bluesky.Connector(kit.transport, {**kit.credentials(), "password": "geraten"})
    with pytest.raises(Refused) as caught:
        wrong.measure(["at://x"])
    assert caught.value.reason is Reason.SIGN_IN_AGAIN


def test_ended_session_is_renewed_once(kit):
    kit.send(post())
    kit.transport.tokens.clear()
    kit.send(post("Danach.", key="k-2"))
    assert [text for text, _ in kit.public()] == ["Das Freibad öffnet am Samstag. #Freibad", "Danach."]


def test_lost_answer_of_the_sign_in_before_publishing_is_no_unknown_outcome(kit):
    sent = post()
    prepared = kit.connector.prepare(sent)
    bluesky._sessions.clear()
    kit.transport.fail("createSession", reply(500))
    with pytest.raises(TryLater):
        kit.connector.publish(sent, prepared)


ROWS = [
    ("InvalidRequest", Reason.TEXT_REFUSED, Whose.TEXT),
    ("AuthMissing", Reason.SIGN_IN_AGAIN, Whose.ACCOUNT),
    ("AccountTakedown", Reason.ACCOUNT_RESTRICTED, Whose.ACCOUNT),
    ("AccountDeactivated", Reason.ACCOUNT_RESTRICTED, Whose.ACCOUNT),
    ("BlobTooLarge", Reason.PICTURE_REFUSED, Whose.PICTURE),
]


@pytest.mark.parametrize(("name", "reason", "whose"), ROWS)
def test_refusal_says_why_and_whose_affair_it_is(kit, name, reason, whose):
    sent = post()
    prepared = kit.connector.prepare(sent)
    for _ in range(2):
        kit.transport.fail("putRecord", reply(400, {"error": name, "message": "…"}))
    with pytest.raises(Refused) as caught:
        kit.connector.publish(sent, prepared)
    assert (caught.value.reason, caught.value.whose) == (reason, whose)


def test_refusal_names_the_picture_when_the_record_fails_because_of_it(kit):
    sent = post(pictures=1)
    prepared = kit.connector.prepare(sent)
    message = (
        "Invalid app.bsky.feed.post record: blob too big (maximum 1000000) at $.record.embed.images[0].image"
    )
    for _ in range(2):
        kit.transport.fail("putRecord", reply(400, {"error": "InvalidRequest", "message": message}))

    with pytest.raises(Refused) as caught:
        kit.connector.publish(sent, prepared)

    assert (caught.value.reason, caught.value.whose) == (Reason.PICTURE_REFUSED, Whose.PICTURE)


def test_something_else_under_our_key_is_an_unknown_outcome_and_find_says_so(kit):
    sent = post()
    prepared = kit.connector.prepare(sent)
    kit.transport.write(
        f"at://{kit.connector.did}/app.bsky.feed.post/{prepared['rkey']}", {"text": "Fremdes"}
    )
    for call in (
        lambda: kit.connector.publish(sent, prepared),
        lambda: kit.connector.find(sent, prepared, since=NOW),
    ):
        with pytest.raises(OutcomeUnknown):
            call()


def test_comments_and_figures_can_only_be_tried_later_where_the_appview_is_missing(kit):
    remote_id = kit.send(post()).remote_id
    kit.transport.appview = False
    for call in (
        lambda: kit.connector.fetch_comments([remote_id], since=None),
        lambda: kit.connector.measure([remote_id]),
    ):
        with pytest.raises(TryLater) as caught:
            call()
        assert caught.value.reason is Reason.UNREACHABLE


def test_figures_are_asked_for_in_packs(kit):
    ids = [kit.send(post(key=f"k-{n}")).remote_id for n in range(60)]
    assert set(kit.connector.measure(ids)) == set(ids)
    assert len([one for one in kit.transport.exchanges if one.path.endswith("getPosts")]) == 3


def test_reply_nested_a_thousand_times_is_read(kit):
    ids = [kit.send(post()).remote_id]
    for number in range(300):
        ids.append(kit.citizen(f"Ebene {number}", to=ids[-1]))
    assert len(kit.connector.fetch_comments([ids[0]], since=None)) == 300
