# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Colours, logo, manifest, the look of one's own pages, the living page, and pages for what went wrong."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from nahbar.authority.actions import people
from nahbar.authority.models import Authority, Person
from nahbar.foundation import clock
from nahbar.web import uploads
from nahbar.web.design import colours
from nahbar.web.design.show import living_page
from nahbar.web.door import is_piece

A_WHILE = "public, max-age=300"
LOGO_KINDS = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
THEMES = frozenset({"", "light", "dark"})
STALE = gettext_lazy(
    "This is not saved yet: the page is from an earlier sign-in. "
    "Please load the page anew; a text you were writing is kept in this browser tab."
)
FILES_TOO_LARGE = gettext_lazy(
    "Nothing was saved: the file is too large. Pictures may have 40 MB, feed files 5 MB; the material takes 100 MB at once. "
    "Please make the file smaller, or choose another one."
)
TEXT_TOO_LARGE = gettext_lazy(
    "Nothing was saved: the text is far longer than Nahbar takes (2.5 MB). "
    "Please go back and shorten it; your browser still has it there."
)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    return render(request, "design/not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    return render(request, "design/forbidden.html", status=403)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """A form whose protection against forgery ran out: nothing was lost, loading the page anew mends it."""
    if is_piece(request):
        context = {"complaint": STALE, "href": _shown(request), "action": _("Load anew")}
        return render(request, "design/complaint_piece.html", context, status=403)
    return render(request, "design/form_too_old.html", status=403)


def _shown(request: HttpRequest) -> str:
    """The page from which htmx asked; the start page where it says nothing of ours."""
    shown = request.headers.get("HX-Current-URL", "")
    is_ours = url_has_allowed_host_and_scheme(shown, {request.get_host()}, require_https=request.is_secure())
    return shown if is_ours else "/"


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that was not taken: too large, with a sentence that says what is, or not to be read at all."""
    if not isinstance(exception, RequestDataTooBig):
        return HttpResponse(render_to_string("design/unreadable.html"), status=400)
    uploads.drain(request)
    sentence = FILES_TOO_LARGE if isinstance(exception, uploads.FilesTooLarge) else TEXT_TOO_LARGE
    template = "design/complaint_piece.html" if is_piece(request) else "design/complaint.html"
    return render(request, template, {"complaint": sentence}, status=413)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """Drawn without the request: it must appear even where the session or the database is out of order."""
    return HttpResponse(render_to_string("design/broken.html"), status=500)


@require_GET
def colours_view(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """The stylesheet with an authority's colour: public, because mail link pages wear it too."""
    authority = get_object_or_404(Authority, slug=slug)
    colour = colours.plain(authority.colour)
    css = f":root {{ --nb-authority: {colour}; --nb-on-authority: {colours.text_on(colour)}; }}\n"
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers={"Cache-Control": A_WHILE})


@require_GET
def logo_view(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """An authority's logo; only kinds of pictures that cannot carry a script."""
    authority = get_object_or_404(Authority, slug=slug)
    if not authority.logo or authority.logo_mime_type not in LOGO_KINDS:
        raise Http404
    return HttpResponse(
        bytes(authority.logo), content_type=authority.logo_mime_type, headers={"Cache-Control": A_WHILE}
    )


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """What a phone needs to lay Nahbar on its start screen."""
    sizes = {"design/icon-192.png": "192x192", "design/icon-512.png": "512x512"}
    icons = [{"src": static(name), "sizes": size, "type": "image/png"} for name, size in sizes.items()]
    icons.append(
        {
            "src": static("design/icon-mask.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        }
    )
    answer = JsonResponse(
        {
            "name": "Nahbar",
            "short_name": "Nahbar",
            "description": _("The newsroom of your authority"),
            "lang": translation.get_language(),
            "start_url": "/",
            "scope": "/",
            "display": "minimal-ui",
            "background_color": "#ffffff",
            "theme_color": colours.HOUSE_COLOUR,
            "icons": icons,
        }
    )
    answer.headers["Content-Type"] = "application/manifest+json"
    return answer


@login_required
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the system says; German or English: for the person's own pages."""
    person = cast("Person", request.user)
    theme = request.POST.get("theme", person.theme)
    language = request.POST.get("language", person.language)
    if theme not in THEMES or language not in dict(settings.LANGUAGES):
        raise Http404
    people.introduce(
        person,
        name=person.name,
        function=person.function,
        language=language,
        theme=theme,
        by=person,
        at=clock.now(),
    )
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    answer = redirect(back if safe else "/")
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=31_536_000,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return answer


@login_required
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Every part in every state; what the accessibility test opens."""
    if request.GET.get("meldung") == "1":
        messages.success(request, _("Saved."))
    return render(request, "design/page.html", living_page(clock.now()))
