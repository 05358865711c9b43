# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.test import Client, RequestFactory

from nahbar.authority.states import ChannelState, Role
from nahbar.foundation import clock
from nahbar.publishing.models import Halt, WorkerBeat
from nahbar.web.design import views
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Any:
    return factories.authority(name="Stadt Musterau", slug="musterau", colour="#ffe600")


@pytest.fixture
def editor(place: Any, client: Client) -> Any:
    person = factories.person(place, Role.EDITOR, name="Rita Redlich")
    client.force_login(person)
    return person


def alive() -> None:
    WorkerBeat.objects.create(key="w", host="h", started_at=clock.now(), beat_at=clock.now())


def test_colours_are_readable_when_the_authority_is_yellow(place: Any, client: Client) -> None:
    answer = client.get("/gestaltung/musterau.css")
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.content.decode() == ":root { --nb-authority: #ffe600; --nb-on-authority: #000000; }\n"


def test_logo_is_given_when_it_is_a_picture(place: Any, client: Client) -> None:
    place.logo, place.logo_mime_type = b"\x89PNG", "image/png"
    place.save()
    answer = client.get("/gestaltung/musterau/logo")
    assert (answer.status_code, answer.headers["Content-Type"], answer.content) == (
        200,
        "image/png",
        b"\x89PNG",
    )


def test_logo_is_kept_back_when_it_could_carry_a_script(place: Any, client: Client) -> None:
    place.logo, place.logo_mime_type = b"<svg onload='alert(1)'/>", "image/svg+xml"
    place.save()
    assert client.get("/gestaltung/musterau/logo").status_code == 404


def test_manifest_names_the_app_when_asked(client: Client) -> None:
    answer = client.get("/gestaltung/nahbar.webmanifest")
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert json.loads(answer.content)["name"] == "Nahbar"
    assert all(icon["src"].startswith("/static/") for icon in json.loads(answer.content)["icons"])


def test_living_page_asks_for_login_when_nobody_is_signed_in(client: Client) -> None:
    assert client.get("/gestaltung/").status_code == 302


