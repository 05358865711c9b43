# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of a film that is not made yet: one as it will look, one of an excerpt as it was filmed."""

import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from nahbar.foundation.fingerprint import digest
from nahbar.library import previews
from nahbar.media import folder as media
from nahbar.stories import film_order, film_queries
from nahbar.studio.film import making
from nahbar.studio.film.making import FilmFailed
from nahbar.studio.film.titles import TitleRefused
from nahbar.studio.picture import PictureRefused
from nahbar.studio.refusals import FileRefused, ProgramMissing
from nahbar.web.door import InsideRequest, inside
from nahbar.web.films import page, timecode


@require_GET
@inside
def look(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The film as it will look at a second, words and subtitles included."""
    film = get_object_or_404(film_queries.films(request.authority), pk=pk)
    at = _second(request)
    clips = page.clips_of(film)
    tag = digest(repr((film.pk, film.revision, at)).encode())

    def made(folder: Path) -> bytes:
        return making.look(film_order.order_of(film, clips), at, folder)

    return _picture(request, tag, made)


@require_GET
@inside
def frame(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """A picture of an excerpt as it was filmed, to click on what must stay."""
    clip = get_object_or_404(film_queries.clips(request.authority), pk=pk)
    at = min(_second(request), max(0.0, clip.file.seconds - 0.2))

    def made(folder: Path) -> bytes:
        try:
            return making.frame(media.path_of(clip.file.digest), at, folder)
        except FilmFailed:
            return previews.read(clip.file)

    return _picture(request, digest(f"{clip.file.digest} {at}".encode()), made)


def _picture(request: HttpRequest, tag: str, made: Callable[[Path], bytes]) -> HttpResponse:
    """A picture the browser keeps until the film is another one."""
    if request.headers.get("If-None-Match") == f'"{tag}"':
        return HttpResponseNotModified()
    try:
        with tempfile.TemporaryDirectory(prefix="nahbar-look-") as name:
            data = made(Path(name))
    except (
        FilmFailed,
        ProgramMissing,
        TitleRefused,
        PictureRefused,
        FileRefused,
        media.MediaMissing,
    ) as error:
        raise Http404 from error
    response = HttpResponse(data, content_type="image/jpeg")
    response["ETag"] = f'"{tag}"'
    patch_cache_control(response, private=True, max_age=0, must_revalidate=True)
    return response


def _second(request: HttpRequest) -> float:
    try:
        return timecode.read(request.GET.get("t", "0"))
    except timecode.TimeOdd:
        return 0.0
