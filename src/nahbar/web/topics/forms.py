# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people type: filters, an own idea, an address, a file."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nahbar.topics.feed import MAX_BYTES as MAX_FILE
from nahbar.topics.readers.reader import Field, Given
from nahbar.topics.states import PILLARS, TopicState

STATES = {
    "neu": frozenset({TopicState.NOTICED}),
    "behalten": frozenset({TopicState.KEPT}),
    "spaeter": frozenset({TopicState.POSTPONED}),
    "erzaehlt": frozenset({TopicState.TOLD}),
    "weggelegt": frozenset({TopicState.DROPPED}),
    "archiv": frozenset({TopicState.KNOWN, TopicState.EXPIRED}),
    "alle": frozenset(TopicState),
}
OWN = "eigene"


class FilterForm(forms.Form):
    """Source and words of the list; odd values mean no filter."""

    q = forms.CharField(label=_("Search words"), required=False, max_length=200)
    saeule = forms.ChoiceField(
        label=_("Pillar"),
        required=False,
        choices=[("", _("All pillars")), *((str(key), name) for key, name in PILLARS.items())],
    )
    frist = forms.ChoiceField(
        label=_("Deadline"),
        required=False,
        choices=[
            ("", _("With or without")),
            ("7", _("in the next 7 days")),
            ("30", _("in the next 30 days")),
        ],
    )
    amt = forms.ChoiceField(label=_("Department"), required=False)
    quelle = forms.ChoiceField(label=_("Source"), required=False)

    def __init__(
        self,
        *args: object,
        sources: list[tuple[uuid.UUID, str]],
        departments: Sequence[str] = (),
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [
            ("", _("All sources")),
            (OWN, _("Own ideas")),
            *((str(pk), title) for pk, title in sources),
        ]
        self.fields["quelle"].choices = choices  # type: ignore[attr-defined]
        offices = [("", _("All departments")), *((name, name) for name in departments)]
        self.fields["amt"].choices = offices  # type: ignore[attr-defined]
        if not departments:
            del self.fields["amt"]


class AssignForm(forms.Form):
    """Where a person says the topic belongs."""

    pillar = forms.ChoiceField(label=_("Pillar"), choices=[(str(key), name) for key, name in PILLARS.items()])
    department = forms.CharField(label=_("Department"), required=False, max_length=200)


class OwnForm(forms.Form):
    """An idea somebody has."""

    title = forms.CharField(
        label=_("Headline"), max_length=500, help_text=_("A few words by which you find the idea again.")
    )
    text = forms.CharField(
        label=_("What is it about?"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What you know so far; you can add the facts in the story."),
    )
    link = forms.CharField(label=_("Link to the evidence"), required=False, max_length=2000)


class SetUpForm(forms.Form):
    """What one kind of source wants to know; made of its reader's fields."""

    def __init__(self, *args: object, wanted: Sequence[Field], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for one in wanted:
            self.fields[one.name] = _field(one)

    def given(self, *, land: str) -> Given:
        """As the reader takes it."""
        data = self.cleaned_data
        wanted = {name: getattr(field.widget, "input_type", "") for name, field in self.fields.items()}
        secret = {name: data[name] for name, kind in wanted.items() if kind == "password"}
        file = next((data[name] for name, kind in wanted.items() if kind == "file" and data[name]), None)
        rest = {
            name: value
            for name, value in data.items()
            if name != "address" and wanted[name] not in {"password", "file"}
        }
        return Given(
            address=data.get("address", ""),
            settings=rest,
            secret=secret,
            land=land,
            file=file.read(MAX_FILE + 1) if file else b"",
            file_name=file.name if file else "",
        )


def _field(one: Field) -> forms.Field:
    words: dict[str, Any] = {"label": one.label, "help_text": one.help, "required": one.is_required}
    if one.kind == "choice":
        return forms.ChoiceField(choices=one.choices, **words)
    if one.kind == "number":
        return forms.IntegerField(min_value=0, max_value=1_000_000, **words)
    if one.kind == "file":
        return forms.FileField(**words)
    if one.kind == "secret":
        return forms.CharField(
            max_length=500, widget=forms.PasswordInput(attrs={"autocomplete": "off"}), **words
        )
    if one.kind == "lines":
        return forms.CharField(max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}), **words)
    looks = (
        {"inputmode": "url", "autocomplete": "url", "spellcheck": "false"} if one.kind == "address" else {}
    )
    return forms.CharField(max_length=2000, widget=forms.TextInput(attrs=looks), **words)


class UploadForm(forms.Form):
    """A file of a source."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A feed (RSS, Atom, JSON Feed), a calendar (iCal) or a plan (XPlanGML), up to 5 MB."),
    )
