# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Having others contribute: a link is made, shown with its code, printed, replaced, switched off and on."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.authority.permissions import WRITES, NotAllowed
from nahbar.authority.vault import SealBroken
from nahbar.contributions import actions, queries
from nahbar.contributions.models import Link
from nahbar.contributions.states import Audience
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.topics import actions as topics
from nahbar.web.contributions.forms import ContributeForm, LinkForm
from nahbar.web.design import codes
from nahbar.web.door import InsideRequest, here, inside


@require_http_methods(["GET", "POST"])
@inside
def new_page(request: InsideRequest) -> HttpResponse:
    """For whom it is; posted: a look at what they will see, and only then saved."""
    if not request.roles & WRITES:
        raise NotAllowed
    form = LinkForm(request.POST or None)
    if not form.is_valid():
        return _new(request, form, 422 if form.is_bound else 200)
    given = {**form.cleaned_data, "audience": Audience(form.cleaned_data["audience"])}
    try:
        if request.POST.get("step") != "save":
            actions.check_name(request.authority, given["title"])
            shown = ContributeForm(audience=given["audience"], keep_days=given["keep_days"])
            context = {"form": form, "shown": shown, "is_changed": request.POST.get("step") == "change"}
            template = "new" if context["is_changed"] else "preview"
            return render(request, f"contributions/{template}.html", context)
        link = actions.invite(request.authority, **given, by=request.person, at=clock.now())
    except (actions.NameMissing, actions.NameTaken) as complaint:
        form.add_error("title", str(complaint))
        return _new(request, form, 422)
    messages.success(request, _("The link is there. Hand it on, or print the sheet."))
    return redirect(here(request, "contributing:link", link.pk))


def _new(request: InsideRequest, form: LinkForm, status: int) -> HttpResponse:
    return render(request, "contributions/new.html", {"form": form}, status=status)


@require_GET
@inside
def link_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The link and its code, what came by it last, and what can be done with it."""
    link = _link(request, pk)
    try:
        address = _address(request, link)
    except Complaint:
        # The link itself still works: only the house's own copy of it cannot be read.
        address = ""
    context = {"link": link, "address": address, "has_studio": link.audience == Audience.TRAINEES}
    if address and context["has_studio"]:
        context["studio_address"] = _address(request, link, "studio:today")
    return render(request, "contributions/link.html", context)


@require_GET
@inside
def sheet_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """A sheet to hang up: the code, two sentences, and the address to type."""
    link = _link(request, pk)
    return render(request, "contributions/sheet.html", {"link": link, "address": _address(request, link)})


@require_GET
@inside
def code(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The address as a code for cameras, drawn here, dark on white in every theme."""
    return _drawn(_address(request, _link(request, pk)))


@require_GET
@inside
def studio_code(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The code that leads to the studio."""
    return _drawn(_address(request, _trainees_link(request, pk), "studio:today"))


@require_GET
@inside
def studio_sheet(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """A sheet to hang up where trainees pass: the code of the studio."""
    link = _trainees_link(request, pk)
    address = _address(request, link, "studio:today")
    return render(request, "contributions/sheet.html", {"link": link, "address": address, "is_studio": True})


def _drawn(address: str) -> HttpResponse:
    return codes.code(address)


@require_POST
@inside
def replace(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    link = actions.replace(_link(request, pk), by=request.person, at=clock.now())
    messages.success(
        request, _("There is a new link. The old one, and every sheet with its code, no longer works.")
    )
    return redirect(here(request, "contributing:link", link.pk))


@require_POST
@inside
def switch(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    link = _link(request, pk)
    if request.POST.get("to") == "on":
        topics.resume(link.source, by=request.person, at=clock.now())
        messages.success(request, _("The link takes contributions again."))
    else:
        topics.pause(link.source, by=request.person, at=clock.now())
        messages.success(request, _("The link takes nothing now. Whoever opens it is told so."))
    return redirect(here(request, "contributing:link", link.pk))


def _link(request: InsideRequest, pk: uuid.UUID) -> Link:
    """A link of this authority, for those who may hand it on.

    Raises:
        NotAllowed: the link is a right of its own; who does not write must not see it.
    """
    link = get_object_or_404(queries.links(request.authority), pk=pk)
    if not request.roles & WRITES:
        raise NotAllowed
    return link


def _trainees_link(request: InsideRequest, pk: uuid.UUID) -> Link:
    link = _link(request, pk)
    if link.audience != Audience.TRAINEES:
        raise Http404
    return link


def _address(request: HttpRequest, link: Link, page: str = "contribute:form") -> str:
    """The whole address as it is handed on.

    Raises:
        TokenUnreadable: the house's own copy cannot be opened.
    """
    del request
    try:
        token = queries.token_of(link)
    except SealBroken as error:
        raise actions.TokenUnreadable from error
    return settings.BASE_URL + reverse(page, args=(link.authority.slug, token))
