# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of posts, one post with its journal, and what a person decides there."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nahbar.approval import queries as approval
from nahbar.authority import queries as authorities
from nahbar.authority.permissions import ANSWERS, RELEASES
from nahbar.channels.errors import Reason
from nahbar.foundation import clock
from nahbar.publishing import actions, queries
from nahbar.publishing.models import JournalLine, Publication
from nahbar.publishing.states import CHANGING, MOVABLE, WORKED, HouseReason, MissedChoice, PublicationState
from nahbar.variants.models import Version
from nahbar.web.door import InsideRequest, here, inside, is_piece
from nahbar.web.publishing import sentences, thread
from nahbar.web.publishing.forms import DateForm, FoundForm, HaltForm, ReasonForm

PER_PAGE = 30
S = PublicationState
# Short states: the page looks again by itself. There is nothing to fill in meanwhile.
ON_ITS_WAY = CHANGING | {S.SENDING}


@dataclass(frozen=True, slots=True)
class Told:
    """One journal line as the page shows it."""

    line: JournalLine
    sentence: str
    why: str
    kind: str


@require_GET
@inside
def list_page(request: InsideRequest) -> HttpResponse:
    return _list(request)


def _list(request: InsideRequest, form: HaltForm | None = None) -> HttpResponse:
    rows = queries.by_urgency(queries.of_authority(request.authority))
    next_one = queries.waiting(request.authority).filter(state=S.PLANNED).first()
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("seite")),
        "needing": queries.needs_a_person(request.authority).count(),
        "next_one": next_one,
        "halts": _halts(request),
        "clocks": queries.doubtful_clocks(),
        "halt_form": form or HaltForm(authority=request.authority),
        "may_halt": bool(request.roles & RELEASES),
    }
    return render(request, "publishing/list.html", context, status=422 if form else 200)


def _halts(request: InsideRequest) -> list[dict[str, Any]]:
    """Each switch, and for each post it keeps here how far that had got; of this authority only."""
    at = clock.now()
    return [
        {
            "halt": halt,
            "kept": [
                (row, sentences.step(line) if line else "")
                for row, line in queries.stopped_by(halt, authority=request.authority, at=at)
            ],
        }
        for halt in queries.halts(request.authority)
    ]


@require_GET
@inside
def publication_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    return _publication(request, _row(request, pk))


def _row(request: InsideRequest, pk: uuid.UUID) -> Publication:
    return get_object_or_404(queries.of_authority(request.authority), pk=pk)


def _publication(
    request: InsideRequest, row: Publication, *, sides: actions.Sides | None = None, **forms: Form
) -> HttpResponse:
    may = bool(request.roles & (RELEASES if row.version_id else ANSWERS))
    has_expired = queries.has_expired(row)
    can_withdraw = bool(row.remote_id) and authorities.capability_of(row.channel).can_withdraw
    context: dict[str, Any] = {
        "publication": row,
        # The page of an unclear post says itself that the answer was lost, and what to do.
        "reason": ""
        if (row.state, row.reason) == (S.UNCLEAR, Reason.ANSWER_LOST)
        else sentences.reason(HouseReason.SIGNATURE_EXPIRED if has_expired else row.reason),
        "has_expired": has_expired,
        "journal": [
            Told(line, sentences.step(line), sentences.why(line), sentences.kind(line))
            for line in queries.journal(row)
        ],
        "may_decide": may,
        "is_movable": row.state in MOVABLE,
        "is_on_its_way": row.state in ON_ITS_WAY,
        "is_retried": row.state in WORKED and bool(row.reason) and not has_expired,
        "is_overdue": row.next_try_at <= clock.now(),
        "is_embargoed": queries.is_embargoed(queries.embargo_of(row), clock.now()),
        "patience": queries.patience_of(row.channel, max(row.next_try_at, clock.now()))
        if row.state in WORKED
        else None,
        "new_version": _correction(row) if may and row.state == S.PUBLISHED else None,
        "may_withdraw": may and row.state == S.PUBLISHED and can_withdraw,
        "thread": thread.shown(row),
        "sent_pictures": thread.pictures(row),
        **_beside(row, sides),
        "found_form": FoundForm(),
        "date_form": DateForm(initial={"due_at": _proposed(row)}),
        "reason_form": ReasonForm(),
        **forms,
    }
    return render(request, "publishing/publication.html", context, status=422 if forms else 200)


def _proposed(row: Publication) -> datetime:
    """Its own date while that lies ahead, else a full hour soon; never before an embargo ends."""
    soon = (clock.now() + timedelta(minutes=61)).replace(minute=0, second=0, microsecond=0)
    return max(row.due_at if row.due_at > clock.now() else soon, queries.embargo_of(row) or row.due_at)


def _beside(row: Publication, sides: actions.Sides | None) -> dict[str, Any]:
    silence = sentences.silence(sides.reason) if sides else ""
    return {"sides": sides, "silence": silence, "sent_at": row.first_sent_at or row.intent_at}


