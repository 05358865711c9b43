# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers a player: a film whole or in parts, its subtitles. Whoever may see them is decided where it is called."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import patch_cache_control

from nahbar.library import films
from nahbar.library.models import MediaFile
from nahbar.media import folder as media

POLICY = "default-src 'none'; sandbox"
MP4, VTT = "video/mp4", "text/vtt; charset=utf-8"
_RANGE = re.compile(r"bytes=(\d{1,15})?-(\d{1,15})?")
_PIECE = 256 * 1024


def outgoing(request: HttpRequest, file: MediaFile) -> HttpResponse:
    """The film as it goes out, without metadata; nothing else of it may be seen from outside.

    Raises:
        FilmUnfit, MediaMissing, FileRefused: as they say.
    """
    return part_of(request, films.outgoing_path(file), MP4)


def inside(request: HttpRequest, file: MediaFile) -> HttpResponse:
    """The film for people of the house: as it goes out, else as it came.

    Raises:
        MediaMissing, FileRefused: as they say.
    """
    try:
        return outgoing(request, file)
    except films.FilmUnfit:
        path = media.path_of(file.digest)
        if not path.exists():
            raise media.MediaMissing(file.digest) from None
        return part_of(request, path, file.mime_type)


def track(captions: str) -> HttpResponse:
    """Subtitles beside a film."""
    answer = HttpResponse(captions, content_type=VTT)
    return _guarded(answer)


def part_of(request: HttpRequest, path: Path, mime_type: str) -> HttpResponse:
    """A file on disk, whole or the part a player asks for; never more than a piece of it in memory."""
    size = path.stat().st_size
    part = _asked(request.headers.get("Range", ""), size)
    response: FileResponse | StreamingHttpResponse
    if part is None:
        response = FileResponse(path.open("rb"), content_type=mime_type)
        response["Content-Length"] = str(size)
    else:
        first, last = part
        response = StreamingHttpResponse(_between(path, first, last), status=206, content_type=mime_type)
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
        response["Content-Length"] = str(last - first + 1)
    response["Accept-Ranges"] = "bytes"
    # Both are answers like any other; only Django's types keep them apart.
    return _guarded(cast("HttpResponse", response))


def _guarded(response: HttpResponse) -> HttpResponse:
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, max_age=3600)
    return response


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
