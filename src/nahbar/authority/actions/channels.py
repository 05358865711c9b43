# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connecting accounts, and letting them go. The transport is handed in: this room does not open the network."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahbar.authority import queries, vault
from nahbar.authority.models import Authority, Channel, Connecting, Person
from nahbar.authority.permissions import ADMINISTERS, demand
from nahbar.authority.states import ChannelState
from nahbar.channels import registry
from nahbar.channels.capability import Capability
from nahbar.channels.errors import ConnectorError, Reason
from nahbar.channels.post import Account
from nahbar.channels.transport import Transport
from nahbar.foundation.complaint import Complaint
from nahbar.foundation.ids import new_id
from nahbar.record import actions as record
from nahbar.record.actions import Actor

LIFETIME = timedelta(hours=1)


class PlatformNotOffered(Complaint):
    sentence = _(
        "This platform cannot be connected, because Nahbar has no connector for it. "
        "Please choose one from the list of channels."
    )


class FieldMissing(Complaint):
    sentence = _("The account was not connected, because “%(label)s” is empty. Please fill it in.")


class ConnectingLapsed(Complaint):
    sentence = _(
        "The account was not connected, because the way back from the platform was used already, took longer than "
        "an hour, or was begun by somebody else. Please begin again on the page of the channels."
    )


class NotConnected(Complaint):
    """The platform said no, or nothing. `reason` is the connector's word for it."""

    def __init__(self, error: ConnectorError) -> None:
        self.reason = error.reason
        self.sentence = _SENTENCES.get(error.reason, _OTHER)
        super().__init__()


_OTHER: Promise = _(
    "The account was not connected, because the platform gave an answer Nahbar does not understand. "
    "Please check the address, and try again later."
)
_SENTENCES: dict[Reason, Promise] = {
    Reason.WRONG_ADDRESS: _(
        "The account was not connected, because no such platform answers at this address. "
        "Please check the spelling of the address."
    ),
    Reason.WRONG_CREDENTIALS: _(
        "The account was not connected, because the platform did not accept the sign-in. "
        "Please check name and password, or allow the access on the platform's page."
    ),
    Reason.SIGN_IN_AGAIN: _(
        "The account was not connected, because the platform did not accept the sign-in. "
        "Please check name and password, or allow the access on the platform's page."
    ),
    Reason.ACCOUNT_RESTRICTED: _(
        "The account was not connected, because the platform restricts it at the moment. "
        "Please sign in on the platform itself, where it says what to do."
    ),
    Reason.UNREACHABLE: _(
        "The account was not connected, because the platform does not answer at the moment. "
        "Please check the address, and try again in a few minutes."
    ),
    Reason.RATE_LIMITED: _(
        "The account was not connected, because the platform takes no more sign-ins at the moment. "
        "Please try again in a few minutes."
    ),
    Reason.ADDRESS_REFUSED: _(
        "The account was not connected, because the address lies in a private network or does not begin with https. "
        "Please try it with https://; if a private address is intended, ask the operator to add it to NAHBAR_ALLOW_PRIVATE."
    ),
}


@dataclass(frozen=True, slots=True)
class Begun:
    """Where the person goes to allow the access (`address`), or the channel, where nobody has to go anywhere."""

    address: str
    channel: Channel | None


def begin_connecting(
    authority: Authority,
    *,
    platform: str,
    fields: Mapping[str, str],
    redirect_uri: str,
    transport: Transport,
    by: Person,
    at: datetime,
) -> Begun:
    """Begins to connect an account; where the platform needs no redirect, it is connected afterwards.

    Raises:
        NotAllowed, KeyMissing, PlatformNotOffered, FieldMissing, NotConnected.

    """
    demand(by, authority, ADMINISTERS)
    vault.demand_key(is_anything_sealed=queries.is_anything_sealed())
    capability = _offered(platform)
    given = _complete(capability, fields, authority)
    connection = registry.load(platform).Connection(transport)
    state = secrets.token_urlsafe(32)
    try:
        address, kept = connection.begin(given, redirect_uri=redirect_uri, state=state)
        if not address:
            account = connection.finish(given, kept, code="", redirect_uri=redirect_uri)
            return Begun("", _connected(authority, platform=platform, account=account, by=by, at=at))
    except ConnectorError as error:
        raise NotConnected(error) from error
    row = Connecting(id=new_id(), authority=authority, person=by, platform=platform, begun_at=at)
    row.state_digest = _digest(state)
    secret = json.dumps({"fields": given, "kept": kept}).encode()
    row.kept = vault.seal(secret, place=vault.place(row, "kept"))
    with transaction.atomic():
        Connecting.objects.filter(begun_at__lt=at - LIFETIME).delete()
        row.save(force_insert=True)
    return Begun(address, None)


