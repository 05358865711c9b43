# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the platforms count for our posts."""

from django.db import models

from nahbar.authority.models import Channel
from nahbar.foundation.ids import new_id
from nahbar.publishing.models import Publication


class Measurement(models.Model):
    """Figures of one post at one time; the newest counts, a day's last is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="measurements")
    day = models.DateField()
    measured_at = models.DateTimeField()
    replies = models.PositiveIntegerField(null=True, blank=True)
    likes = models.PositiveIntegerField(null=True, blank=True)
    shares = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-measured_at"]
        constraints = [models.UniqueConstraint(fields=["publication", "day"], name="impact_measurement_day")]


class Measuring(models.Model):
    """When an account's figures are asked for next, and why the last time failed, where it did."""

    channel = models.OneToOneField(
        Channel, on_delete=models.CASCADE, primary_key=True, related_name="measuring"
    )
    next_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=60, blank=True)
