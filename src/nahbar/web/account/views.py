# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import cast

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from nahbar.authority import actions as authority
from nahbar.authority import first_run, queries
from nahbar.authority.actions.people import open_invitation
from nahbar.authority.models import Authority, Invitation, Person
from nahbar.authority.permissions import roles_of
from nahbar.authority.states import Role
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.web.account.adapter import keep_language
from nahbar.web.account.forms import AcceptForm, FoundForm, OwnAccountForm

# The two pages below answer 200 to a faulty form: Django logs the address of every 4xx, and theirs hold the token.
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_safe
def start_page(request: HttpRequest) -> HttpResponse:
    """The way in: set up, log in, or go to one's authority."""
    if not queries.is_founded():
        return render(request, "account/not_founded.html")
    if not request.user.is_authenticated:
        return redirect("account_login")
    mine = list(queries.authorities_of(request.user))
    if len(mine) == 1:
        return redirect("today:today", slug=mine[0].slug)
    return render(request, "account/choose.html", {"mine": mine})


@never_cache
@sensitive_post_parameters("password")
def found_page(request: HttpRequest, token: str) -> HttpResponse:
    """First run: one form, then logged in on the first page."""
    if not first_run.is_valid(token):
        return render(request, "account/first_run_over.html", status=410)
    form = FoundForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = first_run.found(token, **form.cleaned_data, at=clock.now())
        except Complaint as complaint:
            form.add_error(None, str(complaint))
        else:
            person = Person.objects.get(email__iexact=form.cleaned_data["admin_email"])
            login(request, person, backend=BACKEND)
            messages.success(
                request, _("%(name)s is set up. You are its administrator.") % {"name": made.name}
            )
            return redirect("today:today", slug=made.slug)
    return render(request, "account/found.html", {"form": form})


@never_cache
@sensitive_post_parameters("password")
def invitation_page(request: HttpRequest, token: str) -> HttpResponse:
    """Joining by mail link: with a new account, or with the one the person has."""
    try:
        invitation = open_invitation(token, at=clock.now())
    except authority.InvitationLapsed as lapsed:
        return render(request, "account/invitation_lapsed.html", {"sentence": str(lapsed)}, status=410)
    known = Person.objects.filter(email__iexact=invitation.email).first()
    if known and known.has_usable_password():
        return _join_with_account(request, token, invitation, known)
    form = AcceptForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if request.method == "POST" and form.is_valid():
        person = authority.accept(token, **form.cleaned_data, at=clock.now())
        login(request, person, backend=BACKEND)
        return _welcome(request, invitation)
    page = {"form": form, "invitation": invitation, "names": _names(invitation)}
    return render(request, "account/invitation.html", page)


def _join_with_account(
    request: HttpRequest, token: str, invitation: Invitation, known: Person
) -> HttpResponse:
    is_they = request.user.is_authenticated and request.user.pk == known.pk
    if request.method == "POST" and is_they:
        authority.accept(token, at=clock.now())
        return _welcome(request, invitation)
    page = {"invitation": invitation, "names": _names(invitation), "is_they": is_they}
    return render(request, "account/invitation_known.html", page)


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    messages.success(request, _("You now belong to %(name)s.") % {"name": invitation.authority.name})
    response = redirect("today:today", slug=invitation.authority.slug)
    keep_language(response, cast("Person", request.user).language)
    return response


def _names(invitation: Invitation) -> list[str]:
    return [str(Role(role).label) for role in invitation.roles]


@never_cache
@login_required
def mine_page(request: HttpRequest) -> HttpResponse:
    """One's own account."""
    person = cast("Person", request.user)
    now = {
        "name": person.name,
        "function": person.function,
        "language": person.language,
        "theme": person.theme,
    }
    form = OwnAccountForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        authority.introduce(person, **form.cleaned_data, by=person, at=clock.now())
        messages.success(request, _("Your account is saved."))
        response = redirect("account:mine")
        keep_language(response, person.language)
        return response
    mine = [
        (one, [role.label for role in Role if role in roles_of(person, one)])
        for one in queries.authorities_of(person)
    ]
    return render(
        request, "account/mine.html", {"form": form, "mine": mine}, status=422 if form.errors else 200
    )


def _roles(person: Person, place: Authority) -> list[str]:
    held = roles_of(person, place)
    return [str(role.label) for role in Role if role in held]
