# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Mastodon connector against a real server that speaks its API, over the real wire."""

import io
import time
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from PIL import Image

from nahbar.channels import registry
from nahbar.channels.errors import OutcomeUnknown, Reason, Refused, Whose
from nahbar.channels.plain import plain
from nahbar.channels.post import Film, Picture, Post
from nahbar.studio.film import outgoing
from nahbar.wire import http as wire
from tests import films
from tests.servers import snac

pytestmark = [pytest.mark.servers]
BACK = "https://amt.example/musterau/kanaele/verbinden/mastodon/rueckkehr/"
TEXT = "Grüße aus Musterau 🏊\n\nMehr: https://musterau.example/bad?a=1&b=2 #Freibad"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with snac.serving(tmp_path_factory.mktemp("snac"), "rathaus", "erika") as running:
        yield running


@pytest.fixture
def local(settings):
    settings.ALLOW_PRIVATE = ["127.0.0.1"]


def connected(server, name="rathaus"):
    """The whole way of a person: begin, sign in on the server, come back with the code."""
    module = registry.load("mastodon")
    connection = module.Connection(wire.transport())
    address, kept = connection.begin({"server": server.address}, redirect_uri=BACK, state="zustand-1")
    asked = {key: value[0] for key, value in parse_qs(urlsplit(address).query).items()}
    assert httpx.get(address, timeout=30).status_code == 200
    login = {"login": name, "passwd": server.people[name], "redir": asked["redirect_uri"]}
    login |= {"cid": asked["client_id"], "state": asked["state"]}
    answer = httpx.post(f"{server.address}/oauth/x-snac-login", data=login, timeout=30)
    back = {key: value[0] for key, value in parse_qs(urlsplit(answer.headers["location"]).query).items()}
    assert back["state"] == "zustand-1"
    account = connection.finish({}, kept, code=back["code"], redirect_uri=BACK)
    return module.Connector(wire.transport(), account.credentials), account


def picture():
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "#1f5c4d").save(out, "JPEG")
    return Picture(out.getvalue(), "image/jpeg", "Das Freibad von oben", 64, 48)


def a_post(text=TEXT, **values):
    given = {"key": f"k-{time.time_ns()}", "language": "de", "created_at": datetime.now(UTC)}
    return Post(text=text, **{**given, **values})


def test_account_is_connected_by_oauth_and_its_limits_are_read(server, local):
    _, account = connected(server)
    assert account.handle.startswith("@rathaus@127.0.0.1")
    assert account.limits["text_limit"] > 0


def test_film_stands_there_with_its_alternative_text_and_without_its_place(server, local, tmp_path):
    path = tmp_path / "out.mp4"
    outgoing.write(films.made(tmp_path / "film.mp4"), path)
    alt = "Eine Auszubildende misst einen Baum"
    film = Film(path, path.stat().st_size, "video/mp4", alt, 180, 320, 2.0)
    ours, _ = connected(server)
    sent = a_post(f"Ein Tag im Wald {time.time_ns()}", films=(film,))
    prepared = ours.prepare(sent)
    receipt = ours.publish(sent, prepared)
    assert ours.find(sent, prepared, since=sent.created_at).remote_id == receipt.remote_id
    status = ours.api.call("GET", f"/api/v1/statuses/{receipt.remote_id}")
    (media,) = status["media_attachments"]
    assert (media["type"], media["description"]) == ("video", alt)
    data = httpx.get(media["url"], timeout=30).content
    assert data == path.read_bytes()
    assert [one for one in films.SECRETS if one in data] == []


def test_post_stands_there_with_picture_and_alternative_text_and_is_found(server, local):
    ours, _ = connected(server)
    sent = a_post(f"{TEXT} {time.time_ns()}", pictures=(picture(),))
    prepared = ours.prepare(sent)
    assert ours.find(sent, prepared, since=sent.created_at) is None
    receipt = ours.publish(sent, prepared)
    there = httpx.get(
        f"{server.address}/api/v1/statuses/{receipt.remote_id}", headers=ours.api.headers, timeout=30
    ).json()
    assert [one["description"] for one in there["media_attachments"]] == ["Das Freibad von oben"]
    assert "#Freibad" in plain(there["content"])
    found = ours.find(sent, prepared, since=sent.created_at)
    assert (found.remote_id, found.adopted) == (receipt.remote_id, True)


def test_key_is_ignored_here_so_a_blind_second_try_would_double(server, local):
    ours, _ = connected(server)
    sent = a_post(f"Zweimal {time.time_ns()}")
    prepared = ours.prepare(sent)
    first, second = ours.publish(sent, prepared), ours.publish(sent, prepared)
    assert first.remote_id != second.remote_id
    with pytest.raises(OutcomeUnknown, match="2 posts are the same"):
        ours.find(sent, prepared, since=sent.created_at)


def test_answer_of_a_second_account_is_read_back_and_answered(server, local):
    ours, _ = connected(server)
    erika, _ = connected(server, "erika")
    remote_id = ours.publish(sent := a_post(f"Freibad {time.time_ns()}"), ours.prepare(sent)).remote_id
    question = a_post("Ab wann genau?", in_reply_to=remote_id)
    asked = erika.publish(question, erika.prepare(question)).remote_id
    comment = _until(
        lambda: [c for c in ours.fetch_comments([remote_id], since=None) if "Ab wann" in c.text]
    )[0]
    assert (comment.post_remote_id, comment.parent_remote_id) == (remote_id, remote_id)
    assert comment.author_handle.startswith("@erika")
    answer = a_post("Ab 9 Uhr.", in_reply_to=comment.remote_id)
    prepared = ours.prepare(answer)
    receipt = ours.publish(answer, prepared)
    assert ours.find(answer, prepared, since=answer.created_at).remote_id == receipt.remote_id
    assert asked


def test_withdrawing_is_refused_where_the_server_deletes_nothing(server, local):
    """snac2 answers 404 to DELETE and keeps the post: that must not count as withdrawn."""
    ours, _ = connected(server)
    sent = a_post(f"Weg {time.time_ns()}")
    prepared = ours.prepare(sent)
    remote_id = ours.publish(sent, prepared).remote_id
    with pytest.raises(Refused) as caught:
        ours.withdraw(remote_id)
    assert (caught.value.reason, caught.value.whose) == (Reason.NOT_AVAILABLE, Whose.PLATFORM)
    assert ours.find(sent, prepared, since=sent.created_at).remote_id == remote_id


def test_revoked_access_is_the_accounts_affair(server, local):
    ours, account = connected(server)
    stranger = registry.load("mastodon").Connector(
        wire.transport(), {**account.credentials, "token": "x" * 40}
    )
    with pytest.raises(Refused) as caught:
        stranger.publish(sent := a_post("Nein"), ours.prepare(sent))
    assert caught.value.reason is Reason.SIGN_IN_AGAIN


def test_figures_are_those_of_the_server(server, local):
    ours, _ = connected(server)
    erika, _ = connected(server, "erika")
    remote_id = ours.publish(sent := a_post(f"Zahlen {time.time_ns()}"), ours.prepare(sent)).remote_id
    question = a_post("Und sonntags?", in_reply_to=remote_id)
    erika.publish(question, erika.prepare(question))
    figures = _until(lambda: [one for one in ours.measure([remote_id]).values() if one.replies])[0]
    assert (figures.replies, figures.likes, figures.shares) == (1, 0, 0)


def _until(look, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.3)
    pytest.fail("the server never showed it")
