# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The library: what is there, what lacks rights, what ends soon."""

from datetime import date
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nahbar.authority.models import Authority
from nahbar.authority.permissions import CONTRIBUTES
from nahbar.foundation import clock
from nahbar.library import queries
from nahbar.library.models import MediaFile
from nahbar.library.queries import Wanted
from nahbar.library.states import Kind, RightsState
from nahbar.web.door import InsideRequest, inside
from nahbar.web.material.forms import FilterForm

PER_PAGE = 24
LOOKS = {
    RightsState.MISSING: ("warning", "question"),
    RightsState.ENDED: ("danger", "danger"),
    RightsState.ENDING: ("warning", "clock"),
    RightsState.GIVEN: ("success", "check"),
}
"""How a state of rights looks: colour and icon; its word stands beside them."""
ICONS = {Kind.PICTURE: "picture", Kind.FILM: "eye", Kind.AUDIO: "channel", Kind.DOCUMENT: "file"}


@require_GET
@inside
def list_page(request: InsideRequest) -> HttpResponse:
    form = FilterForm(request.GET or None)
    want, today = form.wanted(), today_of(request.authority)
    rows = queries.wanted(request.authority, want, today=today)
    pages = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    used = queries.use_counts(pages.object_list)
    context = {
        "form": form if form.is_bound else FilterForm(),
        "is_filtered": want != Wanted(),
        "pages": pages,
        "cards": [{**card(one, today), "used": used[one.pk]} for one in pages.object_list],
        "total": pages.paginator.count,
        "missing": _count(request.authority, RightsState.MISSING),
        "ending": _count(request.authority, RightsState.ENDING),
        "ended": _count(request.authority, RightsState.ENDED),
        "query": query(request),
        "may_write": bool(request.roles & CONTRIBUTES),
    }
    return render(request, "material/list.html", context)


def card(file: MediaFile, today: date) -> dict[str, object]:
    """A file as a list shows it."""
    state = queries.state_of(file.rights, today)
    look, icon = LOOKS[state]
    return {
        "file": file,
        "icon": ICONS[Kind(file.kind)],
        "look": look,
        "rights_icon": icon,
        "rights": state.label,
        "has_preview": file.kind in {Kind.PICTURE, Kind.FILM},
    }


def today_of(place: Authority) -> date:
    """The day it is at the authority."""
    return clock.now().astimezone(ZoneInfo(place.time_zone)).date()


def query(request: HttpRequest) -> str:
    """The filter as part of an address, without the page number."""
    asked = request.GET.copy()
    asked.pop("seite", None)
    return asked.urlencode()


def _count(place: Authority, state: RightsState) -> int:
    return queries.wanted(place, Wanted(rights=state), today=today_of(place)).count()
