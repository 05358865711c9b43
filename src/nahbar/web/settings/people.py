# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of people: who belongs here, with which roles."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nahbar.authority import actions as authority
from nahbar.authority import queries
from nahbar.authority.mail import MailNotSent
from nahbar.authority.permissions import ADMINISTERS, demand
from nahbar.authority.states import Role
from nahbar.foundation import clock
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.settings.forms import InviteForm, RoleForm, SignerForm
from nahbar.web.settings.views import last_change

VERBS = tuple(
    f"authority.{verb}"
    for verb in ("found", "invite", "take_back_invitation", "accept", "join", "add_signer", "grant", "revoke")
)


@require_safe
@inside
def people_page(request: InsideRequest) -> HttpResponse:
    """Everybody with their roles; administrators can invite."""
    return _page(request)


@require_POST
@inside
def invite(request: InsideRequest) -> HttpResponse:
    demand(request.person, request.authority, ADMINISTERS)
    form = InviteForm(request.POST, prefix="invite")
    if not form.is_valid():
        return _page(request, invite_form=form, status=422)
    try:
        authority.invite(request.authority, **form.cleaned_data, by=request.person, at=clock.now())
    except MailNotSent as complaint:
        messages.error(request, str(complaint))
    else:
        messages.success(request, _("The invitation to %(email)s is written.") % form.cleaned_data)
    return redirect(here(request, "settings:people"))


@require_POST
@inside
def add_signer(request: InsideRequest) -> HttpResponse:
    demand(request.person, request.authority, ADMINISTERS)
    form = SignerForm(request.POST, prefix="signer")
    if not form.is_valid():
        return _page(request, signer_form=form, status=422)
    values = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
    added = authority.add_signer(request.authority, **values, by=request.person, at=clock.now())
    messages.success(request, _("%(name)s can now be asked to sign.") % {"name": added.name})
    return redirect(here(request, "settings:people"))


@require_POST
@inside
def grant(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    person = get_object_or_404(queries.people(request.authority), pk=pk)
    role = _role(request)
    if role:
        authority.grant(request.authority, person=person, role=role, by=request.person, at=clock.now())
        said = _("%(name)s now has the role %(role)s.")
        messages.success(request, said % {"name": person.name, "role": role.label})
    return redirect(here(request, "settings:people"))


@require_POST
@inside
def revoke(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    person = get_object_or_404(queries.people(request.authority), pk=pk)
    role = _role(request)
    if role:
        authority.revoke(request.authority, person=person, role=role, by=request.person, at=clock.now())
        said = _("%(name)s no longer has the role %(role)s.")
        messages.success(request, said % {"name": person.name, "role": role.label})
    # Who took their own last role away is no longer inside.
    is_out = person.pk == request.person.pk and not queries.people(request.authority).filter(pk=pk).exists()
    return redirect("account:start") if is_out else redirect(here(request, "settings:people"))


@require_POST
@inside
def take_back(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    invitation = get_object_or_404(request.authority.invitations, pk=pk)
    authority.take_back_invitation(invitation, by=request.person, at=clock.now())
    messages.success(request, _("The invitation of %(name)s is taken back.") % {"name": invitation.name})
    return redirect(here(request, "settings:people"))


def _role(request: InsideRequest) -> Role | None:
    demand(request.person, request.authority, ADMINISTERS)
    form = RoleForm(request.POST)
    return Role(form.cleaned_data["role"]) if form.is_valid() else None


def _page(
    request: InsideRequest,
    *,
    invite_form: InviteForm | None = None,
    signer_form: SignerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    roles = queries.roles_by_person(request.authority)
    rows = [
        (person, roles[person.pk], [role for role in Role if role not in roles[person.pk]])
        for person in queries.people(request.authority)
    ]
    page: dict[str, Any] = {
        "rows": rows,
        "signing": queries.signers(request.authority).count(),
        "invitations": queries.open_invitations(request.authority, clock.now()),
        "may": bool(request.roles & ADMINISTERS),
        "invite_form": invite_form or InviteForm(prefix="invite"),
        "signer_form": signer_form or SignerForm(prefix="signer"),
        **last_change(request, *VERBS),
    }
    return render(request, "settings/people.html", page, status=status)
