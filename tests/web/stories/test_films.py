# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A film on the pages: played with subtitles where it is chosen, written about and signed; never with its place."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nahbar.authority.states import Role
from nahbar.foundation import clock
from nahbar.library import actions as library
from nahbar.library.models import MediaFile
from nahbar.stories import actions as stories
from nahbar.variants import actions as variants
from nahbar.variants import queries
from tests import factories, films
from tests.approval.desk import desk
from tests.web.approval.office import words

pytestmark = pytest.mark.django_db
ALT = "Eine Auszubildende misst im Stadtwald einen Baum."


@pytest.fixture(scope="module")
def filmed(tmp_path_factory):
    return films.made(tmp_path_factory.mktemp("film") / "film.mp4")


@pytest.fixture
def office(at, filmed, monkeypatch):
    """A desk whose variant goes out with a film that has subtitles."""
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(hours=1))
    place = desk()
    file = films.answered(library.take_in_file(place.authority, filmed, by=place.author, at=at).file)
    library.subtitle(file, data=films.SRT.encode(), by=place.author, at=at)
    library.say_music(file, "none", by=place.author, at=at)
    place.film = stories.use(place.story, file, alt=ALT, by=place.author, at=at)
    variants.choose_pictures(place.variant, material_ids=[place.film.pk], by=place.author, at=at)
    return place


@pytest.fixture
def author(office, client):
    client.force_login(office.author)
    return client


