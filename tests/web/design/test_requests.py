# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests that are too large, too old, or come from nobody any more: a sentence each, small where htmx asks."""

import io

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from nahbar.authority.states import Role
from nahbar.studio import picture
from nahbar.topics import feed
from nahbar.web import uploads
from tests import factories

pytestmark = pytest.mark.django_db
PIECE = {"HX-Request": "true", "HX-Current-URL": "http://testserver/musterau/geschichten/?fassung=1"}
TOO_LARGE = "Es wurde nichts gespeichert: Die Datei ist zu groß."
TOO_LONG = "Es wurde nichts gespeichert: Der Text ist viel länger, als Nahbar annimmt (2,5 MB)."
STALE = "Das ist noch nicht gespeichert: Die Seite stammt aus einer früheren Anmeldung."


@pytest.fixture
def place():
    return factories.authority(slug="musterau")


@pytest.fixture
def editor(place):
    return factories.person(place, Role.EDITOR)


@pytest.fixture
def strict(editor):
    """As a browser: forgeries are looked for, and for that the body is read before anything else."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    client.get(reverse("account:mine"))
    return client


def collect(place, editor):
    story = factories.story(place, editor)
    return reverse("stories:collect", args=[place.slug, story.pk])


def heavy(size):
    return SimpleUploadedFile("bild.jpg", b"\xff" * size, "image/jpeg")


def test_upload_is_stopped_with_a_sentence_when_it_grows_too_large(
    place, editor, strict, monkeypatch, tmp_path
) -> None:
    monkeypatch.setattr(uploads.Limited, "most", 3_000_000)
    monkeypatch.setattr(settings, "FILE_UPLOAD_TEMP_DIR", tmp_path)
    answer = strict.post(collect(place, editor), {"picture": heavy(4_000_000), "alt": "x"})

    assert (answer.status_code, TOO_LARGE in answer.content.decode()) == (413, True)
    assert list(tmp_path.iterdir()) == []


def test_several_files_count_together_when_they_come_in_one_request(
    place, editor, strict, monkeypatch
) -> None:
    monkeypatch.setattr(uploads.Limited, "most", 1_000_000)
    files = {"picture": heavy(600_000), "other": heavy(600_000)}

    assert strict.post(collect(place, editor), files).status_code == 413


def test_limit_of_a_request_leaves_room_for_the_largest_file_there_is() -> None:
    assert settings.FILE_UPLOAD_HANDLERS[0] == "nahbar.web.uploads.Limited"
    assert max(picture.MAX_BYTES, feed.MAX_BYTES) < uploads.MOST_BYTES <= 50_000_000


def test_reading_ends_when_far_more_comes_than_is_thrown_away(monkeypatch) -> None:
    monkeypatch.setattr(uploads, "DRAINED_BYTES", 1_000_000)
    request = HttpRequest()
    request._stream = io.BytesIO(b"x" * 3_000_000)
    request._read_started = False
    uploads.drain(request)

    assert request._stream.tell() < 2_000_000


def test_feed_file_is_refused_beside_its_field_when_it_is_larger_than_five_megabytes(place, strict) -> None:
    client = Client()
    client.force_login(factories.person(place, Role.ADMINISTRATOR))
    file = SimpleUploadedFile("feed.xml", b"<rss>" + b" " * feed.MAX_BYTES)
    answer = client.post(reverse("topics:upload", args=[place.slug]), {"file": file})

    assert answer.status_code == 422
    assert "5 MB" in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, PIECE], ids=["a page", "a piece"])
def test_text_far_too_long_gets_a_sentence(place, editor, strict, headers) -> None:
    variant = factories.variant(factories.story(place, editor), factories.channel(place), editor)
    address = reverse("variants:save", args=[place.slug, variant.pk])
    answer = strict.post(address, {"text": "x" * 3_000_000, "revision": 1}, headers=headers)
    body = answer.content.decode()

    assert (answer.status_code, TOO_LONG in body, "<!doctype html>" in body) == (413, True, headers == {})


def test_request_that_cannot_be_read_gets_a_page(place, strict) -> None:
    many = "&".join(f"feld{n}=1" for n in range(2000))
    answer = strict.post(
        reverse("topics:list", args=[place.slug]), many, content_type="application/x-www-form-urlencoded"
    )

    assert (answer.status_code, "Das war nicht lesbar" in answer.content.decode()) == (400, True)


def test_piece_leads_back_to_its_page_when_the_token_is_of_an_earlier_sign_in(strict) -> None:
    answer = strict.post("/gestaltung/ansicht", {"theme": "dark"}, headers=PIECE)
    body = answer.content.decode()

    assert (answer.status_code, STALE in body, "<!doctype html>" in body) == (403, True, False)
    assert f'href="{PIECE["HX-Current-URL"]}"' in body


def test_piece_leads_to_the_start_when_it_names_a_foreign_page(strict) -> None:
    headers = {**PIECE, "HX-Current-URL": "https://evil.example/musterau/"}
    body = strict.post("/gestaltung/ansicht", {"theme": "dark"}, headers=headers).content.decode()

    assert ("evil.example" in body, 'href="/"' in body) == (False, True)


def test_piece_asks_to_sign_in_again_when_the_login_has_ended(place) -> None:
    topic = factories.topic(place, title="Geheimes Thema")
    answer = Client().post(reverse("topics:decide", args=[place.slug, topic.pk]), {}, headers=PIECE)
    body = answer.content.decode()

    assert (answer.status_code, "<!doctype html>" in body, "Geheimes" in body) == (401, False, False)
    assert "Sie sind nicht mehr angemeldet" in body
    assert f'href="{reverse("account_login")}"' in body


def test_page_stays_as_it_is_when_it_looks_for_news_after_the_login_has_ended(place) -> None:
    answer = Client().get(reverse("topics:list", args=[place.slug]), headers=PIECE)

    assert (answer.status_code, answer.content) == (204, b"")
