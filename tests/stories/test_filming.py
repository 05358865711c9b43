# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A film is put together, asked for, made once, and becomes material with the rights of what it is made of."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections
from hypothesis import given
from hypothesis import strategies as st

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.errands import claims
from nahbar.foundation import clock
from nahbar.library import actions as library
from nahbar.library import previews
from nahbar.library.models import MediaFile
from nahbar.library.states import Licence, Music, Way
from nahbar.media import folder as media
from nahbar.record.models import Entry
from nahbar.stories import actions, film_order, film_queue, filming, subtitling, tasks
from nahbar.stories.filming import Cut, Draft
from nahbar.stories.models import Film, Story
from nahbar.stories.states import BUSY, FILM_NEXT, CuesFrom, FilmFailure, FilmState, Listening, SubtitleWay
from nahbar.studio.film import titles
from nahbar.studio.film.plan import Fit
from nahbar.studio.film.shapes import Shape
from nahbar.studio.film.subtitles import Cue
from tests import factories, footage

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


@pytest.fixture
def clip_file(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(footage.clip())
    return path


@pytest.fixture
def town():
    return factories.authority(name="Stadt Musterau")


@pytest.fixture
def editor(town):
    return factories.person(town, Role.EDITOR, name="Erika Muster")


@pytest.fixture
def story(town, editor):
    return factories.story(town, editor, title="Freibad")


def draft_of(film, **values):
    cuts = [Cut(one.pk, one.start, one.end, (one.focus_x, one.focus_y)) for one in film.clips.all()]
    return Draft(**{"cuts": cuts, **values})


@pytest.fixture
def real(town, editor, clip_file, story, at):
    """A film of one real clip whose sound is answered."""
    file = library.take_in_file(town, clip_file, by=editor, at=at).file
    said = library.Said(licence="own", music="own", credit_line="Film: E. Muster")
    library.settle_rights(file, said, revision=1, by=editor, at=at)
    return filming.begin(story, [MediaFile.objects.get(pk=file.pk)], by=editor, at=at)


def test_a_film_begins_with_its_excerpts_in_order_and_not_longer_than_channels_take(town, editor, story, at):
    long, short = footage.row(town, seconds=400.0), footage.row(town, seconds=7.5)
    film = filming.begin(story, [short, long], by=editor, at=at)
    assert [(one.file, one.start, one.end) for one in film.clips.all()] == [
        (short, 0, 7.5),
        (long, 0, filming.FIRST_SECONDS),
    ]
    entry = Entry.objects.get(verb="stories.begin_film")
    assert (entry.by_name, entry.thing_id, entry.at) == ("Erika Muster", story.pk, at)


def test_a_film_takes_only_films_of_its_own_authority(town, editor, story, at):
    foreign = footage.row(factories.authority())
    with pytest.raises(NotAllowed):
        filming.begin(story, [foreign], by=editor, at=at)
    with pytest.raises(filming.ClipNoFilm, match="Plakat"):
        filming.begin(story, [factories.file(town, title="Plakat")], by=editor, at=at)
    with pytest.raises(filming.ClipsMissing):
        filming.begin(story, [], by=editor, at=at)
    with pytest.raises(NotAllowed):
        filming.begin(
            story, [footage.row(town)], by=factories.person(factories.authority(), Role.EDITOR), at=at
        )
    assert not Film.objects.exists()


def test_arranging_saves_cuts_order_and_words_once(town, editor, story, at):
    film = filming.begin(story, [footage.row(town), footage.row(town)], by=editor, at=at)
    first, second = film.clips.all()
    draft = Draft(
        [Cut(second.pk, 1.0, 4.0, (0.9, 0.1)), Cut(first.pk, 0, 2.5)],
        Shape.SQUARE, Fit.PAD, title="Das Freibad öffnet", credits="Stadt Musterau", cover_at=4.0,
    )  # fmt: skip
    film = filming.arrange(film, draft, revision=1, by=editor, at=at)
    assert [(one.pk, one.number, one.start, one.end) for one in film.clips.all()] == [
        (second.pk, 1, 1.0, 4.0),
        (first.pk, 2, 0, 2.5),
    ]
    assert (film.revision, film.shape, list(film.authors.all())) == (2, "1:1", [editor])
    assert filming.arrange(film, draft, revision=1, by=editor, at=at).revision == 2
    with pytest.raises(filming.FilmChanged, match="Erika Muster"):
        filming.arrange(film, draft_of(film, title="Anders"), revision=1, by=editor, at=at)
    filming.arrange(film, Draft(draft.cuts[:1]), revision=2, by=editor, at=at)
    assert [one.pk for one in Film.objects.get().clips.all()] == [second.pk]


@pytest.mark.parametrize(("start", "end"), [(5, 5.1), (6, 4), (-1, 3), (19.95, 30)])
def test_a_cut_that_is_none_is_named_and_nothing_is_changed(town, story, at, start, end):
    editor = factories.person(town, Role.EDITOR)
    film = filming.begin(story, [footage.row(town)], by=editor, at=at)
    with pytest.raises(filming.CutOdd, match=r"1.*20,0"):
        filming.arrange(film, Draft([Cut(film.clips.get().pk, start, end)]), revision=1, by=editor, at=at)
    assert (film.clips.get().start, film.clips.get().end) == (0, 20.0)


def test_words_that_do_not_fit_on_a_card_are_refused_before_anything_is_made(town, editor, story, at):
    film = filming.begin(story, [footage.row(town)], by=editor, at=at)
    for words, why in (
        ("Donau" * 40, titles.TitleTooLong),
        ("Fest 🎉", titles.TitleLetterUnknown),
        ("a " * 200, titles.TitleTooLong),
    ):
        with pytest.raises(why):
            filming.arrange(film, draft_of(film, title=words), revision=1, by=editor, at=at)


def test_a_film_is_at_most_fifteen_minutes(town, editor, story, at):
    film = filming.begin(story, [footage.row(town, seconds=1000.0)], by=editor, at=at)
    with pytest.raises(filming.FilmTooLong, match="950"):
        filming.arrange(film, Draft([Cut(film.clips.get().pk, 0, 950)]), revision=1, by=editor, at=at)


def test_whose_music_is_heard_is_asked_before_a_film_is_made_and_without_sound_is_the_way_out(
    town, editor, story, at
):
    film = filming.begin(story, [footage.row(town, title="Umzug", rights={"music": ""})], by=editor, at=at)
    with pytest.raises(film_queue.SoundUnanswered, match="Umzug"):
        film_queue.ask(film, by=editor, at=at)
    film.clips.get().file.rights.__class__.objects.update(music=Music.PLATFORM)
    with pytest.raises(film_queue.SoundOfPlatform, match="Umzug"):
        film_queue.ask(film, by=editor, at=at)
    film = filming.arrange(film, draft_of(film, is_mute=True), revision=1, by=editor, at=at)
    assert film_queue.ask(film, by=editor, at=at).state == FilmState.QUEUED


def test_a_film_in_the_queue_is_not_changed_and_a_stopped_one_may_be(town, editor, story, at):
    film = filming.begin(story, [footage.row(town)], by=editor, at=at)
    film_queue.ask(film, by=editor, at=at)
    for act in (
        lambda: filming.arrange(film, draft_of(film, title="Neu"), revision=1, by=editor, at=at),
        lambda: filming.remove(film, by=editor, at=at),
        lambda: film_queue.ask(film, by=editor, at=at),
        lambda: subtitling.write(film.clips.get(), [], revision=1, by=editor, at=at),
    ):
        with pytest.raises(filming.FilmBusy):
            act()
    assert film_queue.cancel(film, by=editor, at=at).state == FilmState.CANCELLED
    with pytest.raises(film_queue.FilmNotBusy):
        film_queue.cancel(film, by=editor, at=at)
    assert (
        filming.arrange(film, draft_of(film, title="Neu"), revision=1, by=editor, at=at).state
        == FilmState.DRAFTED
    )


def test_subtitles_stay_at_what_is_said_wherever_the_excerpt_is_cut(town, editor, story, at):
    film = filming.begin(story, [footage.row(town), footage.row(town)], by=editor, at=at)
    first, second = film.clips.all()
    subtitling.write(first, [Cue(2, 4, "Willkommen"), Cue(9, 12, "im Bad")], revision=1, by=editor, at=at)
    subtitling.write(second, [Cue(1, 2, "Es öffnet")], revision=1, by=editor, at=at)
    film.refresh_from_db()
    cuts = [Cut(first.pk, 3, 10), Cut(second.pk, 0, 5)]
    film = filming.arrange(film, Draft(cuts, title="Freibad"), revision=film.revision, by=editor, at=at)
    assert film_order.cues_of(film, list(film.clips.all())) == (
        Cue(3, 4, "Willkommen"), Cue(9, 10, "im Bad"), Cue(11, 12, "Es öffnet"),
    )  # fmt: skip
    again = filming.begin(story, [first.file], by=editor, at=at)
    assert [one["text"] for one in again.clips.get().cues] == ["Willkommen", "im Bad"]


def test_subtitles_of_a_file_replace_and_a_bad_line_is_named(town, editor, story, at):
    clip = filming.begin(story, [footage.row(town)], by=editor, at=at).clips.get()
    clip = subtitling.take_file(clip, b"1\n00:00:01,000 --> 00:00:02,000\nHallo\n", by=editor, at=at)
    assert (clip.cues, clip.cues_from) == ([{"start": 1.0, "end": 2.0, "text": "Hallo"}], CuesFrom.FILE)
    with pytest.raises(subtitling.SubtitlesRefused, match="4"):
        subtitling.take_file(clip, b"WEBVTT\n\n\n00:00:03.000 --> 00:00:01.000\nNein\n", by=editor, at=at)
    clip.refresh_from_db()
    assert clip.cues[0]["text"] == "Hallo"
    with pytest.raises(subtitling.CueOdd, match="2"):
        subtitling.write(
            clip, [Cue(1, 2, "a"), Cue(3, 99, "b")], revision=clip.cues_revision, by=editor, at=at
        )
    with pytest.raises(subtitling.SubtitlesChanged):
        subtitling.write(clip, [Cue(1, 2, "a")], revision=1, by=editor, at=at)


def test_rights_are_the_strictest_of_all_excerpts(town, editor, story, at):
    one = footage.row(
        town,
        rights={"licence": "own", "ends_on": date(2027, 5, 1), "credit_line": "A", "channels": ["x", "y"]},
    )
    other = footage.row(
        town,
        rights={
            "licence": "cc_by",
            "ends_on": date(2027, 3, 1),
            "credit_line": "B",
            "channels": ["y"],
            "music": "free",
        },
    )
    found = film_order.inherited([one, other, one])
    assert (found.licence, found.ends_on, found.credit_line) == (Licence.CC_BY, date(2027, 3, 1), "A; B")
    assert (found.channels, found.music) == (("y",), Music.FREE)
    assert found.differing == ("licence", "ends_on", "channels", "music")
    third = footage.row(town, rights={"channels": ["z"], "licence": ""})
    assert film_order.inherited([one, third]).licence == ""
    film = filming.begin(story, [one, third], by=editor, at=at)
    with pytest.raises(film_queue.ChannelsApart):
        film_queue.ask(film, by=editor, at=at)


def test_a_film_is_made_and_becomes_material_with_everything_that_belongs_to_it(real, editor, at):
    clip = real.clips.get()
    subtitling.write(clip, [Cue(0.5, 1.5, "Das Wasser ist warm.")], revision=1, by=editor, at=at)
    real.refresh_from_db()
    draft = Draft([Cut(clip.pk, 0.5, 1.7)], title="Freibad", subtitle_way=SubtitleWay.BOTH, cover_at=3.5)
    film = filming.arrange(real, draft, revision=real.revision, by=editor, at=at)
    film_queue.ask(film, by=editor, at=at)
    (claim,) = tasks.due(at, 5)
    assert tasks.due(at, 5) == []
    assert tasks.carry(claim, at) == 1
    film.refresh_from_db()
    assert (film.state, film.failure, film.next_turn_at) == (FilmState.DONE, "", None)
    file, material = film.file, film.material
    assert (file.width, file.height, file.kind, file.way, file.has_sound) == (
        1080,
        1920,
        "film",
        Way.FILM,
        True,
    )
    assert file.seconds == pytest.approx(4.2, abs=0.2)
    assert list(file.made_from.all()) == [clip.file]
    assert (file.rights.licence, file.rights.credit_line, file.rights.music) == (
        "own",
        "Film: E. Muster",
        "own",
    )
    assert file.captions == "WEBVTT\n\n00:00:03.000 --> 00:00:04.000\nDas Wasser ist warm.\n"
    assert material.alt == "Film: Freibad. Darin wird gesagt: „Das Wasser ist warm.“"
    assert list(material.authors.all()) == [editor]
    assert previews.read(file)[:2] == b"\xff\xd8"
    assert list(Path(settings.FILM_DIR).iterdir()) == []
    verbs = list(Entry.objects.filter(verb__contains="film").order_by("pk").values_list("verb", flat=True))
    assert verbs == [
        "stories.begin_film",
        "stories.arrange_film",
        "stories.ask_for_film",
        "stories.finish_film",
    ]

    actions.describe_material(material, alt="Von Hand", credit="", by=editor, at=at)
    again = filming.arrange(
        film, Draft([Cut(clip.pk, 0, 1)], is_mute=True), revision=film.revision, by=editor, at=at
    )
    film_queue.ask(again, by=editor, at=at)
    assert tasks.carry(tasks.due(at, 1)[0], at) == 1
    again = Film.objects.get()
    assert (again.material_id, again.material.alt, again.file.has_sound) == (material.pk, "Von Hand", False)
    assert again.file != file


def test_a_film_whose_file_is_gone_says_so(real, editor, at):
    film_queue.ask(real, by=editor, at=at)
    media.forget(real.clips.get().file.digest)
    assert tasks.carry(tasks.due(at, 1)[0], at) == 0
    film = Film.objects.get()
    assert (film.state, film.failure) == (FilmState.FAILED, FilmFailure.GONE)


def test_a_film_that_cannot_be_decoded_fails_with_a_sentence(town, editor, story, at):
    file = footage.row(town, digest=media.keep(b"kein Film"))
    film = filming.begin(story, [file], by=editor, at=at)
    film_queue.ask(film, by=editor, at=at)
    assert tasks.carry(tasks.due(at, 1)[0], at) == 0
    film.refresh_from_db()
    assert (film.state, film.failure) == (FilmState.FAILED, FilmFailure.BROKEN)


def test_a_film_whose_worker_died_is_begun_anew_and_the_lost_turn_changes_nothing(real, editor, at):
    film_queue.ask(real, by=editor, at=at)
    (dead,) = tasks.due(at, 1)
    lost = film_queue.take_turn(dead.pk, at=at)
    assert tasks.due(at + timedelta(seconds=20), 1) == []
    (alive,) = tasks.due(at + claims.LEASE, 1)
    assert tasks.carry(alive, at + claims.LEASE) == 1
    assert not film_queue.is_mine(lost)
    film_queue.fail(lost, FilmFailure.BROKEN, at=at)
    assert Film.objects.get().state == FilmState.DONE
    assert MediaFile.objects.filter(way=Way.FILM).count() == 1


def test_a_film_that_breaks_its_worker_again_and_again_is_given_up(real, editor, at):
    film_queue.ask(real, by=editor, at=at)
    for _ in range(film_queue.MOST_TRIES):
        assert film_queue.take_turn(real.pk, at=at)
    assert film_queue.take_turn(real.pk, at=at) is None
    assert Film.objects.get().failure == FilmFailure.OFTEN


@pytest.mark.django_db(transaction=True)
def test_a_film_that_is_stopped_ends_at_once_and_leaves_nothing_behind(town, editor, story, clip_file, at):
    file = library.take_in_file(town, clip_file, by=editor, at=at).file
    library.settle_rights(file, library.Said(licence="own", music="own"), revision=1, by=editor, at=at)
    file = MediaFile.objects.get(pk=file.pk)
    film = filming.begin(story, [file] * 12, by=editor, at=at)
    film_queue.ask(film, by=editor, at=at)
    (claim,) = tasks.due(at, 1)

    def work():
        try:
            tasks.carry(claim, at)
        finally:
            # As the hands do: the thread's own connection ends with it.
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    until = time.monotonic() + 30
    while not list(Path(settings.FILM_DIR).glob("*/film.mp4")):
        assert time.monotonic() < until
        time.sleep(0.05)
    film_queue.cancel(film, by=editor, at=clock.now())
    thread.join(timeout=10)
    assert not thread.is_alive()
    assert list(Path(settings.FILM_DIR).iterdir()) == []
    assert (Film.objects.get().state, MediaFile.objects.count()) == (FilmState.CANCELLED, 1)


@pytest.mark.django_db(transaction=True)
def test_a_film_of_a_killed_worker_is_made_once_by_another_and_ffmpeg_dies_with_it(
    town, editor, story, tmp_path, settings
):
    path = tmp_path / "long.mp4"
    path.write_bytes(footage.clip(20))
    now = clock.now()
    file = library.take_in_file(town, path, by=editor, at=now).file
    library.settle_rights(file, library.Said(licence="own", music="own"), revision=1, by=editor, at=now)
    film = filming.begin(story, [MediaFile.objects.get(pk=file.pk)] * 3, by=editor, at=now)
    film_queue.ask(film, by=editor, at=now)
    name = connection.settings_dict["NAME"]
    words = [
        sys.executable,
        "-m",
        "tests.stories.making",
        name,
        str(settings.MEDIA_ROOT),
        str(settings.FILM_DIR),
    ]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) as worker:
        assert worker.stdout.readline().startswith("0.")
        (folder,) = Path(settings.FILM_DIR).iterdir()
        worker.kill()
    assert tasks.due(clock.now(), 1) == []
    until = time.monotonic() + 15
    while works_in(folder):
        assert time.monotonic() < until
        time.sleep(0.05)
    # Shorter, so that the test need not wait for all of it.
    film.clips.exclude(number=1).delete()
    film.clips.update(end=1)
    later = clock.now() + claims.LEASE
    (claim,) = tasks.due(later, 1)
    assert tasks.carry(claim, later) == 1
    assert Film.objects.get().state == FilmState.DONE
    assert MediaFile.objects.filter(way=Way.FILM).count() == 1
    os.utime(folder, (0, 0))
    assert tasks.tend(later) == 1
    assert list(Path(settings.FILM_DIR).iterdir()) == []


