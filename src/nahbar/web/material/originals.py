# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bytes of a file: a small picture for eyes, the original for members only. An original carries place and time of its
taking and is a stranger's file: it is handed out to be kept or played, never shown as a page.
"""

import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from django.http import (
    FileResponse,
    Http404,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from nahbar.library import actions, previews
from nahbar.library.models import MediaFile
from nahbar.media import folder as media
from nahbar.studio.refusals import FileRefused
from nahbar.web.door import InsideRequest, inside
from nahbar.web.material.files import row

POLICY = "default-src 'none'; sandbox"
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
    part = _asked(request.headers.get("Range", ""), file.size)
    response: FileResponse | StreamingHttpResponse
    if part is None:
        response = FileResponse(path.open("rb"), content_type=file.mime_type)
        response["Content-Length"] = str(file.size)
    else:
        first, last = part
        response = StreamingHttpResponse(_between(path, first, last), status=206, content_type=file.mime_type)
        response["Content-Range"] = f"bytes {first}-{last}/{file.size}"
        response["Content-Length"] = str(last - first + 1)
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=_name(file)) or "attachment"
    )
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    patch_cache_control(response, private=True, max_age=3600)
    # Both are answers like any other; only Django's types keep them apart.
    return cast("HttpResponse", response)


def _asked(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the one range asked for (RFC 9110, 14.2); None: the whole, also for what cannot be given."""
    found = _RANGE.fullmatch(header.strip())
    if not found or not (found[1] or found[2]):
        return None
    if found[1] is None:
        first, last = max(0, size - int(found[2])), size - 1
    else:
        first, last = int(found[1]), min(int(found[2]) if found[2] else size - 1, size - 1)
    return (first, last) if first <= last < size else None


def _between(path: Path, first: int, last: int) -> Iterator[bytes]:
    left = last - first + 1
    with path.open("rb") as file:
        file.seek(first)
        while left > 0 and (piece := file.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece


def _name(file: MediaFile) -> str:
    """A name for the reader's disk: ours, with the ending that belongs to what the file really is."""
    stem = _ODD.sub("_", actions.name_of(file)).rsplit(".", 1)[0].strip(" .") or "datei"
    return f"{stem[:100]}.{ENDINGS.get(file.mime_type, 'bin')}"
