# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A contributed photo, for members of the authority only; and the end of photos and names before their time."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nahbar.contributions import actions, queries
from nahbar.foundation import clock
from nahbar.media.folder import MediaMissing
from nahbar.web.door import InsideRequest, here, inside


@require_POST
@inside
def erase(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Deletes names or photos of a contribution at once, because somebody asked for it."""
    one = get_object_or_404(queries.contributions(request.authority), pk=pk)
    what = request.POST.get("what", "")
    if what not in {"names", "photos"}:
        raise Http404
    actions.erase(one, **{what: True}, by=request.person, at=clock.now())
    messages.success(
        request, _("The photos are deleted.") if what == "photos" else _("Name and contact are deleted.")
    )
    return redirect(here(request, "topics:topic", one.topic.part_of_id or one.topic_id))


@require_GET
@inside
def show(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The photo for eyes; kept by no browser longer than an hour, since it is forgotten some day."""
    photo = get_object_or_404(queries.photos(request.authority), pk=pk)
    tag = f'"{photo.digest}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    try:
        data, mime = queries.photo_view(photo)
    except MediaMissing as error:
        raise Http404 from error
    response = HttpResponse(data, content_type=mime)
    response["ETag"] = tag
    patch_cache_control(response, private=True, max_age=3600)
    return response
