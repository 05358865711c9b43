# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Freigaben: what waits for me, what I asked for, one round."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from nahbar.approval import actions, queries
from nahbar.approval.models import Round
from nahbar.approval.states import RoundState
from nahbar.authority.permissions import WRITES
from nahbar.foundation import clock
from nahbar.planning import actions as planning_actions
from nahbar.planning import queries as planning
from nahbar.stories.models import Story
from nahbar.web.approval.contents import captions_answer, contents, film_answer, picture_answer
from nahbar.web.approval.forms import AnswerForm, RequestForm
from nahbar.web.approval.onward import next_step
from nahbar.web.door import InsideRequest, here, inside

SETTLED_SHOWN = 20
ANSWER_DAYS = 2


@inside
@require_GET
def list_page(request: InsideRequest) -> HttpResponse:
    """What waits for me first, then what I asked for, then the rest."""
    waiting = list(queries.waiting_for(request.person, request.authority))
    mine = [row for row in queries.open_rounds(request.authority) if row not in waiting]
    settled = queries.rounds(request.authority).exclude(state=RoundState.REQUESTED).order_by("-settled_at")
    groups = {
        "waiting": waiting,
        "asked": [row for row in mine if row.requested_by_id == request.person.pk],
        "others": [row for row in mine if row.requested_by_id != request.person.pk],
        "settled": list(settled[:SETTLED_SHOWN]),
    }
    return render(request, "approval/list.html", groups)


@inside
@require_http_methods(["GET", "HEAD", "POST"])
def request_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose variants, people, times and a question, and ask."""
    story = get_object_or_404(Story.objects.filter(authority=request.authority), pk=pk)
    form, found = _request_form(request, story)
    if request.method == "POST" and form.is_valid():
        made = planning_actions.request_and_place(
            story,
            variants=form.chosen_variants(),
            signers=form.chosen_people(),
            times=form.cleaned_data["times"],
            question=form.cleaned_data["question"],
            answer_until=form.cleaned_data["answer_until"],
            by=request.person,
            at=clock.now(),
        )
        messages.success(request, _("The co-signature was requested."))
        return redirect(here(request, "approval:round", made.pk))
    context = {"story": story, "form": form, "unable": [one for one in found if one.obstacle]}
    context["able"] = [one for one in found if not one.obstacle]
    context["may_ask"] = bool(request.roles & WRITES)
    return render(request, "approval/request.html", context, status=422 if form.errors else 200)


def _request_form(request: InsideRequest, story: Story) -> tuple[RequestForm, list[queries.Candidate]]:
    variants = list(story.variants.select_related("channel", "story__authority"))
    found = queries.candidates(story, variants, request.person)
    now = clock.now()
    form = RequestForm(
        request.POST if request.method == "POST" else None,
        variants=variants,
        candidates=found,
        slots=planning.slots_of(variants),
        zone=request.authority.time_zone,
        now=now,
        initial={"until_day": (now + timedelta(days=ANSWER_DAYS)).date(), "until_time": "12:00"},
    )
    return form, found


@inside
@require_GET
def round_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Exactly what goes out where and when, the answers, and the buttons."""
    round_ = _round(request, pk)
    return render(request, "approval/round.html", _shown(request, round_, AnswerForm.of(request.person)))


@inside
@require_POST
def answer(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """One of the four answers, given in the application."""
    round_ = _round(request, pk)
    form = AnswerForm.of(request.person, request.POST)
    if not form.is_valid():
        return render(request, "approval/round.html", _shown(request, round_, form), status=422)
    try:
        planning_actions.sign_and_place(round_, **form.cleaned_data, by=request.person, at=clock.now())
    except (actions.ReasonMissing, actions.AnswerUnknown) as complaint:
        form.add_error("reason", str(complaint))
        return render(request, "approval/round.html", _shown(request, round_, form), status=422)
    messages.success(request, _("Your answer was taken."))
    return redirect(here(request, "approval:round", pk))


@inside
@require_POST
def recall(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Takes the request back."""
    actions.recall(_round(request, pk), by=request.person, at=clock.now())
    messages.success(request, _("The request was taken back. The links no longer sign anything."))
    return redirect(here(request, "approval:round", pk))


@inside
@require_POST
def mail_again(request: InsideRequest, pk: uuid.UUID, asked: uuid.UUID) -> HttpResponse:
    """Mails a new link to one person asked."""
    row = get_object_or_404(
        _round(request, pk).asked.select_related("person", "round__story__authority"), pk=asked
    )
    actions.mail_again(row, by=request.person, at=clock.now())
    row.refresh_from_db()
    if row.mailed_at:
        messages.success(request, _("A new link was mailed. The one before it no longer works."))
    else:
        messages.warning(
            request, _("The mail server did not take the mail. The request stays; please try again later.")
        )
    return redirect(here(request, "approval:round", pk))


@inside
@require_GET
def picture(request: InsideRequest, pk: uuid.UUID, digest: str) -> HttpResponse:
    """A picture that goes out with this round."""
    return picture_answer(_round(request, pk), digest)


@inside
@require_safe
def film(request: InsideRequest, pk: uuid.UUID, digest: str) -> HttpResponse:
    """A film that goes out with this round, for players."""
    return film_answer(request, _round(request, pk), digest)


@inside
@require_safe
def captions(request: InsideRequest, pk: uuid.UUID, digest: str) -> HttpResponse:
    """Its subtitles."""
    return captions_answer(_round(request, pk), digest)


def _round(request: InsideRequest, pk: uuid.UUID) -> Round:
    return get_object_or_404(queries.rounds(request.authority), pk=pk)


def _shown(request: InsideRequest, round_: Round, form: AnswerForm) -> dict[str, object]:
    def address(digest: str) -> str:
        return here(request, "approval:picture", round_.pk, digest)

    is_open = round_.state == RoundState.REQUESTED
    shown = contents(round_, address)
    return {
        "round": round_,
        "contents": shown,
        "next": next_step(request, round_, shown),
        "answers": round_.signatures.select_related("person").order_by("at"),
        "form": form,
        "is_open": is_open,
        "was_asked": any(asked.person_id == request.person.pk for asked in round_.asked.all()),
        "may_answer": queries.may_answer(round_, request.person),
        "may_manage": is_open and bool(request.roles & WRITES),
    }
