# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coming in by a secret link: found by its token, unknown like any wrong one, and from where it was sent."""

import ipaddress
import threading
import zoneinfo
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nahbar.contributions import queries
from nahbar.web import uploads
from nahbar.web.door import by_secret

# Drawing a photo anew takes up to 200 MB: in one process only one at a time, whoever else is sending.
ONE_AT_A_TIME = threading.Lock()


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Finds the link by its token; a wrong, replaced or copied one gets the same page, whatever authority is named."""

    @wraps(view)
    def opened(request: HttpRequest, slug: str, token: str, **kwargs: Any) -> HttpResponse:
        link = queries.link_by_token(slug, token)
        if link is None:
            return unknown(request)
        with timezone.override(zoneinfo.ZoneInfo(link.authority.time_zone)):
            return by_secret(view(request, link, token, **kwargs))

    return opened


def unknown(request: HttpRequest) -> HttpResponse:
    """The page of every link there is not."""
    uploads.drain(request)
    return by_secret(render(request, "contributions/link_unknown.html", status=404))


def origin(request: HttpRequest) -> str:
    """From where it came: the last address a proxy of ours wrote down, else the one that is connected.

    Only a proxy in the house's own network is believed, and only its own entry: what stands before it, anybody can write.
    """
    connected = str(request.META.get("REMOTE_ADDR", ""))
    try:
        is_ours = ipaddress.ip_address(connected).is_private
    except ValueError:
        return connected
    passed_on = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()[:60]
    return passed_on if is_ours and passed_on else connected
