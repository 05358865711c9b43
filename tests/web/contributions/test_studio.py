# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The studio on a phone: an assignment, files piece by piece, a word on who can be seen, thanks; and no way to anything else."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nahbar.consents.models import Consent
from nahbar.contributions import actions, queries
from nahbar.contributions.actions import Wish, delivering, knocking
from nahbar.contributions.models import DeliveredFile, Delivery
from nahbar.contributions.states import Audience, DeliveryState
from nahbar.foundation import clock
from nahbar.library import parts
from nahbar.library.models import MediaFile, Upload
from nahbar.publishing.models import Publication
from nahbar.record.models import Entry
from nahbar.topics import actions as topics
from tests import factories
from tests.contributions.photos import HEIC, photo, polyglot
from tests.web.test_tenants import ADDRESSES, address, answers

pytestmark = pytest.mark.django_db


class Studio:
    """A phone with the link of trainees."""

    def __init__(self, place: Any, editor: Any, link: Any) -> None:
        self.place, self.editor, self.link = place, editor, link
        self.browser = Client(enforce_csrf_checks=True)
        self.path = reverse("studio:today", args=(place.slug, queries.token_of(link)))

    def get(self, path: str = "") -> Any:
        return self.browser.get(path or self.path)

    def text(self, path: str = "") -> str:
        return str(self.get(path).content.decode())

    def bring(
        self, data: bytes, *, query: str = "", begin: str = "", name: str = "IMG_1.jpg"
    ) -> dict[str, Any]:
        """As the script does: begins, sends all of it, finishes."""
        begun = self.browser.post(begin or f"{self.path}beginnen/{query}", {"name": name, "size": len(data)})
        if begun.status_code != 201:
            return {"status": begun.status_code, **begun.json()}
        told = begun.json()
        sent = self.browser.patch(
            told["at"], data, content_type="application/octet-stream", headers={"Upload-Offset": "0"}
        )
        if sent.status_code != 200:
            return {"status": sent.status_code, **sent.json()}
        done = self.browser.post(f"{told['at']}fertig/")
        return {"status": done.status_code, "begin": told["begin"], "part": told["at"], **done.json()}

    def send(self, where: str, **values: str) -> Any:
        return self.browser.post(f"{where}senden/", values)


@pytest.fixture
def studio(desk, at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)
    editor = desk.memberships.get().person
    given = {"title": "Azubis", "audience": Audience.TRAINEES, "keep_days": 30}
    return Studio(desk, editor, actions.invite(desk, **given, by=editor, at=at))


@pytest.fixture
def assignment(studio, at):
    wish = Wish(
        "Ein Morgen im Bauhof",
        what="Zeigen, wer die Straßen freihält.",
        shots=["Tor geht auf", "Hände"],
        minutes=25,
    )
    return actions.assign(studio.link, wish, today=at.date(), by=studio.editor, at=at)


def test_studio_shows_the_assignment_its_shots_ten_rules_and_the_camera(studio, assignment):
    text = studio.text()

    for words in (
        "Ein Morgen im Bauhof",
        "Etwa 25 Minuten",
        "Zeigen, wer die Straßen freihält.",
        "Tor geht auf",
        "10 Regeln vor dem Aufnehmen",
        "Keine Kinder und niemanden unter 18",
        "ein Film bis 500 MB, ein Foto bis 12 MB",
        "Von hier aus wird nichts veröffentlicht.",
    ):
        assert words in text
    assert 'accept="video/*,image/*" capture="environment"' in text
    assert studio.get()["Cache-Control"] == "no-store"
    assert set(studio.browser.cookies) <= {"csrftoken"}


def test_studio_shows_what_ends_first_on_top_and_the_house_its_own_rules(studio, assignment, at):
    wish = Wish("Weihnachtsmarkt", until=at.date())
    first = actions.assign(studio.link, wish, today=at.date(), by=studio.editor, at=at)
    actions.set_rules(studio.place, ["Erst fragen."], by=studio.editor, at=at)

    text = studio.text()

    assert "<h1>Weihnachtsmarkt</h1>" in text
    assert f'href="?auftrag={assignment.pk}"' in text
    assert "1 Regel vor dem Aufnehmen" in text
    assert "<h1>Ein Morgen im Bauhof</h1>" in studio.text(f"{studio.path}?auftrag={assignment.pk}")
    actions.close_assignment(first, by=studio.editor, at=at)
    assert "Weihnachtsmarkt" not in studio.text()


