# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where an inquiry stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class InquiryState(TextChoices):
    RECEIVED = "received", _("new")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed without an answer")


NEXT: dict[InquiryState, frozenset[InquiryState]] = {
    InquiryState.RECEIVED: frozenset({InquiryState.ANSWERED, InquiryState.CLOSED}),
    InquiryState.ANSWERED: frozenset({InquiryState.RECEIVED, InquiryState.ANSWERED}),
    InquiryState.CLOSED: frozenset({InquiryState.RECEIVED, InquiryState.ANSWERED}),
}
