# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is typed about a consent: at the desk, and behind the link."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nahbar.consents.actions import Said
from nahbar.consents.states import EXCEPTIONS, Extra, Media, PersonType, Purpose, SignedBy, Signer

_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
_MOST_SIGNATURE = 200_000


class AskForm(forms.Form):
    """The question to one person."""

    person_type = forms.ChoiceField(
        label=_("Who is shown?"),
        choices=[(one.value, one.label) for one in PersonType if one not in EXCEPTIONS],
    )
    occasion = forms.CharField(
        label=_("Occasion"),
        max_length=300,
        help_text=_(
            "Where and when, in words the person knows. For example: open day of the building yard, 3 May."
        ),
    )
    purposes = forms.MultipleChoiceField(
        label=_("What for?"), choices=Purpose.choices, widget=forms.CheckboxSelectMultiple
    )
    taken_on = forms.DateField(label=_("Day of the pictures"), required=False, widget=_DAY)
    ends_on = forms.DateField(label=_("Last day of the consent"), required=False, widget=_DAY)
    check_on = forms.DateField(
        label=_("Look again on"),
        required=False,
        widget=_DAY,
        help_text=_("For example the end of the apprenticeship, or the 18th birthday."),
    )

    def values(self) -> dict[str, Any]:
        """What was filled in, as the action takes it."""
        said = dict(self.cleaned_data)
        said["person_type"] = PersonType(said["person_type"])
        said["purposes"] = [Purpose(one) for one in said["purposes"]]
        return said


class ExceptForm(forms.Form):
    """The exception a house relies on."""

    person_type = forms.ChoiceField(
        label=_("Who is shown?"),
        choices=[
            (one.value, one.label) for one in PersonType if one in EXCEPTIONS or one is PersonType.PASSERBY
        ],
    )
    occasion = forms.CharField(label=_("Occasion"), max_length=300)
    exception = forms.CharField(
        label=_("Which exception, and why here?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "For example: § 23 (1) no. 3 KUG, an overview of the crowd; notices hung at both entrances, a zone without photos was marked."
        ),
    )


class ConsentForm(forms.Form):
    """What the person ticks; nothing is ticked for them."""

    name = forms.CharField(label=_("Your name"), max_length=120, required=False)
    purposes = forms.MultipleChoiceField(
        label=_("The pictures may be used for"), required=False, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label=_("This may be shown"),
        required=False,
        choices=Media.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    channels = forms.MultipleChoiceField(
        label=_("It may be shown here"), required=False, widget=forms.CheckboxSelectMultiple
    )
    extras = forms.MultipleChoiceField(
        label=_("If you like, also"),
        required=False,
        choices=Extra.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    has_sole_custody = forms.BooleanField(label=_("I have sole custody"), required=False)
    contact = forms.EmailField(
        label=_("Mail address for a copy"),
        required=False,
        max_length=254,
        help_text=_("Only for your copy and for questions about it."),
    )
    strokes = forms.CharField(required=False, max_length=_MOST_SIGNATURE, widget=forms.HiddenInput())
    has_ticked = forms.BooleanField(
        label=_("Instead of a signature: this is my will, and I give it freely"), required=False
    )

    def __init__(
        self, *args: Any, offered: list[str], places: dict[str, str], signer: Signer, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purposes"].choices = [(one, Purpose(one).label) for one in offered]  # type: ignore[attr-defined]
        self.fields["channels"].choices = list(places.items())  # type: ignore[attr-defined]
        if signer is not Signer.GUARDIAN_1:
            del self.fields["has_sole_custody"]

    def said(self) -> Said:
        """What was ticked and how it was signed, not believed yet."""
        given = self.cleaned_data
        try:
            strokes = json.loads(given["strokes"]) if given["strokes"] else []
        except (ValueError, RecursionError):
            strokes = []
        return Said(
            name=given["name"],
            purposes=tuple(given["purposes"]),
            channels=tuple(given["channels"]),
            media=tuple(given["kinds"]),
            extras=tuple(given["extras"]),
            contact=given["contact"],
            strokes=strokes,
            has_ticked=given["has_ticked"],
            has_sole_custody=given.get("has_sole_custody", False),
        )


class ByHandForm(ConsentForm):
    """The same, entered at the desk from paper or after a spoken yes."""

    how = forms.ChoiceField(
        label=_("How was it given?"),
        choices=[(SignedBy.PAPER.value, SignedBy.PAPER.label), (SignedBy.ORAL.value, SignedBy.ORAL.label)],
    )
    witness = forms.CharField(label=_("Witness"), required=False, max_length=120)
    field_order = ("how", "witness", "name")


class WithdrawForm(forms.Form):
    """A withdrawal, with or without a reason."""

    why = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("You need not give one."),
    )
