# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The studio's door: open to links for trainees; a delivery is found only by the code of the phone it came from."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from nahbar.contributions import actions, queries
from nahbar.contributions.models import Link
from nahbar.contributions.permissions import LinkOff
from nahbar.contributions.states import Audience
from nahbar.foundation import clock
from nahbar.library import actions as library
from nahbar.web import pieces, uploads
from nahbar.web.contributions.entrance import by_link, unknown

STATUSES = {
    **pieces.STATUSES,
    actions.DeliveryGone: 410,
    # Waiting helps, so the script offers to go on.
    LinkOff: 423,
    actions.TooOften: 429,
    actions.DayIsFull: 429,
    library.TooManyUploads: 429,
}


def in_studio(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For everybody with a link for trainees. No cookie gives any right here, so no page needs to be guarded against forgery."""

    @csrf_exempt
    @by_link
    @wraps(view)
    def entered(request: HttpRequest, link: Link, token: str, **kwargs: Any) -> HttpResponse:
        if link.audience != Audience.TRAINEES:
            return unknown(request)
        return view(request, link, token, **kwargs)

    return entered


def of_phone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For the phone a delivery came from; every other code leads to the same page."""

    @in_studio
    @wraps(view)
    def entered(request: HttpRequest, link: Link, token: str, code: str, **kwargs: Any) -> HttpResponse:
        delivery = queries.delivery_by_token(link, code)
        if delivery is None:
            return _gone(request, link, token)
        return view(request, delivery, Addresses(link.authority.slug, token, code), **kwargs)

    return entered


def today() -> date:
    """The day it is at the authority, whose clocks the door has set."""
    return timezone.localtime(clock.now()).date()


class Addresses:
    """The addresses of one delivery; they carry its two secrets and stand nowhere else."""

    do_not_call_in_templates = True

    def __init__(self, slug: str, token: str, code: str) -> None:
        self.slug, self.token, self.code = self._given = (slug, token, code)

    def __call__(self, name: str, *more: Any) -> str:
        """The address of this page of the delivery."""
        return reverse(f"studio:{name}", args=(*self._given, *more))

    @property
    def studio(self) -> str:
        """The studio itself, without the delivery."""
        return reverse("studio:today", args=self._given[:2])

    def __getitem__(self, name: str) -> str:
        """As called, for templates: `{{ to.send }}`."""
        if hasattr(self, name):
            raise KeyError(name)
        return self(name)


def _gone(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    uploads.drain(request)
    if request.method not in {"GET", "HEAD"} or request.path.endswith("/stand/"):
        return JsonResponse({"sentence": str(actions.DeliveryGone())}, status=404)
    context = {
        "authority": link.authority,
        "title": _("This delivery is not here."),
        "studio": reverse("studio:today", args=(link.authority.slug, token)),
    }
    return render(request, "contributions/delivery_gone.html", context, status=404)
