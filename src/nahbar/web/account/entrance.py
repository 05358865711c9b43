# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The login pages there are. The library has more (sign-up, several addresses, codes): they lead nowhere."""

from allauth.account import views as login_views
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path, reverse_lazy

from nahbar.web.account import forms


def nowhere(request: HttpRequest) -> HttpResponse:
    """For names the library looks up but that have no page here."""
    del request
    raise Http404


urlpatterns = [
    path("anmelden/", login_views.LoginView.as_view(form_class=forms.LoginForm), name="account_login"),
    path("abmelden/", login_views.logout, name="account_logout"),
    path("gesperrt/", login_views.account_inactive, name="account_inactive"),
    path(
        "passwort/",
        login_views.PasswordChangeView.as_view(
            form_class=forms.ChangePasswordForm, success_url=reverse_lazy("account:mine")
        ),
        name="account_change_password",
    ),
    path(
        "passwort/vergessen/",
        login_views.PasswordResetView.as_view(form_class=forms.ResetForm),
        name="account_reset_password",
    ),
    path("passwort/gesendet/", login_views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        login_views.PasswordResetFromKeyView.as_view(
            form_class=forms.NewPasswordForm, success_url=reverse_lazy("account_login")
        ),
        name="account_reset_password_from_key",
    ),
    path("registrieren/", nowhere, name="account_signup"),
    path("adressen/", nowhere, name="account_email"),
    path("bestaetigen/", nowhere, name="account_reauthenticate"),
    path("passwort/setzen/", nowhere, name="account_set_password"),
    path("adressen/bestaetigen/", nowhere, name="account_email_verification_sent"),
]
