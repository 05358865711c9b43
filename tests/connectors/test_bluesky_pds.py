# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Bluesky connector against the real server, over the real wire."""

import io
import time
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from PIL import Image

from nahbar.channels import registry
from nahbar.channels.errors import Reason, Refused, TryLater
from nahbar.channels.post import Film, Picture, Post
from nahbar.studio.film import outgoing
from nahbar.wire import http as wire
from tests import films
from tests.servers import pds

pytestmark = [pytest.mark.servers]
TEXT = "Grüße 👨‍👩‍👧‍👦 aus Musterau: https://musterau.example/bad?a=1 mit @erika.test, ab 9 Uhr. #Freibad"


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    with pds.alone(tmp_path_factory.mktemp("alone")) as address:
        yield address


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    with pds.whole(tmp_path_factory.mktemp("whole")) as address:
        yield address


@pytest.fixture
def local(settings):
    settings.ALLOW_PRIVATE = ["localhost", "127.0.0.1"]
    registry.load("bluesky")._sessions.clear()


def account(server, name):
    body = {"handle": f"{name}.test", "email": f"{name}@amt.example", "password": "geheim-geheim"}
    made = httpx.post(f"{server}/xrpc/com.atproto.server.createAccount", json=body, timeout=30)
    assert made.status_code in {200, 400}, made.text
    session = {"identifier": f"{name}.test", "password": "geheim-geheim"}
    opened = httpx.post(f"{server}/xrpc/com.atproto.server.createSession", json=session, timeout=30).json()
    bearer = {"Authorization": f"Bearer {opened['accessJwt']}"}
    made = httpx.post(
        f"{server}/xrpc/com.atproto.server.createAppPassword",
        json={"name": f"n{time.time_ns()}"},
        headers=bearer,
        timeout=30,
    ).json()
    return opened["did"], made["password"], bearer


def connected(server, name="musterau"):
    did, password, _ = account(server, name)
    module = registry.load("bluesky")
    connection = module.Connection(wire.transport())
    fields = {"handle": f"@{name}.test", "password": password, "server": server}
    _, kept = connection.begin(fields, redirect_uri="", state="")
    account_of = connection.finish(fields, kept, code="", redirect_uri="")
    assert account_of.remote_id == did
    return module.Connector(wire.transport(), account_of.credentials)


def picture():
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "#1f5c4d").save(out, "JPEG")
    return Picture(out.getvalue(), "image/jpeg", "Das Freibad von oben, Wasser glänzt 🏊", 64, 48)


def a_post(**values):
    given = {"key": f"k-{time.time_ns()}", "text": TEXT, "language": "de", "created_at": datetime.now(UTC)}
    return Post(**{**given, "pictures": (picture(),), **values})


def record_of(server, uri):
    repo, collection, rkey = uri.removeprefix("at://").split("/")
    query = {"repo": repo, "collection": collection, "rkey": rkey}
    return httpx.get(f"{server}/xrpc/com.atproto.repo.getRecord", params=query, timeout=30)


def posts_of(server, did):
    query = {"repo": did, "collection": "app.bsky.feed.post"}
    return httpx.get(f"{server}/xrpc/com.atproto.repo.listRecords", params=query, timeout=30).json()[
        "records"
    ]


def test_post_stands_there_with_picture_alt_text_and_facets(alone, local):
    erika, _, _ = account(alone, "erika")
    ours = connected(alone)
    sent = a_post()
    receipt = ours.publish(sent, ours.prepare(sent))
    value = record_of(alone, receipt.remote_id).json()["value"]
    assert (value["text"], value["langs"]) == (TEXT, ["de"])
    image = value["embed"]["images"][0]
    assert (image["alt"], image["aspectRatio"]) == (sent.pictures[0].alt, {"width": 64, "height": 48})
    blob = httpx.get(
        f"{alone}/xrpc/com.atproto.sync.getBlob",
        params={"did": ours.did, "cid": image["image"]["ref"]["$link"]},
        timeout=30,
    )
    assert blob.content == sent.pictures[0].data
    data = TEXT.encode()
    marks = {
        data[f["index"]["byteStart"] : f["index"]["byteEnd"]].decode(): f["features"][0]
        for f in value["facets"]
    }
    kind = "app.bsky.richtext.facet#"
    assert marks == {
        "https://musterau.example/bad?a=1": {
            "$type": f"{kind}link",
            "uri": "https://musterau.example/bad?a=1",
        },
        "@erika.test": {"$type": f"{kind}mention", "did": erika},
        "#Freibad": {"$type": f"{kind}tag", "tag": "Freibad"},
    }


