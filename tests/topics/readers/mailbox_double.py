# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mailbox in memory and mails for it: what a reader asks of the real one, without a server."""

from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from nahbar.wire.mailbox import Head, NoMailbox, Trouble
from tests.factories import AT

SETTINGS = {
    "server": "mail.musterau.example",
    "user": "social@musterau.example",
    "senders": "musterau.example",
}
SECRET = {"password": "geheim"}


def mail(
    text="Am Samstag öffnet das Freibad.",
    *,
    subject="Freibad öffnet",
    sender="Bauamt <bauamt@musterau.example>",
    at=AT,
    **headers,
):
    """A mail as a colleague's program writes it; header names with _ for -."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "social@musterau.example", subject
    made["Date"], made["Message-ID"] = format_datetime(at), make_msgid(domain="musterau.example")
    for name, value in headers.items():
        del made[name.replace("_", "-")]
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


class Box:
    """A folder of mails by number. `asked`: each mail fetched whole, `marked`: each one marked as read."""

    def __init__(self, *mails, numbering=7):
        self.mails = dict(enumerate((bytes(one) for one in mails), 1))
        self.numbering = numbering
        self.names = ("INBOX",)
        self.asked, self.marked, self.logins = [], [], 0
        self.room = 10**9

    requests = 0

    @contextmanager
    def mailbox(self, server):
        self.logins += 1
        self.server = server
        yield self

    def add(self, made):
        self.mails[max(self.mails, default=0) + 1] = bytes(made)

    def folders(self):
        return self.names

    def choose(self, folder, *, may_mark=False):
        if folder not in self.names:
            raise NoMailbox(Trouble.NO_FOLDER)
        return self.numbering

    def since(self, _day, *, after=0):
        return tuple(number for number in sorted(self.mails) if number > after)

    def heads(self, numbers):
        return tuple(
            Head(n, len(self.mails[n]), self.mails[n].partition(b"\n\n")[0] + b"\n\n") for n in numbers
        )

    def mail(self, number):
        self.asked.append(number)
        return self.mails.get(number)

    def has_room(self, size):
        self.room -= size
        return self.room >= 0

    def mark(self, number):
        self.marked.append(number)