def test_photo_comes_by_pieces_is_drawn_anew_and_waits_uncleared_with_its_source(studio, assignment):
    told = studio.bring(polyglot(), query=f"?auftrag={assignment.pk}")

    file = MediaFile.objects.select_related("rights").get()
    assert (told["status"], file.way, file.added_by, file.rights.licence) == (200, "contribution", None, "")
    assert file.rights.source == "Azubi-Studio, Auftrag „Ein Morgen im Bauhof“"
    page = studio.text(told["at"])
    assert "Fast fertig: Wer ist zu sehen?" in page
    assert Delivery.objects.get().state == DeliveryState.ARRIVING
    shown = studio.get(
        reverse(
            "studio:preview",
            args=(*told["at"].split("/")[1:5:2], told["at"].split("/")[4], DeliveredFile.objects.get().pk),
        )
    )
    assert shown["Content-Type"] == "image/jpeg"

    unsaid = studio.send(told["at"])
    assert (
        unsaid.status_code,
        "Bitte sagen Sie, ob Menschen zu erkennen sind." in unsaid.content.decode(),
    ) == (422, True)
    sent = studio.send(told["at"], seen="nobody", words="Am Tor.")
    assert (sent.status_code, sent["Location"]) == (303, told["at"])
    assert "Danke. Alles ist angekommen." in studio.text(told["at"])
    assert studio.get(f"{told['at']}stand/").json()["word"] == "liegt bei der Redaktion"
    assert Entry.objects.filter(verb="contributions.deliver").get().by_name == "Azubis"


def test_second_file_joins_the_delivery_and_is_refused_once_it_was_sent(studio):
    first = studio.bring(photo())
    second = studio.bring(photo(shade=200), begin=first["begin"])
    studio.send(first["at"], seen="nobody")
    late = studio.bring(photo(shade=10), begin=first["begin"])

    assert (second["status"], second["at"]) == (200, first["at"])
    assert (DeliveredFile.objects.count(), late["status"]) == (2, 410)
    assert "Diese Einsendung nimmt nichts mehr an" in late["sentence"]


def test_files_come_with_a_plain_form_where_there_is_no_script(studio, assignment):
    files = {
        "camera": SimpleUploadedFile("a.jpg", photo()),
        "chosen": SimpleUploadedFile("b.jpg", photo(shade=1)),
    }
    answer = studio.browser.post(f"{studio.path}?auftrag={assignment.pk}", files)

    assert (answer.status_code, MediaFile.objects.count()) == (303, 2)
    assert "2 Dateien sind angekommen." in studio.text(answer["Location"])
    more = studio.browser.post(f"{answer['Location']}dateien/", {"chosen": SimpleUploadedFile("c.jpg", HEIC)})
    assert (more.status_code, "c.jpg: Das Bild wurde nicht übernommen" in more.content.decode()) == (
        422,
        True,
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (HEIC, "HEIC"),
        (b"%PDF-1.7 geheim startxref", "weil hier nur Fotos (JPEG, PNG, WebP) und Filme"),
        (b"ID3" + b"\0" * 5000, "weil hier nur Fotos (JPEG, PNG, WebP) und Filme"),
        (b"MZ" + b"\0" * 5000, "weil nur Bilder"),
        (b"<svg onload=alert(1)>", "weil nur Bilder"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 5000, "nicht abspielen"),
    ],
    ids=["heic", "pdf", "sound", "program", "svg", "no film"],
)
def test_what_is_no_photo_and_no_film_is_refused_with_a_sentence_and_nothing_is_kept(studio, data, sentence):
    told = studio.bring(data, name="x.jpg")
    answer = studio.browser.post(studio.path, {"chosen": SimpleUploadedFile("x.jpg", data)})

    assert (told["status"], answer.status_code) == (422, 422)
    assert sentence in told["sentence"]
    assert sentence in answer.content.decode()
    assert (MediaFile.objects.count(), Upload.objects.count(), list(parts.all_ids())) == (0, 0, [])


def test_piece_goes_on_where_the_last_one_ended(studio):
    data = photo(width=400, height=300)
    told = studio.browser.post(f"{studio.path}beginnen/", {"name": "a.jpg", "size": len(data)}).json()
    patch = {"content_type": "application/octet-stream"}
    studio.browser.patch(told["at"], data[:500], headers={"Upload-Offset": "0"}, **patch)

    odd = studio.browser.patch(told["at"], data[900:], headers={"Upload-Offset": "900"}, **patch)
    assert (odd.status_code, odd.json()) == (409, {"received": 500})
    assert studio.get(told["at"]).json()["received"] == 500
    studio.browser.patch(told["at"], data[500:], headers={"Upload-Offset": "500"}, **patch)
    assert studio.browser.post(f"{told['at']}fertig/").status_code == 200


