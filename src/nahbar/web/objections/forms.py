# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is typed about an objection."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nahbar.objections.actions import LONGEST
from nahbar.objections.states import WHO, Outcome

WHO_CHOICES = [(one.value, name) for one, name in WHO.items()]


class NoteForm(forms.Form):
    """What was said, and by which office."""

    said = forms.CharField(
        label=_("What was said?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In their words, without names."),
    )
    who = forms.ChoiceField(label=_("By which office?"), choices=WHO_CHOICES)


class AnswerForm(forms.Form):
    """What was answered."""

    words = forms.CharField(
        label=_("Our answer"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 7})
    )
    card = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput())
    revision = forms.IntegerField(min_value=1, max_value=999_999_999, widget=forms.HiddenInput())


class EscalateForm(forms.Form):
    """Whose decision, until when."""

    put_to = forms.CharField(
        label=_("Whose decision is awaited?"),
        max_length=200,
        help_text=_("An office, not a name: for example head of department 10."),
    )
    look_on = forms.DateField(
        label=_("Until when?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    revision = forms.IntegerField(min_value=1, max_value=999_999_999, widget=forms.HiddenInput())


class DecideForm(forms.Form):
    """What was decided."""

    outcome = forms.ChoiceField(
        label=_("What was decided?"), choices=[("", _("Please choose")), *Outcome.choices]
    )
    decision = forms.CharField(label=_("Why?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    decided_for = forms.CharField(label=_("Which office decided?"), max_length=200)
    revision = forms.IntegerField(min_value=1, max_value=999_999_999, widget=forms.HiddenInput())
