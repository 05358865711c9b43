# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mail that asks for a co-signature: plain text, in the language of the person asked."""

import logging
import zoneinfo
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nahbar.approval.models import Asked
from nahbar.authority import mail

logger = logging.getLogger(__name__)


def send(asked: Asked, token: str, *, at: datetime) -> bool:
    """Mails the link and notes when; False when the mail server did not take it (the round stays as it is)."""
    try:
        mail.deliver(written(asked, token))
    except Exception as error:  # noqa: BLE001 - whatever the mail server does, the round is not lost
        # Only the kind of fault: its text may hold the address or the link.
        logger.warning("The mail for round %s was not taken: %s", asked.round_id, type(error).__name__)
        return False
    Asked.objects.filter(pk=asked.pk, token_digest=asked.token_digest).update(mailed_at=at)
    return True


def written(asked: Asked, token: str) -> EmailMessage:
    """The mail as it goes out: which authority asks, until when, the link, and what silence means."""
    round_ = asked.round
    authority = round_.story.authority
    zone = zoneinfo.ZoneInfo(authority.time_zone)
    with translation.override(asked.person.language):
        values = {
            "asked": asked,
            "authority": authority,
            "round": round_,
            "channels": [
                version.variant.channel for version in round_.versions.select_related("variant__channel")
            ],
            "until": spoken(round_.answer_until, zone),
            "ends": spoken(asked.expires_at, zone),
            "link": settings.BASE_URL + reverse("link:sign", args=(token,)),
        }
        subject = _("%(authority)s asks for your co-signature: %(title)s")
        subject = subject % {"authority": authority.name, "title": round_.story.title}
        body = render_to_string("approval/request.txt", values).lstrip()
    # A line break in a name must not become a header of its own.
    return EmailMessage(
        subject=" ".join(subject.split())[:200],
        body=body,
        to=[asked.person.email],
        headers={mail.TENANT: str(authority.pk)},
    )


def spoken(moment: datetime | None, zone: zoneinfo.ZoneInfo) -> str:
    """A moment as people write it, e.g. "Di, 24. November, 12:00"; empty for none."""
    return date_format(timezone.localtime(moment, zone), _("D, j F, H:i")) if moment else ""
