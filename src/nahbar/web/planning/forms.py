# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A day and a time of day, on the authority's clocks."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint
from nahbar.planning import times


class TimeForm(forms.Form):
    """Gives `when`, a moment to come."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def __init__(self, *args: Any, zone: str, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.now = zone, now

    def clean(self) -> dict[str, Any]:
        """Adds `when`; says in one sentence why a time cannot be."""
        data = super().clean() or self.cleaned_data
        if "day" not in data or "time" not in data:
            return data
        try:
            data["when"] = times.moment(data["day"], data["time"], self.zone)
        except Complaint as complaint:
            self.add_error("time", str(complaint))
            return data
        if data["when"] <= self.now:
            self.add_error("day", _("This time is already over. Please choose a later one."))
        return data
