# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The front door: who comes in, to which authority, and what a refusal looks like."""

import zoneinfo
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import NotAllowed, roles_of
from nahbar.authority.states import Role
from nahbar.foundation.complaint import Complaint

P = ParamSpec("P")

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class InsideRequest(HttpRequest):
    """A request of a signed-in person inside an authority they belong to."""

    authority: Authority
    person: Person
    roles: frozenset[Role]


class SecurityHeaders:
    """Sets the content security policy on every answer, and that only the reader's own browser keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        if "Cache-Control" not in response.headers:
            # Person and language come with the cookies: nobody may keep the page for somebody else.
            response.headers["Cache-Control"] = "private, no-cache"
            patch_vary_headers(response, ["Cookie", "HX-Request"])
        response.headers.setdefault("Permissions-Policy", "geolocation=(), microphone=(), camera=(self)")
        return response


class Door:
    """Turns an expected refusal into a page or, for htmx, a piece of one: 422, or 403 for a missing right."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Complaint):
            return None
        status = 403 if isinstance(exception, NotAllowed) else 422
        piece = request.headers.get("HX-Request") == "true"
        template = "design/complaint_piece.html" if piece else "design/complaint.html"
        return render(request, template, {"complaint": str(exception)}, status=status)


def inside(
    view: Callable[Concatenate[InsideRequest, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """For pages of an authority: asks for login, 404s for strangers, sets authority, person, roles, time zone."""

    @wraps(view)
    def entered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        slug = cast("str", kwargs.pop("slug"))
        if not request.user.is_authenticated:
            return _signed_out(request)
        person = request.user
        authority = Authority.objects.filter(slug=slug).first()
        roles = roles_of(person, authority) if authority else frozenset()
        if authority is None or not roles:
            raise Http404
        inside_request = cast("InsideRequest", request)
        inside_request.authority, inside_request.person, inside_request.roles = authority, person, roles
        timezone.activate(zoneinfo.ZoneInfo(authority.time_zone))
        return view(inside_request, *args, **kwargs)

    return entered


def by_secret(response: HttpResponse) -> HttpResponse:
    """A page whose address is the secret: it must not travel on in a Referer, and no cache may keep the page."""
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _signed_out(request: HttpRequest) -> HttpResponse:
    """The login; for htmx a sentence that leads there, and nothing at all where it only looks for news."""
    if not is_piece(request):
        return redirect_to_login(request.get_full_path())
    if request.method == "GET":
        return HttpResponse(status=204)
    return render(request, "design/signed_out_piece.html", {"href": reverse("account_login")}, status=401)


def here(request: HttpRequest, name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page of the authority the request is in: `here(request, "topics:topic", pk)`."""
    authority: Authority = cast("InsideRequest", request).authority
    if kwargs:
        return reverse(name, kwargs={"slug": authority.slug, **kwargs})
    return reverse(name, args=(authority.slug, *args))


def is_piece(request: HttpRequest) -> bool:
    """Whether htmx asks for a piece of the page, not the whole."""
    return request.headers.get("HX-Request") == "true"


def frame(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame shows: authority, person, roles, whether mail is real."""
    return {
        "authority": getattr(request, "authority", None),
        "person": getattr(request, "person", None)
        or (request.user if request.user.is_authenticated else None),
        "roles": getattr(request, "roles", frozenset()),
        "mail_is_real": settings.MAIL_IS_REAL,
    }
