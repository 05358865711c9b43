# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole way of a story, as two people walk it in the browser, to a real server and back."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from nahbar.cli import demo_texts
from nahbar.foundation import clock
from tests.journeys.bluesky import Citizen, citizen
from tests.journeys.conftest import Album, House, Walk
from tests.servers import pds
from tests.servers.pages import Pages, pages

pytestmark = [pytest.mark.journey, pytest.mark.servers]
TEXT = (
    "Am Samstag um 9 Uhr öffnet das Hallenbad wieder. Neu ist eine Rampe. "
    "Kurse buchen Sie hier: https://musterau.example/bad 🏊 #Hallenbad"
)
ALT = "Zeichnung: Ein Schwimmbecken mit blauem Wasser, eine Rampe führt hinein."
PASSWORD = "neun-lange-worte-im-amt"
ZONE = ZoneInfo("Europe/Berlin")


@pytest.fixture
def network(tmp_path_factory: Any) -> Iterator[str]:
    with pds.whole(tmp_path_factory.mktemp("netz")) as address:
        yield address


@pytest.fixture
def town_site() -> Iterator[Pages]:
    """A town's web site: a page that names its feed."""
    with pages() as site:
        site.page(
            "/",
            "<html><head><title>Stadt Musterau</title>"
            '<link rel="alternate" type="application/rss+xml" title="Aktuelles" href="/feed.xml"></head></html>',
            Content_Type="text/html; charset=utf-8",
        )
        site.page("/feed.xml", demo_texts.feed(clock.now()), Content_Type="application/rss+xml")
        yield site


def set_up(ada: Walk, house: House, album: Album) -> None:
    """First run: the authority and the first administrator."""
    ada.page.goto(house.first_run)
    album.take(ada.page, "einrichten")
    ada.fill("Name der Behörde", "Stadt Musterau")
    ada.choose("Ebene", "Kommune")
    ada.choose("Land", "Niedersachsen")
    ada.fill("Ihr Name", "Ada Beispiel")
    ada.fill("Ihre Mail-Adresse", "ada@musterau.example")
    ada.fill("Passwort", PASSWORD)
    ada.page.locator("main form button").last.click()
    expect(ada.page.get_by_role("heading", level=1)).to_contain_text(re.compile("heute", re.IGNORECASE))
    album.take(ada.page, "heute-leer")


def invite(ada: Walk, jo: Walk, house: House, album: Album) -> None:
    """A second person comes by the link in a mail."""
    ada.page.goto("/stadt-musterau/einstellungen/personen/")
    form = ada.page.locator("form[action$='/personen/einladen/']")
    form.get_by_label("Name").fill("Jo Muster")
    form.get_by_label("Mail-Adresse").fill("jo@musterau.example")
    form.get_by_label("Redaktion", exact=True).uncheck()
    form.get_by_label("Freigabe", exact=True).check()
    form.get_by_role("button").last.click()
    album.take(ada.page, "eingeladen")
    jo.page.goto(house.links_to("jo@musterau.example")[-1])
    jo.fill("Ihre Funktion", "Leitung Presse")
    jo.fill("Passwort", PASSWORD)
    jo.page.locator("main form button").last.click()
    expect(jo.page.get_by_role("heading", level=1)).to_contain_text(re.compile("heute", re.IGNORECASE))


def connect(ada: Walk, town: Citizen, album: Album) -> None:
    """Bluesky on the town's own server, and the rehearsal channel."""
    ada.page.goto("/stadt-musterau/kanaele/verbinden/bluesky/")
    ada.fill("Name des Kontos", town.handle)
    ada.fill("App-Passwort", town.app_password)
    ada.fill("Server (PDS)", town.server)
    album.take(ada.page, "bluesky-verbinden")
    ada.page.locator("main form button").last.click()
    expect(ada.page.locator("#meldungen")).to_contain_text("ist verbunden")
    ada.page.goto("/stadt-musterau/kanaele/verbinden/rehearsal/")
    ada.page.locator("main form button").last.click()
    expect(ada.page.locator("#meldungen")).to_contain_text("ist verbunden")
    album.take(ada.page, "kanaele")


