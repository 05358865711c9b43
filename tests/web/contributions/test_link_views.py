# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody without an account sees: three questions, a thank-you, and nothing of what else there is."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nahbar.contributions import actions, queries
from nahbar.contributions.actions import knocking
from nahbar.contributions.models import Contribution, Knock, Photo
from nahbar.contributions.states import Audience
from nahbar.topics import actions as topics
from nahbar.topics.models import Topic
from nahbar.web import uploads
from nahbar.web.contributions import entrance, link_views
from tests import factories
from tests.contributions.photos import HEIC, bomb, photo, polyglot
from tests.web.contributions.conftest import WORDS

pytestmark = pytest.mark.django_db


def kept(answer):
    """Whether everything that was typed stands in the page that came back."""
    text = answer.content.decode()
    return all(words in text for words in WORDS.values())


def files():
    return [one for one in (Path(settings.MEDIA_ROOT) / "contributed").rglob("*") if one.is_file()]


def test_form_asks_three_questions_in_the_name_of_the_authority(phone):
    answer = phone.get()
    text = answer.content.decode()

    assert answer.status_code == 200
    for words in (
        "Bauamt: Was gibt es zu erzählen?",
        "Was passiert?",
        "Wem hilft es?",
        "Wen dürfen wir zeigen?",
    ):
        assert words in text
    assert "Stadt Musterau zeigt, was hier passiert." in text
    assert "Sie werden nach 30 Tagen gelöscht." in text
    assert "Personen auf dem Foto: nur mit Einwilligung" in text
    assert 'accept="image/*" capture="environment"' in text


def test_form_asks_trainees_in_other_words(phone, desk, at):
    editor = desk.memberships.get().person
    link = actions.invite(desk, title="Azubis", audience=Audience.TRAINEES, keep_days=1, by=editor, at=at)
    path = reverse("contribute:form", args=(desk.slug, queries.token_of(link)))

    text = phone.browser.get(path).content.decode()

    assert "Was passiert gerade bei Ihnen?" in text
    assert "Sie werden nach 1 Tag gelöscht." in text


def test_pages_leave_no_cookie_but_the_one_against_forgery_and_no_trace(phone):
    for answer in (phone.get(), phone.send()):
        assert set(answer.cookies) <= {"csrftoken"}
        assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "no-store")
        assert answer["X-Robots-Tag"] == "noindex"


def test_what_is_sent_is_a_topic_in_the_list_at_once(client, phone, desk, two_photos):
    answer = phone.send(photos=two_photos, name="Bernd Bauer", contact="App. 12")

    assert (answer.status_code, answer["Location"]) == (303, f"{phone.path}danke/")
    thanks = phone.browser.get(answer["Location"]).content.decode()
    assert "Danke, Ihr Beitrag ist angekommen." in thanks
    assert "Die Redaktion entscheidet, ob daraus eine Geschichte wird" in thanks
    assert "Die Brücke ist fertig" in client.get(f"/{desk.slug}/themen/").content.decode()
    page = client.get(f"/{desk.slug}/themen/{Topic.objects.get().pk}/").content.decode()
    for words in (
        "Beitrag von Bauamt, Di, 24. November",
        "Bernd Bauer",
        "App. 12",
        "Niemand ist zu erkennen",
        "Wem hilft es?",
    ):
        assert words in page
    assert page.count("/beitragen-lassen/fotos/") == 2
    assert "„contribution“" not in page


def test_two_taps_are_one_topic(phone, two_photos):
    first, second = phone.send(photos=two_photos), phone.send(photos=two_photos)

    assert (first.status_code, second.status_code) == (303, 303)
    assert (Topic.objects.count(), Photo.objects.count(), len(files())) == (1, 2, 2)


def test_photo_of_the_camera_goes_along_with_those_chosen(phone):
    phone.send(photos=[photo()], camera=SimpleUploadedFile("image.jpg", photo(shade=1)))

    assert Photo.objects.count() == 2


def test_one_answer_is_enough(phone):
    assert phone.send(helps="", shows="").status_code == 303


