# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One request of a department: its score, the answer in work, and what followed."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nahbar.authority.mail import MailNotSent
from nahbar.authority.permissions import OVERRULES, RELEASES, WRITES, NotAllowed
from nahbar.foundation import clock
from nahbar.radar.topic_house import Criterion
from nahbar.topics import actions, answered, requests
from nahbar.topics.models import DepartmentRequest
from nahbar.topics.request_states import CRITERIA, RequestState, RequestVerdict
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.topics.request_forms import AnswerForm, OverruleForm

FIELDS: dict[type[Exception], str] = {
    actions.AnswerMissing: "answer",
    actions.AddressOfMailOdd: "answer_to",
}
MOST_FINDINGS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the score, for reading."""

    name: str | Promise
    points: int
    most: int
    sentence: str
    words: tuple[str, ...]


@require_http_methods(["GET", "POST"])
@inside
def request_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The score and the answer; a POST saves, writes anew or settles the answer."""
    row = _row(request, pk)
    if request.method == "POST":
        return _work_on(request, row)
    return _page(request, row, AnswerForm(initial=_initial(row)))


@require_POST
@inside
def discard(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row = _row(request, pk)
    actions.discard_request(row, by=request.person, at=clock.now())
    messages.success(request, _("The request is discarded."))
    return redirect(here(request, "topics:requests"))


@require_POST
@inside
def send(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Mails the answer."""
    row = _row(request, pk)
    try:
        actions.mail_answer(row, by=request.person, at=clock.now())
    except (actions.NobodyToMail, MailNotSent) as complaint:
        messages.warning(request, str(complaint))
    else:
        messages.success(request, _("The answer is on its way to %(to)s.") % {"to": row.answer_to})
    return redirect(here(request, "topics:request", row.pk))


@require_POST
@inside
def came_back(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The department came back: its matter is a topic."""
    row = _row(request, pk)
    actions.take_back_up(row, said=request.POST.get("said", ""), by=request.person, at=clock.now())
    messages.success(request, _("The matter is among the topics you keep. You can make a story of it."))
    return redirect(here(request, "topics:request", row.pk))


@require_POST
@inside
def overrule(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody with the right to decides otherwise."""
    row = _row(request, pk)
    try:
        reason = request.POST.get("reason", "")
        actions.overrule_answer(row, reason=reason, by=request.person, at=clock.now())
    except actions.ReasonMissing as complaint:
        form = OverruleForm(request.POST)
        form.is_valid()
        form.add_error("reason", str(complaint))
        return _page(request, row, AnswerForm(initial=_initial(row)), overrule=form, status=422)
    messages.success(request, _("It is decided otherwise; the matter is among the topics you keep."))
    return redirect(here(request, "topics:request", row.pk))


def _work_on(request: InsideRequest, row: DepartmentRequest) -> HttpResponse:
    verbs = {
        "save": (actions.revise_answer, _("The answer is saved.")),
        "rewrite": (actions.rewrite_answer, _("The answer is written anew.")),
        "answer": (actions.answer, _("The answer stands. Copy it or send it now.")),
    }
    do = request.POST.get("do", "")
    verb, said = verbs.get(do, (None, ""))
    if verb is None:
        raise Http404
    form = AnswerForm(request.POST, is_rewritten=do == "rewrite")
    if form.is_valid():
        try:
            verb(row, form.given(), by=request.person, at=clock.now())
        except tuple(FIELDS) as complaint:
            form.add_error(FIELDS[type(complaint)], str(complaint))
        else:
            messages.success(request, said)
            return redirect(here(request, "topics:request", row.pk))
    return _page(request, row, form, status=422)


def _page(
    request: InsideRequest,
    row: DepartmentRequest,
    form: AnswerForm,
    *,
    overrule: OverruleForm | None = None,
    status: int = 200,
) -> HttpResponse:
    is_answered = row.state == RequestState.ANSWERED
    may_write = bool(request.roles & WRITES)
    text = row.text or (row.topic.text if row.topic else "")
    context: dict[str, Any] = {
        "asked": row,
        "findings": requests.points_to_people(request.authority, text)[:MOST_FINDINGS],
        "form": form,
        "lines": _lines(row),
        "marks": row.reasons.get("marks", ()),
        "proposed": RequestVerdict(row.proposed).label,
        "is_drafted": row.state == RequestState.DRAFTED,
        "may_write": may_write,
        "may_come_back": may_write and is_answered,
        "may_overrule": bool(request.roles & OVERRULES) and is_answered,
        "overrule_form": overrule or OverruleForm(),
        "may_mail": may_write and settings.MAIL_IS_REAL and bool(row.answer_to),
    }
    return render(request, "topics/request.html", context, status=status)


def _lines(row: DepartmentRequest) -> list[Line]:
    return [
        Line(
            CRITERIA[Criterion(one["criterion"])],
            one["points"],
            one["most"],
            one["sentence"],
            tuple(one["words"]),
        )
        for one in row.reasons.get("parts", ())
    ]


def _initial(row: DepartmentRequest) -> dict[str, str]:
    return {name: getattr(row, name) for name in ("verdict", "place", "answer", "answer_to")}


def _row(request: InsideRequest, pk: uuid.UUID) -> DepartmentRequest:
    row = answered.request_of(request.authority, pk)
    if row is None:
        raise Http404
    if not request.roles & RELEASES:
        raise NotAllowed
    return row
