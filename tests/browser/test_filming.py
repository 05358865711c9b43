# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A film is made on a phone: chosen, cut in the player, subtitled along it, asked for, and seen while it is made."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nahbar.authority.models import Authority, Person
from nahbar.authority.states import Role
from nahbar.foundation import clock
from nahbar.library import actions as library
from nahbar.library.models import MediaFile
from nahbar.library.states import Way
from nahbar.stories import tasks
from nahbar.stories.models import Film
from nahbar.stories.states import FilmState
from tests import factories, footage
from tests.browser.test_accessibility import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def filmed(town: Authority, by: Person, folder: Path) -> MediaFile:
    """Six seconds in a format every browser plays."""
    path = folder / "rutsche.webm"
    path.write_bytes(footage.clip(6, "libvpx -deadline realtime -c:a libopus", "webm"))
    words = library.Words(title="Rutsche")
    return library.take_in_file(town, path, words=words, by=by, at=factories.AT).file


def test_a_subtitled_film_is_made_on_a_phone(page_as: Any, tmp_path: Path) -> None:
    town = factories.authority(name="Stadt Musterau", colour="#7a1e2c")
    editor = factories.person(town, Role.EDITOR)
    story = factories.story(town, editor, title="Freibad")
    filmed(town, editor, tmp_path)
    page = page_as(editor, width=320)
    page.goto(f"/{town.slug}/geschichten/{story.pk}/")
    page.get_by_role("link", name="Film herstellen").click()
    page.get_by_label("Übernehmen Rutsche").check()
    page.get_by_role("button", name="Weiter zum Schneiden").click()
    cut(page)
    subtitle(page)
    make(page)
    page.get_by_role("link", name="Zur Geschichte").last.click()
    expect(page.get_by_text("Film mit Beschreibung")).to_be_visible()


def cut(page: Page) -> None:
    """Takes beginning and end from the player, and clicks on what must stay in the picture."""
    page.get_by_text("Abspielen und schneiden").click()
    player = page.locator(".fi-player video")
    wind(player, 1.5)
    page.get_by_role("button", name="Anfang hier").click()
    wind(player, 3.5)
    page.get_by_role("button", name="Ende hier").click()
    expect(page.get_by_label("Von", exact=True)).to_have_value("0:01,5")
    expect(page.get_by_label("Bis", exact=True)).to_have_value("0:03,5")
    page.get_by_text("Was im Bild bleiben muss").first.click()
    page.get_by_role("button", name="Ausschnitt 1: Klicken Sie").click(position={"x": 200, "y": 40})
    expect(page.get_by_text("Der Film ist gespeichert.")).to_be_visible()
    clip = Film.objects.get().clips.get()
    assert (clip.start, clip.end) == (1.5, 3.5)
    assert clip.focus_x == pytest.approx(200 / 240, abs=0.02)


def subtitle(page: Page) -> None:
    """Types along the player with its keys."""
    page.get_by_role("link", name="Untertitel von Ausschnitt 1").click()
    player = page.locator(".fi-along")
    wind(player, 1.8)
    page.get_by_label("Text in Zeile 1").fill("Die neue Rutsche")
    page.keyboard.press("Alt+a")
    wind(player, 3.0)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("Von in Zeile 1")).to_have_value("0:01,8")
    expect(page.get_by_label("Bis in Zeile 1")).to_have_value("0:03,0")
    expect(page.get_by_label("Text in Zeile 2")).to_be_focused()
    page.keyboard.press("Alt+j")
    assert player.evaluate("video => video.currentTime") == pytest.approx(1.0, abs=0.2)
    page.get_by_role("button", name="2 s zurück").click()
    assert faults(page, []) == []
    # The row that was begun by the key and got no text is no subtitle.
    page.get_by_role("button", name="Untertitel speichern").click()
    assert [(one["start"], one["end"]) for one in Film.objects.get().clips.get().cues] == [(1.8, 3.0)]


def make(page: Page) -> None:
    """Asks for the film, answers what is asked first, and watches until it is made."""
    page.get_by_label("Titeltafel").fill("Das Freibad öffnet")
    page.get_by_role("button", name="Film herstellen").click()
    expect(page.get_by_text("weil noch niemand gesagt hat, wessen Musik")).to_be_visible()
    assert faults(page, []) == []
    page.get_by_label("Wessen Musik ist zu hören?").select_option("none")
    page.get_by_role("button", name="Film herstellen").click()
    expect(page.get_by_role("heading", name="Der Film wird hergestellt")).to_be_visible()
    assert faults(page, []) == []
    assert tasks.carry(tasks.due(clock.now(), 1)[0], clock.now()) == 1
    expect(page.get_by_role("heading", name="Der Film ist fertig")).to_be_visible(timeout=10_000)
    film = Film.objects.get()
    assert film.state == FilmState.DONE
    assert film.file.seconds == pytest.approx(5.0, abs=0.2)
    assert (film.file.width, film.file.height, film.file.way) == (1080, 1920, Way.FILM)
    assert "Die neue Rutsche" in film.material.alt


def test_a_film_is_stopped_without_scripts(page_as: Any, tmp_path: Path) -> None:
    town = factories.authority()
    editor = factories.person(town, Role.EDITOR)
    story = factories.story(town, editor)
    filmed(town, editor, tmp_path)
    page = page_as(editor, width=320, scripts=False)
    page.goto(f"/{town.slug}/geschichten/{story.pk}/film/")
    page.get_by_label("Übernehmen Rutsche").check()
    page.get_by_role("button", name="Weiter zum Schneiden").click()
    page.get_by_label("Wessen Musik ist zu hören?").select_option("own")
    page.get_by_label("1:1 quadratisch").check()
    page.get_by_label("Bis", exact=True).fill("0:02")
    page.get_by_role("button", name="Film herstellen").click()
    expect(page.get_by_role("heading", name="Der Film wird hergestellt")).to_be_visible()
    page.get_by_role("link", name="Stand anzeigen").click()
    page.get_by_role("button", name="Anhalten").click()
    expect(page.get_by_role("heading", name="Das Herstellen wurde angehalten")).to_be_visible()
    film = Film.objects.get()
    assert (film.state, film.shape, film.clips.get().end) == (FilmState.CANCELLED, "1:1", 2.0)


def wind(player: Any, seconds: float) -> None:
    """Winds the player to this second and waits until it is there."""
    player.evaluate(
        "(video, at) => new Promise((done, no) => {"
        " video.muted = true; video.onseeked = () => done(); video.onerror = () => no(video.error);"
        " video.preload = 'auto';"
        " const go = () => { video.currentTime = at; };"
        " if (video.readyState >= 1) go(); else { video.onloadedmetadata = go; video.load(); } })",
        seconds,
    )
