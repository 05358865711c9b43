# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making a film at the desk: choose, cut, arrange, subtitle, look, have it made; everything works without JavaScript."""

import html
import io
import re
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from nahbar.authority.states import Role
from nahbar.channels import registry
from nahbar.channels.capability import FilmLimit
from nahbar.library import actions as library
from nahbar.library.models import MediaFile, Rights
from nahbar.stories import film_queue, filming, subtitling, tasks
from nahbar.stories.filming import Cut, Draft
from nahbar.stories.models import Film
from nahbar.stories.states import FilmFailure, FilmState
from nahbar.studio.film.subtitles import Cue
from nahbar.web.films import timecode
from tests import factories, footage

pytestmark = pytest.mark.django_db


REAL = registry.capability


class Desk:
    def __init__(self, role: Role = Role.EDITOR) -> None:
        self.town = factories.authority(name="Stadt Musterau")
        self.person = factories.person(self.town, role, name="Erika Muster")
        self.story = factories.story(self.town, self.person, title="Freibad")
        self.browser = Client()
        self.browser.force_login(self.person)
        self.base = f"/{self.town.slug}/geschichten/"

    def get(self, path: str, **headers: str) -> Any:
        return self.browser.get(self.base + path, headers=headers)

    def post(self, path: str, data: dict[str, Any]) -> Any:
        return self.browser.post(self.base + path, data)

    def film(self, *files: MediaFile) -> Film:
        return filming.begin(
            self.story,
            list(files) or [footage.row(self.town, title="Umzug")],
            by=self.person,
            at=factories.AT,
        )

    def sent(self, film: Film, **changed: Any) -> dict[str, Any]:
        """The form of a film as a browser sends it."""
        film = Film.objects.get(pk=film.pk)
        data: dict[str, Any] = {
            "revision": film.revision, "shape": film.shape, "fit": film.fit, "title": film.title, "credits": film.credits,
            "subtitle_way": film.subtitle_way, "cover_at": timecode.shown(film.cover_at), "schritt": "speichern",
        }  # fmt: skip
        for number, clip in enumerate(film.clips.all(), 1):
            data |= {
                f"{number}-pk": str(clip.pk),
                f"{number}-start": timecode.shown(clip.start),
                f"{number}-end": timecode.shown(clip.end),
            }
        return {**data, **changed}


@pytest.fixture
def desk() -> Desk:
    return Desk()


def text(answer: Any) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def real_file(desk: Desk, tmp_path: Any) -> MediaFile:
    path = tmp_path / "clip.mp4"
    path.write_bytes(footage.clip())
    file = library.take_in_file(desk.town, path, by=desk.person, at=factories.AT).file
    Rights.objects.filter(file=file).update(licence="own", music="none")
    return MediaFile.objects.select_related("rights").get(pk=file.pk)


def test_films_of_the_material_become_a_draft_in_the_order_they_were_ticked(desk: Desk) -> None:
    one, other = footage.row(desk.town, title="Becken"), footage.row(desk.town, title="Rutsche")
    factories.file(desk.town, title="Plakat")
    page = desk.get(f"{desk.story.pk}/film/")
    assert "Becken" in text(page)
    assert "Plakat" not in text(page)
    answer = desk.post(f"{desk.story.pk}/film/", {"datei": [str(other.pk), str(one.pk)]})
    film = Film.objects.get()
    assert answer.url == f"{desk.base}film/{film.pk}/"
    assert [clip.file for clip in film.clips.all()] == [other, one]
    desk.post(f"{desk.story.pk}/film/", {"film": str(film.pk), "datei": str(one.pk)})
    assert film.clips.count() == 3
    assert "3 Ausschnitte" in text(desk.get(f"{desk.story.pk}/film/"))


def test_nothing_ticked_says_so(desk: Desk) -> None:
    footage.row(desk.town)
    answer = desk.post(f"{desk.story.pk}/film/", {})
    assert answer.status_code == 422
    assert "weil keine Aufnahme gewählt ist" in text(answer)


def test_cuts_words_and_shape_are_saved_together(desk: Desk) -> None:
    film = desk.film()
    data = desk.sent(
        film, **{"1-start": "0:02,5", "1-end": "12", "shape": "16:9", "title": "Das Fest", "cover_at": "4"}
    )
    answer = desk.post(f"film/{film.pk}/", data)
    assert answer.url.endswith("#vorschau")
    film.refresh_from_db()
    clip = film.clips.get()
    assert (clip.start, clip.end, film.shape, film.title, film.cover_at) == (
        2.5,
        12.0,
        "16:9",
        "Das Fest",
        4.0,
    )
    page = text(desk.get(f"film/{film.pk}/"))
    assert "Er dauert 0:12,5 min" in page
    assert "−14 LUFS" in page


