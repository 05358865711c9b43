# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for a signature, and answering."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nahbar.approval.queries import Candidate
from nahbar.authority.models import Person
from nahbar.foundation.complaint import Complaint
from nahbar.planning import times
from nahbar.planning.models import Slot
from nahbar.variants.models import Variant


class DateInput(forms.DateInput):
    """The browser's own calendar; it speaks ISO whatever the language of the page."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own clock, without seconds."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class RequestForm(forms.Form):
    """Which variants, who is asked, what is asked, until when; and a wished time for each variant."""

    variants = forms.MultipleChoiceField(
        label=_("What is to be signed?"), widget=forms.CheckboxSelectMultiple
    )
    signers = forms.MultipleChoiceField(
        label=_("Who is to sign?"),
        help_text=_("Each of them gets a mail with a link. The first answer counts."),
        widget=forms.CheckboxSelectMultiple,
    )
    question = forms.CharField(
        label=_("Question"),
        help_text=_("What do you want to know? For example: Is the date right?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until_day = forms.DateField(label=_("Answer by (day)"), required=False, widget=DateInput)
    until_time = forms.TimeField(label=_("Answer by (time)"), required=False, widget=TimeInput)

    def __init__(
        self,
        *args: Any,
        variants: Iterable[Variant],
        candidates: Iterable[Candidate],
        slots: Mapping[Any, Slot],
        zone: str,
        now: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.now = zone, now
        self.variants_by_id = {str(variant.pk): variant for variant in variants}
        self.people_by_id = {str(found.person.pk): found.person for found in candidates if not found.obstacle}
        self._choose("variants", {pk: _named(variant) for pk, variant in self.variants_by_id.items()})
        self._choose("signers", {pk: titled(person) for pk, person in self.people_by_id.items()})
        for pk, variant in self.variants_by_id.items():
            slot = slots.get(variant.pk)
            at = timezone.localtime(slot.at) if slot and slot.at > now and slot.publication is None else None
            self.fields[f"day_{pk}"] = forms.DateField(
                label=_("Day"), required=False, widget=DateInput, initial=at.date() if at else None
            )
            self.fields[f"time_{pk}"] = forms.TimeField(
                label=_("Time"), required=False, widget=TimeInput, initial=at.time() if at else None
            )

    def _choose(self, name: str, choices: dict[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = list(choices.items())
        # One choice is no question.
        field.initial = list(choices) if name == "variants" or len(choices) == 1 else []

    def time_fields(self) -> Iterator[tuple[Variant, BoundField, BoundField]]:
        """Each variant with its day and time fields."""
        for pk, variant in self.variants_by_id.items():
            yield variant, self[f"day_{pk}"], self[f"time_{pk}"]

    def clean(self) -> dict[str, Any]:
        """Turns day and time into moments on the authority's clocks; both or neither of a pair."""
        data = super().clean() or self.cleaned_data
        data["answer_until"] = self._moment("until_day", "until_time")
        data["times"] = {}
        for pk, variant in self.variants_by_id.items():
            at = self._moment(f"day_{pk}", f"time_{pk}")
            if at is not None and pk in data.get("variants", []):
                data["times"][variant] = at
        return data

    def _moment(self, day: str, hour: str) -> datetime | None:
        if self.errors.get(day) or self.errors.get(hour):
            return None
        given, clock = self.cleaned_data.get(day), self.cleaned_data.get(hour)
        if given is None and clock is None:
            return None
        if given is None or clock is None:
            self.add_error(day if given is None else hour, _("Please give a day and a time."))
            return None
        try:
            at = times.moment(given, clock, self.zone)
        except Complaint as complaint:
            self.add_error(hour, str(complaint))
            return None
        if at <= self.now:
            self.add_error(day, _("This time is already over. Please choose a later one."))
            return None
        return at

    def chosen_variants(self) -> list[Variant]:
        """The variants that were ticked."""
        return [self.variants_by_id[pk] for pk in self.cleaned_data["variants"]]

    def chosen_people(self) -> list[Person]:
        """The people who were ticked."""
        return [self.people_by_id[pk] for pk in self.cleaned_data["signers"]]


def _named(variant: Variant) -> str:
    """The account as people know it: several may have the same name."""
    return f"{variant.channel.display_name} {variant.channel.handle}".strip()


def titled(person: Person) -> str:
    """A name with its function, where there is one."""
    return f"{person.name} ({person.function})" if person.function else person.name


class AnswerForm(forms.Form):
    """How the answer is signed; which of the four it is, is the button."""

    reason = forms.CharField(
        label=_("Note, objection or reason"),
        help_text=_("Needed for all answers but a plain yes."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = forms.CharField(label=_("Your name"), max_length=200)
    function = forms.CharField(label=_("Your function"), max_length=200, required=False)
    answer = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, person: Person, data: Any = None) -> "AnswerForm":
        """Name and function stand there already."""
        return cls(data, initial={"name": person.name, "function": person.function})
