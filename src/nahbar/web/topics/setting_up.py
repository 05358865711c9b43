# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Setting up a source: what it wants to know, what was found, and only then saved."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nahbar.authority import vault
from nahbar.authority.permissions import WRITES, NotAllowed
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.topics import actions
from nahbar.topics.readers import registry
from nahbar.topics.readers.mails import senders
from nahbar.topics.readers.reader import Candidate, Reader
from nahbar.topics.states import SourceKind
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.topics.forms import SetUpForm

SHOWN_ITEMS = 3
MINUTES_A_DAY = 24 * 60
# What was found waits in the session for the person's word; sealed, since it may hold a password.
FOUND, PLACE = "topics_found", "session:topics_found"


@require_http_methods(["GET", "POST"])
@inside
def new_page(request: InsideRequest, kind: str) -> HttpResponse:
    """What this kind of source wants to know; posted: what is behind it, before anything is saved."""
    if not request.roles & WRITES:
        raise NotAllowed
    reader = _reader(kind)
    if request.method == "GET":
        return _form(request, reader, SetUpForm(wanted=reader.fields, initial=_proposed(request)))
    form = SetUpForm(request.POST, request.FILES, wanted=reader.fields)
    if not form.is_valid():
        return _form(request, reader, form, status=422)
    given = form.given(land=request.authority.land)
    try:
        found = actions.look(
            request.authority, given, kind=SourceKind(kind), by=request.person, at=clock.now()
        )
    except Complaint as complaint:
        form.add_error("address" if "address" in form.fields else None, str(complaint))
        return _form(request, reader, form, status=422)
    _remember(request, kind, found, dict(given.secret))
    context = {
        "found": [(one, one.items[:SHOWN_ITEMS]) for one in found],
        "kind": SourceKind(kind),
        "address": given.address,
        "times": max(MINUTES_A_DAY // reader.every_minutes, 1),
    }
    return render(request, "topics/found.html", context)


@require_POST
@inside
def add(request: InsideRequest) -> HttpResponse:
    """Saves the one chosen of what was found and reads it for the first time."""
    kept = _remembered(request)
    number = request.POST.get("choice", "")
    if not number.isdecimal() or int(number) >= len(kept.get("found", ())):
        messages.warning(request, _("Nothing was chosen. Please look once more and choose."))
        return redirect(here(request, "topics:sources"))
    found = Candidate(items=(), **kept["found"][int(number)])
    kind = SourceKind(kept["kind"])
    try:
        source = actions.add_source(
            request.authority,
            found,
            kind=kind,
            title=request.POST.get("title", ""),
            secret=kept["secret"],
            by=request.person,
            at=clock.now(),
        )
    except Complaint as complaint:
        messages.warning(request, str(complaint))
        return redirect(here(request, "topics:sources"))
    del request.session[FOUND]
    actions.read(source, by=request.person, at=clock.now())
    say = messages.warning if source.is_failing else messages.success
    say(request, f"{source.title}: {source.last_result}")
    return redirect(here(request, "topics:sources"))


def _proposed(request: InsideRequest) -> dict[str, str]:
    """What a form begins with: the address somebody came with, and the house's own mail domains as senders."""
    house = (request.authority.own_contacts, request.person.email)
    return {"address": request.GET.get("address", "")[:2000], "senders": senders.proposed(house)}


def _reader(kind: str) -> Reader:
    if kind not in registry.MODULES:
        raise Http404
    return registry.load(SourceKind(kind))


def _form(request: InsideRequest, reader: Reader, form: SetUpForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "reader": reader, "kind": reader.kind, "is_paged": _may_be_page(reader, form)}
    return render(request, "topics/new.html", context, status=status)


def _may_be_page(reader: Reader, form: SetUpForm) -> bool:
    """Whether to offer reading the page itself, after no feed was found there."""
    is_feed = reader.kind == SourceKind.FEED and SourceKind.NEWS_PAGE in registry.MODULES
    return is_feed and form.is_bound and "address" in form.errors and bool(form.data.get("address"))


def _remember(
    request: InsideRequest, kind: str, found: tuple[Candidate, ...], secret: dict[str, str]
) -> None:
    rows = [
        {
            "address": one.address,
            "title": one.title,
            "settings": dict(one.settings),
            "requests": one.requests,
        }
        for one in found
    ]
    plain = json.dumps({"kind": kind, "found": rows, "secret": secret, "of": str(request.authority.pk)})
    request.session[FOUND] = vault.seal(plain.encode(), place=PLACE).hex()


def _remembered(request: InsideRequest) -> dict[str, Any]:
    sealed = request.session.get(FOUND, "")
    if not sealed:
        return {}
    try:
        kept: dict[str, Any] = json.loads(vault.open_sealed(bytes.fromhex(sealed), place=PLACE))
    except vault.SealBroken:
        return {}
    return kept if kept["of"] == str(request.authority.pk) else {}
