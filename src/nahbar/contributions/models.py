# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links, what came by them, its photos, and who knocked within the hour."""

from django.db import models

from nahbar.authority.models import Authority
from nahbar.contributions.states import Audience, Shown
from nahbar.foundation.ids import new_id
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
