# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from django import forms
from django.utils.translation import gettext_lazy as _

from nahbar.authority.states import Role
from nahbar.web.account.forms import AuthorityFields


class AuthorityForm(AuthorityFields):
    """What the authority says of itself, once it is set up."""

    own_contacts = forms.CharField(
        label=_("Contacts of your own"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One per line: telephone numbers and mail addresses of the authority. "
            "The rule check then does not take them for somebody's private data."
        ),
    )
    departments = forms.CharField(
        label=_("Departments"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One per line, as they are called in your house. Topics are then assigned to them."),
    )
    late_after_hours = forms.IntegerField(
        label=_("A post is missed after hours"),
        min_value=1,
        max_value=720,
        help_text=_("A planned post that could not go out for so long is not sent; a person decides."),
    )
    take_logo_away = forms.BooleanField(label=_("Take the present logo away"), required=False)


class InviteForm(forms.Form):
    """Whom to invite, and for what."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("Mail address"))
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple, initial=[Role.EDITOR]
    )


class SignerForm(forms.Form):
    """Somebody who signs by mail link and never logs in."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("Mail address"))
    function = forms.CharField(label=_("Function"), max_length=200, required=False)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(Role.COSIGNER.value, Role.COSIGNER.label), (Role.APPROVER.value, Role.APPROVER.label)],
    )


class RoleForm(forms.Form):
    """One role."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
