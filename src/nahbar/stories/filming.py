# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to the draft of a film: begun, excerpts added, arranged, subtitled, removed. `film_queue` has it made."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Person
from nahbar.authority.permissions import CONTRIBUTES, NotAllowed, demand
from nahbar.foundation.complaint import Complaint
from nahbar.library.models import MediaFile
from nahbar.library.states import Kind
from nahbar.record import actions as record
from nahbar.stories import actions, film_order
from nahbar.stories.models import Film, FilmClip, Story
from nahbar.stories.states import BUSY, FilmState, StoryState, SubtitleWay
from nahbar.studio.film import plan, titles
from nahbar.studio.film.plan import Fit, WishImpossible
from nahbar.studio.film.shapes import Shape

MOST_CLIPS = 12
FIRST_SECONDS = 90.0
"""A new excerpt begins at most so long: what many channels take."""


class FilmChanged(Complaint):
    """Somebody else saved meanwhile."""

    sentence = _(
        "Your change was not saved, because %(name)s changed the film in the meantime. "
        "Please open it in another tab, compare, and save again."
    )

    def __init__(self, theirs: Film) -> None:
        super().__init__(name=theirs.changed_by.name)
        self.theirs = theirs


class FilmBusy(Complaint):
    sentence = _(
        "Nothing was changed, because the film is being made right now. Please stop it first, or wait until it is made."
    )


class ClipsMissing(Complaint):
    sentence = _(
        "The film was not begun, because no film was chosen. Please choose at least one from the material."
    )


class ClipsTooMany(Complaint):
    sentence = _(
        "The excerpts were not saved, because a film has at most %(most)s of them. Please take some out."
    )


class ClipNoFilm(Complaint):
    sentence = _(
        "The film was not changed, because “%(name)s” is no film. Please choose films from the material."
    )


class CutOdd(Complaint):
    """`number`: which excerpt."""

    sentence = _(
        "The film was not saved, because excerpt %(number)s does not end after its beginning or lies outside its "
        "file of %(seconds)s seconds. Please check beginning and end."
    )


class FilmTooLong(Complaint):
    sentence = _(
        "The film was not saved, because it would last %(seconds)s seconds and the most is %(most)s. "
        "Please shorten its excerpts."
    )


@dataclass(frozen=True, slots=True)
class Cut:
    """One excerpt as somebody wants it; `pk` of its row."""

    pk: uuid.UUID
    start: float
    end: float
    focus: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True, slots=True)
class Draft:
    """A film as somebody wants it: its excerpts in order; those that are not named are taken out."""

    cuts: Sequence[Cut]
    shape: Shape = Shape.TALL
    fit: Fit = Fit.CROP
    is_mute: bool = False
    title: str = ""
    credits: str = ""
    subtitle_way: SubtitleWay = SubtitleWay.BURNED
    cover_at: float = 0.0


@transaction.atomic
def begin(story: Story, files: Sequence[MediaFile], *, by: Person, at: datetime) -> Film:
    """Begins a film of the story with these films of the library, in this order.

    Raises:
        ClipsMissing, ClipsTooMany, ClipNoFilm, StoryClosed: as they say.
        NotAllowed: without a role that contributes, or for a file of another authority.
    """
    demand(by, story.authority, CONTRIBUTES)
    _demand_open(story)
    if not files:
        raise ClipsMissing
    film = Film.objects.create(story=story, drafted_at=at, drafted_by=by, changed_at=at, changed_by=by)
    _append(film, files, first=1)
    note("stories.begin_film", film, by=by, at=at, files=[one.digest for one in files])
    return film


@transaction.atomic
def add(film: Film, files: Sequence[MediaFile], *, by: Person, at: datetime) -> Film:
    """Adds films of the library behind the excerpts that are there.

    Raises:
        FilmBusy, ClipsMissing, ClipsTooMany, ClipNoFilm, StoryClosed, NotAllowed: as they say.
    """
    current = locked(film, by=by)
    if not files:
        raise ClipsMissing
    last = current.clips.last()
    _append(current, files, first=last.number + 1 if last else 1)
    touch(current, by=by, at=at)
    note("stories.add_to_film", current, by=by, at=at, files=[one.digest for one in files])
    return current


