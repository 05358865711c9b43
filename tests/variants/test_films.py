# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A film goes along with a post: chosen, checked, frozen with its subtitles, sent without what it says of itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.foundation import clock
from nahbar.library import actions as library
from nahbar.library import films as outgoing
from nahbar.library.models import MediaFile
from nahbar.media import folder as media
from nahbar.record.models import Entry
from nahbar.rulebook.finding import Weight
from nahbar.stories import actions as stories
from nahbar.variants import actions, queries
from nahbar.variants.actions.complaints import FilmBesidePictures, NoFilmsHere, TooManyFilms
from tests import factories, films

pytestmark = pytest.mark.django_db
ALT = "Eine Auszubildende misst im Stadtwald einen Baum."


@pytest.fixture
def town():
    return factories.authority(name="Stadt Musterau")


@pytest.fixture
def editor(town):
    return factories.person(town, Role.EDITOR, name="Erika Muster")


@pytest.fixture
def story(town, editor):
    return factories.story(town, editor, title="Waldtag")


@pytest.fixture(scope="session")
def filmed(tmp_path_factory):
    return films.made(tmp_path_factory.mktemp("film") / "film.mp4")


@pytest.fixture
def file(town, editor, at, filmed):
    return films.answered(library.take_in_file(town, filmed, by=editor, at=at).file)


@pytest.fixture
def variant(town, editor, story, file, at):
    stories.use(story, file, alt=ALT, by=editor, at=at)
    return actions.draft(story, channel=factories.channel(town), by=editor, at=at)


def stops(variant, at):
    return [(one.rule, one.passage) for one in queries.findings(variant, at=at) if one.weight is Weight.STOP]


def frozen(variant, editor, at):
    actions.revise(variant, text="Ein Tag im Stadtwald.", revision=variant.revision, by=editor, at=at)
    return actions.freeze(variant, by=editor, at=at)


def test_film_without_subtitles_stops_until_they_are_there_or_somebody_says_that_none_are_needed(
    variant, file, editor, at
):
    assert stops(variant, at) == [("BF-UT-07", "Untertitel zu Film 1")]
    library.subtitle(file, data=films.SRT.encode(), by=editor, at=at)
    assert stops(queries.Variant.objects.get(pk=variant.pk), at) == []
    library.subtitle(file, data=b"", by=editor, at=at)
    assert stops(queries.Variant.objects.get(pk=variant.pk), at) != []
    library.subtitle(file, speech="none", by=editor, at=at)
    assert stops(queries.Variant.objects.get(pk=variant.pk), at) == []
    assert Entry.objects.filter(verb="library.subtitle").count() == 3


def test_subtitles_nobody_can_read_are_refused_and_the_old_ones_stay(file, editor, at):
    library.subtitle(file, data=films.SRT.encode(), by=editor, at=at)
    with pytest.raises(library.SubtitlesOdd, match="SRT"):
        library.subtitle(file, data=b"1\n00:00:09,000 --> 00:00:01,000\nverkehrt\n", by=editor, at=at)
    assert "Freibad" in MediaFile.objects.get(pk=file.pk).captions


def test_who_does_not_contribute_says_nothing_of_a_film(town, file, at):
    guest = factories.person(town, Role.OFFICER)
    with pytest.raises(NotAllowed):
        library.subtitle(file, speech="none", by=guest, at=at)


def test_version_keeps_film_words_and_subtitles_and_other_subtitles_are_another_version(
    variant, file, editor, at
):
    library.subtitle(file, data=films.SRT.encode(), by=editor, at=at)
    first = frozen(variant, editor, at)
    kept = first.pictures[0]
    assert (kept["digest"], kept["alt"], kept["mime_type"]) == (file.digest, ALT, "video/mp4")
    assert kept["captions"].startswith("WEBVTT")
    assert queries.is_film(kept)
    now = queries.Variant.objects.get(pk=variant.pk)
    assert queries.current_fingerprint(now) == first.fingerprint == queries.standing(variant.pk).fingerprint
    library.subtitle(file, data=films.SRT.replace("Samstag", "Sonntag").encode(), by=editor, at=at)
    now = queries.Variant.objects.get(pk=variant.pk)
    assert queries.current_fingerprint(now) != first.fingerprint
    assert queries.standing(variant.pk).fingerprint == queries.current_fingerprint(now)


def test_post_carries_the_film_without_where_and_by_whom_it_was_filmed(variant, file, editor, at):
    library.subtitle(file, data=films.SRT.encode(), by=editor, at=at)
    post = queries.post_of(frozen(variant, editor, at), "k-1", at)
    assert post.pictures == ()
    film = post.films[0]
    sent, original = film.path.read_bytes(), media.read(file.digest)
    assert [one for one in films.SECRETS if one not in original] == []
    assert [one for one in films.SECRETS if one in sent] == []
    assert (film.alt, film.width, film.height, film.size) == (ALT, 180, 320, len(sent))
    assert film.captions.startswith("WEBVTT")
    assert film.cover.startswith(b"\xff\xd8\xff")
    again = queries.post_of(frozen(variant, editor, at), "k-1", at).films[0]
    assert again.path.read_bytes() == sent


