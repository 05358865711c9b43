# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of a story: bring in, describe, look at, take out."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nahbar.contributions import queries as contributions
from nahbar.foundation import clock
from nahbar.library import previews
from nahbar.media import folder as media
from nahbar.stories import actions, queries
from nahbar.stories.models import Material, Story
from nahbar.studio import picture as studio
from nahbar.studio.refusals import FileRefused
from nahbar.variants import actions as variants
from nahbar.web.door import InsideRequest, inside
from nahbar.web.stories import page
from nahbar.web.stories.forms import CollectForm, PictureWordsForm


@require_POST
@inside
def collect(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    story = get_object_or_404(queries.stories(request.authority), pk=pk)
    form = CollectForm(request.POST, request.FILES)
    try:
        material = _collected(request, story, form) if form.is_valid() else None
    except studio.PictureRefused as refused:
        form.add_error("picture", str(refused))
        material = None
    if material is None:
        whole = page.context(request, story, page.posted_variant(request, story))
        return render(request, "stories/story.html", {**whole, "collect_form": form}, status=422)
    if material.alt:
        messages.success(request, _("The picture is added."))
    else:
        messages.warning(request, _("The picture is added; it still needs an alternative text."))
    return _back(request, story)


def _collected(request: InsideRequest, story: Story, form: CollectForm) -> Material:
    file = form.cleaned_data["picture"]
    if file.size > studio.MAX_BYTES:
        raise studio.PictureTooHeavy
    words = {"alt": form.cleaned_data["alt"], "credit": form.cleaned_data["credit"]}
    given = {"data": file.read(), "file_name": file.name, **words, "by": request.person, "at": clock.now()}
    variant = page.posted_variant(request, story)
    # Added while writing for a channel, it is meant for that channel.
    return variants.take_picture(variant, **given) if variant else actions.collect(story, **given)


@require_GET
@inside
def show(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The picture for eyes, or a still of a film, without metadata; only inside its authority."""
    material = _material(request, pk)
    tag = f'"{material.digest}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    try:
        data, mime = _still(material) if material.is_film else queries.picture_view(material.digest)
    except (media.MediaMissing, FileRefused) as error:
        raise Http404 from error
    response = HttpResponse(data, content_type=mime)
    response["ETag"] = tag
    # The bytes under a digest never change, but who may see them does.
    patch_cache_control(response, private=True, max_age=3600)
    return response


@require_POST
@inside
def take(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Takes a contributed photo over into the story; until somebody clears its rights it stops every variant."""
    story = get_object_or_404(queries.stories(request.authority), pk=pk)
    photo = get_object_or_404(
        contributions.photos(request.authority), pk=_uuid(request.POST.get("photo", ""))
    )
    try:
        data = contributions.photo_bytes(photo)
    except media.MediaMissing as error:
        raise Http404 from error
    variant = page.posted_variant(request, story) if request.POST.get("fassung") else None
    given: dict[str, Any] = {
        "data": data,
        "file_name": "",
        "origin": page.origin(photo.contribution),
        "is_uncleared": True,
        "by": request.person,
        "at": clock.now(),
    }
    _taken = variants.take_picture(variant, **given) if variant else actions.collect(story, **given)
    messages.warning(
        request,
        _("The photo is in the story. Before it can go out, clear rights and consent and describe it."),
    )
    return _back(request, story)


@require_POST
@inside
def clear(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Rights and consent of a contributed picture are settled."""
    material = _material(request, pk)
    actions.clear(material, by=request.person, at=clock.now())
    messages.success(request, _("Rights and consent are cleared; this is kept in the record with your name."))
    return _back(request, material.story)


@require_POST
@inside
def describe(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    material = _material(request, pk)
    form = PictureWordsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The text was not saved, because it is too long. Please shorten it."))
        return _back(request, material.story)
    actions.describe_material(material, **form.cleaned_data, by=request.person, at=clock.now())
    messages.success(request, _("Alternative text and credit are saved."))
    return _back(request, material.story)


@require_POST
@inside
def remove(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    material = _material(request, pk)
    actions.remove_material(material, by=request.person, at=clock.now())
    messages.success(request, _("The picture is removed from the story."))
    return _back(request, material.story)


def _still(material: Material) -> tuple[bytes, str]:
    return previews.read(material.file), previews.MIME


def _uuid(value: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except ValueError as error:
        raise Http404 from error


def _material(request: InsideRequest, pk: uuid.UUID) -> Material:
    return get_object_or_404(queries.materials(request.authority), pk=pk)


def _back(request: InsideRequest, story: Story) -> HttpResponse:
    return redirect(f"{page.address_after(request, story)}#bilder")