def test_nothing_typed_is_lost_when_something_is_missing(phone, two_photos):
    empty = phone.send(happens="", name="Bernd Bauer")
    unsaid = phone.send(photos=two_photos, shown="")

    assert (empty.status_code, unsaid.status_code, kept(unsaid)) == (422, 422, True)
    assert 'value="Bernd Bauer"' in empty.content.decode()
    assert "Es wurde noch nichts gesendet; Ihre Texte sind alle noch da." in empty.content.decode()
    text = unsaid.content.decode()
    assert "Bitte sagen Sie, ob auf den Fotos Menschen zu erkennen sind." in text
    assert "Bitte wählen Sie die Fotos noch einmal aus" in text
    assert (Topic.objects.count(), files()) == (0, [])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (HEIC, "weil es im Format HEIC gespeichert ist"),
        (bomb(), "weil es mehr als 50 Millionen Bildpunkte hat"),
        (b"%PDF-1.7 geheim", "weil nur JPEG, PNG und WebP angenommen werden"),
        (b"<svg onload=alert(1)>", "weil nur JPEG, PNG und WebP angenommen werden"),
        (photo(width=400, height=300)[:-100], "weil die Datei nicht gelesen werden kann"),
        (b"\xff\xd8" + b"\x00" * 12_000_000, "weil die Datei größer als 12 MB ist"),
    ],
    ids=["heic", "bomb", "pdf", "svg", "cut", "heavy"],
)
def test_what_is_no_photo_is_named_by_its_number_and_nothing_is_lost(phone, data, sentence):
    answer = phone.send(photos=[photo(), data])

    assert (answer.status_code, kept(answer)) == (422, True)
    assert "Foto 2 (IMG_1.jpg): Das Bild wurde nicht übernommen" in answer.content.decode()
    assert sentence in answer.content.decode()
    assert (Topic.objects.count(), files()) == (0, [])


def test_photo_that_is_a_web_page_as_well_is_kept_and_shown_as_pixels_only(client, phone, desk):
    phone.send(photos=[polyglot()])

    shown = client.get(f"/{desk.slug}/beitragen-lassen/fotos/{Photo.objects.get().pk}/")

    assert shown["Content-Type"] == "image/jpeg"
    for data in (shown.content, files()[0].read_bytes()):
        assert b"<script" not in data
        assert b"Petra Privat" not in data
        assert b"Exif" not in data


@pytest.mark.parametrize("number", [7, 50, 99])
def test_too_many_photos_are_refused_and_nothing_typed_is_lost(phone, number):
    answer = phone.send(photos=[photo(shade=n) for n in range(number)])

    assert (answer.status_code, kept(answer)) == (422, True)
    assert "mehr als 6 Fotos" in answer.content.decode()
    assert Topic.objects.count() == 0


class Endless(io.RawIOBase):
    """A body that says it has a gigabyte, and counts how much of it was read."""

    def __init__(self, head: bytes) -> None:
        self._head, self.seen = io.BytesIO(head), 0

    def read(self, size: int = -1) -> bytes:
        given = self._head.read(size) or b"\x00" * min(size if size > 0 else 65536, 1_000_000)
        self.seen += len(given)
        return given


def test_gigabyte_is_read_to_the_limit_only_and_nothing_typed_is_lost(phone, monkeypatch, tmp_path):
    monkeypatch.setattr(link_views, "MOST_BYTES", 3_000_000)
    monkeypatch.setattr(uploads, "DRAINED_BYTES", 2_000_000)
    monkeypatch.setattr(settings, "FILE_UPLOAD_TEMP_DIR", tmp_path / "uploads")
    (tmp_path / "uploads").mkdir()
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{words}\r\n'
        for name, words in WORDS.items()
    ]
    parts.append('--x\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\n')
    body = Endless("".join(parts).encode())

    answer = phone.browser.generic(
        "POST", phone.path, CONTENT_TYPE="multipart/form-data; boundary=x",
        CONTENT_LENGTH=10**9, **{"wsgi.input": body},
    )  # fmt: skip

    assert (answer.status_code, kept(answer)) == (422, True)
    assert body.seen < 6_000_000
    assert list((tmp_path / "uploads").iterdir()) == []


