# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small web server on this machine that answers what a test tells it, byte by byte if need be."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

TLS_HELLO = b"\x16\x03"
Answer = bytes | Callable[[socket.socket, bytes], None]


class Pages:
    """Paths and what they answer; `asked` is each request as it came."""

    def __init__(self, listener: socket.socket) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[bytes] = []
        self._listener = listener
        self.port = listener.getsockname()[1]

    @property
    def host(self) -> str:
        """For NAHBAR_ALLOW_PRIVATE."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.host}{path}"

    def page(self, path: str, body: bytes | str, *, status: str = "200 OK", **headers: str) -> str:
        """Answers the path with a body; header names with _ for -."""
        data = body.encode() if isinstance(body, str) else body
        rows = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        self.answers[path] = f"HTTP/1.1 {status}\r\nContent-Length: {len(data)}\r\n{rows}\r\n".encode() + data
        return self.url(path)

    def serve(self) -> None:
        """Takes connections until the listener is closed."""
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(10)
            try:
                request = b""
                while b"\r\n\r\n" not in request and (piece := connection.recv(65536)):
                    request += piece
                    if request.startswith(TLS_HELLO):  # no server for http alone knows what to say to that
                        return
                self.asked.append(request)
                path = request.split(b" ", 2)[1].decode("latin-1") if b" " in request else ""
                answer = self.answers.get(path, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                if callable(answer):
                    answer(connection, request)
                else:
                    connection.sendall(answer)
            except OSError:
                return


@contextmanager
def pages() -> Iterator[Pages]:
    """A running server on a free port of 127.0.0.1."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made = Pages(listener)
        threading.Thread(target=made.serve, daemon=True).start()
        yield made
        listener.shutdown(socket.SHUT_RDWR)
