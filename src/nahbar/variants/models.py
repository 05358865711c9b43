# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a story reads on one channel: the draft, and its frozen versions."""

from typing import Any

from django.db import models

from nahbar.authority.models import Authority, Channel, Person
from nahbar.foundation.ids import new_id
from nahbar.stories.models import Material, Story
from nahbar.topics.states import PhrasingState
from nahbar.variants.states import Purpose


class VersionUnchangeable(Exception):
    """A frozen version is never changed; revise the draft and freeze anew."""


class Variant(models.Model):
    """The story as it goes out on one channel.

    `revision` counts every saved change of the text; `revised_page` names the open page that saved last, so that
    a page whose answer was lost on the way is not told to be in conflict with itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="variants")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="variants")
    text = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="de")
    revision = models.PositiveIntegerField(default=1)
    drafted_at = models.DateTimeField()
    revised_at = models.DateTimeField()
    revised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    revised_page = models.CharField(max_length=36, blank=True)
    authors = models.ManyToManyField(Person, related_name="+")

    class Meta:
        ordering = ["drafted_at"]
        constraints = [models.UniqueConstraint(fields=["story", "channel"], name="variants_variant_once")]


class VariantPicture(models.Model):
    """Which pictures go along, with which post of a thread, in which order."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="pictures")
    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    part = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["variant", "material"], name="variants_picture_once")]


class Version(models.Model):
    """A frozen variant: exactly what is signed and goes out. Immutable.

    `text` is all that goes out: accounts instead of names, and the lines that part a thread. `pictures` is a list of
    {digest, mime_type, width, height, alt, credit}, with "part" where it is not the first post's, and of a film also
    {seconds, captions}; `author_ids` everybody who wrote on it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    language = models.CharField(max_length=10)
    pictures = models.JSONField(default=list)
    author_ids = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, db_index=True)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["variant", "number"], name="variants_version_number")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise VersionUnchangeable
        super().save(*args, **kwargs)


class Overruling(models.Model):
    """A named person answers for going on in spite of a finding; it holds for this passage only.

    `anchor` is empty for a passage of the text; for a finding on pictures it stands for the pictures chosen then,
    because "picture 1" may be another one tomorrow.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="overrulings")
    rule = models.CharField(max_length=30)
    passage = models.TextField(blank=True)
    anchor = models.CharField(max_length=64, blank=True)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")


class Suggestion(models.Model):
    """What a language model proposed for a variant, or as alternative text of a picture; no text until a person took it.

    The newest of a purpose takes the place of the earlier one; the record keeps question and answer of each.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    variant = models.ForeignKey(
        Variant, on_delete=models.CASCADE, null=True, blank=True, related_name="suggestions"
    )
    material = models.ForeignKey(
        Material, on_delete=models.CASCADE, null=True, blank=True, related_name="suggestions"
    )
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    words = models.TextField()
    state = models.CharField(max_length=10, choices=PhrasingState.choices, default=PhrasingState.PROPOSED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["variant", "purpose"], name="variants_suggestion_once"),
            models.UniqueConstraint(fields=["material", "purpose"], name="variants_suggestion_alt_once"),
            models.CheckConstraint(
                condition=models.Q(variant=None, material__isnull=False, purpose=Purpose.ALT)
                | (models.Q(variant__isnull=False, material=None) & ~models.Q(purpose=Purpose.ALT)),
                name="variants_suggestion_of_one",
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=Purpose.values), name="variants_suggestion_purpose"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=PhrasingState.values), name="variants_suggestion_state"
            ),
        ]


class Handle(models.Model):
    """How somebody who is named in texts is called on one platform; `key` is the name whatever its case and blanks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="handles")
    name = models.CharField(max_length=100)
    key = models.CharField(max_length=200)
    platform = models.CharField(max_length=30)
    handle = models.CharField(max_length=300)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["key", "platform"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "key", "platform"], name="variants_handle_once")
        ]
