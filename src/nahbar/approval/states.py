# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a round stands, and the four answers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoundState(TextChoices):
    REQUESTED = "requested", _("in co-signing")
    SIGNED = "signed", _("signed")
    RETURNED = "returned", _("returned")
    RECALLED = "recalled", _("recalled")


NEXT: dict[RoundState, frozenset[RoundState]] = {
    RoundState.REQUESTED: frozenset({RoundState.SIGNED, RoundState.RETURNED, RoundState.RECALLED}),
    RoundState.SIGNED: frozenset(),
    RoundState.RETURNED: frozenset(),
    RoundState.RECALLED: frozenset(),
}


class Answer(TextChoices):
    SIGNED = "signed", _("co-signed")
    NOTED = "noted", _("co-signed with a note")
    OBJECTED = "objected", _("objection")
    REFUSED = "refused", _("not co-signed")


AGREEING = frozenset({Answer.SIGNED, Answer.NOTED})


class Door(TextChoices):
    APPLICATION = "application", _("in the application")
    MAIL_LINK = "mail_link", _("by mail link")
