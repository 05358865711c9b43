# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people type about a publication."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nahbar.authority import queries as authorities
from nahbar.authority.models import Authority, Channel


class LinkField(forms.URLField):
    """A web address; http and https only."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", max_length=1000, **kwargs)


class FoundForm(forms.Form):
    """The post was found on the platform: where."""

    url = LinkField(
        label=_("Link to the post"),
        help_text=_("Open the post on the platform and copy its address from the browser."),
        required=True,
    )


class DateForm(forms.Form):
    """A new time, in the time zone of the authority."""

    due_at = forms.DateTimeField(
        label=_("New date"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )


class ReasonForm(forms.Form):
    """Why; kept in the record."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("One sentence; it is kept in the record.")
    )


class ChannelField(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic at run time
    """An account, called by its handle."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.handle)


class HaltForm(forms.Form):
    """What is stopped, and why."""

    channel = ChannelField(
        label=_("What is stopped"),
        queryset=Channel.objects.none(),
        required=False,
        empty_label=_("all channels"),
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("Your colleagues will read it."))

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = authorities.channels(authority)
