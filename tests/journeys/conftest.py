# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A house as an operator starts it, a town's web site, a browser that keeps numbered pictures and counts steps."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.servers.processes import free_port, running

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "var" / "journey"


@dataclass
class House:
    """A running Nahbar: its address, its data folder, the link for the first administrator."""

    address: str
    folder: Path
    first_run: str

    def links_to(self, mail_address: str) -> list[str]:
        """All links in the letters to this person, oldest first, as they lie in the outbox."""
        found: list[str] = []
        for path in sorted((self.folder / "outbox").glob("*"), key=lambda p: p.stat().st_mtime_ns):
            for letter in path.read_bytes().split(b"-" * 79 + b"\n"):
                message = BytesParser(policy=policy.default).parsebytes(letter)
                body = message.get_body()
                if body is not None and mail_address in str(message["To"]):
                    found += re.findall(rf"{re.escape(self.address)}/\S+", body.get_content())
        return found


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """`nahbar run`, exactly as `make run` starts it, in an empty folder; this machine's own addresses allowed."""
    port, folder, log = free_port(), tmp_path / "haus", tmp_path / "haus.log"
    environment = {
        "NAHBAR_DATA_DIR": str(folder),
        "NAHBAR_PORT": str(port),
        "NAHBAR_BASE_URL": f"http://127.0.0.1:{port}",
        "NAHBAR_ALLOW_PRIVATE": "127.0.0.0/8,::1,localhost",
        "NAHBAR_DATABASE_URL": "",
    }
    command = [sys.executable, "-m", "nahbar.cli", "run"]
    with running(command, log=log, ready="Beenden mit Strg+C", environment=environment):
        first_run = re.search(r"http\S+/einrichten/\S+", log.read_text("utf-8"))
        assert first_run is not None, log.read_text("utf-8")
        yield House(f"http://127.0.0.1:{port}", folder, first_run.group())


@dataclass
class Walk:
    """One person's way through the pages: every click and every filled field counts."""

    page: Page
    steps: int = 0
    errors: list[str] = field(default_factory=list)

    def click(self, what: Locator) -> None:
        self.steps += 1
        what.click()

    def button(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name).first)

    def link(self, name: str) -> None:
        self.click(self.page.get_by_role("link", name=name).first)

    def menu(self, name: str) -> None:
        self.click(self.page.get_by_role("navigation").get_by_role("link", name=name, exact=True).first)

    def fill(self, label: str, text: str) -> None:
        self.steps += 1
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str, option: str) -> None:
        self.steps += 1
        self.page.get_by_label(label).first.select_option(label=option)

    def check(self, label: str) -> None:
        self.steps += 1
        self.page.get_by_label(label).first.check()


class Album:
    """Numbered pictures of the journey in var/journey/."""

    def __init__(self) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        for old in PICTURES.glob("*.png"):
            old.unlink()
        self.number = 0

    def take(self, page: Page, name: str) -> None:
        self.number += 1
        page.evaluate(
            "Promise.all([...document.images].map(i => { i.loading = 'eager'; return i.decode().catch(() => 0) }))"
        )
        page.screenshot(path=PICTURES / f"{self.number:02}-{name}.png", full_page=True)


@pytest.fixture
def album() -> Album:
    return Album()


@pytest.fixture
def chromium() -> Iterator[Browser]:
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()
    if before is None:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def walk(chromium: Browser, house: House) -> Iterator[Any]:
    """`walk()` opens the pages for one more person, in a browser of their own."""
    contexts = []

    def opened(width: int = 1280) -> Walk:
        context = chromium.new_context(
            base_url=house.address, viewport={"width": width, "height": 900}, locale="de-DE"
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        way = Walk(context.new_page())
        way.page.on("pageerror", lambda error: way.errors.append(str(error)))
        way.page.on("console", lambda m: way.errors.append(m.text) if m.type == "error" else None)
        return way

    yield opened
    for context in contexts:
        context.close()
