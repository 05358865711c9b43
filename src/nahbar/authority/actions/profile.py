# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Founding an authority and saying what it is."""

import zoneinfo
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority import logo as pictures
from nahbar.authority import slugs
from nahbar.authority.actions.people import membership, person_with
from nahbar.authority.models import Authority, Founding
from nahbar.authority.permissions import ADMINISTERS, NotAllowed, demand
from nahbar.authority.states import Land, Level, Role
from nahbar.foundation.complaint import Complaint
from nahbar.record import actions as record
from nahbar.record.actions import HOUSE, Actor, House

__all__ = ["AlreadyFounded", "SlugTaken", "TimeZoneUnknown", "describe", "found", "rename"]


class AlreadyFounded(Complaint):
    sentence = _(
        "This link has been used: Nahbar is already set up on this machine, and the link works only once. "
        "Please log in, or ask an administrator for an invitation."
    )


class SlugTaken(Complaint):
    sentence = _(
        "The address part “%(slug)s” cannot be used, because it is taken or reserved. "
        "Please choose another one."
    )


class TimeZoneUnknown(Complaint):
    sentence = _(
        "The time zone “%(zone)s” is not known. Please choose one from the list, for example Europe/Berlin."
    )


def found(
    *,
    name: str,
    slug: str = "",
    level: str,
    land: str = "",
    time_zone: str = "Europe/Berlin",
    colour: str = "#171a2b",
    logo: bytes = b"",
    admin_name: str,
    admin_email: str,
    password: str,
    first: bool = False,
    by: Actor = HOUSE,
    at: datetime,
) -> Authority:
    """Founds an authority with one administrator. Somebody known by that mail address keeps their password.

    With `first`, only one can ever be founded, even if two press at once. Without `slug` the name makes it.

    Raises:
        AlreadyFounded: `first`, and there is an authority.
        SlugTaken, TimeZoneUnknown, ColourOdd, ColourTooLight, LogoTooLarge, LogoUnreadable, PasswordWeak.

    """
    if not isinstance(by, House):
        raise NotAllowed
    values = {"level": Level(level), "land": Land(land), "time_zone": _zone(time_zone), **_logo(logo)}
    with transaction.atomic():
        _claim(first=first, at=at)
        authority = Authority.objects.create(
            name=name.strip(),
            slug=_free_slug(slug, name),
            colour=pictures.readable_colour(colour),
            created_at=at,
            **values,
        )
        person = person_with(email=admin_email, name=admin_name, password=password, at=at)
        membership(authority, person, Role.ADMINISTRATOR, at)
        details = {"level": authority.level, "land": authority.land, "administrator": person.name}
        _note("found", authority, by=by, at=at, in_name_of=person.name, details=details)
    return authority


def describe(
    authority: Authority,
    *,
    name: str | None = None,
    level: str | None = None,
    land: str | None = None,
    time_zone: str | None = None,
    colour: str | None = None,
    own_contacts: str | None = None,
    departments: str | None = None,
    late_after_hours: int | None = None,
    logo: bytes | None = None,
    by: Actor,
    at: datetime,
) -> Authority:
    """Changes what is given and leaves the rest. An empty logo takes the logo away.

    Raises:
        NotAllowed, TimeZoneUnknown, ColourOdd, ColourTooLight, LogoTooLarge, LogoUnreadable.

    """
    demand(by, authority, ADMINISTERS)
    given: dict[str, object] = {
        "name": name.strip() if name else None,
        "level": None if level is None else Level(level).value,
        "land": None if land is None else Land(land).value,
        "time_zone": None if time_zone is None else _zone(time_zone),
        "colour": None if colour is None else pictures.readable_colour(colour),
        "own_contacts": own_contacts,
        "departments": departments,
        "late_after_hours": late_after_hours,
    }
    given |= {} if logo is None else _logo(logo)
    _enter(authority, {key: value for key, value in given.items() if value is not None}, by=by, at=at)
    authority.refresh_from_db()
    return authority


def rename(authority: Authority, *, name: str, by: Actor, at: datetime) -> Authority:
    """Gives the authority another name; its addresses stay, so that links in mails keep working."""
    return describe(authority, name=name, by=by, at=at)


def _enter(authority: Authority, given: dict[str, object], *, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        row = Authority.objects.select_for_update().get(pk=authority.pk)
        changed = [key for key, value in given.items() if _now(row, key) != value]
        if not changed:
            return
        old = {"old_name": row.name} if "name" in changed else {}
        for key in changed:
            setattr(row, key, given[key])
        row.save(update_fields=changed)
        _note("describe", row, by=by, at=at, details={"changed": changed, **old})


def _note(
    verb: str, authority: Authority, *, by: Actor, at: datetime, details: dict[str, Any], in_name_of: str = ""
) -> None:
    record.note(
        f"authority.{verb}",
        authority=authority.pk,
        thing=("authority", authority.pk, authority.name),
        by=by,
        at=at,
        in_name_of=in_name_of,
        details=details,
    )


def _logo(logo: bytes) -> dict[str, Any]:
    png = pictures.as_png(logo) if logo else b""
    return {"logo": png, "logo_mime_type": "image/png" if png else ""}


def _now(row: Authority, key: str) -> object:
    value = getattr(row, key)
    return bytes(value) if key == "logo" else value


def _claim(*, first: bool, at: datetime) -> None:
    if not first:
        Founding.objects.get_or_create(number=1, defaults={"at": at})
        return
    try:
        with transaction.atomic():
            Founding.objects.create(number=1, at=at)
    except IntegrityError as error:
        raise AlreadyFounded from error
    if Authority.objects.exists():
        raise AlreadyFounded


def _free_slug(slug: str, name: str) -> str:
    if not slug:
        return slugs.slug_of(name, is_taken=lambda word: Authority.objects.filter(slug=word).exists())
    if slugs.is_reserved(slug) or Authority.objects.filter(slug=slug).exists():
        raise SlugTaken(slug=slug)
    return slug


def _zone(name: str) -> str:
    if name not in zoneinfo.available_timezones():
        raise TimeZoneUnknown(zone=name[:60])
    return name
