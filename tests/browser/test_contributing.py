# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the link an editor makes to the topic in the stack, on phones of 320 px, with scripts and without."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nahbar.authority.states import Role
from nahbar.topics.models import Topic
from tests import factories
from tests.browser.test_accessibility import faults
from tests.contributions.photos import HEIC, photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sound(page: Page, *, scripts: bool = True) -> None:
    # What looks for faults is a script itself.
    assert not scripts or faults(page, []) == []


def handed_on(page: Page, slug: str, *, scripts: bool) -> str:
    """Makes a link as an editor does; the path of what is handed on."""
    page.goto(reverse("topics:sources", args=[slug]))
    page.get_by_role("link", name="Beitragen lassen").click()
    page.get_by_label("Name", exact=True).fill("Azubis")
    page.get_by_label("Auszubildende und Studierende").check()
    page.get_by_role("button", name="Seite ansehen").click()
    expect(page.get_by_text("Was passiert gerade bei Ihnen?")).to_be_visible()
    sound(page, scripts=scripts)
    page.get_by_role("button", name="Speichern und Link zeigen").click()
    code = page.get_by_alt_text("Code mit dem Link, für die Kamera eines Handys")
    page.wait_for_load_state("load")
    assert code.evaluate("(one) => one.naturalWidth") > 100
    sound(page, scripts=scripts)
    return page.locator(".co-address a").get_attribute("href").split("/", 3)[3]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_trainee_contributes_by_phone_and_the_editor_finds_the_topic(
    page_as, tmp_path: Path, scripts
) -> None:
    place = factories.authority()
    editor = page_as(factories.person(place, Role.EDITOR), width=320, scripts=scripts)
    path = handed_on(editor, place.slug, scripts=scripts)
    (tmp_path / "IMG_1.heic").write_bytes(HEIC)
    (tmp_path / "IMG_2.jpg").write_bytes(photo(width=400, height=300))

    phone = page_as(None, width=320, scripts=scripts)
    phone.goto(f"/{path}")
    expect(phone.get_by_label("Bitte leer lassen")).not_to_be_in_viewport()
    phone.get_by_label("Was passiert gerade bei Ihnen?").fill("Heute durfte ich zum ersten Mal trauen.")
    phone.get_by_label("Ihr Name").fill("Toni")
    phone.get_by_label("Fotos vom Gerät").set_input_files(tmp_path / "IMG_1.heic")
    phone.get_by_label("Niemand ist zu erkennen").check()
    phone.get_by_role("button", name="Senden").click()

    expect(phone.get_by_text("Foto 1 (IMG_1.heic): Das Bild wurde nicht übernommen")).to_be_visible()
    expect(phone.get_by_label("Was passiert gerade bei Ihnen?")).to_have_value(
        "Heute durfte ich zum ersten Mal trauen."
    )
    expect(phone.get_by_label("Niemand ist zu erkennen")).to_be_checked()
    sound(phone, scripts=scripts)
    phone.get_by_label("Fotos vom Gerät").set_input_files(tmp_path / "IMG_2.jpg")
    phone.get_by_role("button", name="Senden").click()
    expect(phone.get_by_role("heading", name="Danke, Ihr Beitrag ist angekommen.")).to_be_visible()
    sound(phone, scripts=scripts)
    assert [cookie["name"] for cookie in phone.context.cookies()] in ([], ["csrftoken"])

    editor.goto(reverse("topics:stack", args=[place.slug]))
    expect(editor.get_by_text("Heute durfte ich zum ersten Mal trauen").first).to_be_visible()
    editor.goto(reverse("topics:topic", args=[place.slug, Topic.objects.get().pk]))
    expect(editor.get_by_role("heading", name="Beitrag von Azubis")).to_be_visible()
    shown = editor.get_by_alt_text("Foto 1 von Azubis")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("naturalWidth", 300)  # it was held sideways


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_for_links_that_do_not_work_are_sound(page_as, theme) -> None:
    place = factories.authority()
    phone = page_as(None, width=320, theme=theme)
    phone.goto(reverse("contribute:form", args=[place.slug, "x" * 43]))
    expect(phone.get_by_role("heading", name="Dieser Link funktioniert nicht.")).to_be_visible()
    sound(phone)
