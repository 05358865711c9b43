# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a code on a phone to a subtitled film and a series of five, on the rehearsal stage and on a real server."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from nahbar.authority import queries as authorities
from nahbar.channels import registry
from nahbar.consents.models import Consent
from nahbar.consents.states import ConsentState
from nahbar.contributions import actions as contributions
from nahbar.contributions import queries as contributed
from nahbar.contributions.states import Audience
from nahbar.foundation import clock
from nahbar.stories import actions as stories
from nahbar.stories import tasks
from nahbar.stories.models import Film, Story
from tests import factories, footage
from tests.publishing.test_film_to_bluesky import in_order, on_both, sent
from tests.servers import pds

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SPOKEN = "Der Bauhof räumt ab vier Uhr."


@pytest.fixture
def server(tmp_path_factory: Any) -> Any:
    with pds.alone(tmp_path_factory.mktemp("pds")) as address:
        yield address


@pytest.fixture
def place(server: str, settings: Any) -> Any:
    return on_both(server, settings)


def test_clip_of_a_phone_becomes_a_subtitled_film_and_a_series_on_both(
    page_as: Any, place: Any, tmp_path: Path
) -> None:
    clip = tmp_path / "morgen.webm"
    clip.write_bytes(footage.clip(4, "libvpx -deadline realtime -c:a libopus", "webm"))
    bring(page_as(None, width=320), place, clip)
    story = take(page_as(place.editor, width=320), place)
    desk = page_as(place.editor, width=320)
    film(desk, place, story)
    five = series(desk, place)
    on_the_stage_and_the_server(place, story, five)


def bring(phone: Page, place: Any, clip: Path) -> None:
    """Scanned code, clip uploaded, the colleague in it signs on the same phone."""
    given = {"title": "Azubis", "audience": Audience.TRAINEES, "keep_days": 30}
    link = contributions.invite(place.authority, **given, by=place.editor, at=clock.now())
    phone.goto(reverse("studio:today", args=[place.authority.slug, contributed.token_of(link)]))
    phone.get_by_label("Jetzt aufnehmen").set_input_files(clip)
    expect(phone.get_by_role("heading", name="Fast fertig: Wer ist zu sehen?")).to_be_visible(timeout=30_000)
    phone.get_by_label("Jemand ist zu sehen").select_option("employee")
    phone.get_by_role("button", name="Diese Person fragen").click()
    phone.get_by_label("Ihr Name").fill("Erika Muster")
    for tick in ("über die Arbeit der Behörde erzählen", "Filme", "Stimme und Ton", "Bluesky"):
        phone.get_by_label(tick, exact=True).check()
    phone.get_by_label("Statt einer Unterschrift").check()
    phone.get_by_role("button", name="Ja, einverstanden").click()
    phone.get_by_role("link", name="Weiter").click()
    expect(phone.get_by_text("Beschäftigte: erteilt")).to_be_visible()
    phone.get_by_label("Menschen sind zu erkennen").check()
    phone.get_by_role("button", name="An die Redaktion senden").click()
    expect(phone.get_by_role("heading", name="Danke. Alles ist angekommen.")).to_be_visible()
    assert Consent.objects.get().state == ConsentState.GIVEN


def take(desk: Page, place: Any) -> Story:
    """The editor takes it into a story and says that one person can be recognised."""
    story = factories.story(place.authority, place.editor, title="Ein Morgen im Bauhof")
    desk.goto(f"/{place.authority.slug}/")
    desk.get_by_role("link", name="Zum Studio").click()
    desk.get_by_role("link", name="Azubis").first.click()
    desk.get_by_label("In welche Geschichte?").select_option(str(story.pk))
    desk.get_by_role("button", name="Übernehmen", exact=True).click()
    file = story.materials.get().file
    desk.goto(reverse("material:file", args=[place.authority.slug, file.pk]))
    desk.get_by_label("Wie viele Menschen sind erkennbar?").fill("1")
    desk.get_by_role("button", name="Zahl eintragen").click()
    expect(desk.get_by_text("Für 1 Person gibt es Einwilligung oder Ausnahme.")).to_be_visible()
    return story


def film(desk: Page, place: Any, story: Story) -> None:
    """Upright, with subtitles in the picture and beside it."""
    desk.goto(reverse("films:choose", args=[place.authority.slug, story.pk]))
    desk.locator("input[type=checkbox]").first.check()
    desk.get_by_role("button", name="Weiter zum Schneiden").click()
    desk.get_by_role("link", name="Untertitel von Ausschnitt 1").click()
    desk.get_by_label("Text in Zeile 1").fill(SPOKEN)
    desk.get_by_label("Von in Zeile 1").fill("0:00,5")
    desk.get_by_label("Bis in Zeile 1").fill("0:03,0")
    desk.get_by_role("button", name="Untertitel speichern").click()
    desk.get_by_label("Wessen Musik ist zu hören?").select_option("none")
    desk.get_by_role("button", name="Film herstellen").click()
    expect(desk.get_by_role("heading", name="Der Film wird hergestellt")).to_be_visible()
    assert tasks.carry(tasks.due(clock.now(), 1)[0], clock.now()) == 1
    made = Film.objects.get()
    # The clip itself stays in the material; in the story only the film is shown.
    stories.remove_material(
        story.materials.exclude(pk=made.material_id).get(), by=place.editor, at=clock.now()
    )
    assert (made.file.width, made.file.height) == (1080, 1920)
    desk.goto(reverse("stories:story", args=[place.authority.slug, story.pk]))
    desk.get_by_role("button", name="Rechte und Einwilligung sind geklärt").click()
    expect(desk.get_by_text("Rechte und Einwilligung sind geklärt; das steht")).to_be_visible()


def series(desk: Page, place: Any) -> Story:
    """Five designed pictures, their words typed one below the other."""
    other = factories.story(place.authority, place.editor, title="In fünf Schritten durch den Winter")
    desk.goto(f"{reverse('stories:design', args=[place.authority.slug, other.pk])}?vorlage=step")
    while desk.locator(".ca-part").count() < 5:
        desk.get_by_role("button", name="Teil hinzufügen").click()
    for number, part in enumerate(desk.locator(".ca-part").all(), start=1):
        for field in part.locator("input[type=text], textarea").all():
            field.fill(f"Schritt {number}: Weg frei")
    desk.get_by_role("button", name="Zum Material der Geschichte").click()
    desk.wait_for_url(lambda address: "gestalten" not in address, timeout=60_000)
    assert other.materials.exclude(alt="").count() == 5
    return other


def on_the_stage_and_the_server(place: Any, story: Story, five: Story) -> None:
    """Both show the film once, with description and subtitles, and the series with every alternative text."""
    alts = list(five.materials.order_by("added_at", "id").values_list("alt", flat=True))
    for channel in (place.bluesky, place.rehearsal):
        sent(place, story, channel)
        sent(place, five, channel, spread=True)
    records = [one["value"] for one in in_order(place.account.posts())]
    (shown_film,) = [one for one in records if "video" in one["embed"]]
    assert SPOKEN in shown_film["embed"]["alt"]
    pictures = [one["embed"]["images"] for one in records if "images" in one["embed"]]
    assert [one["alt"] for images in pictures for one in images] == alts
    stage = registry.load("rehearsal").stage(authorities.credentials_of(place.rehearsal))
    shown = list(reversed(stage.posts()))
    assert SPOKEN in shown[0].films[0].alt
    assert [alt for one in shown[1:] for alt in one.pictures] == alts
