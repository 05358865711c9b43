# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django import forms
from django.utils.translation import gettext_lazy as _


class CitizenForm(forms.Form):
    """What a citizen says, played by somebody of the authority."""

    author = forms.CharField(label=_("Name of the citizen"), max_length=100, initial="Erika Beispiel")
    text = forms.CharField(
        label=_("What they write"), max_length=2000, widget=forms.Textarea(attrs={"rows": "3"})
    )
