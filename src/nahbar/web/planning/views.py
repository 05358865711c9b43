# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kalender: the month, the list, one entry."""

import uuid
from datetime import MAXYEAR, date, datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.approval import queries as approval
from nahbar.authority.permissions import WRITES
from nahbar.foundation import clock
from nahbar.planning import actions, outlook, queries
from nahbar.planning.models import Slot
from nahbar.planning.states import SlotState
from nahbar.variants.models import Variant
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.planning import month as months
from nahbar.web.planning.forms import TimeForm

PER_PAGE = 30


@inside
@require_GET
def calendar_page(request: InsideRequest, year: int | None = None, month: int | None = None) -> HttpResponse:
    """One month as a table; on a phone as a list of days."""
    now = clock.now()
    first = _first_of_month(year, month)
    entries = queries.month(request.authority, first.year, first.month)
    zone = request.authority.time_zone
    context = {
        "first": first,
        "before": months.before(first),
        "after": months.after(first),
        "weeks": months.weeks(first.year, first.month, entries, zone=zone, now=now),
        "entries": entries,
        "may_plan": bool(request.roles & WRITES),
    }
    return render(request, "planning/month.html", {**context, **_sentence(request, entries, now)})


def _first_of_month(year: int | None, month: int | None) -> date:
    today = timezone.localdate(clock.now())
    try:
        first = today.replace(day=1) if year is None or month is None else date(year, month, 1)
    except ValueError as error:
        raise Http404 from error
    if not 2000 <= first.year < MAXYEAR:  # noqa: PLR2004 - beyond the calendars of offices
        raise Http404
    return first


@inside
@require_GET
def list_page(request: InsideRequest) -> HttpResponse:
    """What is still to go out, in the order of time."""
    now = clock.now()
    upcoming = queries.upcoming(request.authority, now)
    page = Paginator(upcoming, PER_PAGE).get_page(request.GET.get("seite"))
    context = {"page": page, "may_plan": bool(request.roles & WRITES)}
    return render(request, "planning/list.html", {**context, **_sentence(request, upcoming, now)})


def _sentence(request: InsideRequest, shown: list[queries.Entry], now: datetime) -> dict[str, object]:
    found = outlook.outlook(request.authority, now, shown=shown)
    return {
        "sentence": months.sentence(found),
        "open_matters": months.open_matters(found),
        "stuck": found.first_stuck,
    }


@inside
@require_http_methods(["GET", "HEAD", "POST"])
def place_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Gives a variant its time."""
    rows = Variant.objects.filter(story__authority=request.authority)
    variant = get_object_or_404(rows.select_related("story__authority", "channel"), pk=pk)
    slot = queries.open_slot(variant)
    if slot and request.method != "POST":
        return redirect(here(request, "planning:slot", slot.pk))
    form = _form(request, None)
    if request.method == "POST" and form.is_valid():
        slot = actions.place(variant, when=form.cleaned_data["when"], by=request.person, at=clock.now())
        return _placed(request, slot)
    context = {"variant": variant, "form": form, "is_signed": approval.is_still_signed(variant)}
    context["may_plan"] = bool(request.roles & WRITES)
    return render(request, "planning/place.html", context, status=422 if form.errors else 200)


@inside
@require_http_methods(["GET", "HEAD", "POST"])
def slot_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """One entry: where it stands, another time, take it back."""
    slot = _slot(request, pk)
    form = _form(request, slot)
    if request.method == "POST" and form.is_valid():
        moved = actions.move(slot, when=form.cleaned_data["when"], by=request.person, at=clock.now())
        return _placed(request, moved)
    entry = queries.entry_of(slot)
    may_plan = bool(request.roles & WRITES)
    rounds = approval.open_rounds(request.authority).filter(versions__variant=slot.variant_id)
    context = {"slot": slot, "entry": entry, "form": form, "may_plan": may_plan, "round": rounds.first()}
    context["may_ask"] = may_plan and (entry.has_expired or entry.state == SlotState.WISHED)
    return render(request, "planning/slot.html", context, status=422 if form.errors else 200)


@inside
@require_POST
def take_back(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Takes the entry out of the calendar."""
    slot = actions.take_back(_slot(request, pk), by=request.person, at=clock.now())
    messages.success(request, _("The post was taken out of the calendar and does not go out."))
    return redirect(_month_of(request, slot))


def _form(request: InsideRequest, slot: Slot | None) -> TimeForm:
    now = clock.now()
    local = timezone.localtime(slot.at) if slot and slot.at > now else None
    initial = {"day": local.date(), "time": local.time()} if local else {}
    data = request.POST if request.method == "POST" else None
    return TimeForm(data, zone=request.authority.time_zone, now=now, initial=initial)


def _placed(request: InsideRequest, slot: Slot) -> HttpResponse:
    if slot.state == SlotState.PLACED:
        messages.success(request, _("The post is planned and goes out at its time."))
    else:
        messages.info(request, _("The time is noted. The post goes out then if it is signed by that time."))
    return redirect(_month_of(request, slot))


def _month_of(request: InsideRequest, slot: Slot) -> str:
    local = timezone.localtime(slot.at)
    return here(request, "planning:month", local.year, local.month)


def _slot(request: InsideRequest, pk: uuid.UUID) -> Slot:
    rows = Slot.objects.filter(variant__story__authority=request.authority)
    return get_object_or_404(rows.select_related(*actions.RELATED), pk=pk)
