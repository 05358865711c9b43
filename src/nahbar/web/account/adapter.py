# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the login behaves here: nobody signs up alone, mails leave by our one function."""

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from nahbar.authority import mail
from nahbar.authority.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: people join by first run or invitation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "You are not logged in, because mail address and password do not belong together. "
            "Please check both, or set a new password."
        ),
        "too_many_login_attempts": _(
            "You are not logged in, because there were too many attempts. Please try again in five minutes."
        ),
        "enter_current_password": _("This is not your present password. Please type it again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        del request
        return False

    def send_mail(self, template_prefix: str, email: str, context_of_mail: dict[str, Any]) -> None:
        """The mails of the login pages leave by the same function as all others."""
        given = {"request": context.request, "email": email, **context_of_mail}
        mail.deliver(self.render_mail(template_prefix, email, given))

    def format_email_subject(self, subject: str) -> str:
        """The subject as it was written, without a prefix."""
        return str(subject)

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """From now on this browser speaks the person's language."""
        response = cast("HttpResponse", super().post_login(request, user, **kwargs))
        keep_language(response, user.language)
        return response


def keep_language(response: HttpResponse, language: str) -> None:
    """Remembers the language in this browser for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
