# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page, light, dark and on a narrow phone: axe finds nothing, nothing scrolls sideways, no policy is broken."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.seed import town
from tests.browser.walk import addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Axe()
NOT_A_PAGE = 405
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"
SMALL = """() => [...document.querySelectorAll("a[class], button, summary, input:not([type=hidden]), select, textarea")]
  .filter((one) => one.checkVisibility() && !one.matches(".nb-skip"))
  .map((one) => [one, (one.closest("label") || one).getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.height < 43.5 || box.width < 23.5))
  .filter(([one]) => !one.matches("input[type=checkbox], input[type=radio], .kern-link"))
  .map(([one, box]) => `${one.outerHTML.slice(0, 90)} is ${Math.round(box.width)}x${Math.round(box.height)}`)"""


def faults(page: Page, heard: list[str]) -> list[str]:
    """Everything wrong with the page that is open."""
    found = [f"console: {line}" for line in heard]
    if (heads := page.locator("h1").count()) != 1:
        found.append(f"{heads} h1 instead of one")
    if (over := page.evaluate(SIDEWAYS)) > 0:
        found.append(f"scrolls {over} px sideways")
    found += [f"small target: {line}" for line in page.evaluate(SMALL)]
    for violation in AXE.run(page).response["violations"]:
        nodes = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
        found.append(f"axe {violation['id']} ({violation['impact']}): {nodes}")
    return found


@pytest.mark.parametrize(
    ("width", "theme"), [(1280, "light"), (1280, "dark"), (320, "light")], ids=["light", "dark", "phone"]
)
def test_every_page_is_accessible_when_opened(page_as: Any, width: int, theme: str) -> None:
    place = town()
    page = page_as(place.person, width=width, theme=theme)
    heard: list[str] = []
    page.on(
        "console",
        lambda message: heard.append(message.text) if message.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: heard.append(str(error)))
    wrong: dict[str, list[str]] = {}
    walked = 0
    for name, address in addresses(place):
        heard.clear()
        answer = page.request.get(address, max_redirects=0)
        kind = answer.headers.get("content-type", "")
        if answer.status == NOT_A_PAGE or 300 <= answer.status < 400 or not kind.startswith("text/html"):
            continue
        page.goto(address, wait_until="load")
        walked += 1
        expected = 404 if name == "404" else 200
        said = [line for line in heard if not (name == "404" and "404" in line)]
        broken = [] if answer.status == expected else [f"answers {answer.status}"]
        if found := broken + faults(page, said):
            wrong[f"{name} {address}"] = found
    assert wrong == {}, "\n".join(f"{name}\n    " + "\n    ".join(found) for name, found in wrong.items())
    assert walked >= 10
