# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from html import unescape

import pytest

from nahbar.authority import queries
from nahbar.authority.actions import channels
from nahbar.authority.states import Role
from nahbar.channels import registry
from tests import factories
from tests.connectors.kits import PIXEL, VTT, film, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.authority()


@pytest.fixture
def admin(place, client):
    person = factories.person(place, Role.ADMINISTRATOR)
    client.force_login(person)
    return person


@pytest.fixture
def channel(place, admin, at):
    given = {"platform": "rehearsal", "fields": {}, "redirect_uri": "", "transport": None}
    return channels.begin_connecting(place, **given, by=admin, at=at).channel


@pytest.fixture
def connector(channel):
    return registry.load("rehearsal").Connector(None, queries.credentials_of(channel))


def send(connector, what):
    return connector.publish(what, connector.prepare(what))


def text_of(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_stage_teaches_when_nothing_was_published(client, channel):
    assert "Hier wurde noch nichts veröffentlicht." in text_of(client.get(f"/uebungskanal/{channel.pk}/"))


def test_receipt_leads_to_the_post_with_pictures_and_their_descriptions(client, channel, connector):
    receipt = send(connector, post("Das Freibad <öffnet>.", pictures=2))
    page = client.get(receipt.url)
    assert page.status_code == 200
    assert "Das Freibad <öffnet>." in text_of(page)
    assert re.findall(r'<img src="[^"]+" alt="(Bild \d)', page.content.decode()) == ["Bild 1", "Bild 2"]
    assert text_of(page).count("Bildbeschreibung anzeigen") == 2


def test_picture_is_sent_as_it_was_and_as_nothing_else(client, channel, connector):
    name = send(connector, post(pictures=1)).remote_id
    answer = client.get(f"/uebungskanal/{channel.pk}/{name}/bild/0/")
    assert answer.content == PIXEL + b"\x01"
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert client.get(f"/uebungskanal/{channel.pk}/{name}/bild/1/").status_code == 404


def test_citizen_comments_likes_and_shares(client, channel, connector):
    receipt = send(connector, post())
    address = f"/uebungskanal/{channel.pk}/{receipt.remote_id}/"
    client.post(address, {"do": "like"})
    client.post(address, {"do": "share"})
    page = client.post(address, {"do": "comment", "author": "Erika", "text": "Ab wann?"}, follow=True)
    assert "Erika" in text_of(page)
    assert "Ab wann?" in text_of(page)
    said = connector.fetch_comments([receipt.remote_id], since=None)
    assert [(one.author_handle, one.text, one.post_remote_id) for one in said] == [
        ("@erika", "Ab wann?", receipt.remote_id)
    ]
    figures = connector.measure([receipt.remote_id])[receipt.remote_id]
    assert (figures.replies, figures.likes, figures.shares) == (1, 1, 1)


def test_our_answer_stands_below_the_comment_and_not_among_the_posts(client, channel, connector):
    receipt = send(connector, post("Der Beitrag."))
    stage = registry.load("rehearsal").stage(queries.credentials_of(channel))
    said = stage.comment(receipt.remote_id, author="Erika", text="Ab wann?")
    answer = send(connector, post("Ab 9 Uhr.", key="k-2", in_reply_to=said.remote_id))
    page = client.get(receipt.url).content.decode()
    assert page.index("Ab wann?") < page.index("Ab 9 Uhr.")
    assert "Ab 9 Uhr." not in client.get(f"/uebungskanal/{channel.pk}/").content.decode()
    assert (
        client.get(answer.url).url == f"/uebungskanal/{channel.pk}/{receipt.remote_id}/#k-{answer.remote_id}"
    )


def test_citizen_mentions_the_authority_without_a_post(client, channel, connector):
    client.post(f"/uebungskanal/{channel.pk}/", {"author": "Erika", "text": "Wann ist Markt?"})
    assert [(one.text, one.post_remote_id) for one in connector.fetch_comments([], since=None)] == [
        ("Wann ist Markt?", "")
    ]
    assert "Wann ist Markt?" in text_of(client.get(f"/uebungskanal/{channel.pk}/"))


def test_empty_comment_is_asked_for_again(client, channel, connector):
    receipt = send(connector, post())
    answer = client.post(
        f"/uebungskanal/{channel.pk}/{receipt.remote_id}/", {"do": "comment", "author": "", "text": ""}
    )
    assert answer.status_code == 422
    assert connector.fetch_comments([receipt.remote_id], since=None) == []


def test_stage_is_closed_to_strangers_and_members_of_other_authorities(client, channel, connector):
    receipt = send(connector, post("Noch geheim.", pictures=1))
    picture = f"{receipt.url}bild/0/"
    elsewhere = factories.authority()
    client.force_login(factories.person(elsewhere, Role.ADMINISTRATOR))
    assert {client.get(one).status_code for one in (channel.url, receipt.url, picture)} == {404}
    client.logout()
    assert {client.get(one).status_code for one in (channel.url, receipt.url, picture)} == {302}


def test_names_that_are_none_of_ours_are_not_found(client, channel, connector):
    send(connector, post(pictures=1))
    for name in ("..", "%2e%2e", "vault.key", "a" * 31, "A" * 32):
        assert client.get(f"/uebungskanal/{channel.pk}/{name}/").status_code == 404


def test_film_plays_on_the_stage_with_subtitles_and_its_description(client, channel, connector, tmp_path):
    sent = post("Ein Tag im Wald.", films=(film(tmp_path),))
    page = client.get(send(connector, sent).url)
    player = re.search(r"<video .*?</video>", page.content.decode(), re.DOTALL).group()
    addresses = {one: re.search(rf'(?<= ){one}="([^"]+)"', player).group(1) for one in ("src", "poster")}
    addresses["track"] = re.search(r'<track[^>]* src="([^"]+)"', player).group(1)
    whole = client.get(addresses["src"])
    assert (whole["Content-Type"], b"".join(whole.streaming_content)) == (
        "video/mp4",
        sent.films[0].path.read_bytes(),
    )
    part = client.get(addresses["src"], headers={"Range": "bytes=0-3"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"\0\0\0\x18")
    assert b"".join(client.get(addresses["track"]).streaming_content) == VTT.encode()
    assert b"".join(client.get(addresses["poster"]).streaming_content) == PIXEL
    assert sent.films[0].alt in text_of(page)


def test_film_on_the_stage_is_not_shown_to_another_authority(client, channel, connector, tmp_path):
    receipt = send(connector, post("Ein Tag im Wald.", films=(film(tmp_path),)))
    address = f"/uebungskanal/{channel.pk}/{receipt.remote_id}/film/0/film/"
    assert b"".join(client.get(address).streaming_content) == film(tmp_path).path.read_bytes()
    for odd in ("nichts", "file"):
        assert client.get(address.replace("/film/0/film/", f"/film/0/{odd}/")).status_code == 404
    assert client.get(address.replace("/film/0/", "/film/7/")).status_code == 404
    client.force_login(factories.person(factories.authority(), Role.ADMINISTRATOR))
    assert client.get(address).status_code in {403, 404}