def works_in(folder):
    """Whether a process still works in this folder."""
    found = []
    for one in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            found.append(one.readlink() == folder)
    return any(found)


WHISPER = """#!/bin/sh
[ "$2" = {model} ] && [ -s "$4" ] && [ "$6" = de ] || exit 3
printf '1\\n00:00:00,200 --> 00:00:01,000\\nDas Freibad\\n' > "$9.srt"
"""


@pytest.fixture
def model(tmp_path, settings):
    program, weights = tmp_path / "whisper-cli", tmp_path / "modell.bin"
    weights.write_bytes(b"x")
    program.write_text(WHISPER.format(model=weights))
    program.chmod(0o755)
    settings.SPEECH_COMMAND, settings.SPEECH_MODEL = str(program), str(weights)
    return program


def test_a_speech_model_proposes_subtitles_that_a_person_must_check(real, model, editor, at):
    clip = real.clips.get()
    real = filming.arrange(real, Draft([Cut(clip.pk, 1, 2.5)]), revision=1, by=editor, at=at)
    subtitling.ask_model(clip, by=editor, at=at)
    assert tasks.listen_carry(tasks.listen_due(at, 1)[0], at) == 1
    clip.refresh_from_db()
    assert clip.cues == [{"start": 1.2, "end": 2.0, "text": "Das Freibad"}]
    assert (clip.cues_from, clip.listening) == (CuesFrom.MODEL, Listening.HEARD)
    with pytest.raises(film_queue.SubtitlesUnread):
        film_queue.ask(real, by=editor, at=at)
    subtitling.write(clip, list(film_order.cues(clip)), revision=clip.cues_revision, by=editor, at=at)
    assert film_queue.ask(real, by=editor, at=at).state == FilmState.QUEUED
    assert Entry.objects.get(verb="stories.hear_subtitles").details["model"] == "modell.bin"


