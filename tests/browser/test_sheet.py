# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shooting sheet on a phone without network: it opens, ticks are kept, and the house learns of them later."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Error, Page, expect

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
    assert len(kept(page)) > 3

    go_offline(page)
    page.get_by_label(second).check()
    expect(page.get_by_text("Kein Netz: 1 Häkchen warten")).to_be_visible()
    page.goto(address)
    expect(page.get_by_label(second)).to_be_checked()
    expect(page.get_by_role("heading", name="Drehzettel")).to_be_visible()
    assert Tick.objects.count() == 1

    page.context.set_offline(False)
    expect(page.get_by_text("Alles ist gespeichert.")).to_be_visible()
    assert Tick.objects.count() == 2
    # The page that is kept is older than what was sent since.
    go_offline(page)
    page.goto(address)
    expect(page.get_by_label(second)).to_be_checked()
    page.get_by_label(first).uncheck()
    page.context.set_offline(False)
    expect(page.get_by_text("Alles ist gespeichert.")).to_be_visible()
    assert [line.is_done for line in sheet(story).lines[:2]] == [False, True]


def go_offline(page: Page) -> None:
    page.context.set_offline(True)


def test_two_phones_tick_without_network_and_nothing_is_lost(page_as: Callable[..., Page]) -> None:
    place = factories.authority()
    story = factories.story(place, by=factories.person(place, Role.EDITOR), format_key="drei-fragen")
    first, second, third = (line.words for line in sheet(story).lines[:3])
    phones = [page_as(factories.person(place, Role.CONTRIBUTOR), width=320) for _ in range(2)]
    address = reverse("stories:sheet", args=[place.slug, story.pk])
    for phone in phones:
        phone.goto(address)
        expect(phone.get_by_text("öffnet sich auf diesem Telefon auch ohne Netz")).to_be_visible()
        go_offline(phone)
        phone.get_by_label(first).check()
    phones[0].get_by_label(first).uncheck()
    phones[0].get_by_label(second).check()
    phones[1].get_by_label(third).check()
    for phone in reversed(phones):
        phone.context.set_offline(False)
        expect(phone.get_by_text("Alles ist gespeichert.")).to_be_visible()
    # The one took back her own tick only.
    assert [line.is_done for line in sheet(story).lines[:3]] == [True, True, True]
    for phone in phones:
        phone.reload()
        for words in (first, second, third):
            expect(phone.get_by_label(words)).to_be_checked()


def test_page_is_forgotten_when_somebody_logs_out_and_no_other_page_is_ever_kept(
    page_as: Callable[..., Page],
) -> None:
    place = factories.authority()
    editor = factories.person(place, Role.EDITOR)
    story = factories.story(place, by=editor, format_key="drei-fragen")
    page = page_as(editor, width=320)
    address = reverse("stories:sheet", args=[place.slug, story.pk])
    page.goto(address)
    expect(page.get_by_text("öffnet sich auf diesem Telefon auch ohne Netz")).to_be_visible()
    page.goto(reverse("stories:story", args=[place.slug, story.pk]))
    assert [one for one in kept(page) if one.endswith("/")] == [address]
    page.goto(reverse("account:mine"))
    page.locator("main form[data-logout] button").click()
    page.wait_for_function("async () => (await caches.keys()).length === 0")
    go_offline(page)
    with pytest.raises(Error):
        page.goto(address)


def test_ticks_wait_and_nothing_stays_kept_when_the_login_ended(page_as: Callable[..., Page]) -> None:
    place = factories.authority()
    editor = factories.person(place, Role.EDITOR)
    story = factories.story(place, by=editor, format_key="drei-fragen")
    first = sheet(story).lines[0].words
    page = page_as(editor, width=320)
    address = reverse("stories:sheet", args=[place.slug, story.pk])
    page.goto(address)
    expect(page.get_by_text("öffnet sich auf diesem Telefon auch ohne Netz")).to_be_visible()
    cookies = page.context.cookies()
    page.context.clear_cookies(name="nahbar_session")
    page.get_by_label(first).check()
    expect(page.get_by_text("Sie sind abgemeldet.")).to_be_visible()
    page.goto(address)
    page.wait_for_function("async () => (await caches.keys()).length === 0")
    page.context.add_cookies(cookies)
    page.goto(address)
    expect(page.get_by_text("Alles ist gespeichert.")).to_be_visible()
    assert Tick.objects.get().by == editor


def kept(page: Page) -> list[str]:
    return page.evaluate(
        """async () => {
            const names = await caches.keys();
            const found = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)));
            return found.flat();
        }"""
    )
