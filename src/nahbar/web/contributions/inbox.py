# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One delivery at the desk: look at it, take it into a story or the material, ask back, or do not take it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from nahbar.authority.permissions import CONTRIBUTES, WRITES, demand
from nahbar.consents import queries as consents
from nahbar.contributions import actions, queries
from nahbar.contributions.models import Delivery
from nahbar.contributions.states import NEXT, DeliveryState
from nahbar.foundation import clock
from nahbar.stories import actions as telling
from nahbar.stories import queries as stories
from nahbar.stories.models import Story
from nahbar.stories.states import StoryState
from nahbar.web.door import InsideRequest, here, inside

OFFERED = 30


@require_GET
@inside
def page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    demand(request.person, request.authority, CONTRIBUTES)
    return _page(request, _delivery(request, pk))


def _page(request: InsideRequest, one: Delivery, *, complaint: str = "", status: int = 200) -> HttpResponse:
    state = DeliveryState(one.state)
    may_decide = bool(request.roles & WRITES) and DeliveryState.TAKEN in NEXT[state]
    files = list(one.files.all())
    context = {
        "delivery": one,
        "files": files,
        "consents": list(consents.of_files([row.file for row in files])),
        "story": _own_story(request, one),
        "stories": _open_stories(request) if may_decide else [],
        "may_decide": may_decide,
        "complaint": complaint,
    }
    return render(request, "contributions/delivered.html", context, status=status)


@require_POST
@inside
def take(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Into a story where one is named, else into the material; in both they stay uncleared."""
    one = _delivery(request, pk)
    said = request.POST.get("geschichte", "")
    story = get_object_or_404(stories.stories(request.authority), pk=_uuid(said)) if said else None
    actions.take(one, by=request.person, at=clock.now())
    if story is None:
        messages.success(
            request,
            _("The files are in the material. Before they can go out, state rights and consent there."),
        )
        return redirect(here(request, "contributing:delivered", one.pk))
    left = _use(request, one, story)
    messages.warning(
        request, _("The story has them. Before they can go out, clear rights and consent and describe them.")
    )
    if left:
        words = ngettext(
            "%(n)s file stayed in the material, because the story does not take this kind.",
            "%(n)s files stayed in the material, because the story does not take this kind.",
            left,
        )
        messages.info(request, words % {"n": left})
    return redirect(f"{here(request, 'stories:story', story.pk)}#bilder")


def _use(request: InsideRequest, one: Delivery, story: Story) -> int:
    """Takes the files into the story; how many it does not take."""
    left = 0
    for row in one.files.all():
        try:
            telling.use(
                story,
                row.file,
                origin=row.file.rights.source,
                is_uncleared=True,
                by=request.person,
                at=clock.now(),
            )
        except telling.FileKindUnfit:
            left += 1
    return left


@require_POST
@inside
def ask_back(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    one = _delivery(request, pk)
    try:
        actions.ask_back(one, request.POST.get("frage", ""), by=request.person, at=clock.now())
    except actions.QuestionMissing as complaint:
        return _page(request, one, complaint=str(complaint), status=422)
    messages.success(
        request, _("Your question stands on the page of the phone it came from; you see the answer here.")
    )
    return redirect(here(request, "contributing:delivered", one.pk))


@require_POST
@inside
def discard(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    actions.discard(_delivery(request, pk), by=request.person, at=clock.now())
    messages.success(
        request, _("It was not taken; the files are deleted. The phone it came from reads a thank-you.")
    )
    return redirect(here(request, "contributing:desk"))


def _delivery(request: InsideRequest, pk: uuid.UUID) -> Delivery:
    return get_object_or_404(queries.deliveries(request.authority), pk=pk)


def _open_stories(request: InsideRequest) -> list[Story]:
    return list(stories.stories(request.authority).filter(state=StoryState.OPENED)[:OFFERED])


def _own_story(request: InsideRequest, one: Delivery) -> Story | None:
    """The story the assignment was given for, while it is open."""
    subject = one.assignment.subject if one.assignment else None
    rows = stories.stories(request.authority).filter(state=StoryState.OPENED)
    return rows.filter(pk=subject).first() if subject else None


def _uuid(said: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(said)
    except ValueError:
        return None
