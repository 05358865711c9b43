# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows an answer: it is mailed, the department comes back, somebody decides otherwise, and in the end it is forgotten."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _

from nahbar.authority import mail
from nahbar.authority.models import Person
from nahbar.authority.permissions import OVERRULES, WRITES, demand
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.letters import cleaned
from nahbar.record.actions import HOUSE, Actor
from nahbar.topics.actions.answering import RequestClosed, keep_topic, locked
from nahbar.topics.actions.requesting import note
from nahbar.topics.models import DepartmentRequest
from nahbar.topics.request_states import RequestState

FORGET_AFTER = timedelta(days=365)
"""So long the received text, the answer and the mail address are kept: the annual talk with the departments needs them once."""
FORGET_AT_ONCE = 100
MAX_REASON = 500


class NobodyToMail(Complaint):
    sentence = _(
        "No mail was sent, because it is not said to whom. Please copy the answer and send it yourself."
    )


class ReasonMissing(Complaint):
    sentence = _(
        "Nothing was decided, because there is no reason. The department and the editors will ask for it: "
        "please write one sentence."
    )


def mail_answer(request: DepartmentRequest, *, by: Actor, at: datetime) -> None:
    """Mails the answer to the address given, once more where it was sent before. Not in a transaction: a server is asked.

    Raises:
        NotAllowed, RequestClosed, NobodyToMail, MailNotSent.
    """
    demand(by, request.authority, WRITES)
    if request.state == RequestState.DRAFTED or not request.answer:
        raise RequestClosed
    if not request.answer_to:
        raise NobodyToMail
    with translation.override("de"):
        subject = now_said("Your request: %(title)s") % {"title": request.title[:150]}
    mail.send(authority=request.authority_id, to=request.answer_to, subject=subject, text=request.answer)
    with transaction.atomic():
        DepartmentRequest.objects.filter(pk=request.pk).update(mailed_at=at)
        note("topics.mail_answer", request, by=by, at=at)
    request.mailed_at = at


@transaction.atomic
def take_back_up(request: DepartmentRequest, *, said: str = "", by: Person, at: datetime) -> None:
    """The department came back with what was proposed: its matter is a topic to be told.

    Raises:
        NotAllowed, RequestClosed.
    """
    demand(by, request.authority, WRITES)
    row = locked(request, RequestState.RETURNED)
    _close(row, RequestState.RETURNED, said, by=by, at=at)
    note("topics.take_back_up", row, by=by, at=at)
    request.refresh_from_db()


@transaction.atomic
def overrule_answer(request: DepartmentRequest, *, reason: str, by: Person, at: datetime) -> None:
    """Somebody with the right to decides to tell it all the same; named, with a reason, in the record.

    Raises:
        NotAllowed, RequestClosed, ReasonMissing.
    """
    demand(by, request.authority, OVERRULES)
    row = locked(request, RequestState.OVERRULED)
    words = _line(reason)
    if not words:
        raise ReasonMissing
    _close(row, RequestState.OVERRULED, words, by=by, at=at)
    note("topics.overrule_answer", row, by=by, at=at, reason=words)
    request.refresh_from_db()


def forget_requests(*, at: datetime) -> int:
    """Takes the received text, the answer and the mail address from requests older than a year; how many.

    Department, decision and points stay for the figures; what was only drafted for so long goes altogether.
    """
    old = Q(answered_at__lt=at - FORGET_AFTER) | Q(answered_at=None, asked_at__lt=at - FORGET_AFTER)
    rows = DepartmentRequest.objects.filter(old, forgotten_at=None, asked_at__lt=at - FORGET_AFTER)
    done = 0
    for row in rows.order_by("asked_at", "pk")[:FORGET_AT_ONCE]:
        _forget(row, at)
        done += 1
    return done


@transaction.atomic
def _forget(row: DepartmentRequest, at: datetime) -> None:
    note("topics.forget_request", row, by=HOUSE, at=at)
    if row.state == RequestState.DRAFTED:
        row.delete()
        return
    row.text = row.answer = row.answer_to = row.link = row.closed_reason = ""
    row.reasons = {name: [one | {"words": []} for one in some] for name, some in row.reasons.items()}
    row.forgotten_at = at
    row.save()


def _close(row: DepartmentRequest, to: RequestState, said: str, *, by: Person, at: datetime) -> None:
    keep_topic(row, by=by, at=at)
    row.state, row.closed_at, row.closed_by = to, at, by
    row.closed_reason = _line(said)
    row.save()


def _line(words: str) -> str:
    return " ".join(cleaned(words).split())[:MAX_REASON]
