# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rounds of signing, who was asked, and what they answered."""

from django.db import models

from nahbar.approval.states import Answer, Door, RoundState
from nahbar.authority.models import Person
from nahbar.foundation.ids import new_id
from nahbar.stories.models import Story
from nahbar.variants.models import Version


class Round(models.Model):
    """Somebody asks for a yes to these versions. `question` is what the asker wants to know."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="rounds")
    state = models.CharField(max_length=12, choices=RoundState.choices, default=RoundState.REQUESTED)
    question = models.TextField(blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer_until = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    versions = models.ManyToManyField(Version, related_name="rounds")

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=RoundState.values), name="approval_round_state"
            )
        ]


class Asked(models.Model):
    """One person asked in a round; by link only the token's digest is kept, for one purpose, with an end."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="asked")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    token_digest = models.CharField(max_length=64, blank=True, db_index=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="approval_asked_once")]


class Signature(models.Model):
    """One person's answer to one version: bound to the fingerprint, with the name as it was."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="signatures")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signatures")
    fingerprint = models.CharField(max_length=64, db_index=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    function = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    reason = models.TextField(blank=True)
    door = models.CharField(max_length=12, choices=Door.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["round", "version", "person"], name="approval_signature_once"),
            models.CheckConstraint(
                condition=models.Q(answer__in=Answer.values), name="approval_signature_answer"
            ),
        ]
