# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nahbar.authority import actions as authority
from nahbar.authority import mail, queries
from nahbar.authority.permissions import ADMINISTERS, demand
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.record import queries as record
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.record.sentences import sentence
from nahbar.web.settings import progress
from nahbar.web.settings.forms import AuthorityForm

FIELDS = ("name", "level", "land", "time_zone", "colour", "own_contacts", "departments", "late_after_hours")


@require_safe
@inside
def overview_page(request: InsideRequest) -> HttpResponse:
    """What is set up, and what comes next."""
    steps = progress.steps(request.authority)
    page = {"steps": steps, "is_ready": progress.is_ready(steps), "next": progress.next_step(steps)}
    page["may"] = _may(request)
    return render(request, "settings/overview.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def authority_page(request: InsideRequest) -> HttpResponse:
    """Name, level, Land, time zone, colour, logo, contacts."""
    is_post = request.method == "POST"
    if is_post:
        demand(request.person, request.authority, ADMINISTERS)
    now = {field: getattr(request.authority, field) for field in FIELDS}
    form = AuthorityForm(request.POST if is_post else None, request.FILES if is_post else None, initial=now)
    if is_post and form.is_valid():
        values = {field: form.cleaned_data[field] for field in FIELDS}
        authority.describe(request.authority, **values, logo=_logo(form), by=request.person, at=clock.now())
        messages.success(request, _("The details of the authority are saved."))
        return redirect(here(request, "settings:authority"))
    page = {
        "form": form,
        "may": _may(request),
        **last_change(request, "authority.found", "authority.describe"),
    }
    return render(request, "settings/authority.html", page, status=422 if form.errors else 200)


@require_safe
@inside
def mail_page(request: InsideRequest) -> HttpResponse:
    """Where mails go. The last ones are shown to administrators only: they name who was written to."""
    page = {
        "may": _may(request),
        "folder": settings.EMAIL_FILE_PATH,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "letters": _letters(request) if _may(request) and not settings.MAIL_IS_REAL else (),
    }
    return render(request, "settings/mail.html", page)


@require_POST
@inside
def try_mail(request: InsideRequest) -> HttpResponse:
    """Sends a mail to the administrator who asks, to see whether it arrives."""
    demand(request.person, request.authority, ADMINISTERS)
    try:
        mail.send(
            authority=request.authority.pk,
            to=request.person.email,
            subject=_("Trial mail from Nahbar"),
            text=_("This mail shows that Nahbar can send mails."),
        )
    except Complaint as complaint:
        messages.error(request, str(complaint))
    else:
        messages.success(request, _("The trial mail to %(to)s is written.") % {"to": request.person.email})
    return redirect(here(request, "settings:mail"))


def last_change(request: InsideRequest, *verbs: str) -> dict[str, Any]:
    """The last line of the record with one of these verbs, for the foot of a page."""
    entry = record.last_of(request.authority.pk, *verbs)
    return {"last": entry, "last_sentence": sentence(entry) if entry else ""}


def _may(request: InsideRequest) -> bool:
    return bool(request.roles & ADMINISTERS)


def _letters(request: InsideRequest) -> tuple[mail.Letter, ...]:
    addresses = {person.email.lower() for person in queries.people(request.authority)}
    return mail.outbox(request.authority.pk, addresses)


def _logo(form: AuthorityForm) -> bytes | None:
    if form.cleaned_data["take_logo_away"]:
        return b""
    return form.cleaned_data["logo"] or None
