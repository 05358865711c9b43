# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""First run, invitation, login, own account."""

import zoneinfo
from functools import cache, lru_cache
from typing import Any

from allauth.account import forms as login_forms
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from nahbar.authority import logo as pictures
from nahbar.authority.models import Person
from nahbar.authority.states import Land, Level
from nahbar.foundation.complaint import Complaint

PASSWORD_HELP = _("At least 12 characters; no common password, and not your name or address.")
THEMES = [("", _("as on this device")), ("light", _("light")), ("dark", _("dark"))]
IN_A_LAND = frozenset({Level.STATE, Level.DISTRICT, Level.MUNICIPALITY})
USUAL_ZONES = ["Europe/Berlin", "Europe/Busingen"]


@cache
def time_zones() -> list[tuple[str, str]]:
    """All time zones, the German ones first; looked up once, because it reads the folder of zones."""
    others = sorted(
        zone for zone in zoneinfo.available_timezones() if "/" in zone and zone not in USUAL_ZONES
    )
    return [(zone, zone) for zone in [*USUAL_ZONES, *others]]


@lru_cache(maxsize=32)
def _zone_options(chosen: str) -> SafeString:
    """Six hundred options; Django's own widget takes two templates for each of them."""
    option = '<option value="{}"{}>{}</option>'
    rows = ((zone, mark_safe(" selected") if zone == chosen else "", label) for zone, label in time_zones())
    return format_html_join("", option, rows)


class ZoneSelect(forms.Select):
    """A choice of a time zone, drawn fast."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002 - Django names it
    ) -> SafeString:
        """The options of `time_zones`, with the value chosen."""
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(given), _zone_options(str(value or "")))


class AuthorityFields(forms.Form):
    """What an authority says of itself."""

    name = forms.CharField(
        label=_("Name of the authority"), max_length=200, help_text=_("For example: Stadt Musterau")
    )
    level = forms.ChoiceField(label=_("Level"), choices=[("", _("Please choose")), *Level.choices])
    land = forms.ChoiceField(
        label=_("Land"),
        choices=Land.choices,
        required=False,
        help_text=_("Needed for Land, district and municipality."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, widget=ZoneSelect, initial="Europe/Berlin"
    )
    colour = forms.CharField(
        label=_("Colour"),
        max_length=7,
        initial="#171a2b",
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=_("White text must be readable on it, so it must be a dark shade."),
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=_("PNG, JPEG or WebP, at most 2 MB."),
    )

    def clean_colour(self) -> str:
        """A colour white text is readable on."""
        try:
            return pictures.readable_colour(self.cleaned_data["colour"])
        except Complaint as complaint:
            raise ValidationError(str(complaint)) from complaint

    def clean_logo(self) -> bytes:
        """The logo as PNG; empty if none was chosen."""
        file = self.cleaned_data.get("logo")
        if not file:
            return b""
        try:
            return pictures.as_png(file.read(pictures.MAX_BYTES + 1))
        except Complaint as complaint:
            raise ValidationError(str(complaint)) from complaint

    def clean(self) -> dict[str, Any]:
        """A body below the federation lies in a Land: the rules depend on it."""
        values = super().clean() or {}
        if values.get("level") == Level.FEDERATION:
            values["land"] = ""
        elif values.get("level") in {Level.STATE, Level.DISTRICT, Level.MUNICIPALITY} and not values.get(
            "land"
        ):
            self.add_error("land", _("Please choose the Land: some rules differ from Land to Land."))
        return values


class FoundForm(AuthorityFields):
    """First run: the authority and one's own account."""

    admin_name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    admin_email = forms.EmailField(
        label=_("Your mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=PASSWORD_HELP,
    )

    def clean(self) -> dict[str, Any]:
        """The password is measured against the name and the address beside it."""
        values = super().clean()
        somebody = Person(name=values.get("admin_name", ""), email=values.get("admin_email", ""))
        check_password_of(self, somebody)
        return values


class AcceptForm(forms.Form):
    """An invited person's own account."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("It stands under what you sign and in the record."),
    )
    function = forms.CharField(
        label=_("Your function"), max_length=200, required=False, help_text=_("For example: press office")
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=PASSWORD_HELP,
    )

    def __init__(self, *args: Any, email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean(self) -> dict[str, Any]:
        """The password is measured against name and address."""
        values = super().clean() or {}
        check_password_of(self, Person(name=values.get("name", ""), email=self._email))
        return values


class OwnAccountForm(forms.Form):
    """Name, function, language and theme of the person who is logged in."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("It stands under what you sign and in the record."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    function = forms.CharField(label=_("Your function"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    theme = forms.ChoiceField(label=_("Brightness"), choices=THEMES, required=False)


class LoginForm(login_forms.LoginForm):  # type: ignore[misc]
    """Mail address and password with plain labels."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, login=_("Mail address"), password=_("Password"))
        self.fields["password"].help_text = ""


class ResetForm(login_forms.ResetPasswordForm):  # type: ignore[misc]
    """Asks where to send the link. Who signs by mail link only gets none: they have no login."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, email=_("Mail address"))

    def clean_email(self) -> str:
        """The address; the mail goes only to people who have a password."""
        email: str = super().clean_email()
        found: list[Person] = self.users  # type: ignore[has-type]
        self.users = [person for person in found if person.has_usable_password()]
        return email

    def save(self, request: Any, **kwargs: Any) -> str:
        """Sends the link, or nothing at all: a stranger's address must not receive mails from us."""
        if self.users:
            super().save(request, **kwargs)
        return str(self.cleaned_data["email"])


class NewPasswordForm(login_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password after the mail link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, password1=_("New password"), password2=_("New password once more"))
        self.fields["password1"].help_text = PASSWORD_HELP


class ChangePasswordForm(login_forms.ChangePasswordForm):  # type: ignore[misc]
    """A new password for somebody who knows the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(
            self,
            oldpassword=_("Present password"),
            password1=_("New password"),
            password2=_("New password once more"),
        )
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = PASSWORD_HELP


def check_password_of(form: forms.Form, somebody: Person) -> None:
    """Puts what is wrong with the password beside its field."""
    password = form.cleaned_data.get("password")
    if password:
        try:
            validate_password(password, somebody)
        except ValidationError as error:
            form.add_error("password", error)


def _plain(form: forms.Form, **labels: Any) -> None:
    # A placeholder vanishes while typing; the label says the same and stays.
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)
