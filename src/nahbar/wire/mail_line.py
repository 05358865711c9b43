# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One connection to a mail server: a checked address, TLS, a deadline, and no byte more than was agreed."""

import contextlib
import socket
import ssl
import time

from nahbar.channels.transport import NotSent
from nahbar.wire.guard import Allowed, targets
from nahbar.wire.line import CONNECT_SECONDS, PIECE, TooLate, tls_context

# imaplib itself stops at as much; an answer to SEARCH is one line.
LINE_BYTES = 1_000_000
LINES = 20_000
VISIT_BYTES = 60 * 1024 * 1024
LITERAL_BYTES = 64 * 1024


class TooMuch(Exception):
    """The other side sent more than was agreed."""


class TalkedBeforeTls(Exception):
    """Something lay on the line before it was encrypted: somebody in between may have put it there."""


class MailLine:
    """Bytes to and from a mail server. `literal_bytes`: the largest piece that may come in one; `patience`: seconds
    without a byte. A server that says nothing at first is most often asked in the wrong way, so little of it before the login.
    """

    def __init__(self, host: str, port: int, *, exceptions: Allowed, deadline: float) -> None:
        self.host, self.port = host, port
        self.literal_bytes = LITERAL_BYTES
        self.patience = CONNECT_SECONDS
        self.bytes = self.lines = 0
        self._deadline = deadline
        self._rest = bytearray()
        self.socket = self._connected(exceptions)

    def _connected(self, exceptions: Allowed) -> socket.socket:
        """Connects to the first of the host's allowed addresses that answers; see `guard.targets`."""
        seconds = self._left(CONNECT_SECONDS)
        fault: OSError | None = None
        for target in targets(self.host, self.port, exceptions=exceptions, seconds=seconds):
            try:
                return socket.create_connection((target.address, self.port), self._left(CONNECT_SECONDS))
            except OSError as error:
                fault = error
        raise NotSent(f"{self.host}: no connection") from fault

    def start_tls(self) -> None:
        """From here on encrypted, with the server's certificate checked against its name.

        Raises:
            TalkedBeforeTls, ssl.SSLError, TooLate.
        """
        if self._rest:
            raise TalkedBeforeTls
        self.socket.settimeout(self._left(CONNECT_SECONDS))
        try:
            self.socket = tls_context().wrap_socket(self.socket, server_hostname=self.host)
        except TimeoutError as error:
            raise TooLate from error

    def send(self, data: bytes) -> None:
        """Sends it."""
        self.socket.settimeout(self._left(self.patience))
        try:
            self.socket.sendall(data)
        except TimeoutError as error:
            raise TooLate from error

    def readline(self) -> bytes:
        """One line with its end; what is there where the connection ends."""
        self.lines += 1
        if self.lines > LINES:
            raise TooMuch
        start = 0
        while (end := self._rest.find(b"\n", start)) < 0:
            start = len(self._rest)
            if start > LINE_BYTES:
                raise TooMuch
            if not self._more():
                return self._taken(len(self._rest))
        if end > LINE_BYTES:
            raise TooMuch
        return self._taken(end + 1)

    def read(self, size: int) -> bytes:
        """Exactly so many bytes, or fewer where the connection ends; what the server says of it is not believed."""
        if size > self.literal_bytes or self.bytes + size - len(self._rest) > VISIT_BYTES:
            raise TooMuch
        while len(self._rest) < size and self._more():
            pass
        return self._taken(size)

    def close(self) -> None:
        """Ends the connection, whatever its state."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def _more(self) -> bool:
        self.socket.settimeout(self._left(self.patience))
        try:
            piece = self.socket.recv(PIECE)
        except TimeoutError as error:
            raise TooLate from error
        except ssl.SSLEOFError:
            return False
        self.bytes += len(piece)
        if self.bytes > VISIT_BYTES:
            raise TooMuch
        self._rest += piece
        return bool(piece)

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._rest[:size])
        del self._rest[:size]
        return taken

    def _left(self, at_most: float) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TooLate
        return min(left, at_most)
