# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import uuid
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nahbar.record import queries
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.record.sentences import sentence

ROOMS = ("topics", "stories", "variants", "approval", "planning", "publishing", "dialogue", "authority")


@require_safe
@inside
def list_page(request: InsideRequest) -> HttpResponse:
    """The record: newest first, filtered by thing or room, paged by number."""
    thing, room = _uuid(request.GET.get("thing", "")), request.GET.get("room", "")
    room = room if room in ROOMS else ""
    page = queries.of_authority(
        request.authority.pk,
        thing_id=thing,
        verbs=f"{room}." if room else "",
        before=_number(request.GET.get("before", "")),
    )
    lines = [(entry, sentence(entry)) for entry in page.entries]
    context = {
        "lines": lines,
        "thing": lines[0][0].thing_name if thing and lines else "",
        "is_filtered": bool(thing or room),
        "room": room,
        "rooms": ROOMS,
        "broken_at": _broken_at(request, page),
        "is_checked": "check" in request.GET,
        "older": _older(request, page.older_than, thing, room),
    }
    return render(request, "record/list.html", context)


def _broken_at(request: InsideRequest, page: queries.Page) -> int | None:
    # The whole chain is walked only when asked for: it grows for years.
    is_asked_for = "check" in request.GET
    return queries.verify(request.authority.pk) if is_asked_for else queries.changed_among(page.entries)


def _older(request: HttpRequest, before: int | None, thing: uuid.UUID | None, room: str) -> str:
    if before is None:
        return ""
    asked = {"before": before, "thing": thing, "room": room}
    return (
        f"{here(request, 'record:list')}?{urlencode({key: value for key, value in asked.items() if value})}"
    )


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None  # noqa: PLR2004 - fits a column
