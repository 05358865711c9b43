# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Heute: what to do now, what goes out today, when each channel speaks next; and the search."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nahbar.foundation import clock
from nahbar.web.door import InsideRequest, inside
from nahbar.web.today import outlook, seek, worklist

CUTS = (10, 20, 40)


@require_GET
@inside
def today_page(request: InsideRequest) -> HttpResponse:
    at = clock.now()
    everything = worklist.tasks(request, at)
    asked = request.GET.get("minuten", "")
    cut = int(asked) if asked in {str(one) for one in CUTS} else None
    shown = worklist.within(everything, cut)
    context = {
        "at": at,
        "tasks": shown,
        "minutes": sum(task.minutes for task in shown),
        "left": len(everything) - len(shown),
        "cut": cut,
        "cuts": CUTS,
        "entries": outlook.day(request.authority, at),
        "channels": outlook.next_posts(request.authority, at),
    }
    return render(request, "today/today.html", context)


@require_GET
@inside
def search_page(request: InsideRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    groups = seek.everything(request, words)
    context = {
        "words": words,
        "groups": groups,
        "count": sum(group.count for group in groups),
        "too_short": len(words) < seek.SHORTEST,
        "shown_each": seek.SHOWN_EACH,
    }
    return render(request, "today/search.html", context)