def add_source(ada: Walk, site: Pages, album: Album) -> None:
    """The address of the web site is enough."""
    ada.page.goto("/stadt-musterau/themen/quellen/")
    ada.page.locator("form[action$='/quellen/neu/feed/'] input:not([type=hidden])").fill(site.url("/"))
    ada.page.locator("form[action$='/quellen/neu/feed/'] button").click()
    album.take(ada.page, "quelle-gefunden")
    ada.page.locator("form[action$='/quellen/hinzufuegen/'] button").first.click()
    ada.page.goto("/stadt-musterau/themen/")
    expect(ada.page.get_by_role("heading", level=1)).to_have_text("Themen")
    expect(ada.page.get_by_role("link", name="Hallenbad öffnet wieder am Samstag")).to_be_visible()
    album.take(ada.page, "themen")


def write(ada: Walk, album: Album, picture: Path) -> str:
    """From the topic to a checked variant; the story's address."""
    ada.link("Hallenbad öffnet wieder am Samstag")
    album.take(ada.page, "thema")
    ada.button("Geschichte daraus machen")
    story = ada.page.url
    ada.page.get_by_role("button", name=re.compile("musterau.test")).first.click()
    box = ada.page.locator("textarea#text")
    box.fill("ACHTUNG DRINGEND WICHTIG: Das Bad öffnet. " + TEXT * 4)
    expect(ada.page.locator("#zaehler")).to_contain_text("zu viel")
    expect(ada.page.locator("#befunde")).to_contain_text("groß")
    album.take(ada.page, "befunde")
    box.fill(TEXT)
    expect(ada.page.locator("#zaehler")).to_contain_text("noch")
    expect(ada.page.locator(".nb-saved")).to_contain_text("gespeichert")
    form = ada.page.locator("form[action$='/bilder/'][enctype]")
    ada.page.locator("summary", has_text="Bild hinzufügen").click()
    form.locator("input[type=file]").set_input_files(picture)
    form.locator("button").last.click()
    expect(ada.page.locator("#befunde")).to_contain_text("Alternativtext")
    album.take(ada.page, "alternativtext-fehlt")
    words = ada.page.locator("form[action$='/text/']").first
    words.locator("textarea, input[type=text]").first.fill(ALT)
    words.locator("button").first.click()
    place = ada.page.locator("select[name^='platz-']").first
    if place.input_value() == "0":
        place.select_option(index=1)
        ada.button("Auswahl speichern")
    # Whose picture it is can be said later; nothing holds the variant.
    expect(ada.page.locator("#befunde")).to_contain_text("Kein Befund hält diese Fassung an.")
    expect(ada.page.locator("#befunde")).to_contain_text(
        "Bei Bild 1 steht nicht, worauf seine Nutzung beruht."
    )
    album.take(ada.page, "geschichte")
    return story.partition("?")[0]


def ask(ada: Walk, house: House, album: Album, when: datetime) -> str:
    """Asks Jo; the link in the letter."""
    ada.link("Mitzeichnung erbitten")
    for box in ada.page.locator("input[name=variants]").all():
        box.check()
    ada.page.locator("input[name=signers]").first.check()
    ada.page.locator("input[type=date]").first.fill(f"{when:%Y-%m-%d}")
    ada.page.locator("input[type=time]").first.fill(f"{when:%H:%M}")
    album.take(ada.page, "mitzeichnung-erbitten")
    ada.page.locator("main form button").last.click()
    album.take(ada.page, "in-mitzeichnung")
    return [link for link in house.links_to("jo@musterau.example") if "/zeichnen/" in link][-1]


def sign(stranger: Walk, link: str, album: Album) -> None:
    """By the mail link, without an account, on a phone."""
    stranger.page.goto(link)
    expect(stranger.page.get_by_text("Am Samstag um 9 Uhr")).to_be_visible()
    album.take(stranger.page, "zeichnen-am-telefon")
    stranger.page.get_by_role("button", name="Mitzeichnen", exact=True).click()
    expect(stranger.page.locator("h1")).to_be_visible()
    album.take(stranger.page, "gezeichnet")
    stranger.page.goto(link)
    assert stranger.page.get_by_role("button", name="Mitzeichnen", exact=True).count() == 0


