# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a variant shall go out: the wish before the signature, the place in the calendar after it."""

from django.db import models

from nahbar.authority.models import Person
from nahbar.foundation.ids import new_id
from nahbar.planning.states import OPEN, SlotState
from nahbar.publishing.models import Publication
from nahbar.variants.models import Variant


class Slot(models.Model):
    """One variant's time. Placed: `publication` is set, and the publication's `due_at` equals `at`.

    `trouble` is the sentence that says why a signed variant could not be placed; empty where there is none.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="slots")
    state = models.CharField(max_length=12, choices=SlotState.choices, default=SlotState.WISHED)
    at = models.DateTimeField()
    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, null=True, blank=True, related_name="slot"
    )
    trouble = models.CharField(max_length=500, blank=True)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["state", "at"], name="planning_slot_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=SlotState.values), name="planning_slot_state"
            ),
            models.UniqueConstraint(
                fields=["variant"],
                condition=models.Q(state__in=sorted(OPEN)),
                name="planning_slot_once",
            ),
        ]
