# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A picture is designed on a phone: chosen, typed, seen while typed, and with the story at the end."""

from typing import Any

import pytest
from playwright.sync_api import expect

from nahbar.authority.states import Role
from tests import factories
from tests.browser.test_accessibility import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_picture_is_designed_on_a_phone_and_seen_while_it_is_typed(page_as: Any) -> None:
    town = factories.authority(name="Stadt Musterau", colour="#7a1e2c")
    editor = factories.person(town, Role.EDITOR)
    story = factories.story(town, editor, title="Radwege")
    page = page_as(editor, width=320, theme="light")
    page.goto(f"/{town.slug}/geschichten/{story.pk}/")
    page.get_by_role("link", name="Bild gestalten").click()
    page.get_by_role("link", name="Aufruf").click()
    preview = page.locator("#vorschau img")
    expect(preview).to_have_count(1, timeout=20_000)
    before = preview.get_attribute("src")
    page.get_by_label("Überschrift").fill("Wo fehlt ein Zebrastreifen?")
    expect(preview).to_have_attribute(
        "alt", "Mitmachen. Wo fehlt ein Zebrastreifen? Absender: Stadt Musterau.", timeout=20_000
    )
    assert preview.get_attribute("src") != before
    assert faults(page, []) == []
    page.get_by_label("Überschrift").fill("Fest 🎉")
    expect(page.locator("#vorschau")).to_contain_text(
        "die Schrift der Bilder diese Zeichen nicht enthält: 🎉", timeout=20_000
    )
    page.get_by_label("Überschrift").fill("Wo fehlt Licht?")
    page.get_by_role("button", name="Zum Material der Geschichte").click()
    expect(page.get_by_label("Alternativtext").first).to_have_value(
        "Mitmachen. Wo fehlt Licht? Absender: Stadt Musterau."
    )
    assert story.materials.count() == 1
