# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to the register of names: somebody is noted with their accounts, or forgotten."""

from collections.abc import Mapping
from datetime import datetime

import regex
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import CONTRIBUTES, demand
from nahbar.channels import names, registry
from nahbar.foundation.complaint import Complaint
from nahbar.record import actions as record
from nahbar.variants.models import Handle

LONGEST_NAME, LONGEST_HANDLE = 100, 300
MOST = 2000


class NameMissing(Complaint):
    sentence = _(
        "Nothing was noted, because the name is missing or has brackets in it. "
        "Please write the name as it stands in your texts, at most 100 characters."
    )


class HandleOdd(Complaint):
    sentence = _(
        "Nothing was noted: “%(handle)s” is no account on %(platform)s. "
        "Accounts there are written like this: %(example)s. Please look on the platform how it is called."
    )


class RegisterFull(Complaint):
    sentence = _(
        "Nothing was noted, because the register already has %(most)s accounts. Please remove some you no longer need."
    )


@transaction.atomic
def note_handles(
    authority: Authority, *, name: str, handles: Mapping[str, str], by: Person, at: datetime
) -> list[Handle]:
    """How somebody is called on each platform (by its key); what was noted of this name before is replaced.

    Raises:
        NameMissing, HandleOdd, RegisterFull, NotAllowed.
    """
    demand(by, authority, CONTRIBUTES)
    shown = " ".join(name.replace("\0", "").split())
    if not shown or len(shown) > LONGEST_NAME or not names.named(f"@[{shown}]"):
        raise NameMissing
    key = names.key(shown)
    wanted = {platform: _checked(platform, handle) for platform, handle in handles.items() if handle.strip()}
    others = Handle.objects.filter(authority=authority).exclude(key=key).count()
    if others + len(wanted) > MOST:
        raise RegisterFull(most=MOST)
    Handle.objects.filter(authority=authority, key=key).delete()
    rows = [
        Handle(
            authority=authority,
            name=shown,
            key=key,
            platform=platform,
            handle=handle,
            noted_at=at,
            noted_by=by,
        )
        for platform, handle in wanted.items()
    ]
    Handle.objects.bulk_create(rows)
    _note("variants.note_handles", authority, shown, by=by, at=at, handles=wanted)
    return rows


@transaction.atomic
def forget_handles(authority: Authority, *, key: str, by: Person, at: datetime) -> None:
    """Takes a name out of the register; in texts it is a plain name from now on.

    Raises:
        NotAllowed.
    """
    demand(by, authority, CONTRIBUTES)
    rows = Handle.objects.filter(authority=authority, key=key)
    shown = rows.values_list("name", flat=True).first()
    if shown is not None:
        rows.delete()
        _note("variants.forget_handles", authority, shown, by=by, at=at)


def _checked(platform: str, handle: str) -> str:
    """The account as the platform writes it, with its @."""
    capability = registry.capability(platform)
    given = "@" + handle.strip().lstrip("@")
    form = capability.handle
    if form is None or len(given) > LONGEST_HANDLE or not regex.fullmatch(form.pattern, given, timeout=1):
        example = form.example if form else "–"
        raise HandleOdd(handle=handle.strip()[:80], platform=capability.name, example=example)
    return given


def _note(
    verb: str,
    authority: Authority,
    name: str,
    *,
    by: Person,
    at: datetime,
    handles: Mapping[str, str] | None = None,
) -> None:
    # The accounts stand in the register, which can be forgotten; the record cannot.
    details = {"platforms": sorted(handles)} if handles else None
    record.note(verb, authority=authority.pk, thing=("handle", None, name), by=by, at=at, details=details)
