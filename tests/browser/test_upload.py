# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Uploading with one hand on a narrow phone and a bad network: a cut, a restart and a new visit each cost one piece."""

import hashlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, Route, expect

from nahbar.authority.states import Role
from nahbar.library import actions as library
from nahbar.library.models import MediaFile, Upload
from nahbar.media import folder as media
from nahbar.studio import ffmpeg
from tests import factories
from tests.browser.test_accessibility import faults
from tests.servers.processes import free_port, running

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]
CUT = "Die Verbindung ist abgebrochen. Es geht von selbst weiter, sobald das Netz wieder da ist."


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """About two megabytes that do not shrink: several pieces."""
    path = tmp_path / "Becken.png"
    Image.frombytes("RGB", (900, 700), os.urandom(900 * 700 * 3)).save(path, "PNG")
    return path


@pytest.fixture
def desk(page_as: Callable[..., Page]) -> tuple[Page, str]:
    place = factories.authority()
    page = page_as(factories.person(place, Role.CONTRIBUTOR), width=320)
    return page, reverse("material:upload", args=[place.slug])


def choose(page: Page, *paths: Path) -> None:
    page.locator("input[type=file]").set_input_files(list(paths))
    page.get_by_role("button", name="Hochladen").click()


def each_piece(page: Page, act: Callable[[int, Route], Any], where: str = "**/hochladen/**") -> None:
    """Calls `act` with the number of each piece that is sent, from 1."""
    sent: list[int] = []

    def handle(route: Route) -> None:
        if route.request.method != "PATCH":
            return route.continue_()
        sent.append(1)
        return act(len(sent), route)

    page.route(where, handle)


def kept(photo: Path) -> bool:
    file = MediaFile.objects.get()
    return media.read(file.digest) == photo.read_bytes()


def test_upload_goes_on_by_itself_when_the_connection_is_cut(
    desk: tuple[Page, str], photo: Path, tmp_path: Path
) -> None:
    page, address = desk
    bad = tmp_path / "virus.jpg"
    bad.write_bytes(b"MZ" + b"\0" * 9000)
    each_piece(page, lambda n, route: route.abort("connectionreset") if n in {2, 3} else route.continue_())
    page.goto(address)
    choose(page, photo, bad)
    expect(page.get_by_text(CUT, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Anzeigen")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("weil nur Bilder (JPEG").first).to_be_visible()
    expect(page.locator("#uploads-stand")).to_have_text("Alle Dateien sind bearbeitet.")
    assert kept(photo)
    assert faults(page, []) == []


def test_upload_goes_on_when_the_server_was_killed_and_started_anew(
    page_as: Callable[..., Page], photo: Path, tmp_path: Path
) -> None:
    port = free_port()
    house = House(tmp_path / "haus", port)
    page = page_as(None, width=320)
    with house.running() as server:

        def act(number: int, route: Route) -> None:
            if number == 2:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()
            route.continue_()

        each_piece(page, act)
        page.goto(f"http://127.0.0.1:{port}/musterau/material/hochladen/")
        page.locator("input[type=email]").fill("erika@musterau.example")
        page.get_by_label("Passwort", exact=True).fill("geheim-geheim")
        page.get_by_role("button", name="Anmelden").click()
        choose(page, photo)
        expect(page.get_by_text(CUT, exact=True)).to_be_visible()
    with house.running():
        expect(page.get_by_role("link", name="Anzeigen")).to_be_visible(timeout=40_000)
        page.goto("about:blank")
    digest = hashlib.sha256(photo.read_bytes()).hexdigest()
    assert (house.folder / "media" / digest[:2] / digest).read_bytes() == photo.read_bytes()


def test_upload_goes_on_where_it_stopped_when_the_page_was_left(desk: tuple[Page, str], photo: Path) -> None:
    page, address = desk
    each_piece(page, lambda n, route: route.abort() if n >= 3 else route.continue_())
    page.goto(address)
    choose(page, photo)
    expect(page.get_by_text(CUT, exact=True)).to_be_visible()
    page.get_by_role("button", name=re.compile("^Anhalten")).click()
    expect(page.locator("#uploads").get_by_text("angehalten", exact=True)).to_be_visible()
    came = Upload.objects.get().received
    assert came > 0

    page.unroute("**/hochladen/**")
    offsets: list[str] = []
    page.on(
        "request",
        lambda one: offsets.append(one.headers.get("upload-offset", "")) if one.method == "PATCH" else None,
    )
    page.reload()
    expect(page.get_by_text("Wählen Sie dieselbe Datei noch einmal aus")).to_be_visible()
    choose(page, photo)
    expect(page.get_by_role("link", name="Anzeigen")).to_be_visible(timeout=20_000)
    assert offsets[0] == str(came)
    assert Upload.objects.count() == 1
    assert kept(photo)


def test_upload_works_without_scripts(page_as: Callable[..., Page], photo: Path) -> None:
    place = factories.authority()
    page = page_as(factories.person(place, Role.EDITOR), width=320, scripts=False)
    page.goto(reverse("material:upload", args=[place.slug]))
    choose(page, photo)
    expect(page.get_by_text("1 Datei ist im Material.")).to_be_visible()
    assert kept(photo)


def test_film_plays_and_can_be_wound_forward_on_its_page(
    page_as: Callable[..., Page], tmp_path: Path
) -> None:
    place = factories.authority()
    editor = factories.person(place, Role.EDITOR)
    path = tmp_path / "film.webm"
    seen = (
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=320x240:rate=10:duration=8",
        "-c:v",
        "libvpx-vp9",
        "-y",
        str(path),
    )
    assert ffmpeg.run(seen).code == 0
    file = library.take_in_file(place, path, by=editor, at=factories.AT).file
    page = page_as(editor, width=320)
    page.goto(reverse("material:file", args=[place.slug, file.pk]))
    page.locator("video").evaluate(
        "video => { video.muted = true; video.currentTime = 6; return video.play(); }"
    )
    for _ in range(50):
        if page.locator("video").evaluate("video => video.currentTime") > 6.1:
            break
        page.wait_for_timeout(100)
    assert page.locator("video").evaluate("video => video.currentTime") > 6.1
    assert page.locator("video").evaluate("video => video.error") is None


SEED = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0); call_command("collectstatic", interactive=False, verbosity=0)
from nahbar.authority.states import Role
from tests import factories
factories.person(factories.authority(slug="musterau"), Role.EDITOR, email="erika@musterau.example")
"""


class House:
    """The pages as an operator runs them, in a folder of their own, with one editor."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self._port = folder, port
        address = f"http://127.0.0.1:{port}"
        own = {"NAHBAR_DATA_DIR": str(folder), "NAHBAR_BASE_URL": address, "NAHBAR_DATABASE_URL": ""}
        self._environment = {**own, "DJANGO_SETTINGS_MODULE": "nahbar.site.settings", "PYTHONPATH": str(ROOT)}
        environment = {**os.environ, **self._environment}
        subprocess.run([sys.executable, "-c", SEED], check=True, env=environment, timeout=120)

    def running(self) -> Any:
        """One process of granian."""
        options = [
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(self._port),
            "--blocking-threads",
            "4",
        ]
        command = [sys.executable, "-m", "granian", *options, "nahbar.site.wsgi:application"]
        log = self.folder / "granian.log"
        return running(command, log=log, port=self._port, environment=self._environment)
