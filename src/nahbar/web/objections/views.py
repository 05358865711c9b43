# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register: what is open, what was said, answered, decided; each view calls one action."""

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.authority.permissions import CONTRIBUTES, OVERRULES, WRITES
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.objections import actions, queries
from nahbar.objections.models import Objection
from nahbar.objections.states import NEXT, WHO, ObjectionState, Outcome
from nahbar.rulebook import arguments
from nahbar.rulebook.arguments import Card, Who
from nahbar.stories import queries as stories
from nahbar.web.design import tables
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.objections.forms import WHO_CHOICES, AnswerForm, DecideForm, EscalateForm, NoteForm

PAGE = 25


@require_GET
@inside
def list_page(request: InsideRequest) -> HttpResponse:
    """What is open, first what is due; searched by words and office."""
    words, who = request.GET.get("q", "")[:200], request.GET.get("von", "")
    only_open = "offen" in request.GET
    found = queries.matching(request.authority, words=words, who=who, only_open=only_open)
    due = queries.due(request.authority, _today(request))
    context = {
        "rows": Paginator(found, PAGE).get_page(request.GET.get("seite")),
        "due": due,
        "open": queries.matching(request.authority, only_open=True).count(),
        "unnoted": queries.unnoted(request.authority)[:10] if _may_note(request) else [],
        "words": words,
        "who": who,
        "only_open": only_open,
        "is_filtered": bool(words or who or only_open),
        "offices": WHO_CHOICES,
        "may_note": _may_note(request),
    }
    return render(request, "objections/list.html", context)


@require_GET
@inside
def cards_page(request: InsideRequest) -> HttpResponse:
    """All cards, or those that answer what was typed."""
    words = request.GET.get("q", "")[:500]
    fitting = arguments.matching(words, most=10) if words else ()
    used = {one.card.key: one.times for one in queries.used_cards(request.authority)}
    shown = fitting or (() if words else arguments.cards())
    context = {"cards": [_shown(one, used) for one in shown], "words": words, "total": len(used)}
    return render(request, "objections/cards.html", context)


@require_http_methods(["GET", "POST"])
@inside
def new_page(request: InsideRequest) -> HttpResponse:
    """Notes what was said; a signature's reason or a story may be brought along."""
    signature = _signature(request)
    story = _story(request)
    given = {"said": signature.reason} if signature else {}
    form = NoteForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and form.is_valid():
        said, who = form.cleaned_data["said"], Who(form.cleaned_data["who"])
        about: dict[str, Any] = {"story": story, "signature": signature}
        row = actions.note(request.authority, said=said, who=who, **about, by=request.person, at=clock.now())
        messages.success(request, _("It is noted. Here are cards that may help with the answer."))
        return redirect(here(request, "objections:objection", row.pk))
    context = {"form": form, "signature": signature, "story": signature.round.story if signature else story}
    return render(request, "objections/new.html", context, status=422 if form.is_bound else 200)


@require_GET
@inside
def objection_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    return _page(request, _row(request, pk))