def finish_connecting(
    authority: Authority,
    *,
    platform: str,
    state: str,
    code: str,
    redirect_uri: str,
    transport: Transport,
    by: Person,
    at: datetime,
) -> Channel:
    """Connects the account whose owner came back from the platform with `code`. A state works once.

    Raises:
        NotAllowed, PlatformNotOffered, ConnectingLapsed, NotConnected.

    """
    demand(by, authority, ADMINISTERS)
    _offered(platform)
    kept = _used_up(authority, platform=platform, state=state, by=by, at=at)
    connection = registry.load(platform).Connection(transport)
    try:
        account = connection.finish(kept["fields"], kept["kept"], code=code, redirect_uri=redirect_uri)
    except ConnectorError as error:
        raise NotConnected(error) from error
    return _connected(authority, platform=platform, account=account, by=by, at=at)


def _used_up(
    authority: Authority, *, platform: str, state: str, by: Person, at: datetime
) -> dict[str, dict[str, str]]:
    """What was kept at the beginning; removed before anything else happens, so that no answer counts twice."""
    with transaction.atomic():
        rows = Connecting.objects.select_for_update().filter(
            authority=authority, person=by, platform=platform, state_digest=_digest(state)
        )
        row = rows.first()
        if row is not None:
            Connecting.objects.filter(pk=row.pk).delete()
    if row is None or at - row.begun_at > LIFETIME:
        raise ConnectingLapsed
    kept: dict[str, dict[str, str]] = json.loads(
        vault.open_sealed(bytes(row.kept), place=vault.place(row, "kept"))
    )
    return kept


@transaction.atomic
def _connected(authority: Authority, *, platform: str, account: Account, by: Actor, at: datetime) -> Channel:
    """The channel of this account: a new one, or the one it had before."""
    channel, is_new = Channel.objects.select_for_update().get_or_create(
        authority=authority, platform=platform, remote_id=account.remote_id, defaults={"connected_at": at}
    )
    channel.handle, channel.display_name = account.handle[:300], account.display_name[:300]
    channel.url, channel.limits, channel.connected_at = account.url[:500], dict(account.limits), at
    channel.state, channel.state_reason = ChannelState.CONNECTED, ""
    secret = json.dumps(account.credentials).encode()
    channel.credentials = vault.seal(secret, place=vault.place(channel, "credentials"))
    channel.save()
    details = {"platform": platform, "new": is_new}
    _note("authority.connect", channel, by=by, at=at, details=details)
    return channel


@transaction.atomic
def disconnect(channel: Channel, *, by: Actor, at: datetime) -> Channel:
    """Forgets the account's credentials. What was published stays, and connecting it again finds this channel.

    Raises:
        NotAllowed.

    """
    demand(by, channel.authority, ADMINISTERS)
    row = Channel.objects.select_for_update().get(pk=channel.pk)
    if row.state == ChannelState.DISCONNECTED:
        return row
    row.state, row.state_reason, row.credentials = ChannelState.DISCONNECTED, "", b""
    row.save(update_fields=["state", "state_reason", "credentials"])
    _note("authority.disconnect", row, by=by, at=at, details={"platform": row.platform})
    return row


@transaction.atomic
def mark_broken(channel: Channel, *, reason: str, by: Actor, at: datetime) -> Channel:
    """Notes that the platform no longer lets us in. Only a connected channel can break; others stay as they are.

    Raises:
        NotAllowed.

    """
    demand(by, channel.authority, ADMINISTERS)
    row = Channel.objects.select_for_update().get(pk=channel.pk)
    if row.state != ChannelState.CONNECTED:
        return row
    row.state, row.state_reason = ChannelState.BROKEN, reason[:60]
    row.save(update_fields=["state", "state_reason"])
    _note("authority.mark_broken", row, by=by, at=at, details={"reason": reason[:60]})
    return row


def _note(verb: str, channel: Channel, *, by: Actor, at: datetime, details: Mapping[str, object]) -> None:
    thing = ("channel", channel.pk, channel.handle)
    record.note(verb, authority=channel.authority_id, thing=thing, by=by, at=at, details=details)


def _offered(platform: str) -> Capability:
    try:
        return registry.capability(platform)
    except registry.PlatformUnknown as error:
        raise PlatformNotOffered from error


def _complete(capability: Capability, fields: Mapping[str, str], authority: Authority) -> dict[str, str]:
    """The asked fields and nothing else; a platform on this machine gets the authority's own folder."""
    given: dict[str, str] = {}
    for asked in capability.connect_fields:
        given[asked.key] = str(fields.get(asked.key, "")).strip() or asked.initial
        if asked.required and not given[asked.key]:
            raise FieldMissing(label=asked.label)
    if capability.own_folder:
        given["folder"] = str(queries.own_folder(authority.pk))
    return given


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
