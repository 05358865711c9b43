# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The publication row is truth and schedule; the journal says how far it got."""

from typing import Any

from django.db import models

from nahbar.authority.models import Authority, Channel, Person
from nahbar.foundation.ids import new_id
from nahbar.publishing.states import MAY_BE_OPEN, PublicationState, Step
from nahbar.variants.models import Version


class JournalUnchangeable(Exception):
    """A journal line is written once."""


class Publication(models.Model):
    """One post on one channel at one time: a signed version, or an answer in a dialogue (then `version` is empty).

    `lease_until` and `lease_key` say which worker has it and until when; `prepared` is what the connector
    stored before sending; `next_try_at` is due_at or later. `intent_at` is set by the transaction that announces
    a send and emptied by the one that knows its outcome: while it is set, nobody sends before looking.
    `looks` and `absences` count the looks since that intent, `attempts` the tries since a person last decided.
    `edit_version` is the signed version that is to take the place of the one published, until it has.

    A version of several posts is a thread: a row for each, made when the one before is published. `part` of `parts`
    says which; `thread` is the row of the first, and empty there.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="publications")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="publications")
    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, null=True, blank=True, related_name="publications"
    )
    edit_version = models.ForeignKey(
        Version, on_delete=models.PROTECT, null=True, blank=True, related_name="edits"
    )
    thread = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followers"
    )
    part = models.PositiveSmallIntegerField(default=1)
    parts = models.PositiveSmallIntegerField(default=1)
    fingerprint = models.CharField(max_length=64)
    text = models.TextField()
    language = models.CharField(max_length=10, default="de")
    in_reply_to = models.CharField(max_length=500, blank=True)
    state = models.CharField(
        max_length=12, choices=PublicationState.choices, default=PublicationState.PLANNED
    )
    due_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    first_sent_at = models.DateTimeField(null=True, blank=True)
    intent_at = models.DateTimeField(null=True, blank=True)
    looks = models.PositiveIntegerField(default=0)
    absences = models.PositiveIntegerField(default=0)
    lease_key = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    prepared = models.JSONField(null=True, blank=True)
    prepared_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    whose = models.CharField(max_length=20, blank=True)
    remote_id = models.CharField(max_length=500, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_at"]
        indexes = [
            # Not a partial index: SQLite does not use one when the states come as bound parameters.
            models.Index(fields=["state", "next_try_at"], name="publishing_due"),
            # The few that a worker has right now, however many are planned.
            models.Index(
                fields=["lease_until"],
                condition=models.Q(lease_until__isnull=False),
                name="publishing_leased",
            ),
            models.Index(fields=["authority", "due_at"], name="publishing_calendar"),
            models.Index(fields=["channel", "state", "next_try_at"], name="publishing_channel"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=PublicationState.values), name="publishing_publication_state"
            ),
            # An open intent outside these states would be forgotten, and the post could go out twice.
            models.CheckConstraint(
                condition=models.Q(intent_at__isnull=True) | models.Q(state__in=sorted(MAY_BE_OPEN)),
                name="publishing_open_intent",
            ),
            models.UniqueConstraint(
                fields=["version", "part"],
                condition=models.Q(version__isnull=False) & ~models.Q(state="dropped"),
                name="publishing_version_once",
            ),
            models.CheckConstraint(
                condition=models.Q(thread__isnull=True, part=1) | models.Q(thread__isnull=False, part__gt=1),
                name="publishing_thread_begins",
            ),
            models.UniqueConstraint(
                fields=["channel", "remote_id"],
                condition=~models.Q(remote_id=""),
                name="publishing_remote_once",
            ),
        ]


class JournalLine(models.Model):
    """One step of a publication, written in its own committed transaction."""

    is_written_once = True

    # Counted, not made of the clock: two lines of one millisecond still stand in their order.
    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="journal")
    step = models.CharField(max_length=20, choices=Step.choices)
    attempt = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    detail = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["id"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise JournalUnchangeable
        super().save(*args, **kwargs)


class Halt(models.Model):
    """The stop switch: nothing leaves for this channel, or for this authority where `channel` is empty.

    Where `authority` is empty too, nothing leaves this installation; `by_name` is who said so, at a page or at the
    command line, where no person of an authority need be known.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(
        Authority, on_delete=models.CASCADE, null=True, blank=True, related_name="halts"
    )
    channel = models.ForeignKey(
        Channel, on_delete=models.CASCADE, null=True, blank=True, related_name="halts"
    )
    reason = models.CharField(max_length=300, blank=True)
    halted_at = models.DateTimeField()
    halted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=200)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(authority__isnull=False) | models.Q(channel__isnull=True),
                name="publishing_halt_of_whom",
            )
        ]


class Pace(models.Model):
    """What an account may still ask of its platform: nothing before `not_before`, restarts included.

    `requests` were spent since `window_from`; `left` is what the platform itself last said remains until `resets_at`.
    """

    channel = models.OneToOneField(Channel, on_delete=models.CASCADE, primary_key=True, related_name="pace")
    not_before = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    requests = models.PositiveIntegerField(default=0)
    window_from = models.DateTimeField(null=True, blank=True)
    left = models.PositiveIntegerField(null=True, blank=True)
    resets_at = models.DateTimeField(null=True, blank=True)


class WorkerBeat(models.Model):
    """A worker is alive: one row a worker process."""

    key = models.CharField(primary_key=True, max_length=64)
    host = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()


class HouseClock(models.Model):
    """What a machine's clock did while a worker watched it. `seen_at`: the latest time it ever showed.

    `ahead_s`: by how many seconds it jumped forward beyond the time that passed, and nobody confirmed the new time.
    """

    host = models.CharField(primary_key=True, max_length=200)
    seen_at = models.DateTimeField()
    ahead_s = models.FloatField(default=0.0)
    jumped_at = models.DateTimeField(null=True, blank=True)
