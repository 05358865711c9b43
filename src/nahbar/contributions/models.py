# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links, what came by them with its photos, the studio's assignments and deliveries, and who knocked within the hour."""

from django.db import models

from nahbar.authority.models import Authority, Person
from nahbar.contributions.states import Audience, DeliveryState, Seen, Shown
from nahbar.foundation.ids import new_id
from nahbar.library.models import MediaFile
from nahbar.topics.models import Source, Topic


class Link(models.Model):
    """One secret address by which a department or the trainees contribute; name, pause and last result are its source's.

    Found by the digest of its token; the token itself lies sealed, so that link and code can be shown again.
    `keep_days`: how long names are kept, and photos of topics that were dropped.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="contribution_links")
    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="contribution_link")
    audience = models.CharField(max_length=12, choices=Audience.choices)
    token_digest = models.CharField(max_length=64, unique=True)
    token = models.BinaryField()
    keep_days = models.PositiveIntegerField(default=30)
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audience__in=Audience.values), name="contributions_link_audience"
            )
        ]


class Contribution(models.Model):
    """What somebody sent. The answers are the topic's text; here is what must end some day.

    `via`: the link's name as it was. `digest`: of answers and photos, by which a second tap is told from a second
    contribution. `forget_at`: when name and contact go; `look_at`: when there is next something to forget (None: never).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="contributions")
    link = models.ForeignKey(
        Link, on_delete=models.SET_NULL, null=True, blank=True, related_name="contributions"
    )
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="contributions")
    via = models.CharField(max_length=300)
    shown = models.CharField(max_length=10, choices=Shown.choices, blank=True)
    name = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    forget_at = models.DateTimeField()
    keep_days = models.PositiveIntegerField()
    look_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["received_at", "id"]
        indexes = [models.Index(fields=["link", "digest"], name="contributions_same")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shown__in=["", *Shown.values]), name="contributions_shown"
            )
        ]


class Photo(models.Model):
    """A photo as it was drawn anew on intake; it lies on its contribution's shelf of the media folder."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="photos")
    position = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    mime_type = models.CharField(max_length=30)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering = ["contribution", "position"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "digest"], name="contributions_photo_once")
        ]


class Assignment(models.Model):
    """What the trainees of a link are asked to shoot: open until its last day is over, or somebody closes it.

    `shots`: one line each. `whom`: who does it, as a group; no names. `subject`: what it is for, further down the river,
    with its name as it was; this room knows no more of it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="assignments")
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="assignments")
    title = models.CharField(max_length=120)
    what = models.TextField(blank=True)
    shots = models.JSONField(default=list, blank=True)
    whom = models.CharField(max_length=120, blank=True)
    minutes = models.PositiveIntegerField(default=30)
    until = models.DateField(null=True, blank=True)
    subject = models.UUIDField(null=True, blank=True, db_index=True)
    subject_name = models.CharField(max_length=300, blank=True)
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = [models.F("until").asc(nulls_last=True), "assigned_at", "id"]


class Delivery(models.Model):
    """Films and photos that came from one phone, with what was said of them; found there again by the digest of its token.

    `via`, `about`: the names of link and assignment as they were. `question` and `answer` between the editors and the phone.
    `end_at`: when the row goes, with its files where nobody took them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="deliveries")
    link = models.ForeignKey(
        Link, on_delete=models.SET_NULL, null=True, blank=True, related_name="deliveries"
    )
    assignment = models.ForeignKey(
        Assignment, on_delete=models.SET_NULL, null=True, blank=True, related_name="deliveries"
    )
    token_digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.ARRIVING)
    via = models.CharField(max_length=300)
    about = models.CharField(max_length=120, blank=True)
    seen = models.CharField(max_length=10, choices=Seen.choices, blank=True)
    words = models.TextField(blank=True)
    question = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    keep_days = models.PositiveIntegerField()
    end_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        indexes = [models.Index(fields=["authority", "state"], name="contributions_delivery_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=DeliveryState.values), name="contributions_delivery_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(seen__in=["", *Seen.values]), name="contributions_delivery_seen"
            ),
        ]


class DeliveredFile(models.Model):
    """A file of the library that came with a delivery.

    `is_new`: it was not there before, so it goes with the delivery. `is_taken`: somebody decided to keep it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(MediaFile, on_delete=models.CASCADE, related_name="deliveries")
    is_new = models.BooleanField()
    is_taken = models.BooleanField(default=False)
    came_at = models.DateTimeField()

    class Meta:
        ordering = ["came_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "file"], name="contributions_delivered_once")
        ]


class StudioRules(models.Model):
    """The rules of the studio in the house's own words, one a line; without a row, ours."""

    authority = models.OneToOneField(Authority, on_delete=models.CASCADE, primary_key=True, related_name="+")
    rules = models.JSONField(default=list)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")


class Knock(models.Model):
    """Somebody sent something to a link; kept for an hour to count, then gone. Not part of a backup.

    `origin`: a keyed digest of the network address, useless without the house's key.
    """

    id = models.BigAutoField(primary_key=True)
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="+")
    origin = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["origin", "at"], name="contributions_knock_origin")]
