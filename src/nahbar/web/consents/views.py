# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Consents at the desk: ask, show the code, see what was agreed, enter a withdrawal and tick off what follows."""

import uuid
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.authority.mail import MailNotSent
from nahbar.authority.permissions import CONTRIBUTES, WRITES, NotAllowed
from nahbar.authority.vault import KeyMissing, SealBroken
from nahbar.consents import actions, queries
from nahbar.consents.models import Consent
from nahbar.consents.states import ConsentState, PersonType, SignedBy
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.library import queries as library
from nahbar.library.models import MediaFile
from nahbar.planning import actions as planning
from nahbar.planning import shown
from nahbar.web.consents import letters
from nahbar.web.consents.forms import AskForm, ByHandForm, ExceptForm, WithdrawForm
from nahbar.web.consents.places import places
from nahbar.web.design import codes
from nahbar.web.door import InsideRequest, here, inside

PAGE = 25


@require_GET
@inside
def list_page(request: InsideRequest) -> HttpResponse:
    """Withdrawals that are open, what ends soon, and all others."""
    state = request.GET.get("stand", "")
    rows = queries.consents(request.authority).prefetch_related("signatures")
    if state in ConsentState.values:
        rows = rows.filter(state=state)
    context = {
        "withdrawals": queries.open_withdrawals(request.authority),
        "soon": queries.to_look_at(request.authority, _today(request)),
        "rows": Paginator(rows, PAGE).get_page(request.GET.get("seite")),
        "states": ConsentState.choices,
        "state": state,
        "may_write": bool(request.roles & CONTRIBUTES),
    }
    return render(request, "consents/list.html", context)