def test_heaviest_picture_we_send_is_taken(alone, local):
    heaviest = registry.capability("bluesky").pictures.max_bytes
    light = picture()
    heavy = replace(light, data=light.data.ljust(heaviest, b"\0"))
    ours = connected(alone)
    sent = a_post(pictures=(heavy,))

    receipt = ours.publish(sent, ours.prepare(sent))

    embedded = record_of(alone, receipt.remote_id).json()["value"]["embed"]["images"][0]["image"]
    assert embedded["size"] == heaviest


def filmed(folder, **more):
    path = films.made(folder / "film.mp4")
    outgoing.write(path, folder / "out.mp4")
    vtt = "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nDas Freibad öffnet am Samstag.\n"
    given = {
        "alt": "Eine Auszubildende misst einen Baum 🌳",
        "width": 180,
        "height": 320,
        "seconds": 2.0,
        "captions": vtt,
    }
    out = folder / "out.mp4"
    return Film(path=out, size=out.stat().st_size, mime_type="video/mp4", **{**given, **more})


def blob_of(server, did, blob):
    query = {"did": did, "cid": blob["ref"]["$link"]}
    return httpx.get(f"{server}/xrpc/com.atproto.sync.getBlob", params=query, timeout=30).content


def test_film_stands_there_once_with_alt_text_and_subtitles_and_without_its_place(alone, local, tmp_path):
    ours = connected(alone)
    sent = a_post(pictures=(), films=(filmed(tmp_path),))
    prepared = ours.prepare(sent)
    before = len(posts_of(alone, ours.did))
    receipt = ours.publish(sent, prepared)
    assert ours.publish(sent, prepared).remote_id == receipt.remote_id
    assert len(posts_of(alone, ours.did)) == before + 1
    embed = record_of(alone, receipt.remote_id).json()["value"]["embed"]
    assert (embed["$type"], embed["alt"]) == ("app.bsky.embed.video", sent.films[0].alt)
    assert embed["aspectRatio"] == {"width": 180, "height": 320}
    data = blob_of(alone, ours.did, embed["video"])
    assert data == sent.films[0].path.read_bytes()
    assert [one for one in films.SECRETS if one in data] == []
    caption = embed["captions"][0]
    assert (caption["lang"], caption["file"]["mimeType"]) == ("de", "text/vtt")
    assert blob_of(alone, ours.did, caption["file"]).decode() == sent.films[0].captions
    recent = ours.recent(since=sent.created_at - timedelta(minutes=1), most=5)
    assert recent.posts[0].pictures == (sent.films[0].alt,)


def test_heaviest_film_and_longest_subtitles_we_send_are_taken_with_little_memory(alone, local, tmp_path):
    limit = registry.capability("bluesky").films
    path = tmp_path / "heavy.mp4"
    path.write_bytes(filmed(tmp_path).path.read_bytes())
    with path.open("ab") as file:
        file.truncate(limit.max_bytes)
    heavy = replace(filmed(tmp_path), path=path, size=limit.max_bytes, captions="x" * limit.captions_bytes)
    ours = connected(alone)
    sent = a_post(pictures=(), films=(heavy,))
    ours.measure([])
    tracemalloc.start()
    try:
        prepared = ours.prepare(sent)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    embed = record_of(alone, ours.publish(sent, prepared).remote_id).json()["value"]["embed"]
    assert embed["video"]["size"] == limit.max_bytes


def test_second_publish_makes_no_second_post_and_find_adopts_the_first(alone, local):
    ours = connected(alone)
    sent = a_post()
    prepared = ours.prepare(sent)
    assert ours.find(sent, prepared, since=sent.created_at) is None
    before = len(posts_of(alone, ours.did))
    first = ours.publish(sent, prepared)
    assert ours.publish(sent, prepared).remote_id == first.remote_id
    found = ours.find(sent, prepared, since=sent.created_at)
    assert (found.remote_id, found.adopted) == (first.remote_id, True)
    assert len(posts_of(alone, ours.did)) == before + 1


def test_another_text_under_the_same_key_changes_nothing(alone, local):
    ours = connected(alone)
    sent = a_post(pictures=())
    first = ours.publish(sent, ours.prepare(sent))
    other = replace(sent, text="Etwas ganz anderes.")
    with pytest.raises(Exception, match="odd_answer"):
        ours.publish(other, ours.prepare(other))
    assert record_of(alone, first.remote_id).json()["value"]["text"] == TEXT


def test_withdrawn_post_is_gone_and_stays_gone(alone, local):
    ours = connected(alone)
    sent = a_post()
    prepared = ours.prepare(sent)
    remote_id = ours.publish(sent, prepared).remote_id
    ours.withdraw(remote_id)
    ours.withdraw(remote_id)
    assert record_of(alone, remote_id).status_code == 400
    assert ours.find(sent, prepared, since=sent.created_at) is None


def test_wrong_app_password_is_the_accounts_affair(alone, local):
    account(alone, "musterau")
    connection = registry.load("bluesky").Connection(wire.transport())
    fields = {"handle": "musterau.test", "password": "falsch", "server": alone}
    with pytest.raises(Refused) as caught:
        connection.finish(fields, {}, code="", redirect_uri="")
    assert caught.value.reason is Reason.WRONG_CREDENTIALS