def test_too_much_is_refused_before_it_comes(studio, monkeypatch):
    heavy = studio.browser.post(f"{studio.path}beginnen/", {"name": "a.mp4", "size": 500_000_001})
    assert (heavy.status_code, "höchstens 500 MB" in heavy.json()["sentence"]) == (422, True)
    assert Delivery.objects.count() == 0
    monkeypatch.setattr(delivering, "DAY_BYTES", 1000)
    assert studio.bring(photo(width=400, height=300))["status"] == 429
    monkeypatch.setattr(delivering, "DAY_BYTES", 10**9)
    monkeypatch.setattr(delivering, "MOST_FILES", 1)
    told = studio.bring(photo())
    assert studio.bring(photo(shade=1), begin=told["begin"])["status"] == 422
    monkeypatch.setattr(knocking, "MOST_BY_ORIGIN", 1)
    assert studio.bring(photo(shade=2))["status"] == 429
    whole = studio.browser.post(studio.path, {"chosen": SimpleUploadedFile("a.jpg", photo())})
    assert (whole.status_code, "sehr viel gesendet" in whole.content.decode()) == (429, True)


def test_question_is_answered_on_the_phone_it_came_from_and_taken_thanks_are_read_there(client, studio, at):
    told = studio.bring(photo())
    studio.send(told["at"], seen="people")
    delivery = Delivery.objects.get()
    desk = reverse("contributing:delivered", args=(studio.place.slug, delivery.pk))

    page = client.get(desk).content.decode()
    assert "Menschen sind zu erkennen" in page
    client.post(f"{desk}nachfragen/", {"frage": "Wer steht links?"})
    assert "Wer steht links?" in studio.text(told["at"])
    studio.send(told["at"], seen="people", answer="Der Meister.")
    assert "Der Meister." in client.get(desk).content.decode()
    client.post(f"{desk}uebernehmen/", {"geschichte": ""})
    assert "Danke. Die Redaktion hat es übernommen." in studio.text(told["at"])
    assert studio.browser.post(f"{told['at']}zuruecknehmen/").status_code == 422
    assert MediaFile.objects.count() == 1


def test_delivery_goes_into_the_story_of_its_assignment_and_stays_uncleared_there(client, studio, at):
    story = factories.story(studio.place, studio.editor, title="Winterdienst")
    form = reverse("contributing:assign", args=(studio.place.slug,)) + f"?geschichte={story.pk}"
    assert "Winterdienst" in client.get(form).content.decode()
    given = {"link": str(studio.link.pk), "title": "Streuen", "shots": "Salz\n\nSchaufel", "minutes": "20"}
    assert client.post(form, given).status_code == 302
    one = studio.link.assignments.get()
    assert (one.subject, one.shots) == (story.pk, ["Salz", "Schaufel"])
    told = studio.bring(photo(), query=f"?auftrag={one.pk}")
    studio.send(told["at"], seen="nobody")
    desk = reverse("contributing:delivered", args=(studio.place.slug, Delivery.objects.get().pk))
    assert "In „Winterdienst“ nehmen" in client.get(desk).content.decode()

    client.post(f"{desk}uebernehmen/", {"geschichte": str(story.pk)})

    material = story.materials.get()
    assert (material.is_uncleared, material.origin) == (True, "Azubi-Studio, Auftrag „Streuen“")
    assert DeliveredFile.objects.get().is_taken


def test_what_is_not_taken_is_deleted_at_once_and_the_phone_reads_a_thank_you(client, studio):
    told = studio.bring(photo())
    studio.send(told["at"], seen="nobody")
    desk = reverse("contributing:delivered", args=(studio.place.slug, Delivery.objects.get().pk))

    client.post(f"{desk}nicht-nehmen/")

    assert "Danke fürs Bringen." in studio.text(told["at"])
    assert MediaFile.objects.count() == 0
    assert client.get(desk).status_code == 200


def test_phone_takes_everything_back(studio):
    told = studio.bring(photo())
    studio.send(told["at"], seen="nobody")

    answer = studio.browser.post(f"{told['at']}zuruecknehmen/")

    assert "Ihre Einsendung ist zurückgenommen." in answer.content.decode()
    assert (MediaFile.objects.count(), Delivery.objects.count()) == (0, 0)
    assert studio.get(told["at"]).status_code == 404


def test_desk_and_today_say_what_waits(client, studio, assignment):
    told = studio.bring(photo(), query=f"?auftrag={assignment.pk}")
    desk = reverse("contributing:desk", args=(studio.place.slug,))
    assert "Kommt gerade an" in client.get(desk).content.decode()
    studio.send(told["at"], seen="nobody")

    assert "1 Einsendung wartet auf Sie." in client.get(desk).content.decode()
    assert (
        "1 Einsendung aus dem Azubi-Studio ansehen" in client.get(f"/{studio.place.slug}/").content.decode()
    )