def test_what_is_odd_is_said_at_its_field_and_what_was_typed_stays(desk: Desk) -> None:
    film = desk.film()
    answer = desk.post(f"film/{film.pk}/", desk.sent(film, **{"1-start": "gleich", "title": "Mein Titel"}))
    assert answer.status_code == 422
    assert "„gleich“ ist keine Zeit" in text(answer)
    assert "Mein Titel" in answer.content.decode()
    answer = desk.post(f"film/{film.pk}/", desk.sent(film, **{"1-start": "15", "1-end": "10"}))
    assert "weil Ausschnitt 1 nicht nach seinem Anfang endet" in text(answer)
    answer = desk.post(f"film/{film.pk}/", desk.sent(film, title="Fest 🎉"))
    assert "🎉" in text(answer)
    film.refresh_from_db()
    assert (film.revision, film.title) == (1, "")


def test_somebody_elses_change_is_not_overwritten(desk: Desk) -> None:
    film = desk.film()
    sent = desk.sent(film, title="Von mir")
    filming.arrange(
        film,
        Draft([Cut(film.clips.get().pk, 0, 3)], title="Von ihr"),
        revision=1,
        by=desk.person,
        at=factories.AT,
    )
    answer = desk.post(f"film/{film.pk}/", sent)
    assert "weil Erika Muster den Film inzwischen geändert hat" in text(answer)
    assert "Von mir" in answer.content.decode()
    assert Film.objects.get().title == "Von ihr"


def test_excerpts_are_moved_and_taken_out_by_buttons(desk: Desk) -> None:
    files = [footage.row(desk.town, title=name) for name in ("A", "B", "C")]
    film = desk.film(*files)
    desk.post(f"film/{film.pk}/", desk.sent(film, schritt="runter-1"))
    assert [clip.file.title for clip in film.clips.all()] == ["B", "A", "C"]
    desk.post(f"film/{film.pk}/", desk.sent(film, schritt="weg-2"))
    assert [clip.file.title for clip in film.clips.all()] == ["B", "C"]


def test_what_must_stay_is_clicked_on_or_chosen(desk: Desk) -> None:
    film = desk.film()
    answer = desk.post(f"film/{film.pk}/", desk.sent(film, **{"1-bild.x": "228", "1-bild.y": "27"}))
    assert answer.url.endswith("#ausschnitt-1")
    clip = film.clips.get()
    assert (clip.focus_x, clip.focus_y) == (0.95, 0.2)
    desk.post(f"film/{film.pk}/", desk.sent(film))
    assert film.clips.get().focus_x == 0.95
    desk.post(f"film/{film.pk}/", desk.sent(film, **{"1-focus": "0.1667,0.5000"}))
    assert film.clips.get().focus_x == 0.1667


def test_the_cover_is_a_picture_or_a_typed_second(desk: Desk) -> None:
    film = desk.film()
    desk.post(f"film/{film.pk}/", desk.sent(film, cover="0:05"))
    assert Film.objects.get().cover_at == 5.0
    desk.post(f"film/{film.pk}/", desk.sent(film, cover="0:05", cover_at="0:07,3"))
    assert Film.objects.get().cover_at == 7.3


def test_whose_music_is_heard_is_asked_before_it_is_made_and_answered_here(desk: Desk) -> None:
    film = desk.film(footage.row(desk.town, title="Umzug", rights={"music": ""}))
    assert "Wessen Musik ist zu hören?" in text(desk.get(f"film/{film.pk}/"))
    answer = desk.post(f"film/{film.pk}/", desk.sent(film, schritt="machen"))
    assert "weil noch niemand gesagt hat, wessen Musik in „Umzug“" in text(answer)
    desk.post(
        f"film/{film.pk}/", desk.sent(film, schritt="machen", **{"1-music": "free", "1-proof": "Rechnung 7"})
    )
    rights = film.clips.get().file.rights
    assert (rights.music, rights.note, rights.licence) == ("free", "Rechnung 7", "own")
    assert Film.objects.get().state == FilmState.QUEUED


def test_who_only_contributes_cuts_but_does_not_say_whose_music_it_is() -> None:
    desk = Desk(Role.CONTRIBUTOR)
    film = desk.film(footage.row(desk.town, rights={"music": ""}))
    page = desk.get(f"film/{film.pk}/")
    assert "Die Redaktion muss noch sagen" in text(page)
    desk.post(f"film/{film.pk}/", desk.sent(film, **{"1-music": "own", "1-end": "5"}))
    clip = film.clips.get()
    assert (clip.end, clip.file.rights.music) == (5.0, "")


