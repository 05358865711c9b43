# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mail server on this machine that says what a test tells it, and may never stop."""

import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

# What it answers: lines without tag, each with CRLF; "OK" and the tag follow. A function talks on its own.
Answer = bytes | Callable[["Talk"], None]
GREETING = b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n"
CAPABILITY = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n"


class Talk:
    """One connection: what came last, and the way back."""

    def __init__(self, connection: socket.socket, tag: bytes, line: bytes) -> None:
        self.connection, self.tag, self.line = connection, tag, line

    def say(self, data: bytes) -> None:
        self.connection.sendall(data)

    def forever(self, piece: bytes, *, pause: float = 0.0) -> None:
        """Says it again and again until the other side goes."""
        while True:
            self.connection.sendall(piece)
            time.sleep(pause)


class Mailboxes:
    """Commands (their words, upper case) and what is answered; `asked` is each line as it came."""

    def __init__(self, listener: socket.socket, pem: Path, *, is_tls: bool) -> None:
        self.greeting: bytes = GREETING
        # What somebody in between adds to the answer to STARTTLS, in the open.
        self.injected = b""
        self.answers: dict[bytes, Answer] = {
            b"CAPABILITY": CAPABILITY,
            b"LIST": b'* LIST (\\HasNoChildren) "/" INBOX\r\n',
            b"EXAMINE": b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n",
            b"UID SEARCH": b"* SEARCH\r\n",
        }
        self.asked: list[bytes] = []
        self.port = listener.getsockname()[1]
        self._listener, self._is_tls = listener, is_tls
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(pem)

    def holds(self, *mails: bytes, numbering: int = 7) -> None:
        """Fills the inbox; numbers begin at 1."""
        found = " ".join(str(number) for number in range(1, len(mails) + 1))
        self.answers[b"EXAMINE"] = self.answers[b"SELECT"] = (
            f"* {len(mails)} EXISTS\r\n* OK [UIDVALIDITY {numbering}]\r\n".encode()
        )
        self.answers[b"UID SEARCH"] = f"* SEARCH {found}\r\n".encode()
        self.answers[b"UID FETCH"] = lambda talk: self._fetch(talk, mails)
        self.answers[b"UID STORE"] = b""

    def _fetch(self, talk: Talk, mails: tuple[bytes, ...]) -> None:
        wanted = [int(one) for one in re.findall(rb"\d+", talk.line.split()[3])]
        for number in wanted:
            mail = mails[number - 1]
            head = mail.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
            data, name = (head, b"BODY[HEADER]<0>") if b"HEADER" in talk.line else (mail, b"BODY[]<0>")
            told = b"* %d FETCH (UID %d RFC822.SIZE %d %s {%d}\r\n"
            talk.say(told % (number, number, len(mail), name, len(data)) + data + b")\r\n")
        talk.say(talk.tag + b" OK done\r\n")

    def serve(self) -> None:
        """Takes connections until the listener is closed."""
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        try:
            connection.settimeout(20)
            if self._is_tls:
                connection = self._context.wrap_socket(connection, server_side=True)
            self._talk(connection, greeting=self.greeting)
        except (OSError, ValueError):
            return
        finally:
            connection.close()

    def _talk(self, connection: socket.socket, *, greeting: bytes) -> None:
        connection.sendall(greeting)
        rest = b""
        while True:
            while b"\r\n" not in rest:
                piece = connection.recv(65536)
                if not piece:
                    return None
                rest += piece
            line, _, rest = rest.partition(b"\r\n")
            self.asked.append(line)
            tag, _, words = line.partition(b" ")
            if words.upper().startswith(b"STARTTLS"):
                connection.sendall(tag + b" OK go on\r\n" + self.injected)
                with self._context.wrap_socket(connection, server_side=True) as encrypted:
                    return self._talk(encrypted, greeting=b"")
            if words.upper().startswith(b"AUTHENTICATE") and b"AUTHENTICATE" not in self.answers:
                connection.sendall(b"+ \r\n")
                while b"\r\n" not in rest:
                    rest += connection.recv(65536)
                _password, _, rest = rest.partition(b"\r\n")
            self._answer(Talk(connection, tag, line), words.upper())

    def _answer(self, talk: Talk, words: bytes) -> None:
        names = sorted(self.answers, key=len, reverse=True)
        answer = next((self.answers[name] for name in names if words.startswith(name)), b"")
        if callable(answer):
            answer(talk)
        else:
            talk.say(answer + talk.tag + b" OK done\r\n")


@contextmanager
def mailboxes(pem: Path, *, is_tls: bool = True) -> Iterator[Mailboxes]:
    """A running server on a free port of 127.0.0.1."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made = Mailboxes(listener, pem, is_tls=is_tls)
        threading.Thread(target=made.serve, daemon=True).start()
        yield made
        listener.shutdown(socket.SHUT_RDWR)