def test_link_page_hands_on_the_code_of_the_studio_and_departments_have_none(client, studio, phone):
    page = client.get(reverse("contributing:link", args=(studio.place.slug, studio.link.pk))).content.decode()

    assert studio.path in page
    assert (
        client.get(reverse("contributing:studio_sheet", args=(studio.place.slug, studio.link.pk))).status_code
        == 200
    )
    assert "/studio/" not in client.get(
        reverse("contributing:link", args=(phone.place.slug, phone.link.pk))
    ).content.decode().split("<main")[1].replace("/beitragen-lassen/studio/", "")
    assert (
        client.get(reverse("contributing:studio_code", args=(phone.place.slug, phone.link.pk))).status_code
        == 404
    )
    department = reverse("studio:today", args=(phone.place.slug, queries.token_of(phone.link)))
    assert phone.browser.get(department).status_code == 404


def test_wrong_links_and_codes_open_nothing(studio):
    told = studio.bring(photo())
    other = factories.authority()
    right = told["at"]
    wrong = [
        studio.path.replace(studio.place.slug, other.slug),
        right.replace(studio.place.slug, other.slug),
        f"{studio.path}{'x' * 43}/",
        f"{studio.path}%00/",
        told["part"].replace(right, f"{studio.path}{'x' * 43}/"),
    ]
    second = studio.bring(photo(shade=3))
    wrong.append(told["part"].replace(right, second["at"]))

    assert {studio.get(path).status_code for path in wrong} == {404}
    assert {studio.browser.post(path).status_code for path in wrong[2:4]} <= {404, 405}


def test_neither_link_nor_code_opens_any_other_address_and_nothing_was_published(studio):
    told = studio.bring(photo())
    studio.send(told["at"], seen="nobody")
    things = [Delivery.objects.get().pk, MediaFile.objects.get().pk, studio.link.pk]

    opened = {
        (name, status)
        for name, given in ADDRESSES
        for pk in things
        for status, _where in answers(studio.browser, address(studio.place.slug, name, given, pk))
        if status not in {302, 403, 404}
    }

    assert opened == set()
    assert Publication.objects.count() == 0


def test_studio_that_is_switched_off_takes_nothing_and_says_so(studio, at):
    told = studio.bring(photo())
    topics.pause(studio.link.source, by=studio.editor, at=at)

    assert studio.get().status_code == 410
    late = studio.bring(photo(shade=2), begin=told["begin"])
    assert (late["status"], "nimmt zurzeit nichts an" in late["sentence"]) == (423, True)
    assert studio.send(told["at"], seen="nobody").status_code == 422


def test_who_can_be_seen_signs_on_this_phone_or_by_a_code_and_comes_back(studio):
    where = studio.bring(photo())["at"]
    assert "Wer ist zu sehen?" in studio.text(where)
    asked = studio.browser.post(f"{where}einwilligung/", {"wer": "employee"})
    assert (asked.status_code, unquote(asked["Location"]).partition("?")[2]) == (303, f"zurueck={where}")
    question = studio.text(asked["Location"])
    assert "Dürfen wir Sie zeigen?" in question
    row = Consent.objects.get()
    assert list(row.files.all()) == [DeliveredFile.objects.get().file]
    code = studio.get(f"{where}einwilligung/{row.pk}.svg")
    assert code["Content-Type"] == "image/svg+xml"
    given = {
        "name": "Erika",
        "purposes": "recruiting",
        "kinds": "picture",
        "channels": "web",
        "has_ticked": "on",
    }
    studio.browser.post(asked["Location"], given)
    assert "Beschäftigte: erteilt" in " ".join(studio.text(where).split())
    assert studio.get(f"{where}einwilligung/{row.pk}.svg").status_code == 404


@pytest.mark.parametrize("kind", ["", "event", "erfunden"])
def test_nobody_is_asked_as_something_the_studio_does_not_know(studio, kind):
    where = studio.bring(photo())["at"]
    assert studio.browser.post(f"{where}einwilligung/", {"wer": kind}).status_code == 422
    assert not Consent.objects.exists()


def test_at_most_a_dozen_people_are_asked_from_a_phone(studio):
    where = studio.bring(photo())["at"]
    for _person in range(12):
        studio.browser.post(f"{where}einwilligung/", {"wer": "passerby"})
    assert studio.browser.post(f"{where}einwilligung/", {"wer": "passerby"}).status_code == 422
    assert Consent.objects.count() == 12