def test_film_is_written_anew_where_its_copy_was_thrown_away(variant, file, editor, at):
    library.subtitle(file, speech="none", by=editor, at=at)
    version = frozen(variant, editor, at)
    before = queries.post_of(version, "k-1", at).films[0].path.read_bytes()
    outgoing.forget(file.digest)
    assert queries.post_of(version, "k-1", at).films[0].path.read_bytes() == before


def test_channel_without_a_place_for_subtitles_wants_them_in_the_picture(town, story, file, editor, at):
    stories.use(story, file, alt=ALT, by=editor, at=at)
    library.subtitle(file, data=films.SRT.encode(), by=editor, at=at)
    mastodon = actions.draft(story, channel=factories.channel(town, platform="mastodon"), by=editor, at=at)
    assert stops(mastodon, at) == [("BF-UT-07", "Untertitel zu Film 1")]
    library.subtitle(file, data=films.SRT.encode(), speech="shown", by=editor, at=at)
    mastodon = queries.Variant.objects.get(pk=mastodon.pk)
    assert stops(mastodon, at) == []
    assert queries.post_of(frozen(mastodon, editor, at), "k-1", at).films[0].captions == ""


def test_film_other_than_platforms_take_stops_with_the_way_out(town, editor, story, at, tmp_path):
    path = films.made(tmp_path / "film.mov", codec="libx265")
    file = films.answered(library.take_in_file(town, path, by=editor, at=at).file)
    library.subtitle(file, speech="none", by=editor, at=at)
    stories.use(story, file, alt=ALT, by=editor, at=at)
    variant = actions.draft(story, channel=factories.channel(town), by=editor, at=at)
    found = [one for one in queries.findings(variant, at=at) if one.weight is Weight.STOP]
    assert [one.rule for one in found] == ["KA-FILM"]
    assert "hevc" in found[0].sentence
    assert "Filmseite" in found[0].way_out
    with pytest.raises(outgoing.FilmUnfit):
        outgoing.outgoing_path(file)


def test_film_and_pictures_in_one_post_are_refused_and_nothing_is_lost(town, story, variant, editor, at):
    film = story.materials.get()
    picture = factories.material(story, editor, alt="Ein Baum")
    with pytest.raises(FilmBesidePictures):
        actions.choose_pictures(variant, material_ids=[film.pk, picture.pk], by=editor, at=at)
    assert queries.chosen(variant) == [film]
    other = factories.material(story, editor, file=factories.file(town, kind="film", mime_type="video/mp4"))
    with pytest.raises(TooManyFilms):
        actions.choose_pictures(variant, material_ids=[film.pk, other.pk], by=editor, at=at)
    assert queries.chosen(variant) == [film]


def test_film_and_pictures_may_go_with_two_posts_of_a_thread(story, variant, editor, at):
    film, picture = story.materials.get(), factories.material(story, editor, alt="Ein Baum")
    actions.revise(variant, text="Eins.\n---\nZwei.", revision=variant.revision, by=editor, at=at)
    actions.choose_pictures(
        variant, material_ids=[film.pk, picture.pk], parts={film.pk: 1, picture.pk: 2}, by=editor, at=at
    )
    assert queries.chosen(variant) == [film, picture]


def test_variant_begins_with_pictures_where_the_story_has_both(town, story, file, editor, at):
    stories.use(story, file, alt=ALT, by=editor, at=at)
    picture = factories.material(story, editor, alt="Ein Baum")
    variant = actions.draft(story, channel=factories.channel(town), by=editor, at=at)
    assert queries.chosen(variant) == [picture]


def test_channel_that_shows_no_films_says_so(story, variant, editor, at, monkeypatch):
    film = story.materials.get()
    actions.choose_pictures(variant, material_ids=[], by=editor, at=at)
    capability = replace(queries.capability_of(variant), films=None)
    monkeypatch.setattr(queries, "capability_of", lambda _variant: capability)
    with pytest.raises(NoFilmsHere):
        actions.choose_pictures(variant, material_ids=[film.pk], by=editor, at=at)
    assert queries.chosen(variant) == []


def test_copies_nobody_asks_for_are_thrown_away_after_two_weeks(file, at):
    path = outgoing.outgoing_path(file)
    assert outgoing.sweep(at=clock.now() + timedelta(days=13)) == 0
    assert outgoing.sweep(at=clock.now() + timedelta(days=15)) == 1
    assert not path.exists()
    assert media.path_of(file.digest).exists()
