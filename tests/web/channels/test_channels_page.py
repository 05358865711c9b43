# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from nahbar.authority.models import Channel
from nahbar.authority.states import Role
from nahbar.wire import http as wire
from tests import factories
from tests.connectors import doubles

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.authority(slug="musterau")


@pytest.fixture
def admin(place, client):
    person = factories.person(place, Role.ADMINISTRATOR)
    client.force_login(person)
    return person


@pytest.fixture
def server(monkeypatch):
    double = doubles.Mastodon()
    monkeypatch.setattr(wire, "transport", lambda: double)
    return double


def text_of(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_list_teaches_when_no_channel_is_connected(client, admin):
    page = text_of(client.get("/musterau/kanaele/"))
    assert "Noch ist kein Kanal verbunden. Der Übungskanal braucht kein Konto" in page
    assert "Übungskanal einrichten" in page
    assert "Mastodon verbinden" in page


def test_rehearsal_channel_stands_after_one_click(client, admin, place):
    shown = client.get("/musterau/kanaele/").content.decode()
    form = shown.split('action="/musterau/kanaele/verbinden/rehearsal/"')[1].split("</form>")[0]
    fields = dict(re.findall(r'<input type="hidden" name="(?!csrf)(\w+)" value="([^"]*)">', form))
    page = client.post("/musterau/kanaele/verbinden/rehearsal/", fields, follow=True)
    assert Channel.objects.get(authority=place).display_name == "Übungskanal"
    assert "@übungskanal ist verbunden." in text_of(page)
    assert "1 Kanal ist verbunden und sendebereit." in text_of(page)


def test_way_to_the_platform_is_a_link_and_the_way_back_connects(client, admin, place, server):
    page = client.post("/musterau/kanaele/verbinden/mastodon/", {"server": "social.example"})
    address = unescape(
        re.search(r'href="(https://social\.example/oauth/authorize[^"]+)"', page.content.decode())[1]
    )
    asked = parse_qs(urlsplit(address).query)
    assert asked["redirect_uri"] == ["http://127.0.0.1:8000/musterau/kanaele/verbinden/mastodon/rueckkehr/"]
    back = client.get(
        "/musterau/kanaele/verbinden/mastodon/rueckkehr/",
        {"code": "code-1", "state": asked["state"][0]},
        follow=True,
    )
    assert "@musterau@social.example ist verbunden." in text_of(back)
    assert Channel.objects.get(authority=place).limits["text_limit"] == 1000


def test_way_back_with_a_foreign_state_is_a_complaint(client, admin, server):
    page = client.get("/musterau/kanaele/verbinden/mastodon/rueckkehr/", {"code": "code-1", "state": "fremd"})
    assert page.status_code == 422
    assert "weil der Rückweg von der Plattform schon benutzt wurde" in text_of(page)
    assert not Channel.objects.exists()


def test_way_back_without_consent_says_so(client, admin, server):
    page = client.get(
        "/musterau/kanaele/verbinden/mastodon/rueckkehr/", {"error": "access_denied"}, follow=True
    )
    assert "weil der Zugang dort nicht erlaubt wurde" in text_of(page)


def test_refusal_stands_above_the_form_and_secrets_are_not_sent_back(client, admin, monkeypatch):
    monkeypatch.setattr(wire, "transport", doubles.Bluesky)
    fields = {"handle": "musterau.test", "password": "falsch-falsch", "server": "https://pds.example"}
    page = client.post("/musterau/kanaele/verbinden/bluesky/", fields)
    assert page.status_code == 422
    assert "weil die Plattform die Anmeldung nicht annahm" in text_of(page)
    assert 'value="musterau.test"' in page.content.decode()
    assert "falsch-falsch" not in page.content.decode()


def test_broken_channel_says_why_and_offers_the_way_out(client, admin, place):
    factories.channel(place, state="broken", state_reason="sign_in_again")
    page = text_of(client.get("/musterau/kanaele/"))
    assert "1 Kanal muss erneut verbunden werden." in page
    assert "Die Plattform nimmt den Zugang nicht mehr an." in page
    assert "Erneut verbinden" in page


def test_disconnecting_asks_once_more(client, admin, place):
    channel = factories.channel(place)
    address = f"/musterau/kanaele/{channel.pk}/trennen/"
    assert f"Danach geht über {channel.handle} nichts mehr hinaus" in text_of(client.get(address))
    assert Channel.objects.get().state == "connected"
    assert f"{channel.handle} ist getrennt." in text_of(client.post(address, follow=True))
    assert Channel.objects.get().state == "disconnected"


def test_channels_of_another_authority_are_not_there(client, admin):
    elsewhere = factories.authority(slug="anderswo", name="Stadt Anderswo")
    theirs = factories.channel(elsewhere, display_name="Geheimer Kanal")
    assert "Geheimer Kanal" not in text_of(client.get("/musterau/kanaele/"))
    assert client.post(f"/musterau/kanaele/{theirs.pk}/trennen/").status_code == 404
    assert client.get("/anderswo/kanaele/").status_code == 404
    assert Channel.objects.get().state == "connected"


def test_editor_sees_the_channels_and_cannot_change_them(client, place):
    client.force_login(factories.person(place, Role.EDITOR))
    channel = factories.channel(place)
    page = client.get("/musterau/kanaele/")
    assert "Verbinden und trennen kann Kanäle die Administration." in text_of(page)
    assert "verbinden/" not in page.content.decode()
    assert "trennen/" not in page.content.decode()
    assert client.get("/musterau/kanaele/verbinden/mastodon/").status_code == 403
    assert client.post(f"/musterau/kanaele/{channel.pk}/trennen/").status_code == 403


def test_unknown_platform_is_not_found(client, admin):
    assert client.get("/musterau/kanaele/verbinden/orkut/").status_code == 404
