# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of answered requests: by department, with figures, as a table to take away."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from nahbar.authority.permissions import RELEASES, WRITES, NotAllowed
from nahbar.topics import answered
from nahbar.topics.models import DepartmentRequest
from nahbar.web.design import tables
from nahbar.web.door import InsideRequest, inside
from nahbar.web.topics.request_forms import RegisterForm

PER_PAGE = 15
MOST_ROWS = 5_000
YEARS = range(2000, 2200)


@require_GET
@inside
def register_page(request: InsideRequest) -> HttpResponse:
    """All answered requests, newest first; above them those in work and the figures."""
    department, year = _asked(request)
    pages = Paginator(answered.requests(request.authority, department=department, year=year), PER_PAGE)
    every = answered.figures(request.authority, year=year)
    shown = [one for one in every if one.department == department]
    kept = {"amt": department, "jahr": year or ""}
    context: dict[str, Any] = {
        "page": pages.get_page(request.GET.get("seite")),
        "drafted": list(answered.requests(request.authority, is_drafted=True)[:PER_PAGE]),
        "sums": shown[0] if shown else None,
        "by_department": [] if department else every[1:],
        "filters": RegisterForm(
            kept,
            departments=answered.departments_asked(request.authority),
            years=answered.years(request.authority),
        ),
        "query": urlencode({name: value for name, value in kept.items() if value}),
        "has_any": bool(every) or year is not None or bool(department),
        "may_write": bool(request.roles & WRITES),
    }
    return render(request, "topics/requests.html", context)


@require_GET
@inside
def export(request: InsideRequest) -> HttpResponse:
    """The same requests as CSV, without what the departments wrote."""
    department, year = _asked(request)
    rows = answered.requests(request.authority, department=department, year=year)[:MOST_ROWS]
    return tables.download("beantwortete-anfragen.csv", _head(), (_cells(row) for row in rows))


def _head() -> list[str]:
    return [
        _("Answered on"),
        _("Department"),
        _("Headline"),
        _("Points"),
        _("Proposed"),
        _("Decided"),
        _("Better proposal"),
        _("State"),
        _("Answered by"),
        _("Closed on"),
        _("Closed by"),
        _("Reason"),
    ]


def _cells(row: DepartmentRequest) -> Iterator[str]:
    yield f"{timezone.localtime(row.answered_at):%d.%m.%Y}" if row.answered_at else ""
    yield row.department
    yield row.title
    yield str(row.points)
    yield row.get_proposed_display()
    yield row.get_verdict_display()
    yield str(row.proposal.get("name", ""))
    yield row.get_state_display()
    yield row.answered_by.name if row.answered_by else ""
    yield f"{timezone.localtime(row.closed_at):%d.%m.%Y}" if row.closed_at else ""
    yield row.closed_by.name if row.closed_by else ""
    yield row.closed_reason


def _asked(request: InsideRequest) -> tuple[str, int | None]:
    """Department and year asked for; odd values mean all."""
    if not request.roles & RELEASES:
        raise NotAllowed
    year = request.GET.get("jahr", "")
    wanted = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0  # noqa: PLR2004 - a year
    return request.GET.get("amt", "")[:200].replace("\x00", ""), wanted if wanted in YEARS else None
