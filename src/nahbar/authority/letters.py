# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mails this room writes."""

from django.conf import settings
from django.utils.translation import gettext as _

from nahbar.authority import mail
from nahbar.authority.models import Invitation

INVITATION_PATH = "/einladung/"


def send_invitation(invitation: Invitation, token: str) -> None:
    """The invitation's mail with its link; the only place the token ever stands.

    Raises:
        MailNotSent: if the mail server does not take it.

    """
    values = {
        "name": invitation.name,
        "authority": invitation.authority.name,
        "by": invitation.invited_by.name,
        "link": f"{settings.BASE_URL}{INVITATION_PATH}{token}/",
    }
    mail.send(
        authority=invitation.authority.pk,
        to=invitation.email,
        subject=_("%(authority)s invites you to work with Nahbar") % values,
        text=_(
            "Hello %(name)s,\n\n"
            "%(by)s invites you to do the social media work of %(authority)s together with Nahbar.\n\n"
            "Please follow this link; it is valid for seven days and works once:\n\n"
            "%(link)s\n\n"
            "If you did not expect this mail, you need not do anything.\n"
        )
        % values,
    )
