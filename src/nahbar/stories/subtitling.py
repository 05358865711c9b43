# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to the subtitles of an excerpt: written, taken from a file, heard by the operator's speech model."""

import logging
import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Person
from nahbar.foundation.complaint import Complaint
from nahbar.media import folder as media
from nahbar.record.actions import HOUSE
from nahbar.stories.filming import locked, note, touch
from nahbar.stories.models import Film, FilmClip
from nahbar.stories.states import BUSY, LISTENING, CuesFrom, Listening
from nahbar.studio.film import making, speech, subtitles
from nahbar.studio.film.making import FilmFailed, FilmStopped
from nahbar.studio.film.subtitles import Cue, SubtitlesUnreadable, Why
from nahbar.studio.refusals import ProgramMissing

log = logging.getLogger(__name__)
MOST_TURNS = 2
_UNREADABLE = {
    Why.TOO_LARGE: _("it has more than one megabyte"),
    Why.EMPTY: _("no subtitle with times stands in it"),
    Why.TIMES: _("the times in line %(line)s cannot be read or end before they begin"),
    Why.TOO_MANY: _("it has more than 5,000 subtitles"),
    Why.LONG: _("the subtitle that ends in line %(line)s has more than 500 characters"),
}


class SubtitlesChanged(Complaint):
    """Somebody else saved meanwhile."""

    sentence = _(
        "The subtitles were not saved, because they were changed in the meantime. "
        "Your text stands below; please compare in another tab and save again."
    )

    def __init__(self, theirs: FilmClip) -> None:
        super().__init__()
        self.theirs = theirs


class SubtitlesRefused(Complaint):
    sentence = _(
        "Nothing was taken from the file, because %(why)s. Please choose an SRT or WebVTT file; the subtitles here "
        "are as they were."
    )


class CueOdd(Complaint):
    """`number`: which row."""

    sentence = _(
        "The subtitles were not saved, because row %(number)s does not end after its beginning, or lies outside the "
        "file of %(seconds)s seconds. Please check its times."
    )

    def __init__(self, *, number: int, seconds: str) -> None:
        super().__init__(number=number, seconds=seconds)
        self.number = number


class NoModel(Complaint):
    sentence = _(
        "Nothing was asked, because this installation has no speech model. Please type the subtitles, or upload a file."
    )


class NothingToHear(Complaint):
    sentence = _("Nothing was asked, because this film has no sound. Please type the subtitles.")


@transaction.atomic
def write(clip: FilmClip, rows: Sequence[Cue], *, revision: int, by: Person, at: datetime) -> FilmClip:
    """Saves the subtitles if nobody saved since `revision`; whoever saves has checked them.

    Raises:
        SubtitlesChanged: if somebody did; nothing is overwritten.
        CueOdd: for a row that ends before it begins or lies outside the film.
        FilmBusy, StoryClosed, NotAllowed: as they say.
    """
    film = locked(clip.film, by=by)
    current = film.clips.select_related("file").get(pk=clip.pk)
    for number, cue in enumerate(rows, 1):
        if not 0 <= cue.start < cue.end <= current.file.seconds + 1:
            raise CueOdd(number=number, seconds=f"{current.file.seconds:.1f}".replace(".", ","))
    ordered = sorted(rows, key=lambda cue: (cue.start, cue.end))
    new = [{"start": round(one.start, 3), "end": round(one.end, 3), "text": one.text} for one in ordered]
    if new == current.cues and current.cues_from != CuesFrom.MODEL:
        return current
    if current.cues_revision != revision:
        raise SubtitlesChanged(current)
    return _kept(film, current, new, CuesFrom.TYPED, by=by, at=at)


@transaction.atomic
def take_file(clip: FilmClip, data: bytes, *, by: Person, at: datetime) -> FilmClip:
    """Takes the subtitles of an SRT or WebVTT file in the place of those that are there; the old ones stay in the record.

    Raises:
        SubtitlesRefused: if it cannot be read; its sentence says why.
        FilmBusy, StoryClosed, NotAllowed: as they say.
    """
    film = locked(clip.film, by=by)
    current = film.clips.get(pk=clip.pk)
    try:
        found = subtitles.read(data)
    except SubtitlesUnreadable as no:
        raise SubtitlesRefused(why=str(_UNREADABLE[no.why]) % {"line": no.line}) from no
    new = [{"start": one.start, "end": one.end, "text": one.text} for one in found]
    return _kept(film, current, new, CuesFrom.FILE, by=by, at=at)