def test_who_only_signs_sees_the_film_but_changes_nothing() -> None:
    desk = Desk(Role.COSIGNER)
    film = Film.objects.create(
        story=desk.story,
        drafted_at=factories.AT,
        drafted_by=desk.person,
        changed_at=factories.AT,
        changed_by=desk.person,
    )
    film.clips.create(file=footage.row(desk.town), number=1, end=5)
    page = desk.get(f"film/{film.pk}/")
    assert page.status_code == 200
    assert "Film herstellen" not in text(page)
    for path in (f"film/{film.pk}/", f"film/{film.pk}/verwerfen/", f"film/{film.pk}/anhalten/"):
        assert desk.post(path, desk.sent(film, title="Nein")).status_code == 403
    assert Film.objects.get().title == ""


def test_a_film_in_the_queue_shows_how_far_it_is_and_can_be_stopped(desk: Desk) -> None:
    film, before = desk.film(), desk.film()
    film_queue.ask(before, by=desk.person, at=factories.AT)
    desk.post(f"film/{film.pk}/", desk.sent(film, schritt="machen"))
    page = desk.get(f"film/{film.pk}/")
    assert "1 Film ist vor ihm" in text(page)
    assert 'hx-trigger="every 2s"' in page.content.decode()
    assert 'class="fi-desk"' not in page.content.decode()
    turn = film_queue.take_turn(film.pk, at=factories.AT)
    film_queue.show_progress(turn, 0.42)
    assert "42 % sind fertig." in text(desk.get(f"film/{film.pk}/"))
    desk.post(f"film/{film.pk}/anhalten/", {})
    page = text(desk.get(f"film/{film.pk}/"))
    assert "Das Herstellen wurde angehalten" in page
    assert "Film herstellen" in page


def test_a_film_that_failed_says_why_and_what_to_do(desk: Desk) -> None:
    film = desk.film()
    film_queue.ask(film, by=desk.person, at=factories.AT)
    film_queue.fail(film_queue.take_turn(film.pk, at=factories.AT), FilmFailure.DISK, at=factories.AT)
    page = text(desk.get(f"film/{film.pk}/"))
    assert "Die Festplatte dieser Installation ist voll. Bitte sagen Sie Ihrem Betreiber Bescheid" in page


def test_a_made_film_plays_on_its_page_and_stands_in_the_story(desk: Desk, tmp_path: Any) -> None:
    film = desk.film(real_file(desk, tmp_path))
    desk.post(f"film/{film.pk}/", desk.sent(film, schritt="machen", **{"1-end": "1"}))
    assert tasks.carry(tasks.due(timecode_now(), 1)[0], factories.AT) == 1
    film = Film.objects.get()
    page = desk.get(f"film/{film.pk}/")
    assert "Der Film ist fertig" in text(page)
    assert f"/material/{film.file_id}/original/" in page.content.decode()
    story = desk.get(f"{desk.story.pk}/")
    assert "Film mit Beschreibung" in text(story)
    assert f"/film/{film.pk}/" in story.content.decode()
    assert desk.browser.get(f"/{desk.town.slug}/material/{film.file_id}/").status_code == 200


def timecode_now() -> Any:
    from nahbar.foundation import clock  # noqa: PLC0415 - the desk itself reads the clock

    return clock.now()


def test_a_picture_shows_how_the_film_will_look(desk: Desk, tmp_path: Any) -> None:
    film = desk.film(real_file(desk, tmp_path))
    subtitling.write(film.clips.get(), [Cue(1, 2, "Hallo")], revision=1, by=desk.person, at=factories.AT)
    desk.post(f"film/{film.pk}/", desk.sent(film, title="Das Fest"))
    bare = picture(desk.get(f"film/{film.pk}/bild/?t=3,2"))
    said = picture(desk.get(f"film/{film.pk}/bild/?t=4,5"))
    card = picture(desk.get(f"film/{film.pk}/bild/?t=1"))
    assert bare.size == said.size == card.size == (360, 640)
    assert bare.tobytes() != said.tobytes()
    assert len(card.convert("RGB").getcolors(100_000) or ()) < 3000
    answer = desk.get(f"film/{film.pk}/bild/?t=1")
    assert desk.get(f"film/{film.pk}/bild/?t=1", **{"If-None-Match": answer["ETag"]}).status_code == 304
    still = picture(desk.get(f"film/ausschnitt/{film.clips.get().pk}/bild/?t=1"))
    assert still.width > still.height
    assert desk.get(f"film/{film.pk}/bild/?t=quer").status_code == 200


