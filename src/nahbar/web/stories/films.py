# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Films of a story: play, read along, say what is spoken in them."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nahbar.foundation import clock
from nahbar.library import actions as library
from nahbar.library.states import Speech
from nahbar.media import folder as media
from nahbar.stories import queries
from nahbar.stories.models import Material
from nahbar.studio.film.subtitles import MOST_BYTES
from nahbar.studio.refusals import FileRefused
from nahbar.web import playing
from nahbar.web.door import InsideRequest, inside
from nahbar.web.stories import page


@require_safe
@inside
def film(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The film for players; only inside its authority."""
    try:
        return playing.inside(request, _film(request, pk).file)
    except (media.MediaMissing, FileRefused) as error:
        raise Http404 from error


@require_safe
@inside
def captions(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Its subtitles for players."""
    told = _film(request, pk).file.captions
    if not told:
        raise Http404
    return playing.track(told)


@require_POST
@inside
def subtitle(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Subtitles beside the film, or why it needs none."""
    material = _film(request, pk)
    given = request.FILES.get("untertitel")
    data = None if given is None else given.read(MOST_BYTES + 1)
    if request.POST.get("weg") == "ja":
        data = b""
    speech = request.POST.get("sprache", "")
    library.subtitle(
        material.file,
        data=data,
        speech=speech if speech in Speech.values else "",
        by=request.person,
        at=clock.now(),
    )
    messages.success(request, _("What is spoken in the film is saved."))
    return redirect(f"{page.address_after(request, material.story)}#bilder")


def _film(request: InsideRequest, pk: uuid.UUID) -> Material:
    rows = queries.materials(request.authority).select_related("file__authority", "story__authority")
    material = get_object_or_404(rows, pk=pk)
    if not material.is_film:
        raise Http404
    return material
