# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A thread of three posts: written on a phone, signed by a second person, out on the rehearsal stage once each."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from nahbar.authority import actions as channels
from nahbar.authority import queries as authorities
from nahbar.authority.states import Role
from nahbar.channels import registry
from nahbar.foundation import clock
from nahbar.planning import actions as planning
from nahbar.publishing.models import Publication
from nahbar.publishing.tasks import deliver_due
from nahbar.variants.models import Variant
from tests import factories
from tests.browser.test_accessibility import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
POSTS = ["Das Freibad öffnet am Samstag.", "Der Eintritt ist frei.", "Am Sonntag spielt die Kapelle."]


@pytest.fixture
def place():
    town = factories.authority(name="Stadt Musterau")
    made = SimpleNamespace(
        town=town,
        editor=factories.person(town, Role.EDITOR, Role.ADMINISTRATOR, name="Erika Muster"),
        approver=factories.person(town, Role.APPROVER, name="Anna Amt"),
    )
    given = {"platform": "rehearsal", "fields": {}, "redirect_uri": "", "transport": None}
    made.channel = channels.begin_connecting(town, **given, by=made.editor, at=clock.now()).channel
    story = factories.story(town, made.editor, title="Freibad")
    made.variant = factories.variant(story, made.channel, made.editor, text="")
    return made


def write(page, place):
    """With the thumb: one post after the other, divided by the button."""
    page.goto(reverse("variants:variant", args=[place.town.slug, place.variant.pk]))
    page.get_by_text("Thread und erster Kommentar").click()
    text = page.locator("#text")
    for number, post in enumerate(POSTS):
        if number:
            page.get_by_role("button", name="Hier teilen").click()
        text.press_sequentially(post)
    expect(page.locator("#zaehler")).to_contain_text("Teil 3 von 3: noch 470 Zeichen")
    expect(page.locator(".nb-saved")).to_contain_text("gespeichert")


def sign(page_as, page, place):
    """Asked for on the phone, given at a desk, where each post stands by itself."""
    page.get_by_role("link", name="Mitzeichnung erbitten").click()
    page.locator("input[name=signers]").first.check()
    page.locator("main form button").last.click()
    expect(page.locator("main")).to_contain_text("Geht als Thread aus 3 Beiträgen hinaus")
    desk = page_as(place.approver)
    desk.goto(page.url)
    desk.get_by_role("button", name="Mitzeichnen", exact=True).click()
    expect(desk.locator("h1")).to_be_visible()


def stage(place):
    return registry.load("rehearsal").stage(authorities.credentials_of(place.channel))


def test_thread_of_three_goes_out_in_order_and_once_when_written_on_a_phone(page_as, place) -> None:
    page = page_as(place.editor, width=320)
    write(page, place)
    assert faults(page, []) == []

    expect(page.locator("#vorschau")).to_be_hidden()
    page.get_by_text("Vorschau", exact=True).first.click()
    expect(page.locator("#vorschau .pv-post")).to_have_count(3)
    expect(page.locator("#text")).to_be_hidden()
    assert faults(page, []) == []
    page.locator("label[for=ansicht-text]").click()

    sign(page_as, page, place)
    due = timezone.now() + timedelta(minutes=5)
    variant = Variant.objects.select_related("story__authority", "channel").get()
    planning.place(variant, when=due, by=place.editor, at=clock.now())
    deliver_due(due)
    deliver_due(due + timedelta(hours=1))

    shown = {one.id: one for one in stage(place).posts()}
    rows = list(Publication.objects.order_by("part"))
    assert [shown[row.remote_id].text for row in rows] == POSTS
    assert [shown[row.remote_id].in_reply_to for row in rows] == ["", rows[0].remote_id, rows[1].remote_id]
    assert len(shown) == 3

    page.goto(reverse("publishing:publication", args=[place.town.slug, rows[0].pk]))
    expect(page.get_by_role("heading", name="Der Thread")).to_be_visible()
    assert faults(page, []) == []


def test_thread_is_written_and_seen_without_scripts(page_as, place) -> None:
    page = page_as(place.editor, width=320, scripts=False)
    page.goto(reverse("variants:variant", args=[place.town.slug, place.variant.pk]))
    page.locator("#text").fill("\n---\n".join(POSTS))
    page.get_by_role("button", name="Speichern", exact=True).click()
    expect(page.locator("#zaehler")).to_contain_text("Teil 3 von 3")
    page.locator("label[for=ansicht-vorschau]").click()
    expect(page.locator("#vorschau .pv-post").nth(2)).to_be_visible()
