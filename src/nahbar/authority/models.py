# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tenant, its people and their roles, its channel accounts."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from nahbar.authority.states import ChannelState, Land, Level, Role
from nahbar.foundation.ids import new_id


class Authority(models.Model):
    """One public body: the tenant. `slug` is the first part of every address of its pages."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=60, unique=True)
    level = models.CharField(max_length=20, choices=Level.choices)
    land = models.CharField(max_length=5, choices=Land.choices, blank=True)
    time_zone = models.CharField(max_length=60, default="Europe/Berlin")
    colour = models.CharField(max_length=7, default="#171a2b")
    logo = models.BinaryField(default=bytes, blank=True)
    logo_mime_type = models.CharField(max_length=30, blank=True)
    own_contacts = models.TextField(blank=True)
    departments = models.TextField(blank=True)
    late_after_hours = models.PositiveIntegerField(default=48)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "authorities"


class PersonManager(BaseUserManager["Person"]):
    """Finds people by mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who works with Nahbar. Without a usable password a person signs by mail link only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    function = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=5, default="de")
    theme = models.CharField(max_length=10, default="", blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    class Meta:
        verbose_name_plural = "people"

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role in an authority; several rows for several roles."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "person", "role"], name="authority_membership_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="authority_membership_role"
            ),
        ]


class Invitation(models.Model):
    """A mail link by which somebody joins; only the token's digest is kept. The person is made on joining."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    roles = models.JSONField()
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class Founding(models.Model):
    """At most one row: the database itself lets only one first authority be founded."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(number=1), name="authority_founding_once")]


class Channel(models.Model):
    """One account on one platform. `limits` are what its server gave at connect time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="channels")
    platform = models.CharField(max_length=30)
    remote_id = models.CharField(max_length=300)
    handle = models.CharField(max_length=300)
    display_name = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=500, blank=True)
    state = models.CharField(max_length=20, choices=ChannelState.choices, default=ChannelState.CONNECTED)
    state_reason = models.CharField(max_length=60, blank=True)
    limits = models.JSONField(default=dict, blank=True)
    credentials = models.BinaryField(default=bytes, blank=True)
    connected_at = models.DateTimeField()

    class Meta:
        ordering = ["platform", "handle"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "platform", "remote_id"], name="authority_channel_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ChannelState.values), name="authority_channel_state"
            ),
        ]


class Connecting(models.Model):
    """A connection begun with a redirect and not finished yet; secrets sealed, removed after an hour."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    platform = models.CharField(max_length=30)
    state_digest = models.CharField(max_length=64, unique=True)
    kept = models.BinaryField()
    begun_at = models.DateTimeField()


class LanguageModel(models.Model):
    """The server of a language model the authority chose, if any. Off until somebody switches it on; the key is sealed.

    `sees_pictures`: it may be asked what a picture shows; the picture is sent small and without metadata.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.OneToOneField(Authority, on_delete=models.CASCADE, related_name="language_model")
    is_on = models.BooleanField(default=False)
    sees_pictures = models.BooleanField(default=False)
    address = models.URLField(max_length=500)
    model = models.CharField(max_length=200)
    key = models.BinaryField(default=bytes, blank=True)
    changed_at = models.DateTimeField()
