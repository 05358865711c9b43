# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mails about a consent: the question, the copy of what was agreed, and that a withdrawal is dealt with."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nahbar.authority import mail
from nahbar.consents import queries
from nahbar.consents.models import Consent
from nahbar.consents.states import Extra, Media, Purpose
from nahbar.web.consents.places import places


def address(consent: Consent, token: str = "") -> str:
    """The whole secret address.

    Raises:
        SealBroken, KeyMissing: the house's own copy cannot be opened.
    """
    secret = token or queries.token_of(consent)
    return settings.BASE_URL + reverse("consenting:page", args=(consent.authority.slug, secret))


def send_question(consent: Consent, to: str) -> None:
    """Asks by mail.

    Raises:
        MailNotSent: if the mail server does not take it.
    """
    values = {"authority": consent.authority.name, "occasion": consent.occasion, "link": address(consent)}
    text = _(
        "Good day,\n\n%(authority)s would like to show you: %(occasion)s.\n\nHere you can look at it and say yes or no. A no is as "
        "easy as a yes and has no consequences:\n\n%(link)s\n"
    )
    subject = _("May we show you? A question from %(authority)s")
    mail.send(authority=consent.authority_id, to=to, subject=subject % values, text=text % values)


def send_copy(consent: Consent, to: str, token: str) -> None:
    """What was agreed, in words, with the way to take it back.

    Raises:
        MailNotSent: if the mail server does not take it.
    """
    values = {
        "authority": consent.authority.name,
        "occasion": consent.occasion,
        "agreed": "\n".join(f"- {line}" for line in agreed(consent)),
        "link": address(consent, token),
    }
    text = _(
        "Good day,\n\nthank you. This is what you agreed to with %(authority)s (%(occasion)s):\n\n%(agreed)s\n\n"
        "You can take it back at any time, without a reason and without disadvantage. What was shown until then stays lawful; from "
        "then on we show nothing more and take down what we can. On the net, copies of others may remain. Here:\n\n%(link)s\n"
    )
    subject = _("Copy of your consent: %(occasion)s")
    mail.send(authority=consent.authority_id, to=to, subject=subject % values, text=text % values)


def send_done(consent: Consent) -> None:
    """That a withdrawal is dealt with everywhere.

    Raises:
        MailNotSent: if the mail server does not take it.
    """
    values = {"authority": consent.authority.name, "occasion": consent.occasion}
    text = _(
        "Good day,\n\nyou took your consent back (%(occasion)s). %(authority)s has taken down everything within its reach and "
        "shows nothing of it any more.\n"
    )
    subject = _("Your withdrawal is dealt with")
    mail.send(authority=consent.authority_id, to=consent.contact, subject=subject, text=text % values)


def agreed(consent: Consent) -> list[str]:
    """What was agreed, one line each."""
    names = places(consent.authority)
    lines = [str(Purpose(one).label) for one in consent.purposes]
    lines += [str(Media(one).label) for one in consent.media]
    lines += [names.get(one, one) for one in consent.channels]
    lines += [str(Extra(one).label) for one in consent.extras]
    if consent.ends_on:
        lines.append(_("until %(day)s") % {"day": date_format(consent.ends_on, "j. F Y")})
    return lines


def is_mail(contact: str) -> bool:
    """Whether a copy can be sent there."""
    name, _at, server = contact.partition("@")
    return bool(name) and "." in server and " " not in contact
