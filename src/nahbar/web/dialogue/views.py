# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people say to us: the list, one inquiry with its answers, and what is done with it."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nahbar.authority import queries as authorities
from nahbar.authority.permissions import ANSWERS, CONTRIBUTES
from nahbar.authority.states import ChannelState
from nahbar.channels import counting
from nahbar.dialogue import actions, queries
from nahbar.dialogue.models import Inquiry
from nahbar.dialogue.states import NEXT, InquiryState
from nahbar.foundation import clock
from nahbar.publishing import actions as publishing
from nahbar.publishing.states import NEEDS_A_PERSON, PublicationState
from nahbar.radar.voices import heard
from nahbar.topics import actions as topics
from nahbar.topics import queries as all_topics
from nahbar.web.dialogue.forms import AnswerForm, CloseForm
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.publishing import sentences

PER_PAGE = 30
LONGEST_TITLE = 80
# Our answer leaves within seconds: the page looks again by itself until it is out.
ON_ITS_WAY = frozenset({PublicationState.PLANNED, PublicationState.SENDING})


@require_GET
@inside
def list_page(request: InsideRequest) -> HttpResponse:
    waiting = queries.unanswered(request.authority)
    failing = (
        authorities.channels(request.authority).filter(listening__failures__gt=0).select_related("listening")
    )
    page = Paginator(queries.inquiries(request.authority), PER_PAGE).get_page(request.GET.get("seite"))
    made = all_topics.made_of_comments(request.authority, [str(row.pk) for row in page])
    context = {
        "page": page,
        "rows": [(row, made.get(str(row.pk)), heard(row.text)) for row in page],
        "may_note": bool(request.roles & CONTRIBUTES),
        "waiting": waiting.count(),
        "first": waiting.first(),
        "unheard": [(channel, sentences.reason(channel.listening.reason)) for channel in failing],
        "has_channels": authorities.channels(request.authority).exists(),
    }
    return render(request, "dialogue/list.html", context)


@require_GET
@inside
def inquiry_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    return _inquiry(request, _row(request, pk))


def _row(request: InsideRequest, pk: uuid.UUID) -> Inquiry:
    return get_object_or_404(queries.inquiries(request.authority), pk=pk)


def _inquiry(request: InsideRequest, row: Inquiry, complaint: str = "", **forms: Form) -> HttpResponse:
    capability = authorities.capability_of(row.channel)
    replies = list(queries.replies(row))
    written = forms["answer_form"].data.get("text", "") if "answer_form" in forms else ""
    context: dict[str, Any] = {
        "inquiry": row,
        "seen": queries.stand(row),
        "replies": [(reply, sentences.reason(reply.publication.reason)) for reply in replies],
        "is_on_its_way": any(reply.publication.state in ON_ITS_WAY for reply in replies) and not forms,
        "needs_a_person": any(reply.publication.state in NEEDS_A_PERSON for reply in replies),
        "earlier": queries.earlier(row),
        "may_answer": bool(request.roles & ANSWERS),
        "can_answer": capability.can_reply and row.channel.state == ChannelState.CONNECTED,
        "may_close": bool(request.roles & ANSWERS) and InquiryState.CLOSED in NEXT[InquiryState(row.state)],
        "may_note": bool(request.roles & CONTRIBUTES),
        "topic": all_topics.of_comment(request.authority, str(row.pk)),
        "heard": heard(row.text),
        "limit": capability.text.limit,
        "remaining": counting.remaining(written, capability.text) if written else capability.text.limit,
        "complaint": complaint,
        "answer_form": AnswerForm(),
        "close_form": CloseForm(),
        **forms,
    }
    return render(request, "dialogue/inquiry.html", context, status=422 if forms else 200)


@require_POST
@inside
def answer(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row, form = _row(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return _inquiry(request, row, answer_form=form)
    try:
        text, seen = form.cleaned_data["text"], request.POST.get("seen")
        actions.answer(row, text=text, seen=seen, by=request.person, at=clock.now())
    except (actions.MovedOn, publishing.AnswerTooLong, publishing.AnswerWithoutText) as complaint:
        # What was written stays in the field.
        return _inquiry(request, row, str(complaint), answer_form=form)
    messages.success(request, _("Your answer is on its way."))
    return redirect(here(request, "dialogue:inquiry", row.pk))


@require_POST
@inside
def close(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row, form = _row(request, pk), CloseForm(request.POST)
    if not form.is_valid():
        return _inquiry(request, row, close_form=form)
    actions.close(row, reason=form.cleaned_data["reason"], by=request.person, at=clock.now())
    messages.success(request, _("The inquiry is closed."))
    return redirect(here(request, "dialogue:list"))


@require_POST
@inside
def make_topic(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row = _row(request, pk)
    title = Truncator(" ".join(row.text.split())).chars(LONGEST_TITLE) or _("A comment")
    link = row.url if row.url.startswith("http") else ""
    said = {"title": title, "text": row.text, "link": link}
    topic = topics.notice_comment(request.authority, str(row.pk), **said, by=request.person, at=clock.now())
    messages.success(request, _("The comment is a topic now."))
    return redirect(here(request, "topics:topic", topic.pk))
