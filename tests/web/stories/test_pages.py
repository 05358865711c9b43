# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import io
import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from nahbar.authority.models import Authority, Person
from nahbar.authority.states import Role
from nahbar.foundation import clock
from nahbar.stories.models import Material, Story
from nahbar.topics.models import Wording
from nahbar.topics.states import TopicState
from nahbar.variants.models import Variant
from tests import factories

pytestmark = pytest.mark.django_db


@dataclass
class Office:
    """A town, somebody with a role in it, and their browser."""

    role: Role = Role.EDITOR
    town: Authority = field(default_factory=factories.authority)

    def __post_init__(self) -> None:
        self.person: Person = factories.person(self.town, self.role, name="Erika Muster")
        self.browser = Client()
        self.browser.force_login(self.person)

    def get(self, path: str) -> Any:
        return self.browser.get(f"/{self.town.slug}/geschichten/{path}")

    def post(self, path: str, **data: Any) -> Any:
        return self.browser.post(f"/{self.town.slug}/geschichten/{path}", data)


@pytest.fixture
def office() -> Office:
    return Office()


def words(answer: Any) -> str:
    """The page as it is read, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def photo(colour: str = "red") -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010E] = "Aufgenommen von Max"
    out = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("bad.jpg", out.getvalue(), content_type="image/jpeg")


def test_list_teaches_and_leads_to_topics_when_empty(office: Office) -> None:
    answer = office.get("")
    assert "Keine Geschichte ist in Arbeit." in words(answer)
    assert "Hier entstehen Ihre Geschichten" in words(answer)
    assert f"/{office.town.slug}/themen/" in answer.content.decode()


def test_list_shows_own_stories_with_state_per_channel_only_when_neighbour_has_some_too(
    office: Office,
) -> None:
    story = factories.story(office.town, office.person, title="Freibad")
    factories.variant(story, factories.channel(office.town, display_name="Musterau übt"), office.person)
    other = factories.authority()
    factories.story(other, factories.person(other, Role.EDITOR), title="Geheime Fusion")
    text = words(office.get(""))
    assert "1 Geschichte ist in Arbeit." in text
    assert "Freibad" in text
    assert "Musterau übt Entwurf" in text
    assert "Geheime Fusion" not in text


def test_list_needs_no_more_queries_when_there_are_more_stories(
    office: Office, django_assert_max_num_queries: Any
) -> None:
    channel = factories.channel(office.town)
    for _ in range(12):
        factories.variant(factories.story(office.town, office.person), channel, office.person)
    with django_assert_max_num_queries(25):
        office.get("")


def test_new_story_opens_with_title_and_asks_when_it_is_missing(office: Office) -> None:
    asked = office.post("neu/", title=" ")
    assert asked.status_code == 422
    opened = office.post("neu/", title="Neue Bänke")
    story = Story.objects.get()
    assert opened.url == f"/{office.town.slug}/geschichten/{story.pk}/"
    assert (story.title, story.opened_by) == ("Neue Bänke", office.person)


def test_open_from_topic_tells_it_once_when_clicked_twice(office: Office) -> None:
    topic = factories.topic(office.town)
    first = office.post("eroeffnen/", topic=topic.pk)
    second = office.post("eroeffnen/", topic=topic.pk)
    topic.refresh_from_db()
    assert first.url == second.url
    assert topic.state == TopicState.TOLD
    assert "Zu diesem Thema gibt es schon eine Geschichte in Arbeit." in words(office.browser.get(second.url))


def test_open_from_topic_is_not_found_when_topic_is_foreign_or_odd(office: Office) -> None:
    foreign = factories.topic(factories.authority())
    assert office.post("eroeffnen/", topic=foreign.pk).status_code == 404
    assert office.post("eroeffnen/", topic="x").status_code == 404
    assert not Story.objects.exists()


def test_story_page_leads_to_channels_when_none_is_connected(office: Office) -> None:
    story = factories.story(office.town, office.person)
    answer = office.get(f"{story.pk}/")
    assert "Noch ist kein Kanal verbunden" in words(answer)
    assert f'href="/{office.town.slug}/kanaele/"' in answer.content.decode()


def test_story_page_offers_connected_channels_of_own_authority_only_when_choosing(office: Office) -> None:
    story = factories.story(office.town, office.person)
    factories.channel(office.town, handle="@hier")
    factories.channel(factories.authority(), handle="@fremd")
    factories.channel(office.town, handle="@alt", state="disconnected")
    text = words(office.get(f"{story.pk}/"))
    assert "Für Stadt Musterau (@hier) schreiben" in text
    assert "@fremd" not in text
    assert "@alt" not in text


def test_story_page_shows_source_text_and_earlier_wordings_when_source_changed(office: Office) -> None:
    topic = factories.topic(office.town, text="Eintritt 4 Euro")
    Wording.objects.create(topic=topic, title=topic.title, text="Eintritt 3 Euro", replaced_at=factories.AT)
    story = factories.story(office.town, office.person, topic=topic)
    text = words(office.get(f"{story.pk}/"))
    assert "Die Quelle wurde seit dem ersten Lesen einmal geändert. Bitte prüfen Sie die Fakten." in text
    assert "Eintritt 4 Euro" in text
    assert "Eintritt 3 Euro" in text


def test_pages_of_a_neighbour_are_not_found_when_asked_for_by_id(office: Office) -> None:
    other = factories.authority()
    foreign = factories.story(other, factories.person(other, Role.EDITOR))
    assert office.get(f"{foreign.pk}/").status_code == 404
    for step in ("beschreiben", "abschliessen", "wieder-oeffnen", "bilder"):
        assert office.post(f"{foreign.pk}/{step}/", title="Gekapert", revision=1).status_code == 404
    foreign.refresh_from_db()
    assert (foreign.state, foreign.title == "Gekapert") == ("opened", False)


def test_variant_of_another_story_is_not_found_when_named_in_the_address(office: Office) -> None:
    mine = factories.story(office.town, office.person)
    other = factories.story(office.town, office.person)
    variant = factories.variant(other, factories.channel(office.town), office.person)
    assert office.get(f"{mine.pk}/?fassung={variant.pk}").status_code == 404
    assert office.get(f"{mine.pk}/?fassung=unsinn").status_code == 404


def test_officer_reads_the_story_and_changes_nothing_when_trying() -> None:
    office = Office(role=Role.OFFICER)
    author = factories.person(office.town, Role.EDITOR)
    story = factories.story(office.town, author, title="Freibad")
    factories.variant(story, factories.channel(office.town), author)
    answer = office.get(f"{story.pk}/")
    assert "Das Freibad öffnet am Samstag." in words(answer)
    assert "<textarea" not in answer.content.decode()
    assert "Speichern" not in words(answer)
    refused = office.post(f"{story.pk}/beschreiben/", title="Anders", revision=1)
    story.refresh_from_db()
    assert (refused.status_code, story.title) == (403, "Freibad")


def test_facts_of_both_editors_stand_on_the_page_when_both_saved(office: Office) -> None:
    story = factories.story(office.town, office.person, title="Freibad")
    colleague = Office(town=office.town)
    colleague.person.name = "Kai Kollege"
    colleague.person.save()
    colleague.post(f"{story.pk}/beschreiben/", title="Freibad", facts="Eintritt 3 Euro", link="", revision=1)
    answer = office.post(
        f"{story.pk}/beschreiben/", title="Freibad", facts="Eintritt 4 Euro", link="", revision=1
    )
    text = words(answer)
    assert answer.status_code == 422
    assert "weil Kai Kollege die Geschichte inzwischen geändert hat" in text
    assert "Eintritt 3 Euro" in text
    assert "Eintritt 4 Euro" in text
    assert '<input type="hidden" name="revision" value="2"' in answer.content.decode()


@pytest.mark.parametrize(("title", "link"), [("", ""), ("Freibad", "keine Adresse")])
def test_facts_stay_in_their_fields_when_title_or_link_is_odd(office: Office, title: str, link: str) -> None:
    story = factories.story(office.town, office.person)
    answer = office.post(
        f"{story.pk}/beschreiben/", title=title, facts="Mühsam geschrieben", link=link, revision=1
    )
    assert answer.status_code == 422
    assert "Mühsam geschrieben" in words(answer)
    assert Story.objects.get().facts == ""


def test_missing_file_is_asked_for_when_picture_form_is_sent_without_it(office: Office) -> None:
    story = factories.story(office.town, office.person)
    answer = office.post(f"{story.pk}/bilder/", alt="Mühsam geschrieben", credit="")
    assert answer.status_code == 422
    assert "weil keine Datei ausgewählt war" in words(answer)
    assert "Mühsam geschrieben" in words(answer)


def test_picture_is_asked_for_alt_text_and_shown_clean_when_added(office: Office) -> None:
    story = factories.story(office.town, office.person)
    answer = office.post(f"{story.pk}/bilder/", picture=photo(), alt="", credit="")
    material = Material.objects.get()
    assert "es braucht noch einen Alternativtext" in words(office.browser.get(answer.url))
    shown = office.get(f"bilder/{material.pk}/")
    assert shown["Content-Type"] == "image/jpeg"
    assert "private" in shown["Cache-Control"]
    assert b"Aufgenommen" not in shown.content
    again = office.browser.get(shown.request["PATH_INFO"], headers={"If-None-Match": shown["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    office.post(f"bilder/{material.pk}/text/", alt="Das Becken", credit="Stadt")
    material.refresh_from_db()
    assert (material.alt, material.credit) == ("Das Becken", "Stadt")


def test_picture_goes_along_on_the_channel_it_was_added_for_until_there_is_no_room(office: Office) -> None:
    story = factories.story(office.town, office.person)
    here, there = (factories.variant(story, factories.channel(office.town), office.person) for _ in range(2))
    for number in range(5):
        office.post(
            f"{story.pk}/bilder/",
            picture=photo(f"#{number * 2}0{number}000"),
            alt=f"Bild {number}",
            fassung=str(here.pk),
        )

    assert [row.material.alt for row in here.pictures.all()] == ["Bild 0", "Bild 1", "Bild 2", "Bild 3"]
    assert there.pictures.count() == 0
    assert story.materials.count() == 5


def test_picture_of_a_neighbour_is_not_found_when_asked_for_by_id(office: Office) -> None:
    other = Office()
    story = factories.story(other.town, other.person)
    other.post(f"{story.pk}/bilder/", picture=photo())
    material = Material.objects.get()
    assert other.get(f"bilder/{material.pk}/").status_code == 200
    assert office.get(f"bilder/{material.pk}/").status_code == 404
    assert office.post(f"bilder/{material.pk}/text/", alt="Gekapert").status_code == 404
    assert office.post(f"bilder/{material.pk}/entfernen/").status_code == 404
    material.refresh_from_db()
    assert material.alt == ""


def test_file_that_is_no_picture_is_refused_with_its_reason_when_added(office: Office) -> None:
    story = factories.story(office.town, office.person)
    file = SimpleUploadedFile("x.jpg", b"%PDF-1.7")
    answer = office.post(f"{story.pk}/bilder/", picture=file, alt="Mühsam geschrieben", credit="")
    assert answer.status_code == 422
    assert "Mühsam geschrieben" in words(answer)
    assert "weil nur JPEG, PNG, WebP, AVIF und GIF angenommen werden" in words(answer)


def test_story_closes_and_reopens_when_asked(office: Office) -> None:
    story = factories.story(office.town, office.person, title="Freibad")
    office.post(f"{story.pk}/abschliessen/")
    assert "Freibad" not in words(office.get(""))
    assert "Freibad" in words(office.get("?stand=abgeschlossen"))
    assert "Diese Geschichte ist abgeschlossen." in words(office.get(f"{story.pk}/"))
    office.post(f"{story.pk}/wieder-oeffnen/")
    assert Story.objects.get().state == "opened"


def test_next_step_asks_for_co_signing_when_nothing_stops_the_variant(office: Office) -> None:
    story = factories.story(office.town, office.person)
    factories.variant(story, factories.channel(office.town), office.person)
    answer = office.get(f"{story.pk}/")
    assert "Keine bekannten Verstöße gefunden; die Fassung kann mitgezeichnet werden." in words(answer)
    assert f'href="/{office.town.slug}/freigaben/anfragen/{story.pk}/"' in answer.content.decode()
    assert "rechtmäßig" not in words(answer)


def test_next_step_is_the_findings_when_something_stops_the_variant(office: Office) -> None:
    story = factories.story(office.town, office.person)
    material = factories.material(story, office.person)
    variant = factories.variant(story, factories.channel(office.town), office.person)
    variant.pictures.create(material=material, position=1)
    assert "1 Befund hält diese Fassung an." in words(office.get(f"{story.pk}/"))
    assert Variant.objects.count() == 1


def test_embargo_is_set_shown_and_ended_on_the_page_of_the_story():
    office = Office()
    story = factories.story(office.town, office.person)
    day = (clock.now() + timedelta(days=3)).strftime("%Y-%m-%d")
    assert office.post(f"{story.pk}/sperrfrist/", embargo_until=f"{day}T10:00").status_code == 302
    story.refresh_from_db()
    assert story.embargo_until is not None
    assert (
        f"{story.embargo_until.astimezone(ZoneInfo(office.town.time_zone)):%Y-%m-%d %H:%M}" == f"{day} 10:00"
    )
    page = office.get(f"{story.pk}/").content.decode()
    assert "Vorher geht aus dieser Geschichte nichts hinaus." in page
    past = office.post(f"{story.pk}/sperrfrist/", embargo_until="2020-01-01T10:00")
    assert past.status_code == 422
    assert "weil dieser Zeitpunkt schon vorbei ist" in past.content.decode()
    assert office.post(f"{story.pk}/sperrfrist/", embargo_until="").status_code == 302
    story.refresh_from_db()
    assert story.embargo_until is None


def test_embargo_of_another_authoritys_story_is_not_found():
    office, other = Office(), Office()
    story = factories.story(other.town, other.person)
    assert office.post(f"{story.pk}/sperrfrist/", embargo_until="").status_code == 404
