# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The frame in a real browser: keys, menu, dark mode, htmx under the content security policy."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nahbar.authority.states import Role
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editor() -> Any:
    place = factories.authority(slug="musterau", name="Stadt Musterau")
    for number in range(2):
        factories.topic(place, title=f"Thema {number}")
    return factories.person(place, Role.ADMINISTRATOR, name="Rita Redlich")


def heard(page: Page) -> list[str]:
    lines: list[str] = []
    page.on("console", lambda message: lines.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: lines.append(str(error)))
    return lines


def test_keys_are_shown_and_focus_returns_when_asked(page_as: Any, editor: Any) -> None:
    page = page_as(editor)
    page.goto("/musterau/")
    main = page.get_by_role("link", name="Heute")
    main.focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Tasten")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Tasten")).to_be_hidden()
    expect(main).to_be_focused()


def test_slash_goes_to_the_search_when_pressed(page_as: Any, editor: Any) -> None:
    page = page_as(editor)
    page.goto("/musterau/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("Thema 1?j")
    expect(page.get_by_role("searchbox")).to_have_value("Thema 1?j")


def test_j_and_k_walk_the_list_when_pressed(page_as: Any, editor: Any) -> None:
    page = page_as(editor)
    page.goto("/musterau/")
    buttons = page.locator(".nb-tasks .kern-btn")
    page.keyboard.press("j")
    expect(buttons.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(buttons.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(buttons.nth(0)).to_be_focused()


def test_skip_link_leads_to_the_content_when_first_key_is_tab(page_as: Any, editor: Any) -> None:
    page = page_as(editor)
    page.goto("/musterau/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#inhalt")).to_be_focused()


def test_more_opens_the_later_places_when_on_a_phone(page_as: Any, editor: Any) -> None:
    page = page_as(editor, width=320)
    page.goto("/musterau/")
    expect(page.get_by_role("link", name="Wirkung")).to_be_hidden()
    page.locator(".nb-nav__more summary").click()
    expect(page.get_by_role("link", name="Wirkung")).to_be_visible()


def test_house_menu_changes_to_dark_when_scripts_are_off(page_as: Any, editor: Any) -> None:
    page = page_as(editor, scripts=False)
    page.goto("/musterau/")
    page.locator(".nb-house > summary").click()
    page.get_by_role("button", name="Dunkel").click()
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    assert page.url.endswith("/musterau/")


def test_dark_is_dark_when_the_system_is_light(page_as: Any, editor: Any) -> None:
    editor.theme = "dark"
    editor.save()
    page = page_as(editor, theme="light")
    page.goto("/musterau/")
    lightness = (
        "(one) => Number(getComputedStyle(document.querySelector(one))[%r].match(/oklch\\(([0-9.]+)/)[1])"
    )
    assert page.evaluate(lightness % "backgroundColor", "body") < 0.2
    assert page.evaluate(lightness % "color", "h1") > 0.9


def test_htmx_posts_with_the_token_when_the_policy_is_strict(page_as: Any, editor: Any) -> None:
    page = page_as(editor)
    lines = heard(page)
    page.goto("/musterau/")
    page.evaluate(
        """() => {
          const button = document.createElement("button");
          button.id = "probe";
          button.setAttribute("hx-post", "/gestaltung/ansicht");
          button.setAttribute("hx-vals", '{"theme": "light", "next": "/musterau/"}');
          button.setAttribute("hx-target", "#inhalt");
          document.querySelector("#inhalt").append(button);
          htmx.process(button);
        }"""
    )
    with page.expect_response("**/gestaltung/ansicht") as caught:
        page.locator("#probe").click()
    assert caught.value.request.headers["hx-request"] == "true"
    assert caught.value.status == 302
    expect(page.locator("#probe")).to_have_count(0)
    assert lines == []


def test_nothing_is_loaded_from_elsewhere_when_a_page_opens(page_as: Any, editor: Any) -> None:
    page = page_as(editor)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/musterau/", wait_until="networkidle")
    base = page.url.removesuffix("/musterau/")
    assert [url for url in asked if not url.startswith(base)] == []
    assert len([url for url in asked if url.endswith(".woff2")]) in {1, 2, 3}
