# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody types is not lost when the sign-in ends meanwhile: kept in the tab, and back after signing in."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from nahbar.authority.states import Role
from nahbar.variants.models import Variant
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TYPED = "Das Freibad öffnet am Samstag, und der Sprungturm ist wieder frei."


def sign_in(page, email):
    page.locator("input[type=email]").fill(email)
    page.get_by_label("Passwort", exact=True).fill("geheim-geheim")
    page.get_by_role("button", name="Anmelden").click()


def sign_out(page):
    page.goto(reverse("account_logout"))
    page.get_by_role("button", name="Abmelden").last.click()


def test_text_is_back_when_the_sign_in_ended_while_it_was_typed(page_as) -> None:
    place = factories.authority()
    editor = factories.person(place, Role.EDITOR)
    variant = factories.variant(factories.story(place, editor), factories.channel(place), editor, text="Alt.")
    page = page_as(editor)
    page.goto(reverse("variants:variant", args=[place.slug, variant.pk]))

    other_tab = page.context.new_page()
    sign_out(other_tab)
    page.locator("#text").fill(TYPED)
    expect(page.get_by_text("Sie sind nicht mehr angemeldet")).to_be_visible()
    assert Variant.objects.get().text == "Alt."

    # Signed in anew elsewhere: the form on this page still carries the token of the earlier sign-in.
    other_tab.goto(reverse("account_login"))
    sign_in(other_tab, editor.email)
    expect(other_tab).not_to_have_url(re.compile("anmelden"))
    page.locator("#text").press_sequentially(" ")
    stale = page.get_by_text("Die Seite stammt aus einer früheren Anmeldung")
    expect(stale).to_be_visible()
    assert page.locator("main").count() == 1

    page.get_by_role("link", name="Neu laden").click()
    expect(page.locator("#text")).to_have_value(f"{TYPED} ")
    expect(page.locator("#aufbewahrt")).to_be_visible()
    page.reload()
    expect(page.locator("#text")).to_have_value(f"{TYPED} ")

    page.locator("#text").press_sequentially("x")
    expect(page.locator("#vorschau .nb-phone__text")).to_have_text(f"{TYPED} x")
    page.reload()
    expect(page.locator("#aufbewahrt")).to_be_hidden()
    assert Variant.objects.get().text == f"{TYPED} x"


def test_text_is_saved_when_the_tab_is_closed_while_it_was_typed(page_as) -> None:
    place = factories.authority()
    editor = factories.person(place, Role.EDITOR)
    variant = factories.variant(factories.story(place, editor), factories.channel(place), editor, text="Alt.")
    page = page_as(editor)
    stays = page.context.new_page()
    page.goto(reverse("variants:variant", args=[place.slug, variant.pk]))

    page.locator("#text").fill(TYPED)
    page.close()

    for _ in range(50):
        if Variant.objects.get().text == TYPED:
            break
        stays.wait_for_timeout(100)
    assert Variant.objects.get().text == TYPED
