# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A picture of the library for a story."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nahbar.authority.permissions import CONTRIBUTES, demand
from nahbar.foundation import clock
from nahbar.library import queries
from nahbar.library.queries import Wanted
from nahbar.library.states import Kind
from nahbar.stories import actions as stories
from nahbar.stories import queries as story_queries
from nahbar.stories.models import Story
from nahbar.variants import actions as variants
from nahbar.variants import queries as variant_queries
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.material.files import row
from nahbar.web.material.views import PER_PAGE, card, today_of


@require_http_methods(["GET", "POST"])
@inside
def page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    story = get_object_or_404(story_queries.stories(request.authority), pk=pk)
    demand(request.person, request.authority, CONTRIBUTES)
    if request.method == "POST":
        return _take(request, story)
    want, today = Wanted(words=request.GET.get("q", "")[:200]), today_of(request.authority)
    rows = queries.wanted(request.authority, want, today=today).exclude(uses__story=story)
    rows = rows.filter(kind__in=[Kind.PICTURE, Kind.FILM])
    pages = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "story": story,
        "variant_pk": request.GET.get("fassung", ""),
        "words": want.words,
        "pages": pages,
        "cards": [card(one, today) for one in pages.object_list],
    }
    return render(request, "material/choose.html", context)


def _take(request: InsideRequest, story: Story) -> HttpResponse:
    file = row(request, _uuid(request.POST.get("datei", "")))
    at, back = clock.now(), here(request, "stories:story", story.pk)
    if fassung := request.POST.get("fassung", ""):
        rows = variant_queries.variants(request.authority).filter(story=story)
        variant = get_object_or_404(rows, pk=_uuid(fassung))
        variants.take_file(variant, file, by=request.person, at=at)
        back = f"{back}?fassung={variant.pk}"
    else:
        stories.use(story, file, by=request.person, at=at)
    said = _("The film is in the story.") if file.kind == Kind.FILM else _("The picture is in the story.")
    messages.success(request, said)
    return redirect(f"{back}#bilder")


def _uuid(value: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except ValueError as error:
        raise Http404 from error
