# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One file: look at it, say what it is and what may be done with it, see where it is used, remove it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nahbar.authority.permissions import CONTRIBUTES, WRITES
from nahbar.consents import queries as consents
from nahbar.foundation import clock
from nahbar.library import actions, queries
from nahbar.library.models import MediaFile
from nahbar.variants import files as uses
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.material.forms import RightsForm, WordsForm, initial
from nahbar.web.material.views import card, today_of


@require_GET
@inside
def file_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    return _page(request, row(request, pk))


@require_POST
@inside
def describe(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    file, form = row(request, pk), WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, file, words=form)
    actions.describe(file, **form.cleaned_data, by=request.person, at=clock.now())
    messages.success(request, _("Title and description are saved."))
    return redirect(here(request, "material:file", file.pk))


@require_POST
@inside
def settle(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    file = row(request, pk)
    form = RightsForm(request.POST, place=request.authority, file=file)
    if not form.is_valid():
        return _page(request, file, rights=form)
    try:
        revision = form.cleaned_data["revision"]
        actions.settle_rights(file, form.said(), revision=revision, by=request.person, at=clock.now())
    except actions.RightsChanged as changed:
        # What was typed stays; the next save is meant for what is shown beside it now.
        again = request.POST.copy()
        again["revision"] = str(changed.theirs.revision)
        form = RightsForm(again, place=request.authority, file=file)
        form.add_error(None, str(changed))
        return _page(request, row(request, pk), rights=form, theirs=changed.theirs)
    messages.success(request, _("The rights are saved."))
    return redirect(here(request, "material:file", file.pk))


@require_POST
@inside
def remove(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    file = row(request, pk)
    uses.discard(file, by=request.person, at=clock.now())
    messages.success(request, _("The file is removed."))
    return redirect(here(request, "material:list"))


def row(request: InsideRequest, pk: uuid.UUID) -> MediaFile:
    """The authority's own file; anything else is not there."""
    return get_object_or_404(queries.files(request.authority).select_related("rights", "added_by"), pk=pk)


def _page(
    request: InsideRequest,
    file: MediaFile,
    *,
    words: WordsForm | None = None,
    rights: RightsForm | None = None,
    theirs: Any = None,
) -> HttpResponse:
    today = today_of(request.authority)
    context = {
        **card(file, today),
        "words_form": words or WordsForm(initial={"title": file.title, "description": file.description}),
        "rights_form": rights or RightsForm(initial=initial(file.rights), place=request.authority, file=file),
        "theirs": theirs,
        "uses": uses.uses(file),
        "alike": [card(one, today) for one in queries.alike(file)],
        "name": actions.name_of(file),
        "shows_people": consents.is_shown_by(file),
        "standing": consents.state_of(file, today),
        "file_consents": consents.of_files([file]),
        "may_write": bool(request.roles & CONTRIBUTES),
        "may_settle": bool(request.roles & WRITES),
    }
    return render(request, "material/file.html", context, status=422 if words or rights else 200)
