# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files come in: by a plain form, or piece by piece so that a cut costs little. The script only does what the form does."""

import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from nahbar.authority.permissions import CONTRIBUTES, NotAllowed, demand
from nahbar.foundation import clock
from nahbar.library import actions, queries
from nahbar.library.actions import Said, Taken, Words
from nahbar.library.states import Licence
from nahbar.studio.refusals import FileRefused
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.material.forms import UploadForm
from nahbar.web.pieces import answers_json, number, pieces
from nahbar.web.uploads import Generous


@csrf_exempt
@require_http_methods(["GET", "POST"])
@inside
def page(request: InsideRequest) -> HttpResponse:
    """The token is checked after the limits are set: reading it begins to read the files."""
    demand(request.person, request.authority, CONTRIBUTES)
    request.upload_handlers = [Generous(request), TemporaryFileUploadHandler(request)]
    return _page(request)


@csrf_protect
def _page(request: InsideRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, 422)
    added, known = 0, 0
    for file in form.cleaned_data["chosen"]:
        try:
            taken = _taken(request, file, form)
        except FileRefused as refused:
            form.add_error("chosen", f"{file.name}: {refused}")
        else:
            added, known = added + taken.is_new, known + (not taken.is_new)
    _tell(request, added, known)
    return _form(request, form, 422) if form.errors else redirect(here(request, "material:list"))


def _taken(request: InsideRequest, file: Any, form: UploadForm) -> Taken:
    words = Words(file_name=file.name, author=form.cleaned_data["author"])
    at = clock.now()
    with tempfile.TemporaryDirectory() as folder:
        # Small files lie in memory; the studio looks at files on disk.
        path = Path(getattr(file, "temporary_file_path", lambda: "")() or Path(folder) / "file")
        if path.parent == Path(folder):
            path.write_bytes(file.read())
        taken = actions.take_in_file(request.authority, path, words=words, by=request.person, at=at)
    _license(request, taken, form.cleaned_data["author"], form.cleaned_data["licence"])
    return taken


def _license(request: InsideRequest, taken: Taken, author: str, licence: str) -> None:
    """Says of a new file what was said of all of them; whoever only contributes leaves the licence to the editors."""
    if taken.is_new and licence in Licence.values:
        said = Said(author=author, licence=licence)
        try:
            actions.settle_rights(taken.file, said, revision=1, by=request.person, at=clock.now())
        except NotAllowed:
            messages.info(
                request, _("The licence was not noted: an editor states it. The file itself is there.")
            )


def _form(request: InsideRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    open_ones = queries.uploads(request.authority, request.person).filter(file=None)
    return render(request, "material/upload.html", {"form": form, "waiting": open_ones}, status=status)


def _tell(request: InsideRequest, added: int, known: int) -> None:
    if added:
        said = ngettext("%(n)s file is in the material.", "%(n)s files are in the material.", added)
        messages.success(request, said % {"n": added})
    if known:
        said = ngettext(
            "%(n)s file was there already and was not added again.",
            "%(n)s files were there already and were not added again.",
            known,
        )
        messages.info(request, said % {"n": known})


@require_POST
@inside
@answers_json()
def begin(request: InsideRequest) -> HttpResponse:
    upload = actions.begin(
        request.authority,
        file_name=request.POST.get("name", ""),
        size=number(request.POST.get("size", ""), 0),
        by=request.person,
        at=clock.now(),
    )
    return JsonResponse({"at": here(request, "material:part", upload.pk), "received": 0}, status=201)


@require_http_methods(["GET", "PATCH"])
@inside
@answers_json()
def part(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """GET: how much is there. PATCH with Upload-Offset: the next piece, however much of it arrives."""
    upload = get_object_or_404(queries.uploads(request.authority, request.person), pk=pk)
    if request.method == "PATCH":
        offset = number(request.headers.get("Upload-Offset", ""), -1)
        upload = actions.receive(
            upload, offset=offset, pieces=pieces(request), by=request.person, at=clock.now()
        )
    return JsonResponse({"received": upload.received, "size": upload.size})


@require_POST
@inside
@answers_json()
def finish(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    upload = get_object_or_404(queries.uploads(request.authority, request.person), pk=pk)
    author = request.POST.get("author", "")
    taken = actions.finish(upload, words=Words(author=author), by=request.person, at=clock.now())
    _license(request, taken, author, request.POST.get("licence", ""))
    said = _("in the material") if taken.is_new else _("was there already")
    return JsonResponse(
        {"at": here(request, "material:file", taken.file.pk), "said": said, "new": taken.is_new}
    )


@require_POST
@inside
@answers_json()
def give_up(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    upload = get_object_or_404(queries.uploads(request.authority, request.person), pk=pk)
    actions.give_up(upload, by=request.person)
    return JsonResponse({})
