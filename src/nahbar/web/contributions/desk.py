# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The studio at the desk: what came in and waits, what is to be shot, by which rules; assignments are given and closed."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.authority.permissions import CONTRIBUTES, WRITES, NotAllowed, demand
from nahbar.contributions import actions, queries
from nahbar.contributions.actions import Wish
from nahbar.contributions.states import WAITING, DeliveryState
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.stories import queries as stories
from nahbar.stories.models import Story
from nahbar.topics import formats
from nahbar.web.contributions.forms import AssignForm, RulesForm
from nahbar.web.contributions.studio_door import today
from nahbar.web.door import InsideRequest, here, inside

SHOWN = 50


@require_GET
@inside
def page(request: InsideRequest) -> HttpResponse:
    """What waits first, then what is to be shot."""
    demand(request.person, request.authority, CONTRIBUTES)
    rows = queries.deliveries(request.authority)
    waiting = list(rows.filter(state__in=[*WAITING, DeliveryState.ARRIVING])[:SHOWN])
    day = today()
    assignments = list(queries.assignments(request.authority)[: 4 * SHOWN])
    context = {
        "waiting": [one for one in waiting if one.state != DeliveryState.ARRIVING],
        "sent_count": sum(one.state == DeliveryState.SENT for one in waiting),
        "arriving": [one for one in waiting if one.state == DeliveryState.ARRIVING],
        "settled": list(rows.exclude(state__in=[*WAITING, DeliveryState.ARRIVING])[:10]),
        "assignments": [one for one in assignments if queries.is_open(one, day)],
        "links": list(queries.trainees_links(request.authority)),
        "may_write": bool(request.roles & WRITES),
    }
    return render(request, "contributions/desk.html", context)


@require_http_methods(["GET", "POST"])
@inside
def assign(request: InsideRequest) -> HttpResponse:
    """A new assignment; from a story it begins with the title and the shots of its format."""
    if not request.roles & WRITES:
        raise NotAllowed
    links = list(queries.trainees_links(request.authority))
    story = _story(request)
    form = AssignForm(request.POST or None, initial=_prefilled(request, story), links=links)
    if not links or not form.is_valid():
        context = {"form": form, "links": links, "story": story}
        return render(request, "contributions/assign.html", context, status=422 if form.is_bound else 200)
    given = dict(form.cleaned_data)
    link = next(one for one in links if str(one.pk) == given.pop("link"))
    if story:
        given |= {"subject": story.pk, "subject_name": story.title}
    try:
        actions.assign(link, Wish(**given), today=today(), by=request.person, at=clock.now())
    except Complaint as complaint:
        form.add_error("until" if isinstance(complaint, actions.DayPast) else "title", str(complaint))
        context = {"form": form, "links": links, "story": story}
        return render(request, "contributions/assign.html", context, status=422)
    messages.success(request, _("The assignment stands in the studio. Hand the code on, or tell them."))
    return redirect(f"{here(request, 'contributing:link', link.pk)}#studio")


@require_POST
@inside
def close(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    one = get_object_or_404(queries.assignments(request.authority), pk=pk)
    actions.close_assignment(one, by=request.person, at=clock.now())
    messages.success(request, _("The assignment is no longer in the studio. What came for it stays."))
    return redirect(here(request, "contributing:desk"))


@require_http_methods(["GET", "POST"])
@inside
def rules(request: InsideRequest) -> HttpResponse:
    """The rules of the studio in the house's own words."""
    if not request.roles & WRITES:
        raise NotAllowed
    form = RulesForm(
        request.POST or None, initial={"rules": "\n".join(queries.studio_rules(request.authority))}
    )
    if form.is_valid():
        said = form.cleaned_data["rules"].split("\n")
        actions.set_rules(request.authority, said, by=request.person, at=clock.now())
        messages.success(request, _("The rules are saved; the studio shows them from now on."))
        return redirect(here(request, "contributing:desk"))
    return render(request, "contributions/rules.html", {"form": form}, status=422 if form.is_bound else 200)


def _story(request: InsideRequest) -> Story | None:
    said = request.GET.get("geschichte", "")
    if not said:
        return None
    try:
        pk = uuid.UUID(said)
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(stories.stories(request.authority), pk=pk)


def _prefilled(request: InsideRequest, story: Story | None) -> dict[str, Any]:
    if story is None:
        return {"minutes": 30}
    one = formats.format_of(request.authority, story.format_key) if story.format_key else None
    return {
        "title": story.title[:120],
        "what": story.angle,
        "shots": "\n".join(one.shots) if one else "",
        "minutes": one.minutes if one else 30,
    }
