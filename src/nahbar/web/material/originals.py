# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bytes of a file: a small picture for eyes, the original for members only. An original carries place and time of its
taking and is a stranger's file: it is handed out to be kept or played, never shown as a page.
"""

import re
import uuid

from django.http import (
    Http404,
    HttpResponse,
    HttpResponseNotModified,
)
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from nahbar.library import actions, previews
from nahbar.library.models import MediaFile
from nahbar.media import folder as media
from nahbar.studio.refusals import FileRefused
from nahbar.web import playing
from nahbar.web.door import InsideRequest, inside
from nahbar.web.material.files import row

ENDINGS = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/avif": "avif", "image/gif": "gif",
    "video/mp4": "mp4", "video/quicktime": "mov", "video/webm": "webm", "application/pdf": "pdf",
    "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/wav": "wav", "audio/ogg": "ogg", "audio/webm": "webm",
}  # fmt: skip
_RANGE = re.compile(r"bytes=(\d{1,15})?-(\d{1,15})?")
_PIECE = 256 * 1024
_ODD = re.compile(r"[^\w .()–-]+")


@require_GET
@inside
def preview(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    file = row(request, pk)
    tag = f'"{file.digest}-small"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    try:
        data = previews.read(file)
    except (media.MediaMissing, FileRefused) as error:
        raise Http404 from error
    if not data:
        raise Http404
    response = HttpResponse(data, content_type=previews.MIME)
    response["ETag"] = tag
    # The bytes under a digest never change, but who may see them does.
    patch_cache_control(response, private=True, max_age=3600)
    return response


@require_GET
@inside
def original(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The file as it came, whole or a part of it: players ask for parts."""
    file = row(request, pk)
    path = media.path_of(file.digest)
    if not path.exists():
        raise Http404
    response = playing.part_of(request, path, file.mime_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=_name(file)) or "attachment"
    )
    return response


def _name(file: MediaFile) -> str:
    """A name for the reader's disk: ours, with the ending that belongs to what the file really is."""
    stem = _ODD.sub("_", actions.name_of(file)).rsplit(".", 1)[0].strip(" .") or "datei"
    return f"{stem[:100]}.{ENDINGS.get(file.mime_type, 'bin')}"
