# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Behind the secret link: look, tick, sign, say no, take back. No account, no cookie that means anything."""

import zoneinfo
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.authority.mail import MailNotSent
from nahbar.consents import actions, queries
from nahbar.consents.models import Consent
from nahbar.consents.states import LIGHT, ConsentState, PersonType, Signer
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.library import previews
from nahbar.media.folder import MediaMissing
from nahbar.planning import actions as planning
from nahbar.studio.refusals import FileRefused
from nahbar.web.consents import letters
from nahbar.web.consents.forms import ConsentForm, WithdrawForm
from nahbar.web.consents.places import places
from nahbar.web.door import by_secret, origin_of

MOST_SHOWN = 12
# The way back to where somebody came from; nothing longer is one of ours.
MOST_BACK = 300


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Finds the consent by its token; a wrong one gets the same page, whatever authority is named."""

    @wraps(view)
    def opened(request: HttpRequest, slug: str, token: str, **kwargs: Any) -> HttpResponse:
        consent = queries.by_token(slug, token)
        if consent is None:
            return by_secret(render(request, "consents/unknown.html", status=404))
        with timezone.override(zoneinfo.ZoneInfo(consent.authority.time_zone)):
            return by_secret(view(request, consent, token, **kwargs))

    return opened


# No cookie gives any right here, so there is none to abuse from another site: the right is the secret in the address.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def page(request: HttpRequest, consent: Consent, token: str) -> HttpResponse:
    """What is asked; posted: one signature."""
    signer = _signer(request, consent)
    if request.method != "POST" or signer is None:
        return _page(request, consent, token, signer)
    offered = places(consent.authority)
    form = ConsentForm(request.POST, offered=consent.offered, places=offered, signer=signer)
    if not form.is_valid():
        return _page(request, consent, token, signer, form=form, status=422)
    try:
        actions.knock(address=origin_of(request), at=clock.now())
        saved = actions.sign(consent, form.said(), signer=signer, channels=offered, at=clock.now())
    except Complaint as complaint:
        status = 429 if isinstance(complaint, actions.TooOften) else 422
        return _page(request, consent, token, signer, form=form, complaint=str(complaint), status=status)
    return _after(request, saved, token, copy_to=form.cleaned_data["contact"])


@csrf_exempt
@require_POST
@by_link
def refuse(request: HttpRequest, consent: Consent, token: str) -> HttpResponse:
    """No, without a reason."""
    try:
        actions.knock(address=origin_of(request), at=clock.now())
        actions.refuse(consent, at=clock.now())
    except Complaint as complaint:
        return _page(request, consent, token, _signer(request, consent), complaint=str(complaint), status=422)
    return _after(request, consent, token)


@csrf_exempt
@require_POST
@by_link
def withdraw(request: HttpRequest, consent: Consent, token: str) -> HttpResponse:
    """Takes the yes back; what is planned stops this moment."""
    form = WithdrawForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    try:
        actions.knock(address=origin_of(request), at=clock.now())
        planning.withdraw_consent(consent, why=why, at=clock.now())
    except Complaint as complaint:
        return _page(request, consent, token, None, complaint=str(complaint), status=422)
    return _after(request, consent, token)


@require_GET
@by_link
def picture(request: HttpRequest, consent: Consent, token: str, number: int) -> HttpResponse:
    """A small look at what it is about."""
    del request, token
    files = list(consent.files.order_by("added_at", "pk")[:MOST_SHOWN])
    if not 1 <= number <= len(files):
        raise Http404
    try:
        data = previews.read(files[number - 1])
    except (MediaMissing, FileRefused) as error:
        raise Http404 from error
    return HttpResponse(data, content_type=previews.MIME)


def _page(
    request: HttpRequest,
    consent: Consent,
    token: str,
    signer: Signer | None,
    *,
    form: ConsentForm | None = None,
    complaint: str = "",
    status: int = 200,
) -> HttpResponse:
    offered = places(consent.authority)
    missing = queries.missing(consent)
    if signer and form is None:
        form = ConsentForm(offered=consent.offered, places=offered, signer=signer)
    context = {
        "authority": consent.authority,
        "consent": consent,
        "token": token,
        "files": range(1, min(consent.files.count(), MOST_SHOWN) + 1),
        "form": form if signer else None,
        "signer": signer,
        "missing": missing,
        "signed": consent.signatures.all(),
        "is_short": PersonType(consent.person_type) in LIGHT,
        "is_open": consent.state in {ConsentState.ASKED, ConsentState.REFUSED} and bool(missing),
        "is_given": consent.state == ConsentState.GIVEN,
        "may_refuse": consent.state == ConsentState.ASKED,
        "agreed": letters.agreed(consent),
        "withdraw_form": WithdrawForm(),
        "back": _back(request),
        "complaint": complaint,
        "mail_failed": request.GET.get("mail") == "nein",
    }
    return render(request, "consents/page.html", context, status=status)


def _after(request: HttpRequest, consent: Consent, token: str, *, copy_to: str = "") -> HttpResponse:
    """Back to the page, which now says what was agreed; the copy goes out before."""
    query = {}
    fresh = Consent.objects.select_related("authority").get(pk=consent.pk)
    if copy_to and letters.is_mail(copy_to):
        try:
            letters.send_copy(fresh, copy_to, token)
        except MailNotSent:
            query["mail"] = "nein"
    if back := _back(request):
        query["zurueck"] = back
    address = reverse("consenting:page", args=(consent.authority.slug, token), query=query)
    return HttpResponseRedirect(address, status=303)


def _signer(request: HttpRequest, consent: Consent) -> Signer | None:
    """Who signs now: who was chosen, else the first who is missing."""
    missing = queries.missing(consent)
    if consent.state not in {ConsentState.ASKED, ConsentState.REFUSED} or not missing:
        return None
    wanted = request.POST.get("wer") or request.GET.get("wer")
    return next((one for one in missing if one.value == wanted), missing[0])


def _back(request: HttpRequest) -> str:
    """A path of this house to go back to, or ""; never another site."""
    asked = (request.POST.get("zurueck") or request.GET.get("zurueck", ""))[:MOST_BACK]
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else ""
