# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What our posts brought: one sentence, a picture, a table."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nahbar.foundation import clock
from nahbar.impact import queries
from nahbar.web.door import InsideRequest, inside
from nahbar.web.impact.chart import bars

PER_PAGE = 50
SPANS = (30, 90, 365)


@require_GET
@inside
def overview(request: InsideRequest) -> HttpResponse:
    days = next((span for span in SPANS if str(span) == request.GET.get("tage")), SPANS[0])
    rows = queries.per_post(request.authority, since=clock.now() - timedelta(days=days))
    best = max(rows, key=lambda row: row.reactions, default=None)
    context = {
        "days": days,
        "spans": SPANS,
        "sums": queries.sums_of(rows),
        "best": best if best and best.reactions else None,
        "chart": bars(rows),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("seite")),
        "is_measured": any(row.measured_at for row in rows),
        "says_nothing": any(row.measured_at and None in (row.replies, row.likes, row.shares) for row in rows),
    }
    return render(request, "impact/overview.html", context)
