# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A contributed photo, for members of the authority only."""

import uuid

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from nahbar.contributions import queries
from nahbar.media.folder import MediaMissing
from nahbar.web.door import InsideRequest, inside


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
