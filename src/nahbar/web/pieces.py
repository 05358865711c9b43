# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that come piece by piece, as the script of the upload speaks: sentences instead of pages, as much as arrives."""

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError

from nahbar.authority.permissions import NotAllowed
from nahbar.foundation.complaint import Complaint
from nahbar.library import actions

P = ParamSpec("P")
_PIECE = 256 * 1024
_DIGITS = 15
STATUSES: Mapping[type[Complaint], int] = {
    actions.UploadGone: 410,
    actions.DiskFull: 507,
    NotAllowed: 403,
}


def answers_json(
    statuses: Mapping[type[Complaint], int] = STATUSES,
) -> Callable[[Callable[Concatenate[Any, P], HttpResponse]], Callable[..., HttpResponse]]:
    """The script reads sentences, not pages: a refusal is one, with what it must know to go on; 422 where none is named."""

    def wrapped(view: Callable[Concatenate[Any, P], HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except actions.PlaceOdd as odd:
                return JsonResponse({"received": odd.received}, status=409)
            except Complaint as complaint:
                status = next((n for kind, n in statuses.items() if isinstance(complaint, kind)), 422)
                return JsonResponse({"sentence": str(complaint)}, status=status)

        return answered

    return wrapped


def pieces(request: HttpRequest) -> Iterator[bytes]:
    """What arrives, until it ends or the connection is cut; what came before the cut is kept."""
    try:
        while piece := request.read(_PIECE):
            yield piece
    except (UnreadablePostError, OSError):
        return


def number(said: str, otherwise: int) -> int:
    """The number somebody says; `otherwise` for what is none, or longer than any file."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _DIGITS else otherwise
