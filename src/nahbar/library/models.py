# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files an authority has, and what may be done with each."""

from django.db import models

from nahbar.authority.models import Authority, Person
from nahbar.foundation.ids import new_id
from nahbar.library.states import Kind, Licence, Music, Speech, Way


class MediaFile(models.Model):
    """One file of an authority; the original lies in the media folder under its digest and never changes.

    `width`, `height` as people see it (turned upright), 0 where nothing is seen; `seconds` 0 where nothing plays.
    `codecs`: of a film or sound, as "h264 aac". `look`: what the picture looks like in 64 bits, by which the same one in
    another size is found; "" where nothing is seen. `description`: what stories begin with as alternative text.
    `search`: all words people may look for, folded, so that umlauts and capitals do not matter.
    `added_by` is empty where nobody with an account brought it. `made_from`: the files it was made of, so that who withdraws
    a consent finds every film and picture their own is part of. `captions`: its subtitles as WebVTT, "" where there are none
    beside it. `speech`: why it needs none.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="files")
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    mime_type = models.CharField(max_length=30)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    has_sound = models.BooleanField(default=False)
    codecs = models.CharField(max_length=60, blank=True)
    size = models.PositiveBigIntegerField()
    look = models.CharField(max_length=16, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    search = models.TextField(blank=True)
    way = models.CharField(max_length=12, choices=Way.choices, default=Way.UPLOAD)
    made_from = models.ManyToManyField("self", symmetrical=False, related_name="made_into", blank=True)
    captions = models.TextField(blank=True)
    speech = models.CharField(max_length=10, choices=Speech.choices, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-added_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "digest"], name="library_file_once"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="library_file_kind"),
            models.CheckConstraint(condition=models.Q(way__in=Way.values), name="library_file_way"),
            models.CheckConstraint(
                condition=models.Q(speech__in=["", *Speech.values]), name="library_file_speech"
            ),
        ]
        indexes = [models.Index(fields=["authority", "-added_at"], name="library_file_newest")]


class Rights(models.Model):
    """What may be done with a file; every file has one row, empty while nobody has said.

    `channels`: ids of the channels it may be shown on, as text; empty: all. A list and not a table of its own, because the
    rule check asks it for every picture of every draft. `ends_on`: the last day.
    """

    file = models.OneToOneField(MediaFile, on_delete=models.CASCADE, primary_key=True, related_name="rights")
    source = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=20, choices=Licence.choices, blank=True)
    credit_line = models.CharField(max_length=300, blank=True)
    channels = models.JSONField(default=list, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    music = models.CharField(max_length=10, choices=Music.choices, blank=True)
    note = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(licence__in=["", *Licence.values]), name="library_rights_licence"
            ),
            models.CheckConstraint(
                condition=models.Q(music__in=["", *Music.values]), name="library_rights_music"
            ),
        ]


class Upload(models.Model):
    """A file on its way in, piece by piece; `received` bytes lie in the upload folder and survive a cut and a restart.

    `file`: what it became, once it is whole. A day after the last piece the row and what came of it are gone; not part of a
    backup. `guest`: what it belongs to in a later room, where nobody with an account brings it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    guest = models.UUIDField(null=True, blank=True, db_index=True)
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    touched_at = models.DateTimeField(db_index=True)
    file = models.ForeignKey(MediaFile, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(received__lte=models.F("size")), name="library_upload_within_size"
            ),
            models.CheckConstraint(
                condition=models.Q(person=None, guest__isnull=False)
                | models.Q(person__isnull=False, guest=None),
                name="library_upload_somebody",
            ),
        ]