@require_http_methods(["GET", "POST"])
@inside
def ask_page(request: InsideRequest) -> HttpResponse:
    """The question to one person, about the files that were chosen."""
    if not request.roles & CONTRIBUTES:
        raise NotAllowed
    files = _files(request)
    form = AskForm(request.POST if request.method == "POST" else None)
    complaint = ""
    if form.is_bound and form.is_valid():
        try:
            asked = actions.ask(
                request.authority, **form.values(), files=files, by=request.person, at=clock.now()
            )
        except (Complaint, KeyMissing) as said:
            complaint = str(said)
        else:
            messages.success(request, _("The question is ready. Show the code, or send the link."))
            return redirect(here(request, "consents:consent", asked.consent.pk))
    context = {"form": form, "files": files, "complaint": complaint, "kind": "ask"}
    return render(request, "consents/ask.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@inside
def except_page(request: InsideRequest) -> HttpResponse:
    """The exception the house relies on, with its reason."""
    if not request.roles & WRITES:
        raise NotAllowed
    files = _files(request)
    form = ExceptForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = {**form.cleaned_data, "person_type": PersonType(form.cleaned_data["person_type"])}
        row = actions.except_(request.authority, **said, files=files, by=request.person, at=clock.now())
        messages.success(request, _("The exception is noted with your name."))
        return redirect(here(request, "consents:consent", row.pk))
    context = {"form": form, "files": files, "complaint": "", "kind": "except"}
    return render(request, "consents/ask.html", context, status=422 if form.is_bound else 200)


@require_POST
@inside
def note_shown(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """How many people can be recognised in a file."""
    file = get_object_or_404(library.files(request.authority), pk=pk)
    said = request.POST.get("zahl", "")
    if said.isdecimal() and len(said) < 4:  # noqa: PLR2004 - three digits are a crowd
        actions.note_shown(file, number=int(said), by=request.person, at=clock.now())
        messages.success(request, _("The number is noted."))
    else:
        messages.warning(request, _("Nothing was noted: please write a number from 0 to 500."))
    return redirect(f"{here(request, 'material:file', file.pk)}#menschen")


@require_GET
@inside
def consent_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    return _page(request, _row(request, pk))


@require_GET
@inside
def code(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The address as a code for cameras, drawn here, dark on white in every theme."""
    return codes.code(_address(_row(request, pk)))


@require_GET
@inside
def signature(request: InsideRequest, pk: uuid.UUID, signer: str) -> HttpResponse:
    """A signature as it was drawn, from its points; numbers only, so that nothing foreign is in the picture."""
    row = get_object_or_404(_row(request, pk).signatures, signer=signer)
    if not row.strokes:
        raise Http404
    lines = "".join(
        f'<polyline points="{" ".join(f"{int(x)},{int(y)}" for x, y in stroke)}"/>' for stroke in row.strokes
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-20 -20 1040 1040" preserveAspectRatio="none" fill="none" '
        f'stroke="#000" stroke-width="12" stroke-linecap="round" stroke-linejoin="round">{lines}</svg>'
    )
    response = HttpResponse(svg, content_type="image/svg+xml")
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@inside
def mail(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Sends the question to an address, which is not kept."""
    row, to = _row(request, pk), " ".join(request.POST.get("an", "").split())[:254]
    if not request.roles & CONTRIBUTES:
        raise NotAllowed
    try:
        if not letters.is_mail(to):
            messages.warning(
                request, _("Nothing was sent, because this is no mail address. Please check it.")
            )
        else:
            letters.send_question(row, to)
            messages.success(request, _("The question is on its way."))
    except (MailNotSent, SealBroken, KeyMissing) as complaint:
        messages.warning(request, str(complaint))
    return redirect(here(request, "consents:consent", row.pk))


@require_POST
@inside
def by_hand(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Enters what was signed on paper or said."""
    row = _row(request, pk)
    missing = queries.missing(row)
    if not missing:
        raise Http404
    signer = next((one for one in missing if one.value == request.POST.get("wer")), missing[0])
    offered = places(request.authority)
    form = ByHandForm(request.POST, offered=row.offered, places=offered, signer=signer)
    if not form.is_valid():
        return _page(request, row, by_hand=form, status=422)
    given = {"how": SignedBy(form.cleaned_data["how"]), "witness": form.cleaned_data["witness"]}
    try:
        actions.sign_by_hand(
            row, form.said(), signer=signer, **given, channels=offered, by=request.person, at=clock.now()
        )
    except Complaint as complaint:
        return _page(request, row, by_hand=form, complaint=str(complaint), status=422)
    messages.success(request, _("The consent is entered with your name."))
    return redirect(here(request, "consents:consent", row.pk))


@require_POST
@inside
def withdraw(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """A withdrawal that came by telephone or letter."""
    row, form = _row(request, pk), WithdrawForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    stopped = planning.withdraw_consent(row, why=why, by=request.person, at=clock.now())
    said = _(
        "The consent is withdrawn. Planned posts that were stopped: %(number)s. What is out stands below."
    )
    messages.success(request, said % {"number": stopped})
    return redirect(here(request, "consents:consent", row.pk))


@require_POST
@inside
def settle(request: InsideRequest, pk: uuid.UUID, place: uuid.UUID) -> HttpResponse:
    """One post that showed the person is dealt with."""
    row = _row(request, pk)
    known = {one.publication.pk for one in shown.of(row).out}
    if place not in known:
        raise Http404
    try:
        actions.settle(
            row, place=place, proof=request.POST.get("beleg", ""), by=request.person, at=clock.now()
        )
    except actions.ProofMissing as complaint:
        messages.warning(request, str(complaint))
        return redirect(here(request, "consents:consent", row.pk))
    messages.success(request, _("It is ticked off with your name."))
    return redirect(here(request, "consents:consent", row.pk))


def _page(
    request: InsideRequest, row: Consent, *, status: int = 200, complaint: str = "", **bound: Any
) -> HttpResponse:
    found = shown.of(row)
    is_withdrawn = row.state == ConsentState.WITHDRAWN
    if is_withdrawn and not found.open and row.done_at is None:
        _finish(request, row)
    missing = queries.missing(row) if row.state in {ConsentState.ASKED, ConsentState.REFUSED} else []
    try:
        address = _address(row)
    except Complaint:
        # The link itself still works: only the house's own copy of it cannot be read.
        address = ""
    by_hand = bound.get("by_hand")
    if missing and by_hand is None:
        by_hand = ByHandForm(offered=row.offered, places=places(request.authority), signer=missing[0])
    context = {
        "consent": row,
        "address": address,
        "missing": missing,
        "signatures": row.signatures.all(),
        "agreed": letters.agreed(row),
        "shown": found,
        "deadline": row.withdrawn_at + queries.WITHDRAWN_IN if row.withdrawn_at else None,
        "is_withdrawn": is_withdrawn,
        "may_withdraw": row.state == ConsentState.GIVEN
        and not row.exception
        and bool(request.roles & CONTRIBUTES),
        "may_write": bool(request.roles & WRITES),
        "withdraw_form": WithdrawForm(),
        "by_hand": by_hand,
        "complaint": complaint,
        "person_name": row.name if request.roles & CONTRIBUTES else "",
    }
    return render(request, "consents/consent.html", context, status=status)


def _finish(request: InsideRequest, row: Consent) -> None:
    """Nothing of it is out any more: noted once, and told to the person."""
    if not request.roles & WRITES or not actions.finish(row, at=clock.now()):
        return
    row.refresh_from_db()
    if letters.is_mail(row.contact):
        try:
            letters.send_done(row)
        except MailNotSent as complaint:
            messages.warning(request, str(complaint))


def _address(row: Consent) -> str:
    try:
        return letters.address(row)
    except SealBroken as error:
        raise LinkUnreadable from error


class LinkUnreadable(Complaint):
    sentence = gettext_lazy(
        "The link cannot be shown: it was sealed with another key. It still works where it was handed on."
    )


def _row(request: InsideRequest, pk: uuid.UUID) -> Consent:
    rows = queries.consents(request.authority).select_related("authority", "asked_by")
    return get_object_or_404(rows, pk=pk)


def _files(request: InsideRequest) -> list[MediaFile]:
    """The files in the address or the form; what is not this authority's is passed over."""
    asked = request.POST.getlist("datei") or request.GET.getlist("datei")
    ids = [_uuid(one) for one in asked[:50]]
    return list(library.files(request.authority).filter(pk__in=[one for one in ids if one]))


def _uuid(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None


def _today(request: InsideRequest) -> date:
    return clock.now().astimezone(ZoneInfo(request.authority.time_zone)).date()
