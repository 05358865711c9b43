# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coming in by a secret link: found by its token, unknown like any wrong one."""

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
