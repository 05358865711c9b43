# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Campaigns, and what was counted of their goals."""

from django.db import models

from nahbar.authority.models import Authority, Person
from nahbar.foundation.ids import new_id
from nahbar.radar.matter import Pillar


class Campaign(models.Model):
    """For some weeks the house wants to reach something.

    `aim` says in one sentence what; `goal` is the number to reach, of `unit` ("Bewerbungen"), None where nothing is
    counted. It runs from `begins_on` to `ends_on`, both included, unless it was closed before.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="campaigns")
    name = models.CharField(max_length=120)
    pillar = models.CharField(max_length=20)
    aim = models.CharField(max_length=300)
    goal = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField()
    launched_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-ends_on", "name", "id"]
        indexes = [models.Index(fields=["authority", "ends_on"], name="campaigns_running")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("begins_on")), name="campaigns_days"
            ),
            models.CheckConstraint(
                condition=models.Q(pillar__in=[pillar.value for pillar in Pillar]), name="campaigns_pillar"
            ),
        ]


class Count(models.Model):
    """How far a campaign was on a day, as a person counted: all in all, not since the last time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="counts")
    reached = models.PositiveIntegerField()
    counted_at = models.DateTimeField()
    counted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-counted_at", "-id"]