def test_link_that_is_wrong_replaced_or_of_another_authority_shows_the_same_page(phone, desk, at):
    right = phone.path
    other = factories.authority(name="Landkreis Musterland")
    wrong = [
        right.replace(desk.slug, other.slug),
        right.replace(desk.slug, "gibt-es-nicht"),
        right[:-2] + ("a/" if right[-2] != "a" else "b/"),
        f"/{desk.slug}/beitragen/x/",
        f"/{desk.slug}/beitragen/%00/",
        f"{right[:-3]}/danke/",
    ]
    actions.replace(phone.link, by=desk.memberships.get().person, at=at)

    pages = [phone.browser.get(path) for path in [*wrong, right, f"{right}danke/"]]
    pages += [phone.browser.post(path, WORDS) for path in [*wrong[:4], right]]

    assert {page.status_code for page in pages} == {404}
    texts = {
        page.content.decode().replace(page.cookies["csrftoken"].value, "")
        if page.cookies
        else page.content.decode()
        for page in pages
    }
    assert all("Dieser Link funktioniert nicht." in text for text in texts)
    assert not any("Musterau" in text or "Musterland" in text or "Bauamt" in text for text in texts)
    assert Topic.objects.count() == 0


def test_link_that_is_switched_off_says_so_and_a_text_on_its_way_is_not_lost(phone, desk, at):
    topics.pause(phone.link.source, by=desk.memberships.get().person, at=at)

    opened, sent = phone.get(), phone.send()

    assert (opened.status_code, sent.status_code, kept(sent)) == (410, 410, True)
    assert "Hier wird zurzeit nichts angenommen." in opened.content.decode()
    assert "Bauamt" not in opened.content.decode()
    assert "Bitte heben Sie Ihren Text auf" in sent.content.decode()
    assert Topic.objects.count() == 0


def test_program_that_fills_in_everything_is_told_and_keeps_its_text(phone):
    answer = phone.send(subject="Billige Uhren")

    assert (answer.status_code, kept(answer), Topic.objects.count()) == (422, True, 0)
    assert "Dieses Feld muss leer bleiben" in answer.content.decode()
    assert "co-subject--shown" in answer.content.decode()


def test_who_sends_very_often_is_asked_to_wait_and_keeps_the_text(phone, two_photos, monkeypatch):
    monkeypatch.setattr(knocking, "MOST_BY_ORIGIN", 1)
    phone.send()

    answer = phone.send(photos=two_photos)

    assert (answer.status_code, kept(answer)) == (429, True)
    assert "Ihre Texte stehen noch unten; bitte senden Sie sie später noch einmal." in answer.content.decode()
    assert "Bitte wählen Sie die Fotos noch einmal aus" in answer.content.decode()
    assert (Photo.objects.count(), Knock.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    ("connected", "passed_on", "origin"),
    [
        ("88.99.1.2", "198.51.100.1", "88.99.1.2"),  # nobody else may say from where it comes
        ("127.0.0.1", "198.51.100.1, 203.0.113.5", "203.0.113.5"),  # only what the proxy itself saw
        ("10.0.0.2", "", "10.0.0.2"),
        ("", "198.51.100.1", ""),
    ],
)
def test_origin_is_what_our_proxy_saw_or_who_is_connected(rf: Any, connected, passed_on, origin):
    request = rf.get("/", REMOTE_ADDR=connected, HTTP_X_FORWARDED_FOR=passed_on)

    assert entrance.origin(request) == origin


def test_ends_of_lines_count_once_as_in_the_browser(phone):
    assert phone.send(helps="a\r\n" * 500).status_code == 303
    assert phone.send(helps="a" * 1001).status_code == 422


def test_texts_come_back_harmless(client, phone, desk):
    phone.send(happens="<script>alert(1)</script> Die Brücke ist fertig.", name="<b>Bernd</b>")

    page = client.get(f"/{desk.slug}/themen/{Topic.objects.get().pk}/").content.decode()

    assert "<script>alert" not in page
    assert "<b>Bernd" not in page
    assert Contribution.objects.get().name == "<b>Bernd</b>"