def test_a_speech_model_that_fails_leaves_the_subtitles_as_they_are(real, model, editor, at):
    model.write_text("#!/bin/sh\nexit 1\n")
    clip = subtitling.write(real.clips.get(), [Cue(0, 1, "Hallo")], revision=1, by=editor, at=at)
    subtitling.ask_model(clip, by=editor, at=at)
    assert tasks.listen_carry(tasks.listen_due(at, 1)[0], at) == 0
    clip.refresh_from_db()
    assert (clip.listening, clip.cues[0]["text"]) == (Listening.FAILED, "Hallo")


def test_without_a_speech_model_nothing_is_asked(real, editor, at):
    with pytest.raises(subtitling.NoModel):
        subtitling.ask_model(real.clips.get(), by=editor, at=at)


@given(st.lists(st.sampled_from(list(FilmState)), max_size=8))
def test_a_film_is_changed_only_while_it_does_not_wait_and_every_wait_can_end(steps):
    """From every state some way leads out of the queue, and only what is busy can be made."""
    state = FilmState.DRAFTED
    for step in steps:
        if step not in FILM_NEXT[state]:
            continue
        if step in {FilmState.DONE, FilmState.RENDERING}:
            assert state in BUSY
        if step == FilmState.DRAFTED:
            assert state not in BUSY
        state = step
    assert FILM_NEXT[state]
    assert all(FilmState.CANCELLED in FILM_NEXT[one] for one in BUSY)


def test_story_of_the_film_may_not_be_closed(real, editor, story, at):
    actions.close(story, by=editor, at=at)
    with pytest.raises(actions.StoryClosed):
        filming.begin(Story.objects.get(), [real.clips.get().file], by=editor, at=at)
