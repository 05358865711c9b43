# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people said to us on a platform, and what we answered."""

from django.db import models

from nahbar.authority.models import Authority, Channel, Person
from nahbar.dialogue.states import InquiryState
from nahbar.foundation.ids import new_id
from nahbar.publishing.models import Publication


class Inquiry(models.Model):
    """One comment or mention. `publication`: the post of ours it hangs under, where it does.

    `text` is the newest wording; `edited_at` says when we saw that it had changed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="inquiries")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="inquiries")
    publication = models.ForeignKey(
        Publication, on_delete=models.SET_NULL, null=True, blank=True, related_name="inquiries"
    )
    state = models.CharField(max_length=12, choices=InquiryState.choices, default=InquiryState.RECEIVED)
    remote_id = models.CharField(max_length=500)
    parent_remote_id = models.CharField(max_length=500, blank=True)
    author_handle = models.CharField(max_length=300)
    author_name = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    url = models.URLField(max_length=1000, blank=True)
    written_at = models.DateTimeField()
    received_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-written_at"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "remote_id"], name="dialogue_inquiry_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=InquiryState.values), name="dialogue_inquiry_state"
            ),
        ]
        indexes = [models.Index(fields=["authority", "state", "-written_at"], name="dialogue_inquiry_list")]


class Reply(models.Model):
    """Our answer: a publication of its own, so that it too goes out once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="replies")
    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="reply")
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["answered_at"]


class Listening(models.Model):
    """How far a channel's comments were read."""

    channel = models.OneToOneField(
        Channel, on_delete=models.CASCADE, primary_key=True, related_name="listening"
    )
    listened_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True, db_index=True)
    failures = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=60, blank=True)