def until(look: Callable[[], Any], seconds: float) -> Any:
    """What `look` gives as soon as it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(1)
    return look()


def move_to_next_minute(ada: Walk, album: Album) -> None:
    """The calendar, as month and list; the post is moved to the next minute."""
    ada.menu("Kalender")
    album.take(ada.page, "kalender-monat")
    ada.page.goto("/stadt-musterau/kalender/liste/")
    album.take(ada.page, "kalender-liste")
    ada.page.get_by_role("link", name=re.compile("erschieben")).first.click()
    soon = datetime.now(ZONE) + timedelta(seconds=75)
    ada.page.locator("input[type=date]").first.fill(f"{soon:%Y-%m-%d}")
    ada.page.locator("input[type=time]").first.fill(f"{soon:%H:%M}")
    ada.page.locator("main form button").first.click()
    album.take(ada.page, "verschoben")


def test_press_release_becomes_a_post_once_and_its_answer_comes_back(  # noqa: PLR0917 - the fixtures are the stage
    house: House, network: str, town_site: Pages, walk: Any, album: Album, tmp_path: Path
) -> None:
    town, erika = citizen(network, "musterau"), citizen(network, "erika")
    picture = tmp_path / "bad.png"
    picture.write_bytes(demo_texts.picture("bath"))
    ada, jo = walk(), walk()

    set_up(ada, house, album)
    invite(ada, jo, house, album)
    connect(ada, town, album)
    add_source(ada, town_site, album)
    story = write(ada, album, picture)
    tomorrow = datetime.now(ZONE) + timedelta(days=1)
    link = ask(ada, house, album, tomorrow)
    sign(walk(width=375), link, album)
    move_to_next_minute(ada, album)

    records = until(town.posts, 120)
    assert [record["value"]["text"] for record in records] == [TEXT]
    value = records[0]["value"]
    assert [image["alt"] for image in value["embed"]["images"]] == [ALT]
    facets = {facet["features"][0]["$type"].rpartition("#")[2] for facet in value["facets"]}
    assert facets == {"link", "tag"}
    ada.page.goto(story)
    album.take(ada.page, "veroeffentlicht")
    ada.page.goto("/stadt-musterau/beitraege/")
    ada.page.locator("main a[href*='/beitraege/']").last.click()
    expect(ada.page.locator("main")).to_contain_text("veröffentlicht")
    album.take(ada.page, "beitrag-journal")

    erika.reply(records[0], "Gibt es auch Kurse am Abend?")
    converse(ada, town, album)

    assert until(lambda: len(town.posts()) == 2, 60), "the answer did not reach the server"
    assert town.posts()[0]["value"]["reply"]["root"]["uri"] == records[0]["uri"]
    effect(ada, album)
    assert ada.errors == [], ada.errors


def converse(ada: Walk, town: Citizen, album: Album) -> None:
    """Under Dialog the reply appears and is answered."""

    def arrived() -> bool:
        ada.page.goto("/stadt-musterau/dialog/")
        return ada.page.get_by_text("Gibt es auch Kurse am Abend?").count() > 0

    assert until(arrived, 200), "the reply did not come back"
    album.take(ada.page, "dialog")
    ada.page.locator("main a[href*='/dialog/']").filter(has_text=re.compile(".")).first.click()
    ada.page.locator("form[action$='/antworten/'] textarea").fill("Ja, dienstags um 19 Uhr.")
    ada.page.locator("form[action$='/antworten/'] button").last.click()
    album.take(ada.page, "geantwortet")


def effect(ada: Walk, album: Album) -> None:
    """Wirkung counts, and the record has every step."""
    ada.menu("Wirkung")
    album.take(ada.page, "wirkung")
    expect(ada.page.locator("main")).to_contain_text("Hallenbad")
    ada.page.goto("/stadt-musterau/verlauf/")
    album.take(ada.page, "verlauf")
    expect(ada.page.locator("main")).to_contain_text("Jo Muster")
