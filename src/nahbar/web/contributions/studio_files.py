# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Films and photos come from a phone: piece by piece for the script, or whole with a form where there is none."""

import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.contributions import actions, queries
from nahbar.contributions.models import Assignment, Delivery, Link
from nahbar.contributions.permissions import LinkOff
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.library import actions as library
from nahbar.library import previews
from nahbar.library.models import Upload
from nahbar.media.folder import MediaMissing
from nahbar.studio.refusals import FileRefused
from nahbar.web import uploads
from nahbar.web.contributions.entrance import ONE_AT_A_TIME
from nahbar.web.contributions.studio_door import STATUSES, Addresses, in_studio, of_phone, today
from nahbar.web.door import origin_of
from nahbar.web.pieces import answers_json, number, pieces

# Without a script nothing goes on after a cut, so it should not take longer than a patient minute.
WHOLE_BYTES = 100_000_000


@require_POST
@in_studio
@answers_json(STATUSES)
def begin(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    """The first file of a new delivery."""
    actions.knock(link, address=origin_of(request), at=clock.now())
    begun = actions.begin_delivery(link, assignment_of(request, link), at=clock.now())
    to = Addresses(link.authority.slug, token, begun.token)
    try:
        return _begin(request, begun.delivery, to)
    except Complaint:
        actions.take_back(begun.delivery, at=clock.now())
        raise


@require_POST
@of_phone
@answers_json(STATUSES)
def begin_more(request: HttpRequest, delivery: Delivery, to: Addresses) -> HttpResponse:
    """One more file of this delivery."""
    if delivery.link is None:
        raise LinkOff
    actions.knock(delivery.link, address=origin_of(request), at=clock.now())
    return _begin(request, delivery, to)


def _begin(request: HttpRequest, delivery: Delivery, to: Addresses) -> HttpResponse:
    size = number(request.POST.get("size", ""), 0)
    name = request.POST.get("name", "")
    upload = actions.begin_file(delivery, file_name=name, size=size, at=clock.now())
    return JsonResponse({"at": to("part", upload.pk), "received": 0, "begin": to("begin_more")}, status=201)


@require_http_methods(["GET", "PATCH"])
@of_phone
@answers_json(STATUSES)
def part(request: HttpRequest, delivery: Delivery, to: Addresses, pk: uuid.UUID) -> HttpResponse:
    """GET: how much is there. PATCH with Upload-Offset: the next piece, however much of it arrives."""
    del to
    upload = _upload(delivery, pk)
    if request.method == "PATCH":
        actions.demand_taking(delivery)
        upload = library.receive(
            upload,
            offset=number(request.headers.get("Upload-Offset", ""), -1),
            pieces=pieces(request),
            by=actions.guest(delivery),
            at=clock.now(),
        )
    return JsonResponse({"received": upload.received, "size": upload.size})


@require_POST
@of_phone
@answers_json(STATUSES)
def finish(request: HttpRequest, delivery: Delivery, to: Addresses, pk: uuid.UUID) -> HttpResponse:
    del request
    with ONE_AT_A_TIME:
        actions.finish_file(delivery, _upload(delivery, pk), at=clock.now())
    return JsonResponse({"at": to("delivery"), "said": _("has arrived")})


@require_POST
@of_phone
@answers_json(STATUSES)
def give_up(request: HttpRequest, delivery: Delivery, to: Addresses, pk: uuid.UUID) -> HttpResponse:
    del request, to
    library.give_up(_upload(delivery, pk), by=actions.guest(delivery))
    return JsonResponse({})


@require_GET
@of_phone
def preview(request: HttpRequest, delivery: Delivery, to: Addresses, pk: uuid.UUID) -> HttpResponse:
    """The small picture of a file of this delivery, for the phone it came from."""
    del request, to
    one = get_object_or_404(delivery.files.select_related("file"), pk=pk)
    try:
        data = previews.read(one.file)
    except (MediaMissing, FileRefused) as error:
        raise Http404 from error
    if not data:
        raise Http404
    return HttpResponse(data, content_type=previews.MIME)


def read_whole(request: HttpRequest, *, most_files: int) -> uploads.Enough:
    """Reads texts and, up to the limits, files to the disk; what is beyond them is thrown away."""
    enough = uploads.Enough(request, most_bytes=WHOLE_BYTES, most_files=most_files)
    request.upload_handlers = [enough, TemporaryFileUploadHandler(request)]
    _texts = request.POST
    if enough.is_over:
        uploads.drain(request)
    return enough


def bring(request: HttpRequest, delivery: Delivery) -> list[str]:
    """Takes the files of a form into the delivery; a sentence for each one that was not taken."""
    complaints = []
    for file in [*request.FILES.getlist("chosen"), *request.FILES.getlist("camera")]:
        try:
            _bring(file, delivery)
        except Complaint as complaint:
            complaints.append(f"{str(file.name)[:60]}: {complaint}")
    return complaints


def _bring(file: Any, delivery: Delivery) -> None:
    with tempfile.TemporaryDirectory() as folder, ONE_AT_A_TIME:
        path = Path(getattr(file, "temporary_file_path", lambda: "")() or Path(folder) / "file")
        if path.parent == Path(folder):
            path.write_bytes(file.read())
        actions.bring_whole(delivery, path, file_name=str(file.name), at=clock.now())


def assignment_of(request: HttpRequest, link: Link) -> Assignment | None:
    """The assignment the address names, while it is open; None: none, or it has ended meanwhile."""
    said = request.GET.get("auftrag", "")
    try:
        pk = uuid.UUID(said)
    except ValueError:
        return None
    return queries.open_assignments(link, today()).filter(pk=pk).first()


def _upload(delivery: Delivery, pk: uuid.UUID) -> Upload:
    return get_object_or_404(Upload.objects.select_related("authority", "file"), pk=pk, guest=delivery.pk)
