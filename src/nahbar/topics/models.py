# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sources, the items they gave, and the topics made of them; departments' requests are in `request_models`."""

from django.db import models

from nahbar.authority.models import Authority, Person
from nahbar.foundation.ids import new_id
from nahbar.radar.matter import Kind, Pillar
from nahbar.topics.request_models import DepartmentRequest, TopicHouse
from nahbar.topics.states import PILLARS, FormatConsent, PhrasingState, SourceKind, TopicState

__all__ = [
    "DepartmentRequest",
    "Phrasing",
    "Source",
    "StoryFormat",
    "Topic",
    "TopicHouse",
    "TopicTaste",
    "TopicTraits",
    "TopicWords",
    "Wording",
]


class Source(models.Model):
    """Where topics come from. `last_result` is one plain sentence for people.

    `settings` is what a person set, `cursor` what the last reading left for the next, `secret` sealed by the vault
    (a JSON object). `requests`: what the last reading asked of the web; `every_minutes`: how often it is read.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=20, choices=SourceKind.choices)
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=2000, blank=True)
    settings = models.JSONField(default=dict, blank=True)
    cursor = models.JSONField(default=dict, blank=True)
    secret = models.BinaryField(default=bytes, blank=True)
    requests = models.PositiveIntegerField(default=0)
    every_minutes = models.PositiveIntegerField(default=30)
    added_at = models.DateTimeField()
    last_read_at = models.DateTimeField(null=True, blank=True)
    last_result = models.TextField(blank=True)
    is_failing = models.BooleanField(default=False)
    failures = models.PositiveIntegerField(default=0)
    next_read_at = models.DateTimeField(null=True, blank=True, db_index=True)
    is_paused = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "url"], condition=~models.Q(url=""), name="topics_source_once"
            )
        ]


class Topic(models.Model):
    """Something that could be told: the newest wording; earlier ones are in `Wording`.

    The keys are those of `identity.keys`, "" for an own idea; a comment's `item_key` names the inquiry. `changed_at`: since when the wording is as it is;
    `decided_at`: when somebody last kept, postponed, dropped or told it.

    Kind to end are what the source itself says; `pillar` and what follows is the radar's reading, `recognition` all of
    it with the words it concluded from, `assigned` what a person said instead (pillar, department), `recognised_by` the version of the radar that read it (0: not yet). `part_of`: the topic that stands for the same matter (another source's
    item), `part_why` the words for it (`radar.same.Shared`); only topics that are part of none are listed. `compared_by`: the
    version of the comparison that has seen it as it is now (0: not yet). `is_apart`: a person said that it is a matter of its own.
    `expires_on`: the last day on which it can be told.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="topics")
    source = models.ForeignKey(
        Source, on_delete=models.SET_NULL, null=True, blank=True, related_name="topics"
    )
    state = models.CharField(max_length=12, choices=TopicState.choices, default=TopicState.NOTICED)
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    link = models.URLField(max_length=2000, blank=True)
    item_key = models.CharField(max_length=64, blank=True)
    link_key = models.CharField(max_length=64, blank=True)
    content_key = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    noticed_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    kind = models.CharField(max_length=20, default=Kind.NEWS.value)
    begins_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    pillar = models.CharField(max_length=20, blank=True)
    department = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=300, blank=True)
    runs_from = models.DateField(null=True, blank=True)
    runs_until = models.DateField(null=True, blank=True)
    deadline = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    recognition = models.JSONField(default=dict, blank=True)
    recognised_by = models.PositiveIntegerField(default=0, db_index=True)
    compared_by = models.PositiveIntegerField(default=0, db_index=True)
    assigned = models.JSONField(default=dict, blank=True)
    part_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="parts"
    )
    part_why = models.JSONField(default=dict, blank=True)
    is_apart = models.BooleanField(default=False)

    class Meta:
        ordering = ["-published_at", "-noticed_at"]
        indexes = [
            models.Index(fields=["authority", "state", "expires_on"], name="topics_topic_expires"),
            models.Index(fields=["authority", "state", "-noticed_at"], name="topics_topic_list"),
            models.Index(fields=["source", "item_key"], name="topics_topic_item"),
            models.Index(fields=["source", "link_key"], name="topics_topic_link"),
            models.Index(fields=["source", "content_key"], name="topics_topic_content"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=TopicState.values), name="topics_topic_state"
            ),
            models.UniqueConstraint(
                fields=["authority", "item_key"],
                condition=models.Q(source=None, kind=Kind.COMMENT.value) & ~models.Q(item_key=""),
                name="topics_topic_comment_once",
            ),
        ]

    @property
    def pillar_name(self) -> str:
        """What people call its pillar; "" while the radar has not read it."""
        return str(PILLARS[Pillar(self.pillar)]) if self.pillar else ""

    @property
    def is_changed_since(self) -> bool:
        """Whether the source changed after a person had decided."""
        return self.decided_at is not None and self.changed_at > self.decided_at


class Wording(models.Model):
    """How a topic's source read before it was edited."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="wordings")
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["replaced_at"]


class TopicWords(models.Model):
    """What the topic is found by: `wordlist.indexed` of title and text.

    Its own number is the row's address in SQLite's trigram index (migration 0006), so it must not change.
    """

    id = models.BigAutoField(primary_key=True)
    topic = models.OneToOneField(Topic, on_delete=models.CASCADE, related_name="words")
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(blank=True)


class TopicTraits(models.Model):
    """What the topic is compared by with others: `radar.traits.Traits`, apart from the topic so that all are read fast."""

    topic = models.OneToOneField(Topic, on_delete=models.CASCADE, primary_key=True, related_name="traits")
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+")
    traits = models.JSONField(default=dict)


class TopicSender(models.Model):
    """Who sent a topic in, to ask back; gone after `forget_on`, whatever becomes of the topic."""

    topic = models.OneToOneField(Topic, on_delete=models.CASCADE, primary_key=True, related_name="sender")
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField(max_length=320)
    forget_on = models.DateField(db_index=True)


class TopicTaste(models.Model):
    """Since when decisions are learned from; without a row, from the first one. What was learned is counted, not stored."""

    authority = models.OneToOneField(
        Authority, on_delete=models.CASCADE, primary_key=True, related_name="topic_taste"
    )
    since = models.DateTimeField()


class StoryFormat(models.Model):
    """A format of the house's own, or what the house made of one of the catalogue (`catalogue_key`).

    `channels` and `pillars` are lists; switched off it is offered for no topic, and stories told in it keep it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="story_formats")
    catalogue_key = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=80)
    what = models.CharField(max_length=300)
    channels = models.JSONField(default=list)
    minutes = models.PositiveIntegerField()
    people = models.CharField(max_length=200, blank=True)
    consent = models.CharField(max_length=10, choices=FormatConsent.choices, default=FormatConsent.NONE)
    pillars = models.JSONField(default=list)
    is_factual = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "catalogue_key"],
                condition=~models.Q(catalogue_key=""),
                name="topics_format_once",
            ),
            models.CheckConstraint(
                condition=models.Q(consent__in=FormatConsent.values), name="topics_format_consent"
            ),
        ]


class Phrasing(models.Model):
    """An angle as a language model put it: a proposal until a person confirms it or writes it anew."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="phrasings")
    format_key = models.CharField(max_length=40)
    sentence = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=PhrasingState.choices, default=PhrasingState.PROPOSED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            # The newest proposal takes the place of the earlier one; the record keeps both.
            models.UniqueConstraint(fields=["topic", "format_key"], name="topics_phrasing_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=PhrasingState.values), name="topics_phrasing_state"
            ),
        ]
