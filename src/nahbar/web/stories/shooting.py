# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shooting sheet on the phone: read and ticked off, also where there is no network."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.stories import queries, ticking
from nahbar.stories.models import Story, Tick
from nahbar.stories.sheet import Line, Part, sheet, standing_ticks
from nahbar.stories.states import StoryState
from nahbar.topics import formats
from nahbar.web.design.tags import moment
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.variants import desk

_MOST_BYTES = 100_000
NAMES = {
    Part.BEFORE: gettext_lazy("Before you set out"),
    Part.SHOTS: gettext_lazy("Shots"),
    Part.QUESTIONS: gettext_lazy("Questions"),
    Part.SCRIPT: gettext_lazy("Script"),
    Part.AFTER: gettext_lazy("Afterwards"),
    Part.OWN: gettext_lazy("Own lines"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line as the page shows it: `ids` of the ticks that stand, who ticked first, and its seconds of the film as a clock."""

    line: Line
    ids: str
    who: str
    clock: str


@require_GET
@inside
def sheet_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    story = _story(request, pk)
    found = sheet(story)
    context = {
        "story": story,
        "sheet": found,
        "parts": [
            (NAMES[part], part.value, [_row(line) for line in lines]) for part, lines in found.parts.items()
        ],
        "consent": formats.consent_words(found.format) if found.format else "",
        "may_tick": desk.may_write(request) and story.state == StoryState.OPENED,
        "scope": here(request, "stories:sheet", story.pk),
        "now": clock.now().isoformat(),
    }
    return render(request, "stories/sheet.html", context)


@require_POST
@inside
def save(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """All boxes of the page at once, for whoever has no script; only what was changed on this page is changed."""
    story, now = _story(request, pk), clock.now()
    done = set(request.POST.getlist("done"))
    shown = {key: ids for key, _bar, ids in (one.partition("|") for one in request.POST.getlist("war"))}
    new = [ticking.Ticked(uuid.uuid4(), key) for key in sorted(done - set(shown))]
    gone = [one for key, ids in shown.items() if key not in done for one in _ids(ids.split())]
    ticking.tick(story, new, by=request.person, at=now)
    ticking.take_back(story, gone, by=request.person, at=now)
    messages.success(request, _("The sheet is saved."))
    return redirect(here(request, "stories:sheet", story.pk))


@require_POST
@inside
def ticks(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Takes what a phone kept while it had no network, in any order and as often as it is sent; answers with all that stands."""
    story, now = _story(request, pk), clock.now()
    rows = _sent(request)
    if rows is None:
        return HttpResponseBadRequest()
    try:
        ticking.tick(story, [one for row in rows for one in _ticked(row)], by=request.person, at=now)
        gone = [one for row in rows for one in _ids(row.get("back"))]
        ticking.take_back(story, gone, by=request.person, at=now)
    except Complaint as complaint:
        return JsonResponse({"sentence": str(complaint)}, status=422)
    standing = {
        key: {"ids": [str(one.pk) for one in ticks], "who": _who(ticks)}
        for key, ticks in standing_ticks(story).items()
    }
    return JsonResponse({"at": now.isoformat(), "ticks": standing})


@require_GET
@inside
def worker(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The script that keeps this one page for the way; its address is its reach: nothing else of the house."""
    _story(request, pk)
    answer = HttpResponse(
        render_to_string("stories/sheet-worker.js"), content_type="text/javascript; charset=utf-8"
    )
    answer["Cache-Control"] = "no-cache"
    return answer


def _row(line: Line) -> Row:
    ids = " ".join(str(one.pk) for one in line.ticks)
    span = f"{_clock(line.begins)}–{_clock(line.begins + line.seconds)}" if line.seconds else ""
    return Row(line, ids, _who(line.ticks), span)


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _who(ticks: Sequence[Tick]) -> str:
    """Who ticked it off first, and when."""
    return f"{ticks[0].by.name}, {moment(ticks[0].at)}" if ticks else ""


def _sent(request: InsideRequest) -> list[dict[str, Any]] | None:
    """What the phone sent, row by row; None where it is no list of rows, which no page of ours sends."""
    try:
        rows = json.loads(request.body) if len(request.body) <= _MOST_BYTES else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(rows, list) or len(rows) > ticking.MOST_AT_ONCE:
        return None
    return rows if all(isinstance(row, dict) for row in rows) else None


def _ticked(row: dict[str, Any]) -> list[ticking.Ticked]:
    key = row.get("key")
    return [ticking.Ticked(one, str(key), _when(row.get("at"))) for one in _ids([row.get("id")]) if key]


def _when(value: object) -> datetime | None:
    try:
        found = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and is_aware(found) else None


def _ids(values: object) -> list[uuid.UUID]:
    found: list[uuid.UUID] = []
    for value in values[: ticking.MOST_AT_ONCE] if isinstance(values, list) else ():
        try:
            found.append(uuid.UUID(str(value)))
        except ValueError:
            continue
    return found


def _story(request: InsideRequest, pk: uuid.UUID) -> Story:
    return get_object_or_404(queries.stories(request.authority).select_related("authority"), pk=pk)
