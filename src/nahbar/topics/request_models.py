# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a department asked for and what the house answered; the topic house it was answered by. Read by `models`."""

from django.db import models

from nahbar.authority.models import Authority, Person
from nahbar.foundation.ids import new_id
from nahbar.topics.request_states import RequestPlace, RequestState, RequestVerdict


class TopicHouse(models.Model):
    """The authority's own topic house; without a row Nahbar's stands (`radar.topic_house.TopicHouse`).

    `shares`, `weights`: whole numbers by the values of Pillar and Criterion; `audiences`, `ours`, `not_ours`: one a line.
    """

    authority = models.OneToOneField(
        Authority, on_delete=models.CASCADE, primary_key=True, related_name="topic_house"
    )
    shares = models.JSONField(default=dict)
    audiences = models.TextField(blank=True)
    ours = models.TextField(blank=True)
    not_ours = models.TextField(blank=True)
    weights = models.JSONField(default=dict)
    take_from = models.PositiveIntegerField()
    decline_below = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()
    repeat_days = models.PositiveIntegerField()
    election_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()


class DepartmentRequest(models.Model):
    """A department's "please share widely", scored against the topic house, and the house's answer.

    `proposed`: what the score speaks for; `verdict`: what a person decided. `reasons` are `requests.reasons_of` the
    score, `proposal` what was proposed instead. `forgotten_at`: since when what was sent, the answer and the address are gone.
    `closed_reason`: what the department said when it came back, or why somebody decided otherwise.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="department_requests")
    topic = models.ForeignKey(
        "topics.Topic", on_delete=models.SET_NULL, null=True, blank=True, related_name="requests"
    )
    state = models.CharField(max_length=12, choices=RequestState.choices, default=RequestState.DRAFTED)
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    link = models.URLField(max_length=2000, blank=True)
    department = models.CharField(max_length=200)
    answer_to = models.EmailField(max_length=254, blank=True)
    points = models.PositiveIntegerField()
    proposed = models.CharField(max_length=10, choices=RequestVerdict.choices)
    verdict = models.CharField(max_length=10, choices=RequestVerdict.choices)
    place = models.CharField(max_length=10, choices=RequestPlace.choices)
    reasons = models.JSONField(default=dict)
    proposal = models.JSONField(default=dict)
    answer = models.TextField(blank=True)
    answer_until = models.DateField()
    house_as_of = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mailed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_reason = models.CharField(max_length=500, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["authority", "-asked_at"], name="topics_request_list"),
            models.Index(fields=["forgotten_at", "asked_at"], name="topics_request_forget"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=RequestState.values), name="topics_request_state"
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=RequestVerdict.values), name="topics_request_verdict"
            ),
        ]

    @property
    def is_otherwise(self) -> bool:
        """Whether a person decided otherwise than the score proposed."""
        return self.verdict != self.proposed