def test_look_is_kept_when_dark_is_chosen(editor: Any, client: Client) -> None:
    answer = client.post("/gestaltung/ansicht", {"theme": "dark", "next": "/musterau/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/musterau/")
    assert 'data-kern-theme="dark"' in client.get("/musterau/").content.decode()


def test_look_speaks_english_when_chosen(editor: Any, client: Client) -> None:
    client.post("/gestaltung/ansicht", {"language": "en", "next": "/musterau/"})
    page = client.get("/musterau/").content.decode()
    assert '<html lang="en"' in page
    assert "<span>Calendar</span>" in page


def test_look_stays_inside_when_next_leads_away(editor: Any, client: Client) -> None:
    answer = client.post("/gestaltung/ansicht", {"theme": "", "next": "https://fremd.example/"})
    assert answer.headers["Location"] == "/"


def test_look_is_refused_when_the_theme_is_unknown(editor: Any, client: Client) -> None:
    assert client.post("/gestaltung/ansicht", {"theme": 'dark" onload="x'}).status_code == 404


def test_menu_names_the_places_in_order_when_inside(editor: Any, client: Client) -> None:
    page = client.get("/musterau/").content.decode()
    nav = page[page.index('<nav class="nb-nav"') : page.index("</nav>")]
    words = ["Heute", "Themen", "Geschichten", "Kalender", "Freigaben", "Dialog", "Wirkung"]
    places = [nav.index(f"<span>{word}</span>") for word in words]
    assert places == sorted(places)
    assert nav.count('aria-current="page"') == 1


def test_menu_offers_only_own_authorities_when_there_are_strangers(
    place: Any, editor: Any, client: Client
) -> None:
    mine = factories.authority(name="Zweckverband Musterwasser")
    mine.memberships.create(person=editor, role=Role.EDITOR, granted_at=clock.now())
    factories.authority(name="Landkreis Fremdland")
    page = client.get("/musterau/").content.decode()
    assert "Zweckverband Musterwasser" in page
    assert "Landkreis Fremdland" not in page


def test_bar_is_absent_when_all_is_well(editor: Any, client: Client) -> None:
    alive()
    assert "nb-bars" not in client.get("/musterau/").content.decode()


def test_bar_says_it_when_the_worker_is_silent(editor: Any, client: Client) -> None:
    past = clock.now() - timedelta(hours=1)
    WorkerBeat.objects.create(key="w", host="h", started_at=past, beat_at=past)
    assert "Der Versand läuft nicht" in client.get("/musterau/").content.decode()


def test_bar_names_only_own_channels_when_broken(place: Any, editor: Any, client: Client) -> None:
    alive()
    factories.channel(place, handle="@eigener", state=ChannelState.BROKEN)
    factories.channel(factories.authority(), handle="@fremder", state=ChannelState.BROKEN)
    page = client.get("/musterau/").content.decode()
    assert "Der Kanal @eigener muss neu verbunden werden." in page
    assert "@fremder" not in page


STOPS = {
    "installation": "Ihre IT hat das Veröffentlichen für alle Behörden hier angehalten: Es geht nichts hinaus.",
    "authority": "Das Veröffentlichen ist für die ganze Behörde angehalten: Es geht nichts hinaus.",
    "channel": "Das Veröffentlichen ist auf @eigener angehalten: Dort geht nichts hinaus.",
}


@pytest.mark.parametrize("switch", STOPS)
@pytest.mark.parametrize(
    "page", ["", "themen/", "geschichten/", "kalender/", "beitraege/", "dialog/", "wirkung/"]
)
def test_bar_says_on_every_page_which_stop_is_on(
    place: Any, editor: Any, client: Client, switch: str, page: str
) -> None:
    alive()
    channel = factories.channel(place, handle="@eigener")
    Halt.objects.create(
        authority=None if switch == "installation" else place,
        channel=channel if switch == "channel" else None,
        halted_at=clock.now(),
        by_name="Erna",
    )
    html = client.get(f"/musterau/{page}", follow=True).content.decode()
    assert [one for one in STOPS if STOPS[one] in html] == [switch]
    assert 'href="/musterau/beitraege/">Zum Anhalten und Fortsetzen<' in html


def test_missing_page_says_so_when_opened(editor: Any, client: Client) -> None:
    answer = client.get("/musterau/gibt-es-nicht/")
    assert answer.status_code == 404
    assert "Hier ist keine Seite" in answer.content.decode()


def test_broken_page_is_drawn_when_nothing_else_works(rf: RequestFactory) -> None:
    answer = views.broken(rf.get("/"))
    assert answer.status_code == 500
    assert "Hier ist etwas gestört" in answer.content.decode()


def test_old_form_is_explained_when_the_token_is_missing(editor: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    answer = strict.post("/gestaltung/ansicht", {"theme": "dark"})
    assert answer.status_code == 403
    assert "Bitte laden Sie die Seite neu" in answer.content.decode()


class Form(forms.Form):
    title = forms.CharField(label="Titel", help_text="Kurz.")
    sure = forms.BooleanField(label="Geprüft")


def test_field_is_tied_to_hint_and_error_when_wrong() -> None:
    drawn = str(Form({"title": ""}))
    assert 'aria-describedby="id_title_helptext id_title_error"' in drawn
    assert 'id="id_title_helptext"' in drawn
    assert 'id="id_title_error"' in drawn
    assert "kern-form-input__input--error" in drawn
    assert '<label class="kern-label" for="id_sure">' in drawn


def test_menu_of_the_house_leads_to_the_posts_and_their_stop_switch(client: Client, editor: Any) -> None:
    html = client.get("/musterau/").content.decode()

    assert re.findall(r'href="/musterau/beitraege/">.*?</svg>\s*([^<]+)</a>', html, re.DOTALL) == ["Beiträge"]
