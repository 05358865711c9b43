# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of a film shows: its form, the limits of the channels, how far its making is."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nahbar.authority.permissions import CONTRIBUTES, WRITES
from nahbar.library.states import Licence
from nahbar.stories import film_order
from nahbar.stories.film_order import Inherited
from nahbar.stories.models import Film, FilmClip
from nahbar.stories.states import BUSY, CuesFrom, FilmFailure, FilmState, StoryState
from nahbar.studio.film import plan
from nahbar.studio.film.shapes import SIZES, Shape, expected_bytes
from nahbar.web.door import InsideRequest
from nahbar.web.films import limits
from nahbar.web.films.forms import FilmForm, initial_of
from nahbar.web.films.timecode import shown

COVERS = 6


def clips_of(film: Film) -> list[FilmClip]:
    """The excerpts in their order, with files and rights."""
    return list(film.clips.select_related("file__rights"))


def may_change(request: InsideRequest, film: Film) -> bool:
    """Whether this person may change the film now."""
    is_open = film.story.state == StoryState.OPENED
    return bool(request.roles & CONTRIBUTES) and is_open and film.state not in BUSY


def whole(
    request: InsideRequest, film: Film, *, form: FilmForm | None = None, status: int = 200
) -> HttpResponse:
    """The whole page of one film."""
    clips = clips_of(film)
    wish = film_order.wish_of(film, clips)
    may_settle = bool(request.roles & WRITES)
    form = form or FilmForm(film, clips, initial=initial_of(film, clips), may_settle=may_settle)
    width, height = SIZES[Shape(film.shape)]
    right = film_order.inherited([one.file for one in clips], is_mute=film.is_mute)
    context = {
        "film": film,
        "story": film.story,
        "form": form,
        "may_change": may_change(request, film),
        "may_stop": bool(request.roles & CONTRIBUTES),
        "is_busy": film.state in BUSY,
        "is_done": film.state == FilmState.DONE and film.file is not None,
        "why": FilmFailure(film.failure).label if film.failure else "",
        "percent": round(film.progress * 100),
        "ahead": _ahead(film),
        "seconds": shown(wish.seconds),
        "size": limits.megabytes(expected_bytes(wish.shape, wish.seconds)),
        "most": shown(plan.MOST_SECONDS),
        "limits": limits.lines(request.authority, film, wish),
        "covers": covers(wish.seconds, film.cover_at),
        "at": f"{film.cover_at:.1f}",
        "still": (width // 4, height // 4),
        "differing": differing(right),
        "no_changes": any(one.file.rights.licence == Licence.CC_BY_ND for one in clips),
        "unread": [one for one in clips if one.cues_from == CuesFrom.MODEL],
    }
    return render(request, "films/film.html", context, status=status)


def covers(seconds: float, chosen: float) -> list[dict[str, Any]]:
    """Seconds to choose the cover from, spread over the film, and which is the one that is kept."""
    times = [round(seconds * (number + 0.5) / COVERS, 1) for number in range(COVERS)]
    return [
        {"at": f"{one:.1f}", "shown": shown(one), "is_chosen": abs(one - chosen) < 0.05}  # noqa: PLR2004 - as shown
        for one in times
    ]


def differing(right: Inherited) -> str:
    """What the rights of the excerpts do not agree on, in one sentence; "" where they do."""
    names = {
        "licence": _("licence"),
        "ends_on": _("last day"),
        "channels": _("channels"),
        "music": _("music"),
    }
    if not right.differing:
        return ""
    said = ", ".join(names[one] for one in right.differing)
    return _("The excerpts differ in: %(what)s. For the film the strictest holds.") % {"what": said}


def _ahead(film: Film) -> int:
    """How many films of the installation are before this one in the queue."""
    if film.state != FilmState.QUEUED or film.next_turn_at is None:
        return 0
    waiting = Film.objects.filter(state__in=list(BUSY), next_turn_at__lte=film.next_turn_at)
    return waiting.exclude(pk=film.pk).count()
