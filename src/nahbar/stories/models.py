# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Stories and their pictures."""

from django.db import models

from nahbar.authority.models import Authority, Person
from nahbar.foundation.ids import new_id
from nahbar.stories.states import StoryState
from nahbar.topics.models import Topic


class Story(models.Model):
    """One topic told. `facts` are the editor's own notes, one a line; the source text stays with the topic.

    `authors` is everybody who ever wrote title, facts or link: variants begin with these words, and authors do not
    sign their own work.
    `format_key` and `angle`: in which format, and from which angle, it was chosen to be told; "" for neither.
    `embargo_until`: nothing of the story is published before that moment.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="stories")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="stories")
    state = models.CharField(max_length=10, choices=StoryState.choices, default=StoryState.OPENED)
    title = models.CharField(max_length=300)
    facts = models.TextField(blank=True)
    link = models.URLField(max_length=2000, blank=True)
    format_key = models.CharField(max_length=40, blank=True)
    angle = models.CharField(max_length=300, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    authors = models.ManyToManyField(Person, related_name="+")

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=StoryState.values), name="stories_story_state"
            )
        ]


class Material(models.Model):
    """A picture of a story. The original lies in the media folder under its digest; metadata never leaves.

    `alt` is the alternative text; `written_by` who wrote it last; `authors` everybody who ever wrote alternative
    text or credit, because writing them is authorship and authors do not sign their own work.
    `is_uncleared`: somebody without an account contributed it, and nobody has cleared rights and consent yet; `origin`: what
    was said about it when it came.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="materials")
    digest = models.CharField(max_length=64)
    mime_type = models.CharField(max_length=30)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200, blank=True)
    alt = models.TextField(blank=True)
    credit = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=500, blank=True)
    is_uncleared = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    authors = models.ManyToManyField(Person, related_name="+")

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [models.UniqueConstraint(fields=["story", "digest"], name="stories_material_once")]
