# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from nahbar.authority.actions import channels
from nahbar.authority.models import Channel
from nahbar.authority.permissions import ADMINISTERS, demand
from nahbar.authority.states import ChannelState
from nahbar.channels import registry
from nahbar.channels.capability import Capability
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.web.channels.forms import ConnectForm
from nahbar.web.channels.reasons import reason_sentence
from nahbar.web.door import InsideRequest, here, inside
from nahbar.wire import http as wire


@dataclass(frozen=True, slots=True)
class Row:
    """A channel on the list. `is_stage`: its posts stand on a page of this house."""

    channel: Channel
    capability: Capability | None
    why: str

    @property
    def is_stage(self) -> bool:
        return bool(self.capability and self.capability.own_folder)


@inside
@require_safe
def list_page(request: InsideRequest) -> HttpResponse:
    """All accounts, also those let go, and what can be connected."""
    offered = {one.key: one for one in registry.capabilities()}
    rows = [
        Row(one, offered.get(one.platform), reason_sentence(one.state_reason))
        for one in request.authority.channels.all()
    ]
    values = {
        "rows": rows,
        "offered": [(one, _is_one_click(one)) for one in offered.values()],
        "connected": sum(row.channel.state == ChannelState.CONNECTED for row in rows),
        "broken": sum(row.channel.state == ChannelState.BROKEN for row in rows),
        "may_connect": bool(request.roles & ADMINISTERS),
    }
    return render(request, "channels/list.html", values)


@inside
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def connect(request: InsideRequest, platform: str) -> HttpResponse:
    """The platform's form; then the way to the platform, or the connected channel."""
    demand(request.person, request.authority, ADMINISTERS)
    capability = _capability(platform)
    form = ConnectForm(capability, request.POST or None)
    values = {"capability": capability, "form": form}
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "channels/connect.html", values, status=status)
    try:
        begun = channels.begin_connecting(
            request.authority,
            platform=platform,
            fields=form.cleaned_data,
            redirect_uri=_way_back(request, platform),
            transport=wire.transport(),
            by=request.person,
            at=clock.now(),
        )
    except Complaint as complaint:
        form.add_error(None, str(complaint))
        return render(request, "channels/connect.html", values, status=422)
    if begun.channel is not None:
        return _connected(request, begun.channel)
    # A link, not a redirect: the page's policy lets no form end on another server, and people see where they go.
    away = {"capability": capability, "address": begun.address, "server": urlsplit(begun.address).netloc}
    return render(request, "channels/away.html", away)


@inside
@require_safe
def come_back(request: InsideRequest, platform: str) -> HttpResponse:
    """Where the platform sends the person after they allowed the access, or did not."""
    _capability(platform)
    code, state = request.GET.get("code", ""), request.GET.get("state", "")
    if not code:
        messages.warning(
            request, _("The account was not connected, because the access was not allowed there.")
        )
        return redirect(here(request, "channels:list"))
    channel = channels.finish_connecting(
        request.authority,
        platform=platform,
        state=state,
        code=code,
        redirect_uri=_way_back(request, platform),
        transport=wire.transport(),
        by=request.person,
        at=clock.now(),
    )
    return _connected(request, channel)


@inside
@require_http_methods(["GET", "HEAD", "POST"])
def disconnect(request: InsideRequest, pk: str) -> HttpResponse:
    """Asks once more, then lets the account go."""
    demand(request.person, request.authority, ADMINISTERS)
    channel = get_object_or_404(request.authority.channels, pk=pk)
    if request.method != "POST":
        return render(request, "channels/disconnect.html", {"channel": channel})
    channels.disconnect(channel, by=request.person, at=clock.now())
    messages.success(request, _("%(handle)s is disconnected.") % {"handle": channel.handle})
    return redirect(here(request, "channels:list"))


def _connected(request: InsideRequest, channel: Channel) -> HttpResponse:
    messages.success(request, _("%(handle)s is connected.") % {"handle": channel.handle})
    return redirect(here(request, "channels:list"))


def _capability(platform: str) -> Capability:
    try:
        return registry.capability(platform)
    except registry.PlatformUnknown as error:
        raise Http404 from error


def _way_back(request: InsideRequest, platform: str) -> str:
    return settings.BASE_URL + here(request, "channels:back", platform)


def _is_one_click(capability: Capability) -> bool:
    """Nothing to type and nowhere to go: one button is enough."""
    return not capability.connect_by_redirect and all(one.initial for one in capability.connect_fields)
