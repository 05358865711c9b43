# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of topics, one topic with its evidence, an own idea."""

import uuid
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.authority import queries as authorities
from nahbar.authority.permissions import CONTRIBUTES, RELEASES, WRITES, NotAllowed
from nahbar.contributions import queries as contributions
from nahbar.foundation import clock
from nahbar.stories import queries as stories
from nahbar.topics import actions, answered, offers, queries, ranking
from nahbar.topics.address import AddressOdd
from nahbar.topics.models import Topic
from nahbar.topics.states import TopicState
from nahbar.web.door import InsideRequest, here, inside, is_piece
from nahbar.web.topics import evidence, together, worth
from nahbar.web.topics.forms import OWN, STATES, AssignForm, FilterForm, OwnForm

PER_PAGE = 12
DECISIONS = {
    TopicState.NOTICED: actions.take_up,
    TopicState.KEPT: actions.keep,
    TopicState.POSTPONED: actions.postpone,
    TopicState.DROPPED: actions.drop,
    TopicState.KNOWN: actions.shelve,
    TopicState.EXPIRED: actions.expire,
}


@require_GET
@inside
def list_page(request: InsideRequest) -> HttpResponse:
    stand = request.GET.get("stand", "neu")
    stand = stand if stand in STATES else "neu"
    asked = {name: request.GET.get(name, "")[:200] for name in ("q", "saeule", "frist", "amt", "quelle")}
    rows = queries.topics(
        request.authority,
        states=STATES[stand],
        source=_uuid(asked["quelle"]),
        is_own=asked["quelle"] == OWN,
        words=asked["q"],
        pillar=asked["saeule"],
        department=asked["amt"],
        until=_until(asked["frist"]),
    )
    desk = worth.desk(request)
    # Where nobody has decided yet, the most useful comes first; a filter by deadline has an order of its own.
    is_by_worth = stand == "neu" and not asked["frist"]
    pages = Paginator(ranking.ByWorth(desk, rows) if is_by_worth else rows, PER_PAGE)
    shown = pages.get_page(request.GET.get("seite"))
    named = [(one.pk, one.title) for one in queries.sources(request.authority)]
    offices = queries.departments(request.authority)
    kept = {name: value for name, value in asked.items() if value}
    context = {
        **_desk(request),
        "pages": shown,
        "cards": offers.ranked(desk, shown.object_list),
        "is_by_worth": is_by_worth,
        "found": pages.count,
        "stand": stand,
        "stands": list(STATES),
        "filters": FilterForm(asked, sources=named, departments=offices),
        "query": urlencode(kept),
        "is_filtered": bool(kept),
        "has_sources": bool(named),
        "decided": _decided(request),
        "before": request.GET.get("vorher", ""),
    }
    return render(request, "topics/list.html", context)


@require_GET
@inside
def topic_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    topic = together.of_house(request, pk)
    if topic.part_of_id:
        return redirect(here(request, "topics:topic", topic.part_of_id))
    found = queries.recognition(topic)
    (card,) = offers.ranked(worth.desk(request), [topic])
    context = {
        **_desk(request),
        "topic": topic,
        "card": card,
        "offers": card.offers,
        "may_ask_model": authorities.may_ask_model(request.authority),
        "conclusions": evidence.conclusions(topic, found) if found else (),
        "dates": evidence.dates(found) if found else (),
        "stretches": evidence.marked(topic, found),
        "assign_form": AssignForm(initial={"pillar": topic.pillar, "department": topic.department}),
        "earlier": queries.earlier(topic),
        "sender": queries.sender(topic),
        "parts": queries.evidence(topic)[1:],
        "contributions": contributions.of_matter(topic),
        "story": stories.story_of_topic(topic),
        "may_open": bool(request.roles & CONTRIBUTES),
        "may_release": bool(request.roles & RELEASES),
        "requests": answered.requests_of_topic(topic),
        "inquiry": queries.comment_of(topic),
    }
    return render(request, "topics/topic.html", context)


@require_POST
@inside
def decide(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Keeps, postpones, drops a topic or takes the decision back; htmx gets the card, others the page again."""
    topic = _topic(request, pk)
    to = request.POST.get("to", "")
    if to not in DECISIONS:
        raise Http404
    before = topic.state
    DECISIONS[TopicState(to)](topic, by=request.person, at=clock.now())
    is_undo = request.POST.get("undo") == "1"
    if is_piece(request):
        context = {**_desk(request), "topic": topic, "before": before, "is_undo": is_undo}
        context["card"] = offers.ranked(worth.desk(request), [topic])[0] if is_undo else None
        return render(request, "topics/decided.html", context)
    if request.POST.get("back") == "topic":
        messages.success(request, _("The topic is now: %(state)s.") % {"state": topic.get_state_display()})
        return redirect(here(request, "topics:topic", topic.pk))
    query = {} if is_undo else {"entschieden": topic.pk, "vorher": before}
    stand = request.POST.get("stand", "")
    query.update({"stand": stand} if stand in STATES else {})
    return redirect(f"{here(request, 'topics:list')}?{urlencode(query)}")


@require_POST
@inside
def assign(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Puts the topic where a person says it belongs."""
    topic = _topic(request, pk)
    form = AssignForm(request.POST)
    if not form.is_valid():
        raise actions.PillarUnknown
    actions.assign(topic, **form.cleaned_data, by=request.person, at=clock.now())
    messages.success(request, _("The topic is assigned as you said; the radar does not change it again."))
    return redirect(here(request, "topics:topic", topic.pk))


@require_http_methods(["GET", "POST"])
@inside
def own_page(request: InsideRequest) -> HttpResponse:
    if not request.roles & CONTRIBUTES:
        raise NotAllowed
    form = OwnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            topic = actions.notice(request.authority, **form.cleaned_data, by=request.person, at=clock.now())
        except AddressOdd as complaint:
            form.add_error("link", str(complaint))
        except actions.TitleMissing as complaint:
            form.add_error("title", str(complaint))
        else:
            messages.success(request, _("Your idea is noted."))
            return redirect(here(request, "topics:topic", topic.pk))
    return render(request, "topics/own.html", {"form": form}, status=422 if form.is_bound else 200)


def _topic(request: InsideRequest, pk: uuid.UUID) -> Topic:
    return get_object_or_404(queries.topics(request.authority), pk=pk)


def _desk(request: InsideRequest) -> dict[str, Any]:
    """What cards and the sentence above them need."""
    return {
        "tally": queries.tally(request.authority),
        "may_decide": bool(request.roles & CONTRIBUTES),
        "may_write": bool(request.roles & WRITES),
    }


def _decided(request: InsideRequest) -> Topic | None:
    """The topic just decided on, for the undo bar of a page without a script."""
    pk = _uuid(request.GET.get("entschieden", ""))
    if pk is None or request.GET.get("vorher", "") not in DECISIONS:
        return None
    return queries.topics(request.authority).filter(pk=pk).exclude(state=TopicState.TOLD).first()


def _until(days: str) -> date | None:
    """The last day of the deadlines asked for; odd values mean no filter."""
    return timezone.localdate() + timedelta(days=int(days)) if days in {"7", "30"} else None


def _uuid(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None
