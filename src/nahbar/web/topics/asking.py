# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A department asks to share something widely: what it sent is taken in and scored."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nahbar.authority.permissions import WRITES, NotAllowed
from nahbar.foundation import clock
from nahbar.publishing import queries as publishing
from nahbar.topics import actions, answered, queries
from nahbar.topics.address import AddressOdd
from nahbar.topics.lately import Out
from nahbar.topics.models import Topic
from nahbar.topics.topic_house import topic_house
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.topics.request_forms import AskForm

MIX = timedelta(days=28)
FIELDS: dict[type[Exception], str] = {
    actions.DepartmentMissing: "department",
    actions.NothingAsked: "text",
    actions.AddressOfMailOdd: "answer_to",
    AddressOdd: "link",
}


@require_http_methods(["GET", "POST"])
@inside
def ask_page(request: InsideRequest) -> HttpResponse:
    """Takes in what a department sent; `thema` names the topic it asks for."""
    if not request.roles & WRITES:
        raise NotAllowed
    topic = _topic(request)
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    start = {"department": topic.department} if topic else {}
    form = AskForm(*given, has_topic=topic is not None, initial=start)
    if form.is_bound and form.is_valid():
        try:
            row = actions.ask(
                request.authority,
                form.asked(),
                topic=topic,
                out=_out(request),
                by=request.person,
                at=clock.now(),
            )
        except tuple(FIELDS) as complaint:
            form.add_error(FIELDS[type(complaint)], str(complaint))
        else:
            messages.success(request, _("The request is scored and an answer drafted. You decide."))
            return redirect(here(request, "topics:request", row.pk))
    context = {"form": form, "topic": topic, "departments": _departments(request)}
    return render(request, "topics/ask.html", context, status=422 if form.is_bound else 200)


def _topic(request: InsideRequest) -> Topic | None:
    named = request.GET.get("thema", "")
    if not named:
        return None
    try:
        pk = uuid.UUID(named)
    except ValueError:
        return None
    return get_object_or_404(queries.topics(request.authority), pk=pk)


def _out(request: InsideRequest) -> list[Out]:
    """What went out lately, as far as the score looks back."""
    repeat = timedelta(days=topic_house(request.authority).repeat_days)
    since = clock.now() - max(MIX, repeat) - timedelta(days=1)
    told = publishing.told_since(request.authority, since)
    return [Out(topic, pillar, when.date()) for topic, pillar, when in told]


def _departments(request: InsideRequest) -> list[str]:
    """The house's departments, and those that asked before."""
    own = (line.strip() for line in request.authority.departments.splitlines())
    names = {name for name in (*own, *answered.departments_asked(request.authority)) if name}
    return sorted(names, key=str.casefold)
