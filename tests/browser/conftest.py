# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real browser before a real server: `page_as(person, width=…, theme=…)` gives a page somebody is signed in to."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from nahbar.authority.models import Person

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HEIGHT = 900


@pytest.fixture(autouse=True, scope="session")
def _collected(_static_folder: None) -> None:
    """The files as a real installation serves them: collected, with digests in their names."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def live_server(_collected: None) -> Iterator[LiveServer]:
    """The application as it runs in an authority: WhiteNoise serves the collected files, nothing stands before it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "django.contrib.staticfiles.handlers.StaticFilesHandler", lambda application: application
        )
        server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run.

    Playwright's plain interface keeps an event loop in this thread; no coroutine of ours runs in it, so Django's
    guard against queries from coroutines would only see a ghost. It is switched off while the browser is open.
    """
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def page_as(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Opens a page for a person (None: nobody is signed in), as wide as asked, light or dark, in German."""
    contexts = []

    def opened(
        person: Person | None, *, width: int = 1280, theme: str = "light", scripts: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHT},
            color_scheme="dark" if theme == "dark" else "light",
            locale="de-DE",
            timezone_id="Europe/Berlin",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        if person is not None:
            client = Client()
            client.force_login(person)
            cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
            )
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
