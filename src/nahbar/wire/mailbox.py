# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mailbox by IMAP (RFC 3501): looked at, never emptied; TLS always, everything limited."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

from nahbar.wire import imap_answers as answers
from nahbar.wire.folder_names import encoded
from nahbar.wire.guard import allowed
from nahbar.wire.imap_answers import Head
from nahbar.wire.imap_login import Client, NoMailbox, Trouble, demanded, log_in, troubles
from nahbar.wire.line import READ_SECONDS, TooLate
from nahbar.wire.mail_line import LITERAL_BYTES, VISIT_BYTES, MailLine

__all__ = ["MAILS", "MAIL_BYTES", "Head", "Mailbox", "NoMailbox", "Server", "Trouble", "opened"]

MAIL_BYTES = 25 * 1024 * 1024
MAILS = 50
FOLDERS = 200
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HEADS_AT_ONCE = 25
HEAD = f"(UID RFC822.SIZE BODY.PEEK[HEADER]<0.{LITERAL_BYTES}>)"
BODY = f"(UID BODY.PEEK[]<0.{MAIL_BYTES}>)"


@dataclass(frozen=True, slots=True)
class Server:
    """Where a mailbox is; `is_tls`: encrypted from the first byte, else by STARTTLS. Never without."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    is_tls: bool = True


@contextmanager
def opened(server: Server, *, seconds: float) -> Iterator["Mailbox"]:
    """A mailbox one is logged in to, until the end of the block or of the time.

    Raises:
        NoMailbox: with the trouble, here and by everything the mailbox is asked.
    """
    with troubles():
        line = MailLine(
            server.host,
            server.port,
            exceptions=allowed(settings.ALLOW_PRIVATE),
            deadline=time.monotonic() + seconds,
        )
    try:
        with troubles():
            client = log_in(line, server.user, server.password, is_tls=server.is_tls)
        line.patience = READ_SECONDS
        yield Mailbox(client, line)
        with suppress(OSError, TooLate):
            # Farewell; nobody waits for its answer.
            line.send(b"bye LOGOUT\r\n")
    finally:
        line.close()


class Mailbox:
    """What can be asked of a mailbox. Nothing here deletes; only `mark` changes anything."""

    def __init__(self, client: Client, line: MailLine) -> None:
        self._client, self._line = client, line

    def folders(self) -> tuple[str, ...]:
        """The names of up to 200 folders that can hold mails."""
        with troubles():
            return answers.folders(demanded(self._client.list()))[:FOLDERS]

    def choose(self, folder: str, *, may_mark: bool = False) -> int:
        """Opens a folder, to look only unless `may_mark`; the number under which its mails keep theirs (UIDVALIDITY).

        Raises:
            NoMailbox: NO_FOLDER; READ_ONLY: `may_mark`, but the server lets one look only.
        """
        with troubles():
            name = answers.quoted(encoded(folder))
            try:
                kind, _data = self._client.select(name, readonly=not may_mark)
            except self._client.readonly as error:
                raise NoMailbox(Trouble.READ_ONLY) from error
            if kind != "OK":
                raise NoMailbox(Trouble.NO_FOLDER)
            return answers.number(self._client.response("UIDVALIDITY")[1])

    def since(self, day: date, *, after: int = 0) -> tuple[int, ...]:
        """The numbers (UID) of mails that came in since that day and above `after`, the oldest first."""
        asked = f"SINCE {day.day}-{MONTHS[day.month - 1]}-{day.year}"
        with troubles():
            found = answers.numbers(
                demanded(self._client.uid("SEARCH", "UID", f"{max(after, 0) + 1}:*", asked))
            )
        # The server names the last one even where it is not above.
        return tuple(sorted(number for number in found if number > after))

    def heads(self, numbers: Sequence[int]) -> tuple[Head, ...]:
        """The headers of these mails, as many as there are, in this order."""
        found: dict[int, Head] = {}
        self._line.literal_bytes = LITERAL_BYTES
        for start in range(0, len(numbers), HEADS_AT_ONCE):
            wanted = ",".join(map(str, numbers[start : start + HEADS_AT_ONCE]))
            with troubles():
                rows = answers.heads(demanded(self._client.uid("FETCH", wanted, HEAD)))
            found.update((one.number, one) for one in rows)
        return tuple(found[number] for number in numbers if number in found)

    def mail(self, number: int) -> bytes | None:
        """The whole mail, without marking it as read; None: it is gone. Of a larger one the first 25 MB."""
        self._line.literal_bytes = MAIL_BYTES
        with troubles():
            rows = answers.heads(demanded(self._client.uid("FETCH", str(number), BODY)))
        return next((one.data for one in rows if one.number == number), None)

    def has_room(self, size: int) -> bool:
        """Whether a mail of this size may still be fetched on this visit."""
        return self._line.bytes + size + LITERAL_BYTES <= VISIT_BYTES

    def mark(self, number: int) -> None:
        """Marks a mail as read."""
        with troubles():
            demanded(self._client.uid("STORE", str(number), "+FLAGS.SILENT", r"(\Seen)"))
