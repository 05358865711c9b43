# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Subtitles of an excerpt: typed along a player, taken from a file, heard by the operator's speech model."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.library import actions as library
from nahbar.stories import film_order, film_queries, subtitling
from nahbar.stories.models import FilmClip
from nahbar.stories.states import LISTENING, CuesFrom
from nahbar.studio.film import subtitles as studio
from nahbar.studio.film.subtitles import LONGEST_CUE, MOST_BYTES, Cue, Hint
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.films import page as film_page
from nahbar.web.films import timecode

PER_PAGE = 100
_BLANK = 4
_HINTS = {
    Hint.LINES: gettext_lazy("More than two lines: please split it."),
    Hint.LONG: gettext_lazy("A line has more than 42 characters: please break it."),
    Hint.FAST: gettext_lazy("Too much text for the time: shorten it, or let it stand longer."),
    Hint.SHORT: gettext_lazy("Stands for less than a second: let it stand longer."),
    Hint.OVERLAP: gettext_lazy("Begins before the one above has ended."),
    Hint.AFTER_END: gettext_lazy("Stands after the end of the film."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One subtitle as it is typed; `fault`: why it cannot be kept."""

    number: int
    start: str = ""
    end: str = ""
    text: str = ""
    fault: str = ""
    hints: tuple[str, ...] = ()


class RowsOdd(Exception):
    """Some rows cannot be kept; `rows` are all, as they were typed."""

    def __init__(self, rows: list[Row]) -> None:
        super().__init__()
        self.rows = rows


@require_http_methods(["GET", "POST"])
@inside
def page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    clip = _clip(request, pk)
    first = _first(request, clip)
    if request.method != "POST":
        return _page(request, clip, first)
    try:
        typed = _typed(request.POST, first)
        kept = film_order.cues(clip)
        rows = [*kept[:first], *typed, *kept[first + PER_PAGE :]]
        revision = request.POST.get("revision", "")
        subtitling.write(
            clip, rows, revision=int(revision) if revision.isdecimal() and len(revision) < 10 else 0,  # noqa: PLR2004 - a number
            by=request.person, at=clock.now(),
        )  # fmt: skip
    except RowsOdd as odd:
        return _page(
            request,
            clip,
            first,
            rows=odd.rows,
            complaint=_("Nothing was saved yet: some rows need another look."),
        )
    except Complaint as no:
        if not film_page.may_change(request, clip.film):
            raise
        return _page(request, clip, first, rows=_as_sent(request.POST, first), complaint=str(no))
    if request.POST.get("schritt") == "weiter":
        messages.success(request, _("The subtitles are saved. Here are more rows."))
        return redirect(f"{here(request, 'films:subtitles', pk)}?ab={_last_page(clip)}#zeilen-ende")
    messages.success(request, _("The subtitles are saved."))
    return redirect(f"{here(request, 'films:film', clip.film_id)}#ausschnitt-{clip.number}")


@require_POST
@inside
def upload(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """An SRT or WebVTT file in the place of what is there."""
    clip = _clip(request, pk)
    file = request.FILES.get("datei")
    if file is None:
        return _page(
            request, clip, 0, complaint=_("Nothing was taken, because no file was chosen. Please choose one.")
        )
    try:
        taken = subtitling.take_file(clip, file.read(MOST_BYTES + 1), by=request.person, at=clock.now())
    except Complaint as no:
        return _page(request, clip, 0, complaint=str(no))
    messages.success(
        request, _("%(count)s subtitles are taken. Please read them once.") % {"count": len(taken.cues)}
    )
    return redirect(here(request, "films:subtitles", pk))


@require_POST
@inside
def listen(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    clip = _clip(request, pk)
    subtitling.ask_model(clip, by=request.person, at=clock.now())
    messages.success(
        request, _("The speech model is asked. Its proposal will stand here; please reload the page.")
    )
    return redirect(here(request, "films:subtitles", pk))


@require_GET
@inside
def track(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """What is saved, for the player."""
    text = studio.to_vtt(film_order.cues(_clip(request, pk)))
    return HttpResponse(text, content_type="text/vtt; charset=utf-8")


def _clip(request: InsideRequest, pk: uuid.UUID) -> FilmClip:
    return get_object_or_404(film_queries.clips(request.authority), pk=pk)


def _page(
    request: InsideRequest,
    clip: FilmClip,
    first: int,
    *,
    rows: Sequence[Row] | None = None,
    complaint: str = "",
) -> HttpResponse:
    known = film_order.cues(clip)
    context = {
        "clip": clip,
        "film": clip.film,
        "name": library.name_of(clip.file),
        "rows": rows or _rows(clip, known, first),
        "first": first,
        "revision": request.POST.get("revision", clip.cues_revision) if rows else clip.cues_revision,
        "total": len(known),
        "pages": _pages(len(known), first),
        "complaint": complaint,
        "has_model": subtitling.has_model(),
        "is_heard": clip.cues_from == CuesFrom.MODEL,
        "is_listening": clip.listening in LISTENING,
        "may_change": film_page.may_change(request, clip.film),
        "begins": timecode.shown(clip.start),
        "ends": timecode.shown(clip.end),
    }
    return render(request, "films/subtitles.html", context, status=422 if complaint else 200)


def _rows(clip: FilmClip, known: Sequence[Cue], first: int) -> list[Row]:
    hints: dict[int, list[str]] = {}
    for place, hint in studio.hints(known, seconds=clip.file.seconds):
        hints.setdefault(place, []).append(str(_HINTS[hint]))
    shown = [
        Row(
            place + 1,
            timecode.shown(cue.start),
            timecode.shown(cue.end),
            cue.text,
            hints=tuple(hints.get(place, ())),
        )
        for place, cue in enumerate(known)
    ][first : first + PER_PAGE]
    return shown + [Row(first + len(shown) + one) for one in range(1, _BLANK + 1)]


def _as_sent(data: Mapping[str, Any], first: int) -> list[Row]:
    """The rows as they were typed, blank ones included; one page has so many at most."""
    found = []
    for number in range(first + 1, first + 2 * PER_PAGE):
        if f"{number}-text" not in data:
            break
        start, end, text = (str(data.get(f"{number}-{name}", "")) for name in ("start", "end", "text"))
        found.append(Row(number, start, end, text))
    return found


def _typed(data: Mapping[str, Any], first: int) -> list[Cue]:
    """The rows that have text; one without is taken out.

    Raises:
        RowsOdd: if times or texts cannot be kept.
    """
    cues: list[Cue] = []
    rows: list[Row] = []
    for row in _as_sent(data, first):
        text = "\n".join(
            " ".join(line.split()) for line in row.text.strip().replace("\r\n", "\n").split("\n")
        )
        fault = ""
        if text.replace("\0", ""):
            try:
                cue = Cue(timecode.read(row.start), timecode.read(row.end), text.replace("\0", ""))
            except timecode.TimeOdd:
                fault = _("Please type both times as minutes and seconds, for example 0:12,5.")
            else:
                fault = _fault(cue)
                cues.append(cue)
        rows.append(Row(row.number, row.start, row.end, row.text, fault))
    if any(row.fault for row in rows):
        raise RowsOdd(rows)
    return cues


def _fault(cue: Cue) -> str:
    if cue.end <= cue.start:
        return _("The end must be later than the beginning.")
    if len(cue.text) > LONGEST_CUE:
        return _("At most %(most)s characters fit into one subtitle.") % {"most": LONGEST_CUE}
    return ""


def _first(request: InsideRequest, clip: FilmClip) -> int:
    said = request.GET.get("ab", "")
    number = int(said) if said.isascii() and said.isdecimal() and len(said) < len("10000") else 0
    return min(number // PER_PAGE * PER_PAGE, len(clip.cues) // PER_PAGE * PER_PAGE)


def _last_page(clip: FilmClip) -> int:
    return len(FilmClip.objects.get(pk=clip.pk).cues) // PER_PAGE * PER_PAGE


def _pages(total: int, first: int) -> list[tuple[int, bool]]:
    """Where each page begins, and which is shown; none where one is enough."""
    if total < PER_PAGE:
        return []
    return [(begin, begin == first) for begin in range(0, total + 1, PER_PAGE)]