def _correction(row: Publication) -> Version | None:
    """The newly signed version that may take the place of what is published; None: there is none, or it cannot be."""
    if not row.version or not row.remote_id or not authorities.capability_of(row.channel).can_edit:
        return None
    newest = approval.signed_version(row.version.variant)
    return newest if newest and newest.fingerprint != row.fingerprint else None


def _back(request: InsideRequest, row: Publication, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect(here(request, "publishing:publication", row.pk))


@require_POST
@inside
def move(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row, form = _row(request, pk), DateForm(request.POST)
    if not form.is_valid():
        return _publication(request, row, date_form=form)
    try:
        actions.move(row, due_at=form.cleaned_data["due_at"], by=request.person, at=clock.now())
    except (actions.DateMissing, actions.Embargoed) as complaint:
        form.add_error("due_at", str(complaint))
        return _publication(request, row, date_form=form)
    return _back(request, row, _("The post has a new date."))


@require_POST
@inside
def drop(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row = _row(request, pk)
    actions.drop(row, by=request.person, at=clock.now())
    return _back(request, row, _("The post was taken back. It will not be published."))


@require_GET
@inside
def there(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """What the account shows beside the unclear post: a piece for htmx, else the whole page with it."""
    row = _row(request, pk)
    if row.state != S.UNCLEAR:
        return redirect(here(request, "publishing:publication", row.pk))
    sides = actions.sides(row, by=request.person, at=clock.now())
    if is_piece(request):
        return render(request, "publishing/there.html", {"publication": row, **_beside(row, sides)})
    return _publication(request, row, sides=sides)


@require_POST
@inside
def adopt(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row = _row(request, pk)
    remote_id = request.POST.get("remote_id", "")
    actions.adopt(row, remote_id=remote_id, by=request.person, at=clock.now())
    return _back(request, row, _("Read once more and noted: this post on the platform is ours."))


@require_POST
@inside
def was_published(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row, form = _row(request, pk), FoundForm(request.POST)
    if not form.is_valid():
        return _publication(request, row, found_form=form)
    url = form.cleaned_data["url"]
    actions.settle_unclear(row, was_published=True, url=url, by=request.person, at=clock.now())
    return _back(request, row, _("Noted: the post is on the platform."))


@require_POST
@inside
def send_again(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row = _row(request, pk)
    actions.settle_unclear(row, was_published=False, by=request.person, at=clock.now())
    return _back(request, row, _("Noted: the post did not appear. It is sent again now."))


@require_POST
@inside
def look_again(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row = _row(request, pk)
    actions.look_again(row, by=request.person, at=clock.now())
    return _back(request, row, _("Nahbar looks on the platform once more."))


@require_POST
@inside
def missed(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row, choice, form = _row(request, pk), request.POST.get("choice", ""), DateForm(request.POST)
    is_dated = choice == MissedChoice.NEW_DATE
    if is_dated and not form.is_valid():
        return _publication(request, row, date_form=form)
    due_at = form.cleaned_data["due_at"] if is_dated else None
    try:
        actions.decide_missed(row, choice=choice, due_at=due_at, by=request.person, at=clock.now())
    except (actions.DateMissing, actions.Embargoed) as complaint:
        if not is_dated:
            raise
        form.add_error("due_at", str(complaint))
        return _publication(request, row, date_form=form)
    return _back(request, row, _("Your decision is noted."))


@require_POST
@inside
def edit(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row, form = _row(request, pk), ReasonForm(request.POST)
    version = _correction(row)
    if version is None:
        raise actions.EditNotSigned
    if not form.is_valid():
        return _publication(request, row, reason_form=form)
    reason = form.cleaned_data["reason"]
    actions.edit(row, version=version, reason=reason, by=request.person, at=clock.now())
    return _back(request, row, _("The post is being corrected."))


@require_POST
@inside
def withdraw(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    row, form = _row(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _publication(request, row, reason_form=form)
    actions.withdraw(row, reason=form.cleaned_data["reason"], by=request.person, at=clock.now())
    return _back(request, row, _("The post is being withdrawn."))


@require_POST
@inside
def halt(request: InsideRequest) -> HttpResponse:
    form = HaltForm(request.POST, authority=request.authority)
    if not form.is_valid():
        return _list(request, form)
    channel, reason = form.cleaned_data["channel"], form.cleaned_data["reason"]
    actions.hold_all(request.authority, channel=channel, reason=reason, by=request.person, at=clock.now())
    messages.success(request, _("Publishing is stopped. What has not left yet stays here."))
    return redirect(here(request, "publishing:list"))


@require_POST
@inside
def lift(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(queries.halts(request.authority).filter(authority=request.authority), pk=pk)
    actions.lift(found, by=request.person, at=clock.now())
    messages.success(
        request, _("Publishing goes on. What has become too late meanwhile is shown to you first.")
    )
    return redirect(here(request, "publishing:list"))
