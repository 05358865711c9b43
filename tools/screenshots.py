# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Takes a picture of every page at a desk (1280), on a narrow phone (320) and in the dark: var/screenshots/.

Usage: .venv/bin/python tools/screenshots.py [part of a page's name …]
Works on a house of its own in a temporary folder, with the town of the browser tests in it.
"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
HOUSE = Path(tempfile.mkdtemp(prefix="nahbar-screenshots-"))
os.environ |= {
    "NAHBAR_DATA_DIR": str(HOUSE),
    "DJANGO_SETTINGS_MODULE": "nahbar.site.settings",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # the browser's plain interface keeps an event loop in this thread
}

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.testcases import LiveServerThread  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browser.conftest import CHROMIUM, FLAGS  # noqa: E402
from tests.browser.seed import town  # noqa: E402
from tests.browser.walk import addresses  # noqa: E402

OUT = ROOT / "var" / "screenshots"
LOOKS = {"1280": (1280, "light"), "320": (320, "light"), "dunkel": (1280, "dark")}
NOT_A_PAGE = 405


def main(wanted: list[str]) -> None:
    """Writes one PNG for each page and look."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    place = town()
    client = Client()
    client.force_login(place.person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    server = LiveServerThread("127.0.0.1", static_handler=lambda application: application)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    url = f"http://127.0.0.1:{server.port}"
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for look, (width, scheme) in LOOKS.items():
            context = browser.new_context(
                base_url=url, viewport={"width": width, "height": 900}, color_scheme=scheme, locale="de-DE"
            )
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])
            page = context.new_page()
            for name, address in addresses(place):
                if wanted and not any(part in name for part in wanted):
                    continue
                answer = page.request.get(address, max_redirects=0)
                if answer.status == NOT_A_PAGE or not answer.headers.get("content-type", "").startswith(
                    "text/html"
                ):
                    continue
                page.goto(address, wait_until="load")
                page.screenshot(path=OUT / f"{name.replace(':', '-')}-{look}.png", full_page=True)
                print(look, answer.status, name)
        browser.close()
    server.terminate()


if __name__ == "__main__":
    main(sys.argv[1:])
