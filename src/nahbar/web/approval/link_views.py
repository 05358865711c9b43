# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing by mail link: no account, no menu. Whoever has the link is whoever it was mailed to."""

import zoneinfo
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from nahbar.approval import queries
from nahbar.approval.models import Asked
from nahbar.approval.states import Door, RoundState
from nahbar.authority.permissions import SIGNS, NotAllowed, roles_of
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.planning import actions as planning_actions
from nahbar.web.approval.contents import captions_answer, contents, film_answer, picture_answer
from nahbar.web.approval.forms import AnswerForm
from nahbar.web.door import by_secret

SEEN = signing.Signer(salt="nahbar.web.approval.link")


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Finds who was asked by the link, speaks their language, shows the authority's time, keeps nothing."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        asked = queries.asked_whenever(token)
        if asked is None:
            return by_secret(render(request, "approval/link_unknown.html", status=404))
        authority = asked.round.story.authority
        with (
            timezone.override(zoneinfo.ZoneInfo(authority.time_zone)),
            translation.override(asked.person.language),
        ):
            if queries.asked_by_token(token, clock.now()) is None:
                context = {"authority": authority, "asked": asked, "round": asked.round}
                return by_secret(render(request, "approval/link_ended.html", context, status=410))
            if not roles_of(asked.person, authority) & SIGNS:
                # Somebody who left the authority must not go on reading what it has not published yet.
                return by_secret(render(request, "approval/link_unknown.html", status=403))
            return by_secret(view(request, asked, token, **kwargs))

    return opened


# No cookie gives any right here, so there is none to abuse from another site: the right is the secret in the
# address. And the browser sends "Origin: null" from a page with no-referrer, which Django's check refuses.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def sign_page(request: HttpRequest, asked: Asked, token: str) -> HttpResponse:
    """What goes out, and the four buttons; opening it changes nothing."""
    if asked.round.state != RoundState.REQUESTED:
        return _settled_page(request, asked, 200 if request.method != "POST" else 409)
    if request.method != "POST":
        return _page(request, asked, token, AnswerForm.of(asked.person))
    return _answered(request, asked, token)


def _answered(request: HttpRequest, asked: Asked, token: str) -> HttpResponse:
    form = AnswerForm.of(asked.person, request.POST)
    if not form.is_valid():
        return _page(request, asked, token, form, status=422)
    if not _was_seen(request, asked):
        unseen = _(
            "Your answer was not taken: the page was not opened before. Please read it and answer again."
        )
        return _page(request, asked, token, form, complaint=unseen, status=422)
    try:
        planning_actions.sign_and_place(
            asked.round,
            **form.cleaned_data,
            by=asked.person,
            at=clock.now(),
            door=Door.MAIL_LINK,
            token=token,
        )
    except Complaint as complaint:
        status = 403 if isinstance(complaint, NotAllowed) else 422
        return _page(request, asked, token, form, complaint=str(complaint), status=status)
    return HttpResponseRedirect(reverse("link:thanks", args=(token,)), status=303)


def _was_seen(request: HttpRequest, asked: Asked) -> bool:
    """Only a form that was shown for this link is taken: a program that posts blindly signs nothing."""
    try:
        return SEEN.unsign(request.POST.get("seen", "")) == str(asked.pk)
    except signing.BadSignature:
        return False


def _page(
    request: HttpRequest,
    asked: Asked,
    token: str,
    form: AnswerForm,
    *,
    complaint: str = "",
    status: int = 200,
) -> HttpResponse:
    def address(digest: str) -> str:
        return reverse("link:picture", args=(token, digest))

    context = {
        "authority": asked.round.story.authority,
        "asked": asked,
        "round": asked.round,
        "contents": contents(asked.round, address),
        "form": form,
        "complaint": complaint,
        "seen": SEEN.sign(str(asked.pk)),
        "may_answer": queries.may_answer(asked.round, asked.person),
    }
    return render(request, "approval/link_sign.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
@by_link
def thanks_page(request: HttpRequest, asked: Asked, token: str) -> HttpResponse:
    """After the answer: what was taken, and what happens now."""
    if asked.round.state == RoundState.REQUESTED:
        return HttpResponseRedirect(reverse("link:sign", args=(token,)))
    return _settled_page(request, asked, 200, thanks=True)


def _settled_page(request: HttpRequest, asked: Asked, status: int, *, thanks: bool = False) -> HttpResponse:
    context = {
        "authority": asked.round.story.authority,
        "asked": asked,
        "round": asked.round,
        "signature": asked.round.signatures.filter(person=asked.person).first(),
        "thanks": thanks,
    }
    return render(request, "approval/link_settled.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
@by_link
def picture(request: HttpRequest, asked: Asked, token: str, digest: str) -> HttpResponse:  # noqa: ARG001
    """A picture that goes out with the round this link was made for."""
    return picture_answer(asked.round, digest)


@require_http_methods(["GET", "HEAD"])
@by_link
def film(request: HttpRequest, asked: Asked, token: str, digest: str) -> HttpResponse:  # noqa: ARG001
    """A film that goes out with the round this link was made for, for players."""
    return film_answer(request, asked.round, digest)


@require_http_methods(["GET", "HEAD"])
@by_link
def captions(request: HttpRequest, asked: Asked, token: str, digest: str) -> HttpResponse:  # noqa: ARG001
    """Its subtitles."""
    return captions_answer(asked.round, digest)
