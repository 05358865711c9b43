# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing on a narrow phone with the finger, in light and dark."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nahbar.authority.states import Role
from nahbar.consents import actions
from nahbar.consents.models import Consent, Signed
from nahbar.consents.states import ConsentState, PersonType, Purpose, SignedBy
from nahbar.foundation import clock
from tests import factories
from tests.browser.test_accessibility import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_person_ticks_signs_and_takes_back(page_as: Callable[..., Page], theme: str) -> None:
    place = factories.authority()
    asked = actions.ask(
        place,
        person_type=PersonType.EMPLOYEE,
        files=[],
        occasion="Tag der offenen Tür im Bauhof",
        purposes=list(Purpose),
        at=clock.now(),
    )
    page = page_as(factories.person(place, Role.EDITOR), width=320, theme=theme)
    page.goto(reverse("consenting:page", args=[place.slug, asked.token]))
    assert faults(page, []) == []
    page.get_by_label("Ihr Name").fill("Erika Muster")
    page.get_by_label("Personal und Auszubildende gewinnen").check()
    page.get_by_label("Fotos", exact=True).check()
    page.get_by_label("eigene Website").check()
    page.get_by_role("button", name="Ja, einverstanden").click()
    expect(page.get_by_text("die Unterschrift fehlt")).to_be_visible()

    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.locator("canvas").scroll_into_view_if_needed()
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    page.mouse.down()
    for step in range(1, 16):
        page.mouse.move(box["x"] + 20 + step * 12, box["y"] + 40 + (step % 3) * 10)
    page.mouse.up()
    page.get_by_role("button", name="Ja, einverstanden").click()
    expect(page.get_by_role("heading", name="Danke, so ist es vereinbart.")).to_be_visible()
    assert (Signed.objects.get().how, Consent.objects.get().purposes) == (SignedBy.SCREEN, ["recruiting"])
    assert faults(page, []) == []

    page.get_by_text("Widerrufen", exact=True).click()
    page.get_by_role("button", name="Meine Einwilligung widerrufen").click()
    expect(page.get_by_role("heading", name="Sie haben widerrufen.")).to_be_visible()
    assert Consent.objects.get().state == ConsentState.WITHDRAWN
