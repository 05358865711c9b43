# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The story formats of the house: the catalogue, own ones, what is offered and what is not."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.authority.permissions import WRITES, NotAllowed
from nahbar.foundation import clock
from nahbar.radar.formats import Format
from nahbar.radar.matter import Pillar
from nahbar.topics import actions
from nahbar.topics.formats import Listed, consent_words, format_of, listed
from nahbar.topics.states import PILLARS
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.topics.format_form import FormatForm, initial


@dataclass(frozen=True, slots=True)
class Shown:
    """One format with the words for its values."""

    listed: Listed
    pillars: tuple[str | Promise, ...]
    consent: str


@require_GET
@inside
def list_page(request: InsideRequest) -> HttpResponse:
    """All formats; `saeule` shows those of one pillar."""
    every = listed(request.authority)
    wanted = request.GET.get("saeule", "")
    pillar = Pillar(wanted) if wanted in set(Pillar) else None
    context = {
        "formats": [shown(one) for one in every if pillar is None or pillar in one.format.pillars],
        "offered": sum(one.is_active for one in every),
        "own": sum(one.is_own for one in every),
        "pillar": wanted,
        "pillars": [(str(key), name) for key, name in PILLARS.items()],
        "may_write": bool(request.roles & WRITES),
    }
    return render(request, "topics/formats.html", context)


@require_http_methods(["GET", "POST"])
@inside
def new_page(request: InsideRequest) -> HttpResponse:
    """A format of the house's own."""
    _demand(request)
    form = FormatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.add_format(request.authority, form.wanted(), by=request.person, at=clock.now())
        messages.success(request, _("The format “%(name)s” is added.") % {"name": row.name})
        return redirect(here(request, "topics:formats"))
    return _form_page(request, form, None)


@require_http_methods(["GET", "POST"])
@inside
def change_page(request: InsideRequest) -> HttpResponse:
    """One format as the house does it."""
    _demand(request)
    one = format_of(request.authority, request.GET.get("format", ""))
    if one is None:
        return redirect(here(request, "topics:formats"))
    is_catalogue = not Listed(one, None, is_active=True).is_own
    given = request.POST if request.method == "POST" else None
    form = FormatForm(given, initial=initial(one), is_catalogue=is_catalogue, pillars=one.pillars)
    if form.is_bound and form.is_valid():
        actions.change_format(request.authority, one.key, form.wanted(), by=request.person, at=clock.now())
        messages.success(request, _("The format is saved."))
        return redirect(here(request, "topics:formats"))
    return _form_page(request, form, one)


@require_POST
@inside
def switch(request: InsideRequest) -> HttpResponse:
    """Offers a format, offers it no more, or takes it back to the catalogue's wording."""
    key, to = request.POST.get("format", ""), request.POST.get("to", "")
    how: dict[str, Any] = {"by": request.person, "at": clock.now()}
    if to == "catalogue":
        actions.restore_format(request.authority, key, **how)
        messages.success(request, _("The format stands as in the catalogue again."))
    else:
        actions.switch_format(request.authority, key, is_active=to == "on", **how)
        said = _("The format is offered again.") if to == "on" else _("The format is not offered any more.")
        messages.success(request, said)
    return redirect(here(request, "topics:formats"))


def shown(one: Listed) -> Shown:
    """The format with the words for its values."""
    names = tuple(PILLARS[pillar] for pillar in one.format.pillars)
    return Shown(one, names, consent_words(one.format))


def _demand(request: InsideRequest) -> None:
    if not request.roles & WRITES:
        raise NotAllowed


def _form_page(request: InsideRequest, form: FormatForm, one: Format | None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "topics/format.html", {"form": form, "format": one}, status=status)
