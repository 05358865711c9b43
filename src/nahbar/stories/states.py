# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a story stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StoryState(TextChoices):
    OPENED = "opened", _("in progress")
    CLOSED = "closed", _("closed")


NEXT: dict[StoryState, frozenset[StoryState]] = {
    StoryState.OPENED: frozenset({StoryState.CLOSED}),
    StoryState.CLOSED: frozenset({StoryState.OPENED}),
}


class FilmState(TextChoices):
    """Where a film stands. `RENDERING` with a lease that has ended is begun anew, never a second time beside the first."""

    DRAFTED = "drafted", _("draft")
    QUEUED = "queued", _("waits to be made")
    RENDERING = "rendering", _("is being made")
    DONE = "done", _("made")
    FAILED = "failed", _("not made")
    CANCELLED = "cancelled", _("stopped")


FILM_NEXT: dict[FilmState, frozenset[FilmState]] = {
    FilmState.DRAFTED: frozenset({FilmState.QUEUED}),
    FilmState.QUEUED: frozenset({FilmState.RENDERING, FilmState.CANCELLED, FilmState.FAILED}),
    FilmState.RENDERING: frozenset(
        {FilmState.RENDERING, FilmState.DONE, FilmState.FAILED, FilmState.CANCELLED}
    ),
    FilmState.DONE: frozenset({FilmState.DRAFTED, FilmState.QUEUED}),
    FilmState.FAILED: frozenset({FilmState.DRAFTED, FilmState.QUEUED}),
    FilmState.CANCELLED: frozenset({FilmState.DRAFTED, FilmState.QUEUED}),
}
BUSY = frozenset({FilmState.QUEUED, FilmState.RENDERING})
"""While a film waits or is being made, nothing of it is changed."""


class FilmFailure(TextChoices):
    """Why a film was not made, and what to do now."""

    LONG = "long", _("It took too much time. Please shorten it, or use fewer excerpts.")
    BROKEN = (
        "broken",
        _("An excerpt could not be read to its end. Please cut it shorter, or take another file."),
    )
    GONE = "gone", _("The file of an excerpt is no longer there. Please take another one.")
    DISK = "disk", _("The disk of this installation is full. Please tell your operator, then try again.")
    PROGRAM = "program", _("The program that makes films is missing. Please tell your operator: ffmpeg.")
    RIGHT = "right", _("Whoever asked for it may no longer write here. Please ask for it again.")
    CLOSED = "closed", _("The story was closed meanwhile. Please reopen it and try again.")
    OFTEN = "often", _("Making it broke off several times. Please tell your operator, then try again.")


class SubtitleWay(TextChoices):
    """How subtitles go with the film."""

    BURNED = "burned", _("in the picture, everybody sees them")
    FILE = "file", _("as a file beside the film, readers switch them on")
    BOTH = "both", _("in the picture and as a file")


class CuesFrom(TextChoices):
    """Where the subtitles of an excerpt are from; what a model heard is read by a person before anything is made of it."""

    TYPED = "typed", _("typed or checked by a person")
    FILE = "file", _("from a file")
    MODEL = "model", _("heard by the speech model, not checked yet")


class Listening(TextChoices):
    """Whether a speech model listens to an excerpt; "" while nobody asked."""

    ASKED = "asked", _("waits for the speech model")
    RUNNING = "running", _("the speech model is listening")
    HEARD = "heard", _("heard")
    FAILED = "failed", _("could not be heard")


LISTENING = frozenset({Listening.ASKED, Listening.RUNNING})
