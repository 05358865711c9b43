# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of those who are named in texts: how each is called on each platform."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nahbar.channels import names, registry
from nahbar.foundation import clock
from nahbar.variants import actions, queries
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.variants import desk
from nahbar.web.variants.forms import HandlesForm

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Account:
    """One account of a name; the platform as people call it."""

    platform: str
    handle: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A name and all its accounts."""

    name: str
    key: str
    handles: list[Account] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def handles_page(request: InsideRequest) -> HttpResponse:
    """Everybody who is noted, and the form; what was typed stays in it where something is odd with it."""
    form = HandlesForm(request.POST) if request.method == "POST" else HandlesForm(initial=_initial(request))
    complaint = ""
    if form.is_bound and form.is_valid():
        try:
            actions.note_handles(request.authority, **form.values(), by=request.person, at=clock.now())
        except (actions.NameMissing, actions.HandleOdd, actions.RegisterFull) as error:
            complaint = str(error)
        else:
            messages.success(request, _("The accounts are noted."))
            return redirect(here(request, "variants:handles"))
    found = list(queries.names(request.authority))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "noted": _noted(request, list(page)),
        "form": form,
        "complaint": complaint,
        "may_write": desk.may_write(request),
    }
    status = 422 if complaint or form.errors else 200
    return render(request, "variants/handles.html", context, status=status)


@require_POST
@inside
def forget(request: InsideRequest) -> HttpResponse:
    actions.forget_handles(
        request.authority, key=request.POST.get("key", "")[:200], by=request.person, at=clock.now()
    )
    messages.success(request, _("The name is removed. In texts it is a plain name from now on."))
    return redirect(here(request, "variants:handles"))


def _noted(request: InsideRequest, shown: list[str]) -> list[Noted]:
    platforms = {one.key: one.name for one in registry.capabilities()}
    found = {names.key(name): Noted(name, names.key(name)) for name in shown}
    for row in queries.handles(request.authority).filter(key__in=found):
        found[row.key].handles.append(Account(platforms.get(row.platform, row.platform), row.handle))
    return list(found.values())


def _initial(request: InsideRequest) -> dict[str, str]:
    """The form filled with a name that is to be changed."""
    name = request.GET.get("name", "")[:100]
    rows = queries.handles(request.authority).filter(key=names.key(name)) if name else ()
    return {"name": name, **{f"account_{row.platform}": row.handle for row in rows}}
