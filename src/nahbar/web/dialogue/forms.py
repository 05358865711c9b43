# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people type in the dialogue."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """Our answer. How long it may be is counted by the channel's own rule in the action."""

    text = forms.CharField(
        label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 5}), max_length=20_000
    )


class CloseForm(forms.Form):
    """Why nobody answers."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("For instance: thanks only, no question. It is kept in the record."),
    )
