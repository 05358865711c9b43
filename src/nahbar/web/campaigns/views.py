# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The campaigns of a house: how far they are, and what is changed about them."""

import uuid
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.authority.permissions import WRITES, NotAllowed
from nahbar.campaigns import actions, queries
from nahbar.campaigns.models import Campaign
from nahbar.campaigns.queries import Stand
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.radar.matter import Pillar
from nahbar.topics.states import PILLARS
from nahbar.web.campaigns.forms import CampaignForm, CountForm, initial
from nahbar.web.door import InsideRequest, here, inside


@require_GET
@inside
def list_page(request: InsideRequest) -> HttpResponse:
    return _list(request)


@require_http_methods(["GET", "POST"])
@inside
def new_page(request: InsideRequest) -> HttpResponse:
    _demand(request)
    form, complaint = CampaignForm(request.POST or None), ""
    if form.is_bound and form.is_valid():
        try:
            row = actions.launch(request.authority, form.wanted(), by=request.person, at=clock.now())
        except Complaint as said:
            complaint = str(said)
        else:
            messages.success(request, _("The campaign “%(name)s” is launched.") % {"name": row.name})
            return redirect(here(request, "campaigns:list"))
    return _form_page(request, form, None, complaint)


@require_http_methods(["GET", "POST"])
@inside
def change_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    _demand(request)
    row, complaint = _row(request, pk), ""
    form = CampaignForm(request.POST if request.method == "POST" else None, initial=initial(row))
    if form.is_bound and form.is_valid():
        try:
            actions.change(row, form.wanted(), by=request.person, at=clock.now())
        except Complaint as said:
            complaint = str(said)
        else:
            messages.success(request, _("The campaign is saved."))
            return redirect(here(request, "campaigns:list"))
    return _form_page(request, form, row, complaint)


@require_POST
@inside
def count(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row, form = _row(request, pk), CountForm(request.POST)
    if not form.is_valid():
        return _list(request, row.pk, form)
    actions.count(row, form.cleaned_data["reached"], by=request.person, at=clock.now())
    messages.success(request, _("The number is noted."))
    return redirect(here(request, "campaigns:list"))


@require_POST
@inside
def close(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    actions.close(_row(request, pk), by=request.person, at=clock.now())
    messages.success(request, _("The campaign is closed. What was counted stays."))
    return redirect(here(request, "campaigns:list"))


def _list(request: InsideRequest, wrong: uuid.UUID | None = None, form: Form | None = None) -> HttpResponse:
    today = clock.now().astimezone(ZoneInfo(request.authority.time_zone)).date()
    found = queries.progress(request.authority, today)
    running = [one for one in found if one.stand is Stand.RUNNING]
    context = {
        "rows": [
            (
                one,
                PILLARS[Pillar(one.campaign.pillar)],
                form if one.campaign.pk == wrong else CountForm(auto_id=f"{one.campaign.pk}-%s"),
            )
            for one in found
        ],
        "running": len(running),
        "next_end": running[0] if running else None,
        "may_write": bool(request.roles & WRITES),
    }
    return render(request, "campaigns/list.html", context, status=422 if form else 200)


def _row(request: InsideRequest, pk: uuid.UUID) -> Campaign:
    return get_object_or_404(Campaign, authority=request.authority, pk=pk)


def _demand(request: InsideRequest) -> None:
    if not request.roles & WRITES:
        raise NotAllowed


def _form_page(
    request: InsideRequest, form: CampaignForm, row: Campaign | None, complaint: str
) -> HttpResponse:
    context = {"form": form, "campaign": row, "complaint": complaint}
    return render(request, "campaigns/campaign.html", context, status=422 if form.is_bound else 200)
