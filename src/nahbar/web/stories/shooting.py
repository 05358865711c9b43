# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shooting sheet on the phone: read and ticked off, also where there is no network."""

import uuid
from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from nahbar.foundation import clock
from nahbar.stories import briefing, queries
from nahbar.stories.briefing import MOST_TICKS, Ticked
from nahbar.stories.models import Story
from nahbar.stories.sheet import Part, sheet
from nahbar.stories.states import StoryState
from nahbar.topics import formats
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.variants import desk

NAMES = {
    Part.BEFORE: gettext_lazy("Before you set out"),
    Part.SHOTS: gettext_lazy("Shots"),
    Part.QUESTIONS: gettext_lazy("Questions"),
    Part.SCRIPT: gettext_lazy("Script"),
    Part.AFTER: gettext_lazy("Afterwards"),
    Part.OWN: gettext_lazy("Own lines"),
}


@require_GET
@inside
def sheet_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    story = _story(request, pk)
    found = sheet(story)
    context = {
        "story": story,
        "sheet": found,
        "parts": [(NAMES[part], part.value, lines) for part, lines in found.parts.items()],
        "consent": formats.consent_words(found.format) if found.format else "",
        "may_tick": desk.may_write(request) and story.state == StoryState.OPENED,
        "scope": here(request, "stories:sheet", story.pk),
    }
    return render(request, "stories/sheet.html", context)


@require_POST
@inside
def save(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """All boxes of the page at once, as they stand; for whoever has no script."""
    story, now = _story(request, pk), clock.now()
    done = set(request.POST.getlist("done"))
    ticks = [
        Ticked(line.key, line.key in done, now)
        for line in sheet(story).lines
        if line.is_done != (line.key in done)
    ]
    briefing.tick(story, ticks, by=request.person, at=now)
    messages.success(request, _("The sheet is saved."))
    return redirect(here(request, "stories:sheet", story.pk))


@require_POST
@inside
def ticks(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """What a phone kept while it had no network: lines with their moments. Sent twice it changes nothing."""
    story = _story(request, pk)
    said = [_ticked(one) for one in request.POST.getlist("tick")[:MOST_TICKS]]
    if None in said:
        return HttpResponseBadRequest()
    briefing.tick(story, [one for one in said if one], by=request.person, at=clock.now())
    return HttpResponse(status=204)


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


def _ticked(said: str) -> Ticked | None:
    """“key|1|milliseconds” of the phone's clock; None where it is none."""
    key, done, when = [*said.split("|", 2), "", ""][:3]
    if not (when.isdecimal() and len(when) < 15 and done in {"0", "1"} and len(key) <= 40):  # noqa: PLR2004 - until the year 5000; the column
        return None
    return Ticked(key, done == "1", datetime.fromtimestamp(int(when) / 1000, tz=UTC))


def _story(request: InsideRequest, pk: uuid.UUID) -> Story:
    return get_object_or_404(queries.stories(request.authority).select_related("authority"), pk=pk)
