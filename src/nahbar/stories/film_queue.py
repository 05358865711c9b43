# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A film on its way: asked for, begun by one worker, made, not made, stopped. Who has lost the turn changes nothing more."""

import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Person
from nahbar.authority.permissions import CONTRIBUTES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.library import actions as library
from nahbar.library import previews
from nahbar.library.models import MediaFile
from nahbar.library.states import Music, Way
from nahbar.record.actions import HOUSE
from nahbar.stories import actions, film_order
from nahbar.stories.filming import ClipsMissing, locked, note
from nahbar.stories.models import Film, FilmClip, Material
from nahbar.stories.states import BUSY, CuesFrom, FilmFailure, FilmState, SubtitleWay
from nahbar.studio import picture
from nahbar.studio.film import subtitles
from nahbar.studio.film.making import Made

MOST_TRIES = 5
"""A film whose making broke off so often breaks what makes it."""


class SoundUnanswered(Complaint):
    sentence = _(
        "The film was not made, because nobody has said yet whose music is heard in “%(name)s”. "
        "Please answer it below, or choose “Without sound”."
    )


class SoundOfPlatform(Complaint):
    sentence = _(
        "The film was not made, because the music in “%(name)s” may only be played from the library of its platform. "
        "Please choose “Without sound”, and choose the music again on each platform."
    )


class SubtitlesUnread(Complaint):
    sentence = _(
        "The film was not made, because the subtitles of “%(name)s” come from the speech model and nobody has checked "
        "them yet. Please read and save them."
    )


class ChannelsApart(Complaint):
    sentence = _(
        "The film was not made, because its excerpts may not be shown on the same channel. "
        "Please take one out, or clear its rights in the material."
    )


class FilmNotBusy(Complaint):
    sentence = _("Nothing was stopped, because the film is not being made any more. Please reload the page.")


@transaction.atomic
def ask(film: Film, *, by: Person, at: datetime) -> Film:
    """Puts the film in the queue; a worker takes it as soon as one has a free hand.

    Raises:
        SoundUnanswered, SoundOfPlatform, SubtitlesUnread, ChannelsApart, ClipsMissing: as they say.
        FilmBusy, StoryClosed, NotAllowed: as they say.
    """
    current = locked(film, by=by)
    clips = list(current.clips.select_related("file__rights"))
    _demand_may(current, clips)
    current.state, current.asked_by, current.next_turn_at = FilmState.QUEUED, by, at
    current.tries, current.progress, current.failure = 0, 0.0, ""
    current.save()
    note("stories.ask_for_film", current, by=by, at=at)
    return current


@transaction.atomic
def cancel(film: Film, *, by: Person, at: datetime) -> Film:
    """Stops a film that waits or is being made; what was made of it is thrown away at once.

    Raises:
        FilmNotBusy: if it is over already.
        NotAllowed: without a role that contributes.
    """
    demand(by, film.story.authority, CONTRIBUTES)
    rows = Film.objects.filter(pk=film.pk, state__in=list(BUSY))
    if not rows.update(state=FilmState.CANCELLED, next_turn_at=None, progress=0.0):
        raise FilmNotBusy
    note("stories.cancel_film", film, by=by, at=at)
    film.refresh_from_db()
    return film


def take_turn(pk: uuid.UUID, *, at: datetime) -> Film | None:
    """Begins a turn of a film in the queue, whatever became of the last one; None where there is nothing to make any more."""
    rows = Film.objects.select_related("story__authority", "asked_by", "material__story__authority")
    film = rows.filter(pk=pk, state__in=list(BUSY)).first()
    if film is None:
        return None
    if film.tries >= MOST_TRIES:
        fail(film, FilmFailure.OFTEN, at=at)
        return None
    mine = Film.objects.filter(pk=pk, state__in=list(BUSY), turn=film.turn)
    begun = {"state": FilmState.RENDERING, "turn": film.turn + 1, "tries": film.tries + 1, "progress": 0.0}
    if not mine.update(**begun):
        return None
    for name, value in begun.items():
        setattr(film, name, value)
    return film


def is_mine(film: Film) -> bool:
    """Whether this turn is still the one that makes the film."""
    return _mine(film.pk, film.turn).exists()


def show_progress(film: Film, share: float) -> None:
    """How far the film is, for whoever waits."""
    _mine(film.pk, film.turn).update(progress=round(share, 3))


def fail(film: Film, why: FilmFailure, *, at: datetime) -> None:
    """The film was not made; it stays as it is and can be asked for again."""
    rows = Film.objects.filter(pk=film.pk, state__in=list(BUSY), turn=film.turn)
    if rows.update(state=FilmState.FAILED, failure=why.value, next_turn_at=None, progress=0.0):
        note("stories.fail_film", film, by=HOUSE, at=at, why=why.value)


