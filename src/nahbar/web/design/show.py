# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the living page shows: every state of every room, a form in both states, every icon."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nahbar.approval.states import Answer, RoundState
from nahbar.authority.states import ChannelState
from nahbar.dialogue.states import InquiryState
from nahbar.planning.states import SlotState
from nahbar.publishing.states import PublicationState
from nahbar.stories.states import StoryState
from nahbar.topics.states import TopicState
from nahbar.web.design.icons import ICONS

CHOICES = [("rathaus", gettext_lazy("Town hall")), ("bauamt", gettext_lazy("Building office"))]


class Specimen(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label=gettext_lazy("Title"), help_text=gettext_lazy("As short as on a door."))
    text = forms.CharField(label=gettext_lazy("Text"), widget=forms.Textarea, required=False)
    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    office = forms.ChoiceField(label=gettext_lazy("Office"), choices=CHOICES)
    answer = forms.ChoiceField(label=gettext_lazy("Answer"), choices=CHOICES, widget=forms.RadioSelect)
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Who signs"), choices=CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )
    picture = forms.FileField(label=gettext_lazy("Picture"), required=False)
    sure = forms.BooleanField(label=gettext_lazy("I have checked the alternative text."), required=False)


def living_page(at: datetime) -> dict[str, Any]:
    """Everything the living page draws."""
    rooms = [
        (_("Topic"), TopicState),
        (_("Story"), StoryState),
        (_("Round of co-signing"), RoundState),
        (_("Answer in a round"), Answer),
        (_("Place in the calendar"), SlotState),
        (_("Post"), PublicationState),
        (_("Inquiry"), InquiryState),
        (_("Channel"), ChannelState),
    ]
    return {
        "at": at,
        "rooms": [(name, states.choices) for name, states in rooms],
        "icons": sorted(ICONS),
        "form": Specimen(prefix="leer"),
        "wrong_form": Specimen({"falsch-text": "x"}, prefix="falsch"),
        "kinds": ["info", "success", "warning", "danger"],
        "days": range(1, 15),
        "bars": [18, 42, 71],
    }
