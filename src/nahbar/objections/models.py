# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of objections. By office, not by name: what counts is what was said and decided."""

from django.db import models

from nahbar.approval.models import Signature
from nahbar.authority.models import Authority, Person
from nahbar.foundation.ids import new_id
from nahbar.objections.states import ObjectionState, Outcome
from nahbar.rulebook.arguments import Who
from nahbar.stories.models import Story


class Objection(models.Model):
    """Somebody was against something; what was answered and decided.

    `said`: in their words. `who`: which office. `story`, `signature`: what it is about and where it was said, if anywhere.
    `card`: key of the argument card the answer began with, "" for none. `put_to`: whose decision is awaited; `look_on`: the
    day on which it is looked at again. `search`: all words, folded.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="objections")
    story = models.ForeignKey(
        Story, on_delete=models.SET_NULL, null=True, blank=True, related_name="objections"
    )
    signature = models.OneToOneField(
        Signature, on_delete=models.SET_NULL, null=True, blank=True, related_name="objection"
    )
    said = models.TextField()
    who = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Who])
    state = models.CharField(max_length=10, choices=ObjectionState.choices, default=ObjectionState.NOTED)
    card = models.CharField(max_length=40, blank=True)
    answer = models.TextField(blank=True)
    put_to = models.CharField(max_length=200, blank=True)
    look_on = models.DateField(null=True, blank=True, db_index=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    decision = models.TextField(blank=True)
    decided_for = models.CharField(max_length=200, blank=True)
    search = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-noted_at", "-id"]
        indexes = [models.Index(fields=["authority", "-noted_at"], name="objections_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ObjectionState.values), name="objections_state"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *Outcome.values]), name="objections_outcome"
            ),
            models.CheckConstraint(
                condition=models.Q(who__in=[one.value for one in Who]), name="objections_who"
            ),
        ]
