# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where topics come from: add, read, pause, remove."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nahbar.authority.permissions import WRITES
from nahbar.foundation import clock
from nahbar.topics import actions, queries
from nahbar.topics.feed import MAX_BYTES
from nahbar.topics.models import Source
from nahbar.topics.readers import registry
from nahbar.topics.states import SourceKind
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.topics.forms import SetUpForm, UploadForm


@require_GET
@inside
def sources_page(request: InsideRequest) -> HttpResponse:
    return _page(request, UploadForm())


@require_POST
@inside
def upload(request: InsideRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    file = form.cleaned_data["file"]
    try:
        data = file.read(MAX_BYTES + 1)
        source = actions.upload(
            request.authority, name=file.name, data=data, by=request.person, at=clock.now()
        )
    except actions.UploadUnreadable as complaint:
        form.add_error("file", str(complaint))
        return _page(request, form, status=422)
    _tell(request, source)
    return redirect(here(request, "topics:sources"))


@require_POST
@inside
def read(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    source = _source(request, pk)
    actions.read(source, by=request.person, at=clock.now())
    _tell(request, source)
    return redirect(here(request, "topics:sources"))


@require_POST
@inside
def pause(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    source = _source(request, pk)
    actions.pause(source, by=request.person, at=clock.now())
    messages.success(request, _("“%(title)s” is paused and will not be read.") % {"title": source.title})
    return redirect(here(request, "topics:sources"))


@require_POST
@inside
def resume(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    source = _source(request, pk)
    actions.resume(source, by=request.person, at=clock.now())
    messages.success(request, _("“%(title)s” will be read again.") % {"title": source.title})
    return redirect(here(request, "topics:sources"))


@require_POST
@inside
def remove(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    source = _source(request, pk)
    title = source.title
    actions.remove(source, by=request.person, at=clock.now())
    messages.success(request, _("“%(title)s” is removed. Its topics are still there.") % {"title": title})
    return redirect(here(request, "topics:sources"))


def _tell(request: InsideRequest, source: Source) -> None:
    say = messages.warning if source.is_failing else messages.success
    say(request, f"{source.title}: {source.last_result}")


def _source(request: InsideRequest, pk: uuid.UUID) -> Source:
    return get_object_or_404(queries.sources(request.authority), pk=pk)


def _page(request: InsideRequest, file: UploadForm, status: int = 200) -> HttpResponse:
    rows = list(queries.sources(request.authority).select_related("contribution_link"))
    context = {
        "sources": rows,
        "failing": sum(one.is_failing for one in rows),
        "address_form": SetUpForm(wanted=registry.load(SourceKind.FEED).fields),
        "upload_form": file,
        "kinds": [registry.load(kind) for kind in registry.MODULES if kind != SourceKind.FEED],
        "may_write": bool(request.roles & WRITES),
    }
    return render(request, "topics/sources.html", context, status=status)
