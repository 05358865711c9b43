# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about authorities, their people and channels."""

import json
import uuid
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import cast

from django.conf import settings
from django.db.models import QuerySet

from nahbar.authority import vault
from nahbar.authority.models import Authority, Channel, Invitation, LanguageModel, Membership, Person
from nahbar.authority.permissions import SIGNS
from nahbar.authority.states import ChannelState, Role
from nahbar.channels import registry
from nahbar.channels.capability import Capability

LIMITS = frozenset(
    {
        "text_limit",
        "link_cost",
        "max_pictures",
        "alt_limit",
        "picture_bytes",
        "picture_pixels",
        "film_bytes",
        "film_pixels",
    }
)


def is_founded() -> bool:
    """Whether this house has an authority at all."""
    return Authority.objects.exists()


def people(authority: Authority) -> QuerySet[Person]:
    """Everybody active with a role in the authority, by name, each once."""
    members = Membership.objects.filter(authority=authority).values("person")
    return Person.objects.filter(is_active=True, pk__in=members).order_by("name", "email")


def signers(authority: Authority) -> QuerySet[Person]:
    """Everybody active whose roles here let them sign, by name, each once."""
    members = Membership.objects.filter(authority=authority, role__in=SIGNS).values("person")
    return Person.objects.filter(is_active=True, pk__in=members).order_by("name", "email")


def roles_by_person(authority: Authority) -> dict[uuid.UUID, list[Role]]:
    """The roles of everybody in the authority, in the order of the table of roles, in one query."""
    order = {role: place for place, role in enumerate(Role)}
    found: dict[uuid.UUID, list[Role]] = defaultdict(list)
    for person_id, role in Membership.objects.filter(authority=authority).values_list("person_id", "role"):
        found[person_id].append(Role(role))
    return {person_id: sorted(roles, key=order.__getitem__) for person_id, roles in found.items()}


def administrators(authority: Authority) -> list[Person]:
    """Active administrators who can log in: those who can still let others in."""
    members = Membership.objects.filter(authority=authority, role=Role.ADMINISTRATOR).values("person")
    found = Person.objects.filter(is_active=True, pk__in=members).order_by("name")
    return [person for person in found if person.has_usable_password()]


def authorities_of(person: Person) -> QuerySet[Authority]:
    """All authorities the person has a role in, by name."""
    if not person.is_active:
        return Authority.objects.none()
    return Authority.objects.filter(pk__in=person.memberships.values("authority")).order_by("name")


def open_invitations(authority: Authority, at: datetime) -> QuerySet[Invitation]:
    """Invitations nobody has followed yet and that still can be, newest first."""
    return authority.invitations.filter(used_at=None, expires_at__gt=at).order_by("-created_at")


def channels(authority: Authority) -> QuerySet[Channel]:
    """The authority's accounts, without those that were disconnected; broken ones are in it."""
    return authority.channels.exclude(state=ChannelState.DISCONNECTED)


def is_anything_sealed() -> bool:
    """Whether there is a sealed access that a lost key file would take along."""
    return (
        Channel.objects.exclude(credentials=b"").exists() or LanguageModel.objects.exclude(key=b"").exists()
    )


def language_model(authority: Authority) -> LanguageModel | None:
    """The language model the authority set up, whether it is on or off."""
    return LanguageModel.objects.filter(authority=authority).first()


def may_ask_model(authority: Authority) -> bool:
    """Whether the authority has a language model and switched it on."""
    return LanguageModel.objects.filter(authority=authority, is_on=True).exists()


def may_show_model_pictures(authority: Authority) -> bool:
    """Whether the authority's language model is on and may be asked what a picture shows."""
    return LanguageModel.objects.filter(authority=authority, is_on=True, sees_pictures=True).exists()


def capability_of(channel: Channel) -> Capability:
    """What the platform can do, with the limits this account's server gave at connect time.

    Raises:
        PlatformUnknown: if the registry has no such platform.

    """
    limits = {name: value for name, value in channel.limits.items() if name in LIMITS}
    return registry.capability(channel.platform).with_limits(**limits)


def credentials_of(channel: Channel) -> dict[str, str]:
    """The channel's opened credentials; empty if there are none. For the worker only, never for a page.

    Raises:
        SealBroken: if they were sealed with another key or for another row.

    """
    sealed = bytes(channel.credentials)
    if not sealed:
        return {}
    plain = vault.open_sealed(sealed, place=vault.place(channel, "credentials"))
    credentials = cast("dict[str, str]", json.loads(plain))
    if registry.capability(channel.platform).own_folder:
        credentials["folder"] = str(own_folder(channel.authority_id))
    return credentials


def own_folder(authority: uuid.UUID) -> Path:
    """Where a platform on this machine keeps the authority's posts; never stored, for data may move."""
    return Path(settings.REHEARSAL_DIR) / str(authority)
