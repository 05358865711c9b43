# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shooting sheet on a phone without network: it opens, ticks are kept, and the house learns of them later."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nahbar.authority.states import Role
from nahbar.stories.models import Tick
from nahbar.stories.sheet import sheet
from tests import factories
from tests.browser.test_accessibility import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_sheet_opens_and_keeps_ticks_where_there_is_no_network(page_as: Callable[..., Page]) -> None:
    place = factories.authority()
    editor = factories.person(place, Role.EDITOR)
    story = factories.story(place, by=editor, format_key="drei-fragen")
    first, second = (line.words for line in sheet(story).lines[:2])
    page = page_as(editor, width=320)
    address = reverse("stories:sheet", args=[place.slug, story.pk])
    page.goto(address)
    expect(page.get_by_text("öffnet sich auf diesem Telefon auch ohne Netz")).to_be_visible()
    assert faults(page, []) == []
    page.get_by_label(first).check()
    expect(page.get_by_text("Alles ist gespeichert.")).to_be_visible()
    page.wait_for_function("async () => (await (await caches.open('nahbar-drehzettel')).keys()).length > 3")

    page.context.set_offline(True)
    page.get_by_label(second).check()
    expect(page.get_by_text("Kein Netz: 1 Häkchen warten")).to_be_visible()
    page.goto(address)
    expect(page.get_by_label(second)).to_be_checked()
    expect(page.get_by_role("heading", name="Drehzettel")).to_be_visible()
    assert Tick.objects.filter(is_done=True).count() == 1

    page.context.set_offline(False)
    expect(page.get_by_text("Alles ist gespeichert.")).to_be_visible()
    assert Tick.objects.filter(is_done=True).count() == 2
