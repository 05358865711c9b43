# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Getting into a mailbox, and everything that can be in the way, by name."""

import imaplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from nahbar.channels.transport import AddressRefused, NotSent
from nahbar.wire.imap_answers import quoted
from nahbar.wire.line import TooLate
from nahbar.wire.mail_line import MailLine, TalkedBeforeTls, TooMuch

# Both have switched passwords off (Exchange Online since 2022), and still offer them.
OAUTH_ONLY = ("outlook.office365.com", "outlook.office.com", "outlook.com", "hotmail.com")
OAUTH_WORDS = ("basicauthblocked", "basic authentication is disabled", "web login required")


class Trouble(StrEnum):
    """Why a mailbox cannot be read."""

    ADDRESS_REFUSED = "address-refused"
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    CERTIFICATE = "certificate"
    NO_TLS = "no-tls"
    WRONG_PASSWORD = "wrong-password"  # noqa: S105 - a trouble's name
    NO_PASSWORDS = "no-passwords"
    """The server takes no passwords, only OAuth."""
    NO_FOLDER = "no-folder"
    READ_ONLY = "read-only"
    TOO_MUCH = "too-much"
    ODD = "odd"


class NoMailbox(Exception):
    """The mailbox cannot be read."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class Client(imaplib.IMAP4):
    """imaplib on a line of ours: it speaks, the line decides how long and how much."""

    def __init__(self, line: MailLine) -> None:
        self.line = line
        super().__init__(line.host, line.port)

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:  # noqa: ARG002
        """The line is open already."""
        self.host, self.port = host, port

    def read(self, size: int) -> bytes:
        return self.line.read(size)

    def readline(self) -> bytes:
        return self.line.readline()

    def send(self, data: Any) -> None:
        self.line.send(bytes(data))

    def shutdown(self) -> None:
        self.line.close()


def log_in(line: MailLine, user: str, password: str, *, is_tls: bool) -> Client:
    """Encrypts and logs in."""
    if is_tls:
        line.start_tls()
    client = Client(line)
    can = set(client.capabilities)
    if not is_tls:
        if "STARTTLS" not in can or client.xatom("STARTTLS")[0] != "OK":
            raise NoMailbox(Trouble.NO_TLS)
        line.start_tls()
        # What was said before is worth nothing: it was not encrypted.
        can = {word.decode("ascii", "replace") for word in demanded(client.capability())[-1].upper().split()}
    if "LOGINDISABLED" in can and "AUTH=PLAIN" not in can:
        raise NoMailbox(Trouble.NO_PASSWORDS)
    try:
        if "AUTH=PLAIN" in can:
            client.authenticate("PLAIN", lambda _asked: f"\0{user}\0{password}".encode())
        else:
            client.login(quoted(user), password)
    except client.abort:
        raise
    except (client.error, UnicodeEncodeError) as error:
        raise NoMailbox(_refused(line.host, str(error))) from error
    return client


def _refused(host: str, words: str) -> Trouble:
    """Whether the password is wrong, or the server takes none at all."""
    said = words.lower().replace("_", "")
    is_oauth = host.lower().endswith(OAUTH_ONLY) or any(word in said for word in OAUTH_WORDS)
    return Trouble.NO_PASSWORDS if is_oauth else Trouble.WRONG_PASSWORD


def demanded(answer: tuple[str, Sequence[Any]]) -> Sequence[Any]:
    """What came with an OK."""
    kind, data = answer
    if kind != "OK":
        raise NoMailbox(Trouble.ODD)
    return data


@contextmanager
def troubles() -> Iterator[None]:
    """Whatever goes wrong between us and the server, as NoMailbox."""
    try:
        yield
    except NoMailbox:
        raise
    except AddressRefused as error:
        raise NoMailbox(Trouble.ADDRESS_REFUSED) from error
    except ssl.SSLCertVerificationError as error:
        raise NoMailbox(Trouble.CERTIFICATE) from error
    except (ssl.SSLError, TalkedBeforeTls) as error:
        raise NoMailbox(Trouble.NO_TLS) from error
    except TooLate as error:
        raise NoMailbox(Trouble.SLOW) from error
    except TooMuch as error:
        raise NoMailbox(Trouble.TOO_MUCH) from error
    except (NotSent, OSError, imaplib.IMAP4.abort) as error:
        raise NoMailbox(Trouble.UNREACHABLE) from error
    # imaplib is foreign ground on a hostile answer: it raises what its regular expressions meet.
    except Exception as error:
        raise NoMailbox(Trouble.ODD) from error
