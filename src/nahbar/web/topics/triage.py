# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stack: one topic after the other, decided with one thumb, each decision taken back with one tap."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from nahbar.authority.permissions import CONTRIBUTES
from nahbar.foundation import clock
from nahbar.topics import actions, offers, queries, ranking
from nahbar.topics.models import Topic
from nahbar.topics.states import TopicState
from nahbar.web.door import InsideRequest, here, inside, is_piece
from nahbar.web.topics import worth

# Seconds for one decision, as watched at the desk: read a headline and a line, press.
SECONDS_EACH = 15
DECISIONS = {
    TopicState.KEPT: actions.keep,
    TopicState.POSTPONED: actions.postpone,
    TopicState.DROPPED: actions.drop,
    TopicState.NOTICED: actions.take_up,
}


@require_GET
@inside
def stack_page(request: InsideRequest) -> HttpResponse:
    """The topic that is worth most of those nobody decided on."""
    return render(request, "topics/stack.html", _stack(request, last=_last(request)))


@require_POST
@inside
def decide(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Decides on the topic on top, or takes the last decision back; the next one comes up."""
    topic = get_object_or_404(queries.topics(request.authority), pk=pk)
    to = request.POST.get("to", "")
    if to not in DECISIONS:
        raise Http404
    DECISIONS[TopicState(to)](topic, by=request.person, at=clock.now())
    is_undo = to == TopicState.NOTICED
    if is_piece(request):
        context = _stack(request, last=None if is_undo else topic, first=topic if is_undo else None)
        return render(request, "topics/stack_piece.html", context)
    query = f"?oben={topic.pk}" if is_undo else f"?zuletzt={topic.pk}"
    return redirect(here(request, "topics:stack") + query)


def _stack(request: InsideRequest, *, last: Topic | None, first: Topic | None = None) -> dict[str, Any]:
    desk = worth.desk(request)
    rows = ranking.ByWorth(desk, queries.topics(request.authority, states=[TopicState.NOTICED]))
    left = len(rows)
    topic = first or _first(request) or next(iter(rows[:1]), None)
    return {
        "topic": topic,
        "card": offers.ranked(desk, [topic])[0] if topic else None,
        "last": last,
        "left": left,
        "minutes": max(round(left * SECONDS_EACH / 60), 1),
        "may_decide": bool(request.roles & CONTRIBUTES),
    }


def _first(request: InsideRequest) -> Topic | None:
    """The topic that was just taken back, where no script puts it on top."""
    found = _named(request, "oben")
    return found if found and found.state == TopicState.NOTICED else None


def _last(request: InsideRequest) -> Topic | None:
    found = _named(request, "zuletzt")
    return found if found and found.state in DECISIONS and found.state != TopicState.NOTICED else None


def _named(request: InsideRequest, name: str) -> Topic | None:
    try:
        pk = uuid.UUID(request.GET.get(name, ""))
    except ValueError:
        return None
    return queries.topics(request.authority).filter(pk=pk).first()
