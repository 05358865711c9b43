# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is remembered of every change: one line, chained to the line before it."""

import uuid
from typing import Any

from django.db import models

from nahbar.foundation.ids import new_id


class EntryUnchangeable(Exception):
    """A line of the record is written once; it is neither changed nor deleted."""


class Entries(models.QuerySet["Entry"]):
    """Lines that can be asked for and added, never changed or deleted."""

    def update(self, **_kwargs: Any) -> int:
        raise EntryUnchangeable

    def delete(self) -> tuple[int, dict[str, int]]:
        raise EntryUnchangeable

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> int:
        raise EntryUnchangeable


class Chain(models.Model):
    """The end of one authority's chain; taken FOR UPDATE so that lines follow each other."""

    authority_id = models.UUIDField(primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="", blank=True)


class Entry(models.Model):
    """Who did what, when, in whose name. Names stand here as they were."""

    is_written_once = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority_id = models.UUIDField(db_index=True)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True, blank=True)
    by_name = models.CharField(max_length=200)
    in_name_of = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.UUIDField(null=True, blank=True)
    thing_name = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = Entries.as_manager()

    class Meta:
        ordering = ["authority_id", "number"]
        constraints = [models.UniqueConstraint(fields=["authority_id", "number"], name="record_entry_number")]
        indexes = [models.Index(fields=["thing_id"], name="record_entry_thing")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise EntryUnchangeable
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        raise EntryUnchangeable

    @property
    def thing(self) -> tuple[str, uuid.UUID | None]:
        """Kind and id of what the line is about."""
        return self.thing_kind, self.thing_id
