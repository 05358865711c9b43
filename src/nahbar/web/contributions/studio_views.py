# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The studio on a phone: what is to be shot today, what was brought, who can be seen in it, and what became of it."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.contributions import actions, queries
from nahbar.contributions.actions import delivering
from nahbar.contributions.models import Delivery, Link
from nahbar.contributions.permissions import LinkOff
from nahbar.contributions.states import NEXT, OPEN, DeliveryState
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.web.contributions import studio_files, studio_people
from nahbar.web.contributions.forms import SendForm, StudioFilesForm
from nahbar.web.contributions.studio_door import Addresses, in_studio, of_phone, today
from nahbar.web.door import origin_of


@require_http_methods(["GET", "HEAD", "POST"])
@in_studio
def studio_page(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    """Today's assignment with its shots, the rules, the camera; posted without a script: the files."""
    if request.method == "POST":
        return _brought(request, link, token)
    if link.source.is_paused:
        return render(request, "contributions/link_off.html", {"authority": link.authority}, status=410)
    return _studio(request, link, token)


def _studio(
    request: HttpRequest, link: Link, token: str, *, complaints: list[str] | None = None, status: int = 200
) -> HttpResponse:
    open_ones = list(queries.open_assignments(link, today()))
    asked = studio_files.assignment_of(request, link)
    shown = next(
        (one for one in open_ones if asked and one.pk == asked.pk), open_ones[0] if open_ones else None
    )
    query = f"?auftrag={shown.pk}" if shown else ""
    context = {
        "authority": link.authority,
        "assignment": shown,
        "others": [one for one in open_ones if one != shown],
        "rules": queries.studio_rules(link.authority),
        "form": StudioFilesForm(),
        "complaints": complaints or [],
        "post": f"{reverse('studio:today', args=(link.authority.slug, token))}{query}",
        "begin": f"{reverse('studio:begin', args=(link.authority.slug, token))}{query}",
        "tell": reverse("contribute:form", args=(link.authority.slug, token)),
        "most_files": delivering.MOST_FILES,
    }
    return render(request, "contributions/studio.html", context, status=status)


def _brought(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    try:
        actions.knock(link, address=origin_of(request), at=clock.now())
    except actions.TooOften:
        studio_files.read_whole(request, most_files=0)
        return _studio(request, link, token, complaints=[_too_often()], status=429)
    enough = studio_files.read_whole(request, most_files=delivering.MOST_FILES)
    if not request.FILES:
        said = _too_much() if enough.is_over else str(actions.NothingBrought())
        return _studio(request, link, token, complaints=[said], status=422)
    try:
        begun = actions.begin_delivery(link, studio_files.assignment_of(request, link), at=clock.now())
    except Complaint as complaint:
        return _studio(request, link, token, complaints=[str(complaint)], status=422)
    complaints = studio_files.bring(request, begun.delivery) + ([_too_much()] if enough.is_over else [])
    if not begun.delivery.files.exists():
        actions.take_back(begun.delivery, at=clock.now())
        return _studio(request, link, token, complaints=complaints, status=422)
    to = Addresses(link.authority.slug, token, begun.token)
    if complaints:
        return _delivery(request, begun.delivery, to, complaints=complaints, status=422)
    return HttpResponseRedirect(to("delivery"), status=303)


def _too_often() -> str:
    return _(
        "Nothing was taken yet: very much was sent here within the last hour. Please keep the file on your phone and try again later."
    )


def _too_much() -> str:
    return _(
        "Not everything was taken, because one sending may have 12 files and 100 MB. Please send the rest once more."
    )


@require_GET
@of_phone
def delivery_page(request: HttpRequest, delivery: Delivery, to: Addresses) -> HttpResponse:
    """What was brought, and what is to be said of it; afterwards: thanks, and what became of it."""
    return _delivery(request, delivery, to)


def _delivery(
    request: HttpRequest,
    delivery: Delivery,
    to: Addresses,
    *,
    form: SendForm | None = None,
    complaints: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    delivery.refresh_from_db()
    state = DeliveryState(delivery.state)
    said = {"seen": delivery.seen, "words": delivery.words, "answer": delivery.answer}
    context = {
        "authority": delivery.authority,
        "delivery": delivery,
        "files": list(delivery.files.select_related("file")),
        "is_open": state in OPEN,
        "is_decided": not NEXT[state],
        "is_asked": state == DeliveryState.ASKED,
        "form": form or SendForm(initial=said, is_asked=state == DeliveryState.ASKED),
        "files_form": StudioFilesForm(),
        "complaints": complaints or [],
        "to": to,
        "questions": studio_people.of(delivery, to),
        "kinds": studio_people.KINDS,
        "status_word": standing_word(delivery),
    }
    return render(request, "contributions/delivery.html", context, status=status)


def delivery_again(
    request: HttpRequest, delivery: Delivery, to: Addresses, complaints: list[str]
) -> HttpResponse:
    """The delivery's page with what did not work."""
    return _delivery(request, delivery, to, complaints=complaints, status=422)


@require_POST
@of_phone
def add_files(request: HttpRequest, delivery: Delivery, to: Addresses) -> HttpResponse:
    """More files for the delivery, from a form."""
    link = delivery.link
    try:
        if link is None:
            raise LinkOff
        actions.knock(link, address=origin_of(request), at=clock.now())
    except actions.TooOften:
        studio_files.read_whole(request, most_files=0)
        return _delivery(request, delivery, to, complaints=[_too_often()], status=429)
    enough = studio_files.read_whole(request, most_files=delivering.MOST_FILES)
    complaints = studio_files.bring(request, delivery) + ([_too_much()] if enough.is_over else [])
    if not request.FILES and not complaints:
        complaints = [_("Nothing was added, because no file was chosen. Please choose one.")]
    if complaints:
        return _delivery(request, delivery, to, complaints=complaints, status=422)
    return HttpResponseRedirect(to("delivery"), status=303)


@require_POST
@of_phone
def send(request: HttpRequest, delivery: Delivery, to: Addresses) -> HttpResponse:
    form = SendForm(request.POST, is_asked=delivery.state == DeliveryState.ASKED)
    if not form.is_valid():
        return _delivery(request, delivery, to, form=form, status=422)
    try:
        actions.send(delivery, **form.cleaned_data, at=clock.now())
    except Complaint as complaint:
        return _delivery(request, delivery, to, form=form, complaints=[str(complaint)], status=422)
    return HttpResponseRedirect(to("delivery"), status=303)


@require_POST
@of_phone
def drop(request: HttpRequest, delivery: Delivery, to: Addresses, pk: uuid.UUID) -> HttpResponse:
    one = get_object_or_404(delivery.files.select_related("file__rights", "file__authority"), pk=pk)
    try:
        actions.drop_file(delivery, one, at=clock.now())
    except Complaint as complaint:
        return _delivery(request, delivery, to, complaints=[str(complaint)], status=422)
    return HttpResponseRedirect(to("delivery"), status=303)


@require_POST
@of_phone
def take_back(request: HttpRequest, delivery: Delivery, to: Addresses) -> HttpResponse:
    try:
        actions.take_back(delivery, at=clock.now())
    except Complaint as complaint:
        return _delivery(request, delivery, to, complaints=[str(complaint)], status=422)
    context = {
        "authority": delivery.authority,
        "title": _("Your delivery is taken back."),
        "studio": to.studio,
    }
    return render(request, "contributions/delivery_gone.html", {**context, "is_taken_back": True})


@require_GET
@of_phone
def standing(request: HttpRequest, delivery: Delivery, to: Addresses) -> HttpResponse:
    """In one word how the delivery stands, for the list its phone keeps."""
    del request, to
    return JsonResponse({"state": delivery.state, "word": standing_word(delivery)})


def standing_word(delivery: Delivery) -> str:
    """How a delivery stands, in the words of whoever brought it."""
    return {
        DeliveryState.ARRIVING: _("not sent yet"),
        DeliveryState.SENT: _("is with the editors"),
        DeliveryState.ASKED: _("the editors ask you something"),
        DeliveryState.TAKEN: _("taken, thank you"),
        DeliveryState.DISCARDED: _("was not taken this time"),
    }[DeliveryState(delivery.state)]
