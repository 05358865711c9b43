# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The topic house: what departments' requests are scored against, in the house's own words and weights."""

from typing import Any

from django import forms
from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nahbar.authority.permissions import ADMINISTERS, demand
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.radar.topic_house import Criterion
from nahbar.topics import actions
from nahbar.topics.actions.topic_house import MOST_DAYS, MOST_MINUTES, MOST_WEIGHT, WHOLE
from nahbar.topics.request_states import CRITERIA
from nahbar.topics.states import PILLARS as NAMES
from nahbar.topics.topic_house import PILLARS, row, topic_house, written
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.settings.views import last_change

ODD = (actions.SharesNotWhole, actions.WeightsEmpty, actions.BoundsCrossed)
LINES = {"rows": 5}


def _number(label: object, most: int, help_text: object = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most, help_text=help_text)  # type: ignore[arg-type]


class HouseForm(forms.Form):
    """The whole topic house; `share_` and `weight_` fields are made of the pillars and criteria."""

    audiences = forms.CharField(
        label=gettext_lazy("Whom you want to reach above all"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=LINES),
        help_text=gettext_lazy("One group a line, for example Eltern, Auszubildende, Anwohnende."),
    )
    ours = forms.CharField(
        label=gettext_lazy("What you tell"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy(
            "One sentence a line. Behind a colon stand the words by whose beginnings a request is recognised, with commas. "
            "A sentence without words stands in the answers only."
        ),
    )
    not_ours = forms.CharField(
        label=gettext_lazy("What you do not tell"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy(
            "Written the same way. A sentence with the word “ohne” (ohne Nutzen) is silent where there is a benefit for citizens."
        ),
    )
    minutes = _number(
        gettext_lazy("Minutes a week for stories"),
        MOST_MINUTES,
        gettext_lazy("Against them the effort is counted."),
    )
    repeat_days = _number(gettext_lazy("Days in which the same matter is not told again"), MOST_DAYS)
    election_on = forms.DateField(
        label=gettext_lazy("Next election"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("In the 90 days before it, heads of the house are not put in front."),
    )
    take_from = _number(gettext_lazy("Taken as it is from points"), WHOLE)
    decline_below = _number(gettext_lazy("Not on social media below points"), WHOLE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for pillar in PILLARS:
            self.fields[f"share_{pillar.value}"] = _number(NAMES[pillar].capitalize(), WHOLE)
        for one in Criterion:
            self.fields[f"weight_{one.value}"] = _number(CRITERIA[one], MOST_WEIGHT)

    def shares(self) -> list[BoundField]:
        """The fields of the mix."""
        return [self[f"share_{pillar.value}"] for pillar in PILLARS]

    def weights(self) -> list[BoundField]:
        """The fields of the criteria."""
        return [self[f"weight_{one.value}"] for one in Criterion]

    def written(self) -> actions.Written:
        """As the action takes it."""
        said = self.cleaned_data
        plain = {name: value for name, value in said.items() if not name.startswith(("share_", "weight_"))}
        return actions.Written(
            shares={pillar.value: said[f"share_{pillar.value}"] for pillar in PILLARS},
            weights={one.value: said[f"weight_{one.value}"] for one in Criterion},
            **plain,
        )


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def house_page(request: InsideRequest) -> HttpResponse:
    """What the authority tells, to whom, in which mix, and what weighs how much."""
    is_post = request.method == "POST"
    if is_post:
        demand(request.person, request.authority, ADMINISTERS)
    form = HouseForm(request.POST if is_post else None, initial=_now(request))
    if is_post and form.is_valid() and _saved(request, form):
        messages.success(request, _("The topic house is saved. Answers name this day as its date."))
        return redirect(here(request, "settings:topic_house"))
    page = {
        "form": form,
        "house": topic_house(request.authority),
        "is_own": row(request.authority) is not None,
        "may": bool(request.roles & ADMINISTERS),
        **last_change(request, "topics.write_topic_house"),
    }
    return render(request, "settings/topic_house.html", page, status=422 if form.errors else 200)


def _saved(request: InsideRequest, form: HouseForm) -> bool:
    try:
        actions.write_topic_house(request.authority, form.written(), by=request.person, at=clock.now())
    except ODD as complaint:
        form.add_error(_field(complaint), str(complaint))
    return not form.errors


def _field(complaint: Complaint) -> str:
    """The field a complaint stands at."""
    if isinstance(complaint, actions.SharesNotWhole):
        return f"share_{PILLARS[0].value}"
    if isinstance(complaint, actions.WeightsEmpty):
        return f"weight_{Criterion.BENEFIT.value}"
    return "take_from"


def _now(request: InsideRequest) -> dict[str, Any]:
    now = written(topic_house(request.authority))
    shares = {f"share_{name}": value for name, value in now.pop("shares").items()}
    weights = {f"weight_{name}": value for name, value in now.pop("weights").items()}
    return {**now, **shares, **weights}