@transaction.atomic
def arrange(film: Film, draft: Draft, *, revision: int, by: Person, at: datetime) -> Film:
    """Saves all of the draft if nobody saved since `revision`; the same again changes nothing.

    Raises:
        FilmChanged: if somebody did; nothing is overwritten.
        CutOdd, FilmTooLong, ClipsTooMany, TitleRefused: as they say.
        FilmBusy, StoryClosed, NotAllowed: as they say.
    """
    current = locked(film, by=by)
    clips = {one.pk: one for one in current.clips.select_related("file__rights")}
    kept = [_cut(clips[one.pk], one, number) for number, one in enumerate(draft.cuts, 1) if one.pk in clips]
    before = _values(current)
    new = {
        "shape": draft.shape.value,
        "fit": draft.fit.value,
        "is_mute": draft.is_mute,
        "title": plain(draft.title),
        "credits": plain(draft.credits),
        "subtitle_way": SubtitleWay(draft.subtitle_way).value,
        "cover_at": max(0.0, round(draft.cover_at, 2)),
    }
    is_same = before == new and all(not changed for _clip, changed in kept) and len(kept) == len(clips)
    if is_same:
        return current
    if current.revision != revision:
        raise FilmChanged(current)
    for name, value in new.items():
        setattr(current, name, value)
    rows = [clip for clip, _changed in kept]
    _demand_possible(current, rows)
    touch(current, by=by, at=at)
    if (before["title"], before["credits"]) != (new["title"], new["credits"]):
        current.authors.add(by)
    current.clips.exclude(pk__in=[one.pk for one in rows]).delete()
    FilmClip.objects.bulk_update(rows, ["number", "start", "end", "focus_x", "focus_y"])
    changed = [name for name, value in new.items() if before[name] != value]
    note("stories.arrange_film", current, by=by, at=at, changed=changed, excerpts=len(rows))
    return current


@transaction.atomic
def remove(film: Film, *, by: Person, at: datetime) -> None:
    """Throws the draft away; the film that was made of it stays in the material.

    Raises:
        FilmBusy, StoryClosed, NotAllowed: as they say.
    """
    current = locked(film, by=by)
    note("stories.remove_film", current, by=by, at=at)
    current.delete()


def locked(film: Film, *, by: Person) -> Film:
    """The film as it is now, locked, for who may change it.

    Raises:
        FilmBusy: while it waits or is being made.
        StoryClosed, NotAllowed: as they say.
    """
    rows = Film.objects.select_for_update(of=("self",)).select_related("story__authority", "changed_by")
    current = rows.get(pk=film.pk)
    demand(by, current.story.authority, CONTRIBUTES)
    _demand_open(current.story)
    if current.state in BUSY:
        raise FilmBusy
    return current


def touch(film: Film, *, by: Person, at: datetime) -> None:
    """Notes that the draft is another one now: what was made before belongs to an older one."""
    film.state, film.failure = FilmState.DRAFTED, ""
    film.revision, film.changed_at, film.changed_by = film.revision + 1, at, by
    film.save()


def note(verb: str, film: Film, *, by: record.Actor, at: datetime, **details: Any) -> None:
    """One line in the record about this film, at its story."""
    thing = ("story", film.story_id, film.story.title)
    record.note(
        verb,
        authority=film.story.authority_id,
        thing=thing,
        by=by,
        at=at,
        details={"film": str(film.pk), **details},
    )


def plain(text: str) -> str:
    """Line ends as one character, no NUL, no blanks around, not longer than a card takes."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def _values(film: Film) -> dict[str, Any]:
    names = ("shape", "fit", "is_mute", "title", "credits", "subtitle_way", "cover_at")
    return {name: getattr(film, name) for name in names}


def _append(film: Film, files: Sequence[MediaFile], *, first: int) -> None:
    if first - 1 + len(files) > MOST_CLIPS:
        raise ClipsTooMany(most=MOST_CLIPS)
    for number, file in enumerate(files, first):
        if file.authority_id != film.story.authority_id:
            raise NotAllowed
        if file.kind != Kind.FILM:
            raise ClipNoFilm(name=file.title or file.file_name)
        end = round(min(file.seconds, FIRST_SECONDS), 2)
        earlier = file.film_clips.exclude(cues=[]).order_by("-film__changed_at").first()
        # What was subtitled for another film need not be typed again.
        cues = {"cues": earlier.cues, "cues_from": earlier.cues_from} if earlier else {}
        FilmClip.objects.create(film=film, file=file, number=number, end=end, **cues)


def _cut(clip: FilmClip, cut: Cut, number: int) -> tuple[FilmClip, bool]:
    """The row as it is wanted, and whether that is another one."""
    start, end = round(cut.start, 2), round(min(cut.end, clip.file.seconds), 2)
    if start < 0 or end - start < plan.SHORTEST_PIECE:
        raise CutOdd(number=number, seconds=f"{clip.file.seconds:.1f}".replace(".", ","))
    x, y = (min(1.0, max(0.0, round(value, 4))) for value in cut.focus)
    new = {"number": number, "start": start, "end": end, "focus_x": x, "focus_y": y}
    changed = any(getattr(clip, name) != value for name, value in new.items())
    for name, value in new.items():
        setattr(clip, name, value)
    return clip, changed


def _demand_possible(film: Film, clips: Sequence[FilmClip]) -> None:
    if not clips:
        raise ClipsMissing
    name = film.story.authority.name
    for words in (film.title, film.credits):
        if words:
            titles.demand_fit(words, shape=Shape(film.shape), name=name)
    wish = film_order.wish_of(film, clips)
    try:
        plan.check(wish)
    except WishImpossible as no:
        raise FilmTooLong(seconds=round(wish.seconds), most=round(plan.MOST_SECONDS)) from no


def _demand_open(story: Story) -> None:
    if Story.objects.filter(pk=story.pk, state=StoryState.CLOSED).exists():
        raise actions.StoryClosed
