# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one function every mail leaves by: to a mail server, or as a file in the outbox folder."""

import email
import email.policy
import logging
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint

LOG = logging.getLogger("nahbar.mail")
BOUNDARY = b"\n" + b"-" * 79 + b"\n"
LOOKED_AT = 200
LARGEST = 200_000
TENANT = "X-Nahbar-Authority"


class MailNotSent(Complaint):
    """The mail server did not take the mail; what was done before stands."""

    sentence = _(
        "The mail to %(to)s was not sent, because the mail server did not take it. "
        "Everything else was saved. Please have the mail settings checked, then send the mail again."
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail in the outbox folder, without its text: it may hold links that open something.

    `authority` is the id of the one it was written for; empty for mails of the login pages.
    """

    to: str
    subject: str
    written_at: datetime
    authority: str = ""


def send(*, to: str, subject: str, text: str, authority: uuid.UUID | None = None) -> None:
    """Sends one plain mail to one address. Call it after the transaction, never inside.

    `authority`: for whom; other authorities on the same machine then do not see it in their list of mails.

    Raises:
        MailNotSent: if the mail server cannot be reached or refuses.

    """
    headers = {TENANT: str(authority)} if authority else {}
    deliver(EmailMessage(subject=" ".join(subject.split()), body=text, to=[to], headers=headers))


def deliver(message: EmailMessage) -> None:
    """Sends a mail that is already written (the login pages write theirs themselves).

    Raises:
        MailNotSent: if the mail server cannot be reached or refuses.

    """
    try:
        message.send()
    except (SMTPException, OSError) as error:
        LOG.warning("a mail was not sent: %s", type(error).__name__)
        raise MailNotSent(to=", ".join(message.to)) from error


def outbox(authority: uuid.UUID, addresses: Collection[str], *, most: int = 20) -> tuple[Letter, ...]:
    """The last mails in the outbox folder that are this authority's own, newest first; never their text.

    Its own are those written for it, and those of the login pages to one of `addresses` (small letters).
    """
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return ()
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    letters = [letter for path in files[:LOOKED_AT] for letter in _letters(path)]
    own = [
        letter
        for letter in letters
        if letter.authority == str(authority) or (not letter.authority and letter.to.lower() in addresses)
    ]
    return tuple(own[:most])


def _letters(path: Path) -> list[Letter]:
    written = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    with path.open("rb") as file:
        data = file.read(LARGEST)
    found = []
    for part in data.split(BOUNDARY):
        if not part.strip():
            continue
        message = email.message_from_bytes(part, policy=email.policy.default)
        found.append(
            Letter(
                str(message["To"] or ""), str(message["Subject"] or ""), written, str(message[TENANT] or "")
            )
        )
    return found[::-1]