@require_POST
@inside
def answer(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row, form = _row(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, row, answer=form, status=422)
    try:
        actions.answer(row, **form.cleaned_data, by=request.person, at=clock.now())
    except Complaint as complaint:
        return _page(request, _row(request, pk), answer=form, complaint=str(complaint), status=422)
    messages.success(request, _("The answer is saved."))
    return redirect(here(request, "objections:objection", row.pk))


@require_POST
@inside
def escalate(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row, form = _row(request, pk), EscalateForm(request.POST)
    if not form.is_valid():
        return _page(request, row, escalate=form, status=422)
    try:
        actions.escalate(row, **form.cleaned_data, today=_today(request), by=request.person, at=clock.now())
    except Complaint as complaint:
        return _page(request, _row(request, pk), escalate=form, complaint=str(complaint), status=422)
    messages.success(request, _("It waits for a decision; on that day it stands on top here."))
    return redirect(here(request, "objections:objection", row.pk))


@require_POST
@inside
def decide(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row, form = _row(request, pk), DecideForm(request.POST)
    if not form.is_valid():
        return _page(request, row, decide=form, status=422)
    said = dict(form.cleaned_data)
    said["outcome"] = Outcome(said["outcome"]) if said["outcome"] else None
    try:
        actions.decide(row, **said, by=request.person, at=clock.now())
    except Complaint as complaint:
        return _page(request, _row(request, pk), decide=form, complaint=str(complaint), status=422)
    messages.success(request, _("The decision is saved. It stays in the register."))
    return redirect(here(request, "objections:objection", row.pk))


@require_GET
@inside
def table(request: InsideRequest) -> HttpResponse:
    """The whole register as a table for a spreadsheet."""
    names = (_("Noted on"), _("Which office"), _("What was said"), _("Story"), _("Standing"), _("Answer"))
    head = [*names, _("Put before"), _("Until"), _("Outcome"), _("Why"), _("Decided by")]
    rows = queries.objections(request.authority).iterator(chunk_size=500)
    zone = ZoneInfo(request.authority.time_zone)
    return tables.download("einwaende.csv", head, (_cells(row, zone) for row in rows))


def _cells(row: Objection, zone: ZoneInfo) -> Iterator[str]:
    yield f"{row.noted_at.astimezone(zone):%d.%m.%Y}"
    yield str(WHO[Who(row.who)])
    yield row.said
    yield row.story.title if row.story else ""
    yield str(row.get_state_display())
    yield row.answer
    yield row.put_to
    yield f"{row.look_on:%d.%m.%Y}" if row.look_on else ""
    yield str(row.get_outcome_display())
    yield row.decision
    yield row.decided_for


def _page(
    request: InsideRequest, row: Objection, *, status: int = 200, complaint: str = "", **bound: Any
) -> HttpResponse:
    """One objection with everything that can be done about it; a form that was refused keeps what was typed."""
    chosen = arguments.card(request.GET.get("karte", "")) or arguments.card(row.card)
    words = row.answer or (f"{chosen.right}\n\n{chosen.answer}\n\n{chosen.proposal}" if chosen else "")
    kept = {"revision": row.revision}
    used = {one.card.key: one.times for one in queries.used_cards(request.authority)}
    context = {
        "objection": row,
        "office": WHO[Who(row.who)],
        "cards": [_shown(one, used) for one in arguments.matching(row.said)],
        "chosen": chosen,
        "answer_form": bound.get("answer")
        or AnswerForm(initial={**kept, "words": words, "card": chosen.key if chosen else ""}),
        "escalate_form": bound.get("escalate")
        or EscalateForm(initial={**kept, "put_to": row.put_to, "look_on": row.look_on}),
        "decide_form": bound.get("decide") or DecideForm(initial=kept),
        "may_change": bool(request.roles & (WRITES | OVERRULES)) and bool(NEXT[ObjectionState(row.state)]),
        "complaint": complaint,
    }
    return render(request, "objections/objection.html", context, status=status)


def _shown(card: Card, used: dict[str, int]) -> dict[str, Any]:
    return {
        "card": card,
        "offices": [WHO[who] for who in card.who],
        "times": used.get(card.key, 0),
    }


def _row(request: InsideRequest, pk: uuid.UUID) -> Objection:
    return get_object_or_404(queries.objections(request.authority), pk=pk)


def _signature(request: InsideRequest) -> Any:
    asked = request.GET.get("zeichnung") or request.POST.get("zeichnung")
    return get_object_or_404(queries.unnoted(request.authority), pk=_uuid(asked)) if asked else None


def _story(request: InsideRequest) -> Any:
    asked = request.GET.get("geschichte") or request.POST.get("geschichte")
    return get_object_or_404(stories.stories(request.authority), pk=_uuid(asked)) if asked else None


def _may_note(request: InsideRequest) -> bool:
    return bool(request.roles & (CONTRIBUTES | OVERRULES))


def _today(request: InsideRequest) -> date:
    return clock.now().astimezone(ZoneInfo(request.authority.time_zone)).date()


def _uuid(value: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except ValueError as error:
        raise Http404 from error