@transaction.atomic
def ask_model(clip: FilmClip, *, by: Person, at: datetime) -> FilmClip:
    """Asks the operator's speech model for subtitles; they come as a proposal.

    Raises:
        NoModel, NothingToHear: as they say.
        FilmBusy, StoryClosed, NotAllowed: as they say.
    """
    film = locked(clip.film, by=by)
    current = film.clips.select_related("file").get(pk=clip.pk)
    if not has_model():
        raise NoModel
    if not current.file.has_sound:
        raise NothingToHear
    if current.listening in LISTENING:
        return current
    current.listening, current.listen_at, current.listen_turn = Listening.ASKED, at, 0
    current.save(update_fields=["listening", "listen_at", "listen_turn"])
    note("stories.ask_speech_model", film, by=by, at=at, digest=current.file.digest)
    return current


def has_model() -> bool:
    """Whether the operator gave a speech model."""
    return bool(settings.SPEECH_COMMAND and settings.SPEECH_MODEL)


def take_turn(pk: uuid.UUID, *, at: datetime) -> FilmClip | None:
    """Begins to listen; None where nothing is to be heard any more."""
    clip = FilmClip.objects.select_related("film__story__authority", "file").filter(pk=pk).first()
    if clip is None or clip.listening not in LISTENING:
        return None
    if clip.listen_turn >= MOST_TURNS:
        _end(clip, Listening.FAILED, at=at)
        return None
    rows = FilmClip.objects.filter(pk=pk, listening__in=list(LISTENING), listen_turn=clip.listen_turn)
    if not rows.update(listening=Listening.RUNNING, listen_turn=clip.listen_turn + 1):
        return None
    clip.listening, clip.listen_turn = Listening.RUNNING, clip.listen_turn + 1
    return clip


def is_mine(clip: FilmClip) -> bool:
    """Whether this turn is still the one that listens."""
    return _mine(clip).exists()


def listen(clip: FilmClip, folder: Path, *, goes_on: making.GoesOn, at: datetime) -> bool:
    """Has the model hear the excerpt and keeps what it heard as a proposal; False where nothing came of it."""
    try:
        path = media.path_of(clip.file.digest)
        sound = making.sound(path, clip.start, clip.end, folder, goes_on=goes_on)
        heard = speech.hear(sound, settings.SPEECH_COMMAND, settings.SPEECH_MODEL, folder, goes_on=goes_on)
    except FilmStopped:
        return False
    except (FilmFailed, ProgramMissing, SubtitlesUnreadable, media.MediaMissing, OSError) as error:
        log.warning("the speech model could not hear %s: %s", clip.pk, error)
        _end(clip, Listening.FAILED, at=at)
        return False
    return _heard(clip, heard, at=at)


@transaction.atomic
def _heard(clip: FilmClip, heard: Sequence[Cue], *, at: datetime) -> bool:
    """Keeps the proposal, unless the film is being made or somebody wrote subtitles meanwhile."""
    film = Film.objects.select_for_update(of=("self",)).get(pk=clip.film_id)
    current = _mine(clip).first()
    if current is None:
        return False
    current.listening, current.listen_at = Listening.HEARD, None
    current.save(update_fields=["listening", "listen_at"])
    if film.state in BUSY or current.cues_revision != clip.cues_revision:
        return False
    current.cues = [
        {"start": round(one.start + clip.start, 3), "end": round(one.end + clip.start, 3), "text": one.text}
        for one in heard
    ]
    current.cues_from, current.cues_revision = CuesFrom.MODEL, current.cues_revision + 1
    current.save(update_fields=["cues", "cues_from", "cues_revision"])
    film.revision += 1
    film.save(update_fields=["revision"])
    said = [one.text for one in heard]
    note(
        "stories.hear_subtitles",
        clip.film,
        by=HOUSE,
        at=at,
        heard=said[:200],
        model=Path(settings.SPEECH_MODEL).name,
    )
    return True


def _end(clip: FilmClip, how: Listening, *, at: datetime) -> None:
    _mine(clip).update(listening=how, listen_at=None)
    log.info("listening to %s ended with %s at %s", clip.pk, how, at)


def _mine(clip: FilmClip) -> QuerySet[FilmClip]:
    return FilmClip.objects.filter(pk=clip.pk, listening__in=list(LISTENING), listen_turn=clip.listen_turn)


def _kept(
    film: Film, clip: FilmClip, new: list[dict[str, object]], whence: CuesFrom, *, by: Person, at: datetime
) -> FilmClip:
    before = [one["text"] for one in clip.cues]
    clip.cues, clip.cues_from, clip.cues_revision = new, whence if new else "", clip.cues_revision + 1
    clip.save(update_fields=["cues", "cues_from", "cues_revision"])
    film.authors.add(by)
    touch(film, by=by, at=at)
    note("stories.write_subtitles", film, by=by, at=at, before=before, rows=len(new))
    return clip
