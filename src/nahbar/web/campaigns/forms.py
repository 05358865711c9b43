# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody says of a campaign."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nahbar.campaigns.actions import MOST_COUNTED, Wanted
from nahbar.campaigns.models import Campaign
from nahbar.radar.matter import Pillar
from nahbar.topics.states import PILLARS

_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class CampaignForm(forms.Form):
    """A campaign, new or changed."""

    name = forms.CharField(label=_("Name of the campaign"), max_length=120)
    pillar = forms.ChoiceField(
        label=_("What is it good for?"),
        choices=[(pillar.value, name) for pillar, name in PILLARS.items() if pillar is not Pillar.CRISIS],
        help_text=_("Topics of this pillar stand higher while the campaign runs."),
    )
    aim = forms.CharField(
        label=_("What shall be reached?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence. For example: “All eleven apprenticeships are taken in August.”"),
    )
    begins_on = forms.DateField(label=_("First day"), widget=_DAY)
    ends_on = forms.DateField(label=_("Last day"), widget=_DAY)
    goal = forms.IntegerField(
        label=_("A number to reach"), required=False, min_value=1, max_value=MOST_COUNTED
    )
    unit = forms.CharField(
        label=_("Of what?"),
        required=False,
        max_length=60,
        help_text=_(
            "For example: applications, statements, registrations. You count, and write down the number."
        ),
    )

    def wanted(self) -> Wanted:
        """What was filled in, as the action takes it."""
        said = dict(self.cleaned_data)
        return Wanted(**{**said, "pillar": Pillar(said["pillar"])})


def initial(one: Campaign) -> dict[str, Any]:
    """A campaign as the form shows it."""
    names = ("name", "pillar", "aim", "begins_on", "ends_on", "goal", "unit")
    return {name: getattr(one, name) for name in names}


class CountForm(forms.Form):
    """How far it is."""

    reached = forms.IntegerField(label=_("Counted so far"), min_value=0, max_value=MOST_COUNTED)
