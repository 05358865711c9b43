# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contributing by link: no account, no menu. Whoever has the link may send something, and sees nothing else."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from nahbar.contributions import actions
from nahbar.contributions.actions.receiving import MOST_PHOTOS
from nahbar.contributions.models import Link
from nahbar.contributions.permissions import LinkOff
from nahbar.contributions.states import Audience
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.studio import intake
from nahbar.studio.picture import PictureRefused
from nahbar.web import uploads
from nahbar.web.contributions.entrance import ONE_AT_A_TIME, by_link
from nahbar.web.contributions.forms import ContributeForm
from nahbar.web.door import origin_of

# Six photos of 12 MB, and the frame around them.
MOST_BYTES = MOST_PHOTOS * intake.MAX_BYTES + 1_000_000


# No cookie gives any right here, so there is none to abuse from another site: the right is the secret in the
# address. And files must not be read before it is known whether they are wanted, which Django's check would do.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def form_page(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    """The three questions; posted: what became of the answers."""
    if request.method != "POST":
        return _off(request, link) if link.source.is_paused else _page(request, link, _form(link))
    try:
        actions.knock(link, address=origin_of(request), at=clock.now())
        too_often = ""
    except actions.TooOften as complaint:
        too_often = str(complaint)
    enough = _read(request, most_files=0 if too_often else MOST_PHOTOS)
    form = _form(link, request.POST, request.FILES)
    form.had_files = enough.is_over or bool(request.FILES)
    if too_often:
        return _page(request, link, form, complaint=too_often, status=429)
    if link.source.is_paused:
        return _page(request, link, form, complaint=str(LinkOff()), status=410)
    return _sent(request, link, token, form, is_over=enough.is_over)


def _read(request: HttpRequest, *, most_files: int) -> uploads.Enough:
    """Reads texts and, up to the limits, files; what is beyond them is thrown away."""
    enough = uploads.Enough(request, most_bytes=MOST_BYTES, most_files=most_files)
    request.upload_handlers = [enough, MemoryFileUploadHandler(request), TemporaryFileUploadHandler(request)]
    _texts = request.POST
    if enough.is_over:
        uploads.drain(request)
    return enough


def _sent(
    request: HttpRequest, link: Link, token: str, form: ContributeForm, *, is_over: bool
) -> HttpResponse:
    if is_over:
        form.add_error("photos", str(actions.TooManyPhotos(most=MOST_PHOTOS)))
    photos = _photos(form)
    if form.is_valid() and form.cleaned_data["subject"]:
        form.add_error("subject", _("This field must stay empty; a program may have filled it in."))
    if not form.is_valid():
        return _page(request, link, form, status=422)
    given = form.cleaned_data
    sent = actions.Sent(
        answers={one.name: given[one.name] for one in form.questions},
        shown=given["shown"],
        name=given["name"],
        contact=given["contact"],
        photos=photos,
    )
    try:
        actions.receive(link, sent, at=clock.now())
    except actions.ShownMissing as complaint:
        form.add_error("shown", str(complaint))
        return _page(request, link, form, status=422)
    except Complaint as complaint:
        return _page(request, link, form, complaint=str(complaint), status=422)
    return HttpResponseRedirect(reverse("contribute:thanks", args=(link.authority.slug, token)), status=303)


def _photos(form: ContributeForm) -> list[intake.Photo]:
    """The photos drawn anew; each one that cannot be taken becomes a sentence with its number."""
    if not form.is_valid():
        return []
    taken = []
    for number, file in enumerate(form.files_sent, start=1):
        try:
            with ONE_AT_A_TIME:
                taken.append(intake.take_in(_bytes(file)))
        except PictureRefused as refused:
            said = _("Photo %(number)s (%(name)s):") % {"number": number, "name": str(file.name)[:60]}
            form.add_error("photos", f"{said} {refused}")
    return taken


def _bytes(file: Any) -> bytes:
    if (file.size or 0) > intake.MAX_BYTES:
        raise intake.PhotoTooHeavy
    return bytes(file.read())


def _form(link: Link, *data: Any) -> ContributeForm:
    return ContributeForm(*data, audience=Audience(link.audience), keep_days=link.keep_days)


def _page(
    request: HttpRequest, link: Link, form: ContributeForm, *, complaint: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "authority": link.authority,
        "link": link,
        "form": form,
        "complaint": complaint,
    }
    return render(request, "contributions/form.html", context, status=status)


def _off(request: HttpRequest, link: Link) -> HttpResponse:
    return render(request, "contributions/link_off.html", {"authority": link.authority}, status=410)


@require_http_methods(["GET", "HEAD"])
@by_link
def thanks_page(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    """After sending: what happens now, and who decides."""
    context = {
        "authority": link.authority,
        "link": link,
        "again": reverse("contribute:form", args=(link.authority.slug, token)),
    }
    return render(request, "contributions/thanks.html", context)
