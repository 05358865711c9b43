# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The trainees' studio with one hand on a small phone and a bad network, from the assignment to the editor's decision."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from nahbar.authority.states import Role
from nahbar.contributions import actions, queries
from nahbar.contributions.models import Delivery
from nahbar.contributions.states import Audience
from nahbar.library.models import MediaFile, Upload
from nahbar.studio import ffmpeg
from tests import factories
from tests.browser.test_accessibility import faults
from tests.browser.test_upload import CUT, each_piece

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMALL = {"width": 320, "height": 640}


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Some hundred kilobytes that do not shrink: a few pieces."""
    path = tmp_path / "clip.webm"
    noise = "nullsrc=size=480x270:rate=12:duration=6,geq=random(1)*255:128:128"
    assert ffmpeg.run(("-f", "lavfi", "-i", noise, "-c:v", "libvpx", "-b:v", "3M", "-y", str(path))).code == 0
    assert path.stat().st_size > 600_000
    return path


@pytest.fixture
def town():
    place = factories.authority()
    return place, factories.person(place, Role.EDITOR)


def phone_of(page_as: Callable[..., Page], *, scripts: bool = True) -> Page:
    page = page_as(None, width=320, scripts=scripts)
    page.set_viewport_size(SMALL)
    return page


def studio_of(place, editor) -> str:
    given = {"title": "Azubis", "audience": Audience.TRAINEES, "keep_days": 30}
    link = actions.invite(place, **given, by=editor, at=factories.AT)
    return reverse("studio:today", args=[place.slug, queries.token_of(link)])


def sound(page: Page) -> None:
    assert faults(page, []) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_trainee_shoots_to_an_assignment_on_a_bad_network_and_the_editor_plays_it(
    page_as, town, film
) -> None:
    place, editor = town
    studio = studio_of(place, editor)
    desk = page_as(editor, width=320)
    desk.goto(reverse("contributing:desk", args=[place.slug]))
    desk.get_by_role("link", name="Auftrag erteilen").click()
    desk.get_by_label("Worum geht es?").fill("Ein Morgen im Bauhof")
    desk.get_by_label("Was Sie aufnehmen").fill("Das Tor geht auf\nHände am Streuer")
    desk.get_by_role("button", name="Ins Studio stellen").click()
    expect(desk.get_by_text("Der Auftrag steht im Studio.")).to_be_visible()

    phone = phone_of(page_as)
    each_piece_here(phone, cut={2, 3})
    phone.goto(studio)
    expect(phone.get_by_role("heading", name="Ein Morgen im Bauhof")).to_be_visible()
    phone.get_by_label("Das Tor geht auf").check()
    phone.reload()
    expect(phone.get_by_label("Das Tor geht auf")).to_be_checked()
    sound(phone)
    phone.get_by_role("link", name="Zur Kamera").click()
    phone.get_by_label("Jetzt aufnehmen").set_input_files(film)
    expect(phone.get_by_text(CUT, exact=True)).to_be_visible()
    expect(phone.get_by_role("heading", name="Fast fertig: Wer ist zu sehen?")).to_be_visible(timeout=30_000)
    sound(phone)
    phone.get_by_label("Niemand ist zu erkennen").check()
    phone.get_by_role("button", name="An die Redaktion senden").click()
    expect(phone.get_by_role("heading", name="Danke. Alles ist angekommen.")).to_be_visible()
    sound(phone)
    assert {cookie["name"] for cookie in phone.context.cookies()} <= {"csrftoken"}

    desk.goto(f"/{place.slug}/")
    desk.get_by_role("link", name="Zum Studio").click()
    desk.get_by_role("link", name="Ein Morgen im Bauhof").first.click()
    video = desk.locator("video")
    video.evaluate("one => { one.muted = true; return one.play(); }")
    for _ in range(50):
        if video.evaluate("one => one.currentTime") > 0.2:
            break
        desk.wait_for_timeout(100)
    assert video.evaluate("one => one.error") is None
    assert video.evaluate("one => one.currentTime") > 0.2
    desk.get_by_text("Zurückfragen …").click()
    desk.get_by_label("Ihre Frage").fill("Wer hält das Handy?")
    desk.get_by_role("button", name="Fragen", exact=True).click()

    phone.goto(studio)
    expect(phone.get_by_text("die Redaktion fragt Sie etwas")).to_be_visible()
    phone.get_by_role("link", name=re.compile("^Ein Morgen im Bauhof, ")).click()
    expect(phone.get_by_text("Wer hält das Handy?")).to_be_visible()
    phone.get_by_label("Ihre Antwort").fill("Ich.")
    phone.get_by_role("button", name="Antwort senden").click()
    expect(phone.get_by_role("heading", name="Danke. Alles ist angekommen.")).to_be_visible()


def each_piece_here(page: Page, *, cut: set[int]) -> None:
    each_piece(
        page,
        lambda n, route: route.abort("connectionreset") if n in cut else route.continue_(),
        where="**/studio/**",
    )


def test_upload_goes_on_in_the_same_delivery_when_the_page_was_closed(page_as, town, film) -> None:
    studio = studio_of(*town)
    phone = phone_of(page_as)
    each_piece_here(phone, cut=set(range(3, 99)))
    phone.goto(studio)
    phone.get_by_label("Vom Handy auswählen").set_input_files(film)
    expect(phone.get_by_text(CUT, exact=True)).to_be_visible()
    came = Upload.objects.get().received
    assert came > 0
    context = phone.context
    phone.close()

    phone = context.new_page()
    offsets: list[str] = []
    phone.on(
        "request",
        lambda one: offsets.append(one.headers.get("upload-offset", "")) if one.method == "PATCH" else None,
    )
    phone.goto(studio)
    phone.get_by_label("Vom Handy auswählen").set_input_files(film)
    expect(phone.get_by_role("heading", name="Fast fertig: Wer ist zu sehen?")).to_be_visible(timeout=30_000)
    assert int(offsets[0]) >= came
    assert (Delivery.objects.count(), MediaFile.objects.count()) == (1, 1)


def test_what_is_refused_is_said_where_it_was_chosen_and_what_came_stays(
    page_as, town, film, tmp_path
) -> None:
    bad = tmp_path / "virus.mp4"
    bad.write_bytes(b"MZ" + b"\0" * 9000)
    phone = phone_of(page_as)
    phone.goto(studio_of(*town))
    phone.get_by_label("Vom Handy auswählen").set_input_files([film, bad])
    expect(phone.get_by_text("Die Datei wurde nicht übernommen").first).to_be_visible(timeout=30_000)
    sound(phone)
    phone.get_by_role("link", name="Weiter zum nächsten Schritt").click()
    expect(phone.get_by_text("1 Datei ist angekommen.")).to_be_visible()


def test_studio_works_without_scripts(page_as, town, tmp_path) -> None:
    picture = tmp_path / "tor.png"
    Image.frombytes("RGB", (300, 200), os.urandom(300 * 200 * 3)).save(picture, "PNG")
    phone = phone_of(page_as, scripts=False)
    phone.goto(studio_of(*town))
    phone.get_by_label("Vom Handy auswählen").set_input_files(picture)
    phone.get_by_role("button", name="Hochladen").click()
    expect(phone.get_by_text("1 Datei ist angekommen.")).to_be_visible()
    phone.get_by_role("button", name="An die Redaktion senden").click()
    expect(phone.get_by_text("Bitte sagen Sie, ob Menschen zu erkennen sind.").first).to_be_visible()
    phone.get_by_label("Menschen sind zu erkennen").check()
    phone.get_by_role("button", name="An die Redaktion senden").click()
    expect(phone.get_by_role("heading", name="Danke. Alles ist angekommen.")).to_be_visible()