def picture(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content[:200]
    return Image.open(io.BytesIO(answer.content))


def test_a_film_whose_bytes_are_gone_has_no_picture_but_a_page(desk: Desk) -> None:
    film = desk.film()
    assert desk.get(f"film/{film.pk}/bild/?t=1").status_code == 404
    assert desk.get(f"film/{film.pk}/").status_code == 200


def test_every_channel_says_before_whether_the_film_fits(desk: Desk, monkeypatch: Any) -> None:
    factories.channel(desk.town, display_name="Vogelkanal", handle="@v")
    film = desk.film()
    allow(monkeypatch, None)
    assert "Vogelkanal: nimmt noch keine Filme." in text(desk.get(f"film/{film.pk}/"))
    limit = FilmLimit(max_count=1, max_bytes=100_000_000, max_pixels=1, alt_limit=1, max_seconds=180)
    allow(monkeypatch, limit)
    assert "Vogelkanal: 0:20 min, erlaubt sind 3:00 – passt." in text(desk.get(f"film/{film.pk}/"))
    allow(monkeypatch, replace(limit, max_seconds=None))
    assert "etwa 17 MB, erlaubt sind 100 MB – passt." in text(desk.get(f"film/{film.pk}/"))
    allow(monkeypatch, replace(limit, max_seconds=15, max_bytes=1_000, shapes=("16:9",)))
    page = text(desk.get(f"film/{film.pk}/"))
    assert "0:20 min, erlaubt sind nur 0:15. Bitte kürzen Sie den Film." in page
    assert "zeigt Filme am besten in 16:9." in page


def allow(monkeypatch: Any, limit: FilmLimit | None) -> None:
    """The platform of every channel takes films so."""
    monkeypatch.setattr(registry, "capability", lambda key: replace(REAL(key), films=limit))


def rows_of(*rows: tuple[str, str, str], revision: int = 1, **more: str) -> dict[str, Any]:
    data: dict[str, Any] = {"revision": revision, **more}
    for number, (start, end, said) in enumerate(rows, 1):
        data |= {f"{number}-start": start, f"{number}-end": end, f"{number}-text": said}
    return data


def test_subtitles_are_typed_row_by_row_and_one_without_text_is_taken_out(desk: Desk) -> None:
    clip = desk.film().clips.get()
    path = f"film/ausschnitt/{clip.pk}/untertitel/"
    assert "Noch keine Untertitel." in text(desk.get(path))
    sent = rows_of(("0:01", "0:03,5", "Das Bad\r\nöffnet"), ("", "", ""), ("4", "6", " um  9 Uhr "))
    assert desk.post(path, sent).url.endswith("#ausschnitt-1")
    clip.refresh_from_db()
    assert [(one["start"], one["end"], one["text"]) for one in clip.cues] == [
        (1, 3.5, "Das Bad\nöffnet"),
        (4, 6, "um 9 Uhr"),
    ]
    desk.post(path, rows_of(("0:01", "0:03,5", ""), ("4", "6", "um 9 Uhr"), revision=2))
    clip.refresh_from_db()
    assert [one["text"] for one in clip.cues] == ["um 9 Uhr"]
    track = desk.get(f"film/ausschnitt/{clip.pk}/untertitel.vtt")
    assert track.content.decode() == "WEBVTT\n\n00:00:04.000 --> 00:00:06.000\num 9 Uhr\n"
    assert track["Content-Type"] == "text/vtt; charset=utf-8"


def test_odd_rows_are_named_and_nothing_typed_is_lost(desk: Desk) -> None:
    clip = desk.film().clips.get()
    path = f"film/ausschnitt/{clip.pk}/untertitel/"
    sent = rows_of(("bald", "3", "Eins"), ("5", "4", "Zwei"), ("6", "7", "x" * 501), ("8", "9", "Vier"))
    answer = desk.post(path, sent)
    assert answer.status_code == 422
    page = text(answer)
    for said in (
        "Bitte tippen Sie beide Zeiten",
        "Das Ende muss nach dem Anfang liegen.",
        "höchstens 500 Zeichen",
    ):
        assert said in page
    assert all(word in answer.content.decode() for word in ("bald", "Eins", "Zwei", "Vier"))
    answer = desk.post(path, rows_of(("18", "39", "Zu spät")))
    assert "weil Zeile 1 nicht nach ihrem Anfang endet oder außerhalb" in text(answer)
    assert "Zu spät" in answer.content.decode()
    clip.refresh_from_db()
    assert clip.cues == []


def test_long_subtitles_come_in_pages_and_saving_one_keeps_the_others(desk: Desk) -> None:
    clip = desk.film(footage.row(desk.town, seconds=800.0)).clips.get()
    cues = [Cue(n, n + 0.9, f"Satz {n}") for n in range(230)]
    subtitling.write(clip, cues, revision=1, by=desk.person, at=factories.AT)
    path = f"film/ausschnitt/{clip.pk}/untertitel/?ab=100"
    page = desk.get(path).content.decode()
    assert 'name="101-text"' in page
    assert 'name="100-text"' not in page
    data: dict[str, Any] = {"revision": 2}
    for number in range(101, 201):
        data |= {
            f"{number}-start": str(number - 1),
            f"{number}-end": f"{number - 1},9",
            f"{number}-text": "neu",
        }
    desk.post(path, data)
    clip.refresh_from_db()
    assert [one["text"] for one in clip.cues] == [
        *(f"Satz {n}" for n in range(100)), *["neu"] * 100, *(f"Satz {n}" for n in range(200, 230)),
    ]  # fmt: skip


def test_a_file_with_subtitles_is_taken_or_refused_with_a_sentence(desk: Desk) -> None:
    clip = desk.film().clips.get()
    path = f"film/ausschnitt/{clip.pk}/untertitel/datei/"
    good = SimpleUploadedFile(
        "a.srt",
        "1\n00:00:01,000 --> 00:00:03,000\nGrüß Gott, liebe Leute im Rathaus, hier und heute\n".encode(),
    )
    assert desk.post(path, {"datei": good}).status_code == 302
    page = text(desk.get(f"film/ausschnitt/{clip.pk}/untertitel/"))
    assert "Eine Zeile hat mehr als 42 Zeichen" in page
    for data, why in (
        (b"MZ\x00", "kein Untertitel mit Zeiten"),
        (b"WEBVTT\n\n00:03.000 --> 00:01.000\nx", "in Zeile 3"),
        (b"x" * 1_000_001, "ein Megabyte"),
    ):
        answer = desk.post(path, {"datei": SimpleUploadedFile("b.vtt", data)})
        assert why in text(answer)
    assert "weil keine Datei gewählt ist" in text(desk.post(path, {}))
    clip.refresh_from_db()
    assert len(clip.cues) == 1


def test_without_a_speech_model_the_page_says_so_in_one_line(desk: Desk, settings: Any) -> None:
    clip = desk.film().clips.get()
    path = f"film/ausschnitt/{clip.pk}/untertitel/"
    assert "Diese Installation hat kein Sprachmodell" in text(desk.get(path))
    settings.SPEECH_COMMAND, settings.SPEECH_MODEL = "whisper-cli", "modell.bin"
    assert "Sprachmodell zuhören lassen" in text(desk.get(path))
    desk.post(f"{path}hoeren/", {})
    assert "wartet auf das Sprachmodell" in text(desk.get(path))


def test_films_of_another_authority_are_not_there(desk: Desk) -> None:
    stranger = Desk()
    film = stranger.film()
    clip = film.clips.get()
    for path in (
        f"{stranger.story.pk}/film/", f"film/{film.pk}/", f"film/{film.pk}/bild/", f"film/ausschnitt/{clip.pk}/bild/",
        f"film/ausschnitt/{clip.pk}/untertitel/", f"film/ausschnitt/{clip.pk}/untertitel.vtt",
    ):  # fmt: skip
        assert desk.get(path).status_code == 404, path
    mine = desk.film()
    desk.post(f"{desk.story.pk}/film/", {"film": str(mine.pk), "datei": str(clip.file_id)})
    assert mine.clips.count() == 1
    assert (
        desk.post(f"{desk.story.pk}/film/", {"film": str(film.pk), "datei": str(clip.file_id)}).status_code
        == 404
    )


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("12", 12),
        ("12,5", 12.5),
        ("1:05", 65),
        ("1:05.25", 65.25),
        ("1:02:03", 3723),
        (" 0:00,04 ", 0.04),
        ("75", 75),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, seconds: float) -> None:
    assert timecode.read(typed) == seconds
    assert timecode.read(timecode.shown(seconds)) == pytest.approx(seconds)


@pytest.mark.parametrize("typed", ["", "gleich", "-1", "1:", ":5", "1:2:3:4", "1e3", "９", "0:12,5000"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(timecode.TimeOdd):
        timecode.read(typed)
