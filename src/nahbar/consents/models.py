# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Consents and exceptions, who signed, how many people a file shows, and who knocked within the hour."""

from django.db import models

from nahbar.authority.models import Authority, Person
from nahbar.consents.states import ConsentState, PersonType, SignedBy, Signer
from nahbar.foundation.ids import new_id
from nahbar.library.models import MediaFile


class Consent(models.Model):
    """The yes of one person to be shown, or the exception the house relies on instead.

    `name`, `contact`: apart from what was agreed, and forgotten at `forget_at`. `purposes`, `channels`, `media`, `extras`: what was
    ticked, each by itself; `channels` are kinds of platforms, "web" and "print". `exception`: on what the house relies where no
    yes is asked. `notice`: the version of the information that was shown. `ends_on`: the last day; `check_on`: when somebody looks
    again (end of an apprenticeship, 18th birthday). Found by the digest of its token; the token lies sealed, so that
    link and code can be shown again. `done_at`: a withdrawal is dealt with everywhere.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="consents")
    person_type = models.CharField(max_length=14, choices=PersonType.choices)
    state = models.CharField(max_length=10, choices=ConsentState.choices, default=ConsentState.ASKED)
    name = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=254, blank=True)
    occasion = models.CharField(max_length=300)
    taken_on = models.DateField(null=True, blank=True)
    files = models.ManyToManyField(MediaFile, related_name="consents", blank=True)
    offered = models.JSONField(default=list)
    purposes = models.JSONField(default=list)
    channels = models.JSONField(default=list)
    media = models.JSONField(default=list)
    extras = models.JSONField(default=list)
    has_sole_custody = models.BooleanField(default=False)
    exception = models.TextField(blank=True)
    notice = models.CharField(max_length=20, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    check_on = models.DateField(null=True, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    token = models.BinaryField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    forget_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["authority", "state"], name="consents_standing")]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=ConsentState.values), name="consents_state"),
            models.CheckConstraint(
                condition=models.Q(person_type__in=PersonType.values), name="consents_person_type"
            ),
        ]


class Signed(models.Model):
    """One signature: who, in which role, how. `strokes`: the lines drawn on the screen, points of 0 to 1000 each way."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="signatures")
    signer = models.CharField(max_length=10, choices=Signer.choices)
    name = models.CharField(max_length=120, blank=True)
    how = models.CharField(max_length=10, choices=SignedBy.choices)
    witness = models.CharField(max_length=120, blank=True)
    strokes = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["consent", "signer"], name="consents_signed_once"),
            models.CheckConstraint(condition=models.Q(signer__in=Signer.values), name="consents_signer"),
        ]


class Shown(models.Model):
    """How many people can be recognised in a file, as a person counted; 0: nobody."""

    file = models.OneToOneField(MediaFile, on_delete=models.CASCADE, primary_key=True, related_name="shown")
    number = models.PositiveSmallIntegerField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


class Settled(models.Model):
    """After a withdrawal: one place where the file was shown is dealt with, and how that is known."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="settled")
    place = models.UUIDField()
    proof = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consent", "place"], name="consents_settled_once")]


class Try(models.Model):
    """Somebody sent something to a consent's page; kept for an hour to count, then gone. Not part of a backup."""

    id = models.BigAutoField(primary_key=True)
    origin = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["origin", "at"], name="consents_try_origin")]
