# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""An unclear post in the browser: the posts of its account come by themselves, and one is ours with one click."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from nahbar.publishing.models import Publication
from nahbar.publishing.states import PublicationState
from tests.browser.seed import town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_posts_of_the_account_load_beside_ours_and_one_is_adopted(page_as, settings, tmp_path) -> None:
    settings.REHEARSAL_DIR = tmp_path
    place = town()
    row = place.objects["unclear"]
    page = page_as(place.person)
    page.goto(reverse("publishing:publication", args=[place.authority.slug, row.pk]))
    expect(page.get_by_text("2 Beiträge des Kontos, der ähnlichste zuerst.")).to_be_visible()
    expect(page.locator("#dort article").first.locator("ins")).to_be_visible()
    page.get_by_role("button", name="Ja, das ist unser Beitrag").first.click()
    expect(page.get_by_text("Noch einmal gelesen und vermerkt")).to_be_visible()
    row = Publication.objects.get(pk=row.pk)
    assert (row.state, bool(row.remote_id)) == (PublicationState.PUBLISHED, True)
