# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Stories and their pictures."""

from django.db import models

from nahbar.authority.models import Authority, Person
from nahbar.foundation.ids import new_id
from nahbar.library.models import MediaFile
from nahbar.stories.states import CuesFrom, FilmFailure, FilmState, Listening, StoryState, SubtitleWay
from nahbar.studio.cards.card import Ground, Size, Template
from nahbar.studio.film.plan import Fit
from nahbar.studio.film.shapes import Shape
from nahbar.topics.models import Topic


class Story(models.Model):
    """One topic told. `facts` are the editor's own notes, one a line; the source text stays with the topic.

    `authors` is everybody who ever wrote title, facts or link: variants begin with these words, and authors do not
    sign their own work.
    `format_key` and `angle`: in which format, and from which angle, it was chosen to be told; "" for neither.
    `embargo_until`: nothing of the story is published before that moment.
    `goal` to `shooting_notes` are the brief: what it is for (a pillar), whom it is for, its one sentence, what people shall
    do, who is shown (by office or role), the series it belongs to, lines of one's own for the shooting sheet.
    `link_is_open`: what stands behind the link can be read without an account anywhere; None: nobody has said.
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
    goal = models.CharField(max_length=20, blank=True)
    audience = models.CharField(max_length=200, blank=True)
    message = models.CharField(max_length=300, blank=True)
    call_to_action = models.CharField(max_length=200, blank=True)
    people_shown = models.CharField(max_length=500, blank=True)
    series = models.CharField(max_length=120, blank=True)
    shooting_notes = models.TextField(blank=True)
    link_is_open = models.BooleanField(null=True, blank=True)
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
    """The use of a file of the library in a story: its words here. Metadata of the original never leave.

    `digest`, `mime_type`, `width`, `height`, `size`, `file_name` are the file's, repeated because it never changes.
    `alt` is the alternative text; `written_by` who wrote it last; `authors` everybody who ever wrote alternative
    text or credit, because writing them is authorship and authors do not sign their own work.
    `is_uncleared`: somebody without an account contributed it, and nobody has cleared rights and consent yet; `origin`: what
    was said about it when it came.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="materials")
    file = models.ForeignKey(MediaFile, on_delete=models.PROTECT, related_name="uses")
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

    @property
    def is_film(self) -> bool:
        """Whether it plays."""
        return self.mime_type.startswith("video/")


class Tick(models.Model):
    """Somebody ticked off one line of the shooting sheet. A line is done while one of its ticks was not taken back.

    `id` is given by the page, so that sending twice is once; a tick is taken back by its id, so that nobody takes back what
    another phone ticked meanwhile. `key` names the line by its words, so that a line that was changed is a new one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="ticks")
    key = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["at", "id"]


class Card(models.Model):
    """What a designed picture, or a carousel of them, is made of, so that it can be changed and made anew.

    `shared`: words of all parts (kicker, link); `parts`: the words of each. `picture`: the photo or map it shows.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="cards")
    template = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Template])
    size = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Size])
    ground = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Ground])
    shared = models.JSONField(default=dict)
    parts = models.JSONField(default=list)
    picture = models.ForeignKey(Material, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    designed_at = models.DateTimeField()
    designed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["designed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(template__in=[one.value for one in Template]), name="stories_card_template"
            )
        ]


class CardPart(models.Model):
    """Which picture of the story one part of a card became; `alt` as it was written from the data."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="made")
    number = models.PositiveSmallIntegerField()
    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="card_parts")
    alt = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["card", "number"], name="stories_card_part_once")]


class Film(models.Model):
    """What a film of the story is made of, so that it can be changed and made anew, and how far its making is.

    `turn`: how often its making was begun; who holds an older one has lost it. `tries`: the same since it was asked for.
    `next_turn_at`: while it waits or is being made, when a worker may take it (its lease in one).
    `file`: what it became; `material`: its use in the story. `authors`: everybody who wrote words that are seen in it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="films")
    state = models.CharField(max_length=10, choices=FilmState.choices, default=FilmState.DRAFTED)
    shape = models.CharField(
        max_length=5, choices=[(one.value, one.value) for one in Shape], default=Shape.TALL.value
    )
    fit = models.CharField(
        max_length=5, choices=[(one.value, one.value) for one in Fit], default=Fit.CROP.value
    )
    is_mute = models.BooleanField(default=False)
    title = models.CharField(max_length=300, blank=True)
    credits = models.CharField(max_length=300, blank=True)
    subtitle_way = models.CharField(max_length=10, choices=SubtitleWay.choices, default=SubtitleWay.BURNED)
    cover_at = models.FloatField(default=0)
    revision = models.PositiveIntegerField(default=1)
    progress = models.FloatField(default=0)
    turn = models.PositiveIntegerField(default=0)
    tries = models.PositiveIntegerField(default=0)
    next_turn_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=10, choices=FilmFailure.choices, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    file = models.ForeignKey(
        MediaFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="films"
    )
    material = models.ForeignKey(
        Material, on_delete=models.SET_NULL, null=True, blank=True, related_name="films"
    )
    alt = models.TextField(blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    authors = models.ManyToManyField(Person, related_name="+")

    class Meta:
        ordering = ["drafted_at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=FilmState.values), name="stories_film_state")
        ]
        indexes = [
            models.Index(
                fields=["next_turn_at"],
                name="stories_film_turn",
                condition=models.Q(next_turn_at__isnull=False),
            )
        ]


class FilmClip(models.Model):
    """An excerpt of a film of the library: from `start` to `end` seconds of it; `focus_x`, `focus_y` what must stay in the picture.

    `cues`: its subtitles in the time of the file, so that they stay right when it is cut elsewhere or moved.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="clips")
    file = models.ForeignKey(MediaFile, on_delete=models.PROTECT, related_name="film_clips")
    number = models.PositiveSmallIntegerField()
    start = models.FloatField(default=0)
    end = models.FloatField()
    focus_x = models.FloatField(default=0.5)
    focus_y = models.FloatField(default=0.5)
    cues = models.JSONField(default=list, blank=True)
    cues_from = models.CharField(max_length=6, choices=CuesFrom.choices, blank=True)
    cues_revision = models.PositiveIntegerField(default=1)
    listening = models.CharField(max_length=8, choices=Listening.choices, blank=True)
    listen_at = models.DateTimeField(null=True, blank=True)
    listen_turn = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number"]
