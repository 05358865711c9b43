# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two addresses for machines: whether the house is well, and its figures for Prometheus."""

import ipaddress
import logging
from secrets import compare_digest

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nahbar.foundation import clock
from nahbar.publishing import measures as figures

log = logging.getLogger(__name__)
KIND = "text/plain; version=0.0.4; charset=utf-8"
# A proxy on this machine also comes from loopback; it says so with one of these.
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Forwarded")


@never_cache
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """200 while posts go out, 503 otherwise; the same keys in both cases."""
    try:
        now = figures.health(clock.now())
    except DatabaseError:
        log.exception("the database did not answer")
        told = {"status": "bad", "database": False, "workers": None, "due": None, "oldest_due_s": None}
        return JsonResponse(told, status=503)
    told = {
        "status": "good" if now.is_good else "bad",
        "database": True,
        "workers": now.workers,
        "due": now.due,
        "oldest_due_s": round(now.oldest_due_s, 1),
    }
    return JsonResponse(told, status=200 if now.is_good else 503)


@never_cache
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """The figures in Prometheus' text format; anybody without the token, or from elsewhere, gets a 404."""
    if not _may_read(request):
        return HttpResponse(status=404)
    lines = []
    for one in figures.series(clock.now()):
        lines += [f"# HELP {one.name} {one.help}", f"# TYPE {one.name} gauge"]
        lines += [f"{one.name}{_labels(labels)} {value}" for labels, value in one.values.items()]
    return HttpResponse("\n".join([*lines, ""]), content_type=KIND)


def _labels(labels: tuple[tuple[str, str], ...]) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels) + "}" if labels else ""


def _may_read(request: HttpRequest) -> bool:
    """With the token where one is set; without one only a program on this machine."""
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())
    try:
        is_here = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    return is_here and not any(name in request.headers for name in FORWARDED)