def bytes_of(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def videos(page):
    return [unescape(one) for one in re.findall(r"<video .*?</video>", page.content.decode(), re.DOTALL)]


def test_story_shows_the_film_with_its_subtitles_and_the_preview_as_the_channel_would(office, author):
    page = author.get(f"/{office.authority.slug}/geschichten/{office.story.pk}/?fassung={office.variant.pk}")
    shown = videos(page)
    assert len(shown) == 2
    for one in shown:
        assert f'src="/{office.authority.slug}/geschichten/bilder/{office.film.pk}/film.mp4"' in one
        assert f'aria-label="Film: {ALT}"' in one
        assert 'kind="captions"' in one
        assert "untertitel.vtt" in one
    assert "2 Sekunden" in words(page)
    assert "Untertitel liegen neben dem Film." in words(page)


def test_film_is_chosen_instead_of_pictures_on_the_page_and_both_together_are_told_in_a_sentence(
    office, author
):
    picture = factories.material(office.story, office.author, alt="Ein Baum")
    variants.choose_pictures(office.variant, material_ids=[picture.pk], by=office.author, at=clock.now())
    page = author.get(f"/{office.authority.slug}/geschichten/{office.story.pk}/?fassung={office.variant.pk}")
    assert "Oder stattdessen einen Film." in words(page)
    assert f'name="platz-{office.film.pk}"' in page.content.decode()
    address = f"/{office.authority.slug}/fassungen/{office.variant.pk}/bilder/"
    both = author.post(address, {f"platz-{office.film.pk}": "1", f"platz-{picture.pk}": "2"})
    assert "entweder einen Film oder Bilder" in words(both)
    assert queries.chosen(office.variant) == [picture]
    author.post(address, {f"platz-{office.film.pk}": "1", f"platz-{picture.pk}": "0"})
    assert queries.chosen(office.variant) == [office.film]


def test_series_longer_than_a_post_is_spread_from_the_page(office, author):
    for number in range(5):
        factories.material(office.story, office.author, alt=f"Schritt {number + 1}")
    story = f"/{office.authority.slug}/geschichten/{office.story.pk}/?fassung={office.variant.pk}"
    assert "Ein Beitrag nimmt hier 4 Bilder, die Geschichte hat mehr." in words(author.get(story))
    variants.choose_pictures(office.variant, material_ids=[], by=office.author, at=clock.now())
    author.post(f"/{office.authority.slug}/fassungen/{office.variant.pk}/bilder/verteilen/")
    page = author.get(story)
    assert "Die Bilder gehen mit den Beiträgen eines Threads." in words(page)
    assert [one.alt for one in queries.chosen(office.variant)] == [f"Schritt {n}" for n in range(1, 6)]
    assert "verteilen Sie alle" not in words(page)


def test_player_gets_the_whole_film_or_the_part_it_asks_for_and_never_where_it_was_filmed(office, author):
    address = f"/{office.authority.slug}/geschichten/bilder/{office.film.pk}/film.mp4"
    whole = author.get(address)
    data = bytes_of(whole)
    assert (whole.status_code, whole["Content-Type"], whole["Accept-Ranges"]) == (200, "video/mp4", "bytes")
    assert [one for one in films.SECRETS if one in data] == []
    part = author.get(address, headers={"Range": "bytes=100-199"})
    assert (part.status_code, bytes_of(part)) == (206, data[100:200])
    assert part["Content-Range"] == f"bytes 100-199/{len(data)}"


def test_subtitles_come_as_webvtt(office, author):
    track = author.get(f"/{office.authority.slug}/geschichten/bilder/{office.film.pk}/untertitel.vtt")
    assert track["Content-Type"] == "text/vtt; charset=utf-8"
    assert track.content.decode().startswith("WEBVTT")
    assert "Das Freibad öffnet am Samstag." in track.content.decode()


@pytest.mark.parametrize("end", ["film.mp4", "untertitel.vtt", ""])
def test_nobody_of_another_authority_sees_film_subtitles_or_still(office, client, end):
    other = factories.authority(name="Stadt Nebenau")
    client.force_login(factories.person(other, Role.EDITOR))
    for slug in (office.authority.slug, other.slug):
        assert client.get(f"/{slug}/geschichten/bilder/{office.film.pk}/{end}").status_code in {403, 404}


def test_still_of_a_film_is_a_picture(office, author):
    still = author.get(f"/{office.authority.slug}/geschichten/bilder/{office.film.pk}/")
    assert (still["Content-Type"], still.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")


def test_subtitle_file_is_taken_and_an_odd_one_told_in_a_sentence(office, author, at):
    library.subtitle(office.film.file, data=b"", by=office.author, at=at)
    address = f"/{office.authority.slug}/geschichten/bilder/{office.film.pk}/gesprochen/"
    odd = author.post(
        address, {"untertitel": SimpleUploadedFile("a.srt", b"1\n00:00:05,000 --> 00:00:01,000\nx\n")}
    )
    assert odd.status_code == 422
    assert "nicht gespeichert, weil sich die Datei nicht als SRT oder WebVTT lesen lässt (Zeile 2)." in words(
        odd
    )
    assert MediaFile.objects.get(pk=office.film.file_id).captions == ""
    told = author.post(address, {"untertitel": SimpleUploadedFile("a.srt", films.SRT.encode())}, follow=True)
    assert "Was im Film gesprochen wird, ist gespeichert." in words(told)
    assert "Freibad" in MediaFile.objects.get(pk=office.film.file_id).captions


def test_who_signs_by_mail_link_sees_the_film_with_subtitles_and_only_while_it_goes_out(
    office, at, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        office.request(at, answer_until=at + timedelta(days=2))
    path = "/zeichnen/" + mail.outbox[-1].body.split("/zeichnen/")[1].split()[0]
    browser, digest = Client(), office.film.digest
    page = browser.get(path)
    assert f'src="{path}bilder/{digest}/film.mp4"' in videos(page)[0]
    assert "Alternativtext: " + ALT in words(page)
    assert "Das Freibad öffnet am Samstag." in words(page)
    sent = bytes_of(browser.get(f"{path}bilder/{digest}/film.mp4"))
    version = office.variant.versions.get()
    assert sent == queries.post_of(version, "k", at).films[0].path.read_bytes()
    assert [one for one in films.SECRETS if one in sent] == []
    assert (
        browser.get(f"{path}bilder/{digest}/untertitel.vtt").content.decode()
        == version.pictures[0]["captions"]
    )
    for other in ("0" * 64, "rehearsal"):
        assert browser.get(f"{path}bilder/{other}/film.mp4").status_code == 404
        assert browser.get(f"{path}bilder/{other}/untertitel.vtt").status_code == 404


def test_signing_page_inside_plays_it_too(office, at, client):
    asked = office.request(at)
    client.force_login(office.author)
    base = f"/{office.authority.slug}/freigaben/{asked.pk}/"
    assert f'src="{base}bilder/{office.film.digest}/film.mp4"' in videos(client.get(base))[0]
    assert bytes_of(client.get(f"{base}bilder/{office.film.digest}/film.mp4")).find(b"moov") > 0
    stranger = factories.person(factories.authority(), Role.EDITOR)
    client.force_login(stranger)
    assert client.get(f"{base}bilder/{office.film.digest}/film.mp4").status_code in {403, 404}
