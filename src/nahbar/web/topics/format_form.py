# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody says of a story format."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nahbar.radar.formats import Consent, Format, Tone
from nahbar.radar.matter import Pillar
from nahbar.topics.actions import Wanted
from nahbar.topics.states import PILLARS, FormatConsent


class FormatForm(forms.Form):
    """A format of one's own, or one of the catalogue as the house does it."""

    name = forms.CharField(label=_("Name of the format"), max_length=80)
    what = forms.CharField(
        label=_("What is it?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence, so that somebody else could do it."),
    )
    pillars = forms.MultipleChoiceField(
        label=_("What is it good for?"),
        choices=[(pillar.value, name) for pillar, name in PILLARS.items() if pillar is not Pillar.CRISIS],
        widget=forms.CheckboxSelectMultiple,
    )
    channels = forms.CharField(
        label=_("Channels"), required=False, max_length=400, help_text=_("With commas between them.")
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=2400,
        help_text=_("All the work in it, for a practised person, without ways."),
    )
    people = forms.CharField(label=_("Who is shown?"), required=False, max_length=200)
    consent = forms.ChoiceField(label=_("Consents"), choices=FormatConsent.choices)
    is_factual = forms.BooleanField(
        label=_("It is factual enough for formal participation"),
        required=False,
        help_text=_("Only such formats are offered for plans and official notices."),
    )

    def __init__(
        self, *args: Any, is_catalogue: bool = False, pillars: tuple[Pillar, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_catalogue:
            # Whether one of the catalogue suits a procedure of law is not for a house to say.
            del self.fields["is_factual"]
        if Pillar.CRISIS in pillars:
            choices = [(pillar.value, name) for pillar, name in PILLARS.items()]
            self.fields["pillars"].choices = choices  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was filled in, as the action takes it."""
        said = self.cleaned_data
        return Wanted(
            name=said["name"],
            what=said["what"],
            channels=tuple(said["channels"].split(",")),
            minutes=said["minutes"],
            people=said["people"],
            consent=Consent(said["consent"]),
            pillars=tuple(Pillar(value) for value in said["pillars"]),
            is_factual=bool(said.get("is_factual")),
        )


def initial(one: Format) -> dict[str, Any]:
    """A format as the form shows it."""
    return {
        "name": one.name,
        "what": one.what,
        "pillars": [pillar.value for pillar in one.pillars],
        "channels": ", ".join(one.channels),
        "minutes": one.minutes,
        "people": one.people,
        "consent": one.consent.value,
        "is_factual": one.tone is Tone.FACTUAL,
    }
