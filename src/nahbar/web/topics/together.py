# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same matter from several sources: what belongs together, and what is something else."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nahbar.authority.permissions import CONTRIBUTES, NotAllowed
from nahbar.foundation import clock
from nahbar.topics import actions, queries
from nahbar.topics.models import Topic
from nahbar.web.door import InsideRequest, here, inside

SHOWN = 12


@require_GET
@inside
def join_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Looks for the topic it belongs to."""
    if not request.roles & CONTRIBUTES:
        raise NotAllowed
    topic = of_house(request, pk)
    words = request.GET.get("q", "")[:200]
    rows = queries.topics(request.authority, words=words).exclude(pk=topic.part_of_id or topic.pk)
    context = {"topic": topic, "words": words, "found": rows[:SHOWN] if words.strip() else ()}
    return render(request, "topics/together.html", context)


@require_POST
@inside
def join(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Joins the topic with the one chosen; the page of the one that stands for both."""
    topic = of_house(request, pk)
    lead = actions.join(topic, _chosen(request), by=request.person, at=clock.now())
    messages.success(
        request, _("Both are one topic now. Under “The same from other sources” you can part them again.")
    )
    return redirect(here(request, "topics:topic", lead.pk))


@require_POST
@inside
def part(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Makes one source's topic a matter of its own."""
    topic = of_house(request, pk)
    lead = topic.part_of_id or topic.pk
    actions.part(topic, by=request.person, at=clock.now())
    messages.success(
        request, _("“%(title)s” is a topic of its own now, and stays one.") % {"title": topic.title}
    )
    return redirect(here(request, "topics:topic", lead))


def of_house(request: InsideRequest, pk: uuid.UUID) -> Topic:
    """A topic of this authority, whether it stands for a matter or is part of one."""
    return get_object_or_404(Topic.objects.select_related("source"), pk=pk, authority=request.authority)


def _chosen(request: InsideRequest) -> Topic:
    try:
        return of_house(request, uuid.UUID(request.POST.get("to", "")))
    except ValueError as odd:
        raise actions.SameTopic from odd