def test_ended_session_is_renewed_without_anybody_noticing(alone, local):
    ours = connected(alone)
    module = registry.load("bluesky")
    ours.measure([])
    sent = a_post(pictures=())
    ours.prepare(sent)
    module._sessions[ours.session] = "kein.gueltiges.token"
    assert ours.publish(sent, ours.prepare(sent)).remote_id


def test_comments_can_only_be_tried_later_where_there_is_no_appview(alone, local):
    ours = connected(alone)
    with pytest.raises(TryLater):
        ours.fetch_comments([], since=None)


def test_answer_of_a_second_account_is_read_back_and_answered(whole, local):
    ours, erika = connected(whole), connected(whole, "erika")
    sent = a_post()
    remote_id = ours.publish(sent, ours.prepare(sent)).remote_id
    time.sleep(1.5)  # an answer within milliseconds of its post never gets a notification
    question = a_post(text="Ab wann genau?", pictures=(), in_reply_to=remote_id)
    asked = erika.publish(question, erika.prepare(question)).remote_id
    comment = _until(
        lambda: [one for one in ours.fetch_comments([remote_id], since=None) if one.remote_id == asked]
    )[0]
    assert (comment.text, comment.author_handle) == ("Ab wann genau?", "@erika.test")
    assert (comment.post_remote_id, comment.parent_remote_id, comment.is_ours) == (
        remote_id,
        remote_id,
        False,
    )
    answer = a_post(text="Ab 9 Uhr.", pictures=(), in_reply_to=asked)
    answered = ours.publish(answer, ours.prepare(answer)).remote_id
    reply = record_of(whole, answered).json()["value"]["reply"]
    assert (reply["root"]["uri"], reply["parent"]["uri"]) == (remote_id, asked)
    seen = _until(
        lambda: [c for c in ours.fetch_comments([remote_id], since=None) if c.remote_id == answered]
    )[0]
    assert (seen.is_ours, seen.parent_remote_id) == (True, asked)


def test_mention_by_a_second_account_is_read_without_a_post_of_ours(whole, local):
    ours, erika = connected(whole), connected(whole, "erika")
    said = a_post(text="Frage an @musterau.test: Wann ist der Markt?", pictures=())
    uri = erika.publish(said, erika.prepare(said)).remote_id
    since = datetime.now(UTC) - timedelta(minutes=10)
    found = _until(lambda: [one for one in ours.fetch_comments([], since=since) if one.remote_id == uri])[0]
    assert (found.post_remote_id, found.text) == ("", said.text)


def test_figures_of_the_appview_are_counted_per_post(whole, local):
    ours = connected(whole)
    _, _, bearer = account(whole, "erika")
    sent = a_post(pictures=())
    receipt = ours.publish(sent, ours.prepare(sent))
    there = record_of(whole, receipt.remote_id).json()
    erika = httpx.get(f"{whole}/xrpc/com.atproto.server.getSession", headers=bearer, timeout=30).json()["did"]
    like = {"$type": "app.bsky.feed.like", "subject": {"uri": there["uri"], "cid": there["cid"]}}
    like["createdAt"] = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    body = {"repo": erika, "collection": "app.bsky.feed.like", "record": like}
    httpx.post(f"{whole}/xrpc/com.atproto.repo.createRecord", json=body, headers=bearer, timeout=30)
    figures = _until(lambda: [one for one in ours.measure([receipt.remote_id]).values() if one.likes])[0]
    assert (figures.replies, figures.likes, figures.shares) == (0, 1, 0)


def _until(look, seconds=20):
    """What `look` gives as soon as it gives something: the appview reads along with some delay."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.3)
    pytest.fail("the appview never showed it")


def test_recent_reads_what_stands_in_the_repository_even_when_the_app_password_is_gone(alone, local):
    ours = connected(alone)
    sent = a_post()
    receipt = ours.publish(sent, ours.prepare(sent))
    module = registry.load("bluesky")
    module._sessions.clear()
    locked_out = module.Connector(
        wire.transport(), {"server": alone, "did": ours.did, "password": "widerrufen"}
    )
    recent = locked_out.recent(since=sent.created_at - timedelta(minutes=1), most=40)
    shown = next(one for one in recent.posts if one.remote_id == receipt.remote_id)
    assert (shown.text, shown.url) == (TEXT, receipt.url)
    assert shown.pictures == tuple(one.alt for one in sent.pictures)
    assert abs(shown.created_at - sent.created_at) < timedelta(seconds=1)
    newest = ours.recent(since=sent.created_at - timedelta(days=1), most=1)
    assert ([one.remote_id for one in newest.posts], newest.is_whole) == ([receipt.remote_id], False)
