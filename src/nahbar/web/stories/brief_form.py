# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person fills in for the brief of a story, and what stands beside it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nahbar.stories import briefing, queries
from nahbar.stories.briefing import Brief
from nahbar.stories.models import Story
from nahbar.topics import formats
from nahbar.topics.states import PILLARS

_OPEN = {"ja": True, "nein": False, "": None}
_SAID = {True: "ja", False: "nein", None: ""}


class BriefForm(forms.Form):
    """What somebody agreed on; nothing of it is a duty."""

    message = forms.CharField(
        label=gettext_lazy("The one sentence people shall remember"), required=False, max_length=300
    )
    goal = forms.ChoiceField(label=gettext_lazy("What is it for?"), required=False)
    audience = forms.CharField(label=gettext_lazy("Whom is it for?"), required=False, max_length=200)
    call_to_action = forms.CharField(
        label=gettext_lazy("What shall people do?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For example: register by 12 June."),
    )
    format_key = forms.ChoiceField(label=gettext_lazy("Format"), required=False)
    angle = forms.CharField(label=gettext_lazy("Angle"), required=False, max_length=300)
    people_shown = forms.CharField(
        label=gettext_lazy("Who is to be seen?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("By task, not by name: for example two trainees of the building yard."),
    )
    series = forms.CharField(label=gettext_lazy("Series"), required=False, max_length=120)
    link_is_open = forms.ChoiceField(
        label=gettext_lazy("Can everything be read behind the link without an account?"),
        required=False,
        choices=[
            ("", gettext_lazy("nobody has checked")),
            ("ja", gettext_lazy("yes")),
            ("nein", gettext_lazy("no")),
        ],
    )
    shooting_notes = forms.CharField(
        label=gettext_lazy("Own lines for the shooting sheet"),
        required=False,
        max_length=briefing.MOST_NOTES,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line."),
    )
    revision = forms.IntegerField(min_value=1, max_value=999_999_999, widget=forms.HiddenInput())

    def __init__(self, story: Story, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.key, one.name) for one in formats.formats(story.authority)]
        if story.format_key and story.format_key not in dict(offered):
            one = formats.format_of(story.authority, story.format_key)
            offered += [(one.key, one.name)] if one else []
        goals = [(pillar.value, name) for pillar, name in PILLARS.items()]
        self.fields["goal"].choices = [("", _("not said")), *goals]  # type: ignore[attr-defined]
        self.fields["format_key"].choices = [("", _("none")), *offered]  # type: ignore[attr-defined]
        self.fields["series"].widget.attrs["list"] = "serien"

    def said(self) -> Brief:
        """What was filled in, as the action takes it."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return Brief(**{**values, "link_is_open": _OPEN[values["link_is_open"]]})


def initial(story: Story) -> dict[str, Any]:
    """The brief as the form shows it."""
    names = [name for name in BriefForm.base_fields if name != "link_is_open"]
    return {**{name: getattr(story, name) for name in names}, "link_is_open": _SAID[story.link_is_open]}


def context(story: Story) -> dict[str, Any]:
    """What `stories/brief.html` shows."""
    return {
        "brief_form": BriefForm(story, initial=initial(story)),
        "goal": {pillar.value: name for pillar, name in PILLARS.items()}.get(story.goal, ""),
        "earlier": queries.earlier_in_series(story),
        "all_series": queries.series(story.authority),
    }