def finish(film: Film, made: Made, *, at: datetime) -> MediaFile | None:
    """Takes the finished film into library and story; None where this turn has lost the film meanwhile.

    Raises:
        FileRefused, NotAllowed, StoryClosed, MediaMissing: as they say.
    """
    clips = list(film.clips.select_related("file__rights"))
    by = film.asked_by or film.changed_by
    file = _file(film, clips, made.path, by=by, at=at)
    with transaction.atomic():
        current = Film.objects.select_for_update(of=("self",)).filter(pk=film.pk).first()
        if current is None or (current.state, current.turn) != (FilmState.RENDERING, film.turn):
            return None
        current.material, current.alt = _in_story(film, clips, file, by=by, at=at), proposal(film, clips)
        current.state, current.progress, current.next_turn_at, current.file = FilmState.DONE, 1.0, None, file
        current.save()
        note("stories.finish_film", film, by=HOUSE, at=at, digest=file.digest)
    previews.forget(file.digest)
    previews.keep(file.digest, picture.survey(made.cover)[1])
    return file


def proposal(film: Film, clips: list[FilmClip]) -> str:
    """What can be said of the film without having seen it: its title and what is spoken; a person checks it."""
    title = " ".join((film.title or film.story.title).split())
    spoken = " ".join(cue.text.replace("\n", " ") for cue in film_order.cues_of(film, clips))
    said = _now("Film: %(title)s.") % {"title": title.rstrip(".")}
    if not spoken:
        return said
    short = spoken if len(spoken) <= 600 else f"{spoken[:600].rsplit(' ', 1)[0]} …"  # noqa: PLR2004 - a paragraph
    return f"{said} " + _now("In it is said: “%(spoken)s”") % {"spoken": short}


def _mine(pk: uuid.UUID, turn: int) -> QuerySet[Film]:
    return Film.objects.filter(pk=pk, state=FilmState.RENDERING, turn=turn)


def _demand_may(film: Film, clips: list[FilmClip]) -> None:
    if not clips:
        raise ClipsMissing
    for clip in clips:
        name = library.name_of(clip.file)
        if clip.cues_from == CuesFrom.MODEL:
            raise SubtitlesUnread(name=name)
        if film.is_mute or not clip.file.has_sound:
            continue
        if not clip.file.rights.music:
            raise SoundUnanswered(name=name)
        if clip.file.rights.music == Music.PLATFORM:
            raise SoundOfPlatform(name=name)
    if film_order.inherited([one.file for one in clips], is_mute=film.is_mute).channels is None:
        raise ChannelsApart


def _file(film: Film, clips: list[FilmClip], path: Path, *, by: Person, at: datetime) -> MediaFile:
    """The film in the library, with the strictest rights of what it is made of, and what it is made of."""
    sources = [one.file for one in clips]
    right = film_order.inherited(sources, is_mute=film.is_mute)
    words = library.Words(
        file_name="film.mp4",
        title=(film.title or film.story.title)[:200],
        description=proposal(film, clips),
        author=right.author,
        credit_line=right.credit_line,
        source=right.source,
        licence=right.licence,
        channels=right.channels or (),
        ends_on=right.ends_on,
    )
    file = library.take_in_file(film.story.authority, path, words=words, way=Way.FILM, by=by, at=at).file
    file.made_from.set(set(sources))
    has_file = film.subtitle_way != SubtitleWay.BURNED
    shown = film_order.cues_of(film, clips) if has_file else ()
    library.note_made(file, captions=subtitles.to_vtt(shown) if shown else "", music=right.music)
    return file


def _in_story(film: Film, clips: list[FilmClip], file: MediaFile, *, by: Person, at: datetime) -> Material:
    """The film in the story: a first one is added, a later one takes its place; words somebody wrote stay."""
    open_ones = [one.file for one in clips if actions.was_never_cleared(one.file)]
    origin = "; ".join(dict.fromkeys(one.rights.source for one in open_ones if one.rights.source))
    state: dict[str, Any] = {"origin": origin, "is_uncleared": bool(open_ones)}
    alt = proposal(film, clips)
    if film.material is None:
        made = actions.use(film.story, file, alt=alt, **state, by=by, at=at)
    else:
        kept = alt if film.material.alt == film.alt else film.material.alt
        made = actions.exchange(film.material, file, alt=kept, **state, by=by, at=at)
    made.authors.add(*film.authors.all())
    return made
