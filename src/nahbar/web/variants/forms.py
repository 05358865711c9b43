# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the desk of a variant sends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nahbar.channels import registry

# Far above every platform's limit, far below what would hurt.
LONGEST = 50_000


class SaveForm(forms.Form):
    """The text and the revision it was written on; `instead`: the revision the writer decided to replace."""

    text = forms.CharField(required=False, strip=False, max_length=LONGEST)
    revision = forms.IntegerField(min_value=0)
    instead = forms.IntegerField(min_value=0, required=False)
    page = forms.CharField(required=False, max_length=36)

    def values(self) -> dict[str, Any]:
        """Arguments for `variants.actions.revise`."""
        data = self.cleaned_data
        return {
            "text": data["text"],
            "revision": data["instead"] or data["revision"],
            "page": data["page"],
        }


class OverruleForm(forms.Form):
    """Why a finding stays."""

    rule = forms.CharField(max_length=30)
    passage = forms.CharField(required=False, strip=False)
    reason = forms.CharField(required=False, max_length=2000)

    def clean_passage(self) -> str:
        """As the rulebook saw it: browsers send line ends as two characters."""
        return str(self.cleaned_data["passage"]).replace("\r\n", "\n")


class HandlesForm(forms.Form):
    """A name, and for each platform that knows accounts a field for the one of this name."""

    name = forms.CharField(
        label=_("Name in your texts"), max_length=100, help_text=_("For example: Kita Regenbogen")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in registry.capabilities():
            if one.handle is not None:
                self.fields[f"account_{one.key}"] = forms.CharField(
                    label=_("Account on %(platform)s") % {"platform": one.name},
                    help_text=_("Written like %(example)s") % {"example": one.handle.example},
                    required=False,
                    max_length=300,
                )

    def values(self) -> dict[str, Any]:
        """Arguments for `variants.actions.note_handles`."""
        data = self.cleaned_data
        accounts = {key.removeprefix("account_"): said for key, said in data.items() if key != "name"}
        return {"name": data["name"], "handles": accounts}
