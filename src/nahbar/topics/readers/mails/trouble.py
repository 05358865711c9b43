# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is in the way of a mailbox, as a sentence for people."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint
from nahbar.topics.address import AddressNotAllowed
from nahbar.wire.mailbox import NoMailbox, Trouble


class MailServerUnreachable(Complaint):
    sentence = _(
        "The mailbox was not read: %(host)s does not answer at this port, or ended the conversation. "
        "Please check the server's name and the port, or try again later."
    )


class MailServerNotAllowed(AddressNotAllowed):
    sentence = _(
        "The mailbox was not opened: %(host)s lies in a private network, and Nahbar goes there only with your operator's leave. "
        "Please ask your IT to enter %(host)s under NAHBAR_ALLOW_PRIVATE, or give the public name of the mail server."
    )


class MailServerSlow(Complaint):
    sentence = _(
        "The mailbox was not read: %(host)s took too long to answer. "
        "Please try again later; if it is the same each time, check the port and the kind of encryption."
    )


class CertificateOdd(Complaint):
    sentence = _(
        "The mailbox was not opened: the certificate of %(host)s is not valid for this name, or nobody known has signed it. "
        "Please give the server's name as its certificate has it, or ask your IT; without a valid certificate the password is not sent."
    )


class NotEncrypted(Complaint):
    sentence = _(
        "The mailbox was not opened: %(host)s offers no encrypted connection at this port, and the password is never sent in the open. "
        "Please choose the other kind of encryption or the port your IT names: usually 993."
    )


class PasswordWrong(Complaint):
    sentence = _(
        "The mailbox was not opened: %(host)s refused the login. User name or password are not right, or the mailbox needs a password "
        "made for programs (app password). Please check both with your IT, and set up the source anew."
    )


class PasswordsOff(Complaint):
    sentence = _(
        "The mailbox was not opened: %(host)s takes no passwords from programs, only a login by OAuth, as Exchange Online does. "
        "Nahbar does not support OAuth for mailboxes. Please let mails to this address be redirected to a mailbox that opens with a password "
        "(your IT can set up a redirection), or collect topics by the contribution form instead."
    )


class FolderMissing(Complaint):
    sentence = _(
        "The mailbox was opened, but it has no folder “%(folder)s” that can be read. "
        "Please choose one of these folders: %(folders)s."
    )


class MailboxReadOnly(Complaint):
    sentence = _(
        "The mailbox was opened, but its mails cannot be marked as read: the account may only look. "
        "Please choose “leave as they are”, or ask your IT for the right to mark mails."
    )


class MailServerTooMuch(Complaint):
    sentence = _(
        "The reading of the mailbox was ended: %(host)s sent more than one visit may bring. "
        "Please move old mails out of the folder, or choose a folder for topics alone."
    )


class MailServerOdd(Complaint):
    sentence = _(
        "The mailbox was not read: what answers at %(host)s is no mail server (IMAP), or its answer cannot be understood. "
        "Please check the server's name and the port with your IT."
    )


SENTENCES: dict[Trouble, type[Complaint]] = {
    Trouble.ADDRESS_REFUSED: MailServerNotAllowed,
    Trouble.UNREACHABLE: MailServerUnreachable,
    Trouble.SLOW: MailServerSlow,
    Trouble.CERTIFICATE: CertificateOdd,
    Trouble.NO_TLS: NotEncrypted,
    Trouble.WRONG_PASSWORD: PasswordWrong,
    Trouble.NO_PASSWORDS: PasswordsOff,
    Trouble.NO_FOLDER: FolderMissing,
    Trouble.READ_ONLY: MailboxReadOnly,
    Trouble.TOO_MUCH: MailServerTooMuch,
    Trouble.ODD: MailServerOdd,
}


@contextmanager
def told(host: str, folder: str = "") -> Iterator[None]:
    """The wire's troubles as sentences."""
    try:
        yield
    except NoMailbox as error:
        raise SENTENCES[error.trouble](host=host, folder=folder, folders="INBOX") from error
