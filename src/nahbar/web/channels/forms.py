# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django import forms

from nahbar.channels.capability import Capability


class ConnectForm(forms.Form):
    """The fields a platform asks for, from its capability record."""

    def __init__(self, capability: Capability, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for asked in capability.connect_fields:
            # A secret is never filled in by the browser from another account, nor sent back to the page.
            quiet = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
            self.fields[asked.key] = forms.CharField(
                label=asked.label,
                help_text=asked.help,
                required=asked.required,
                initial=asked.initial,
                max_length=300,
                widget=forms.PasswordInput(attrs=quiet) if asked.secret else forms.TextInput(attrs=quiet),
            )
