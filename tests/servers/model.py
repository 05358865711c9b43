# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A language model's server on this machine: it answers what the test told it to, and remembers what it was asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


class ModelServer(ThreadingHTTPServer):
    """`said` is the sentence it answers; `raw` and `status` replace the whole answer."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.said = "Der Plan am Bach: Was sich ändert und bis wann Sie mitreden können"
        self.raw: bytes | None = None
        self.status = 200
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.paths: list[str] = []

    @property
    def host(self) -> str:
        """As the operator allows it."""
        return f"127.0.0.1:{self.server_port}"

    @property
    def address(self) -> str:
        """As an administrator enters it."""
        return f"http://{self.host}/v1"

    def body(self) -> bytes:
        """What it sends back."""
        if self.raw is not None:
            return self.raw
        return json.dumps({"choices": [{"message": {"role": "assistant", "content": self.said}}]}).encode()


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.asked.append(json.loads(self.rfile.read(length)))
        self.server.keys.append(self.headers.get("Authorization", ""))
        self.server.paths.append(self.path)
        body = self.server.body()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: Any) -> None:
        """Says nothing."""


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """Runs as long as the block."""
    with ModelServer() as running:
        Thread(target=running.serve_forever, daemon=True, kwargs={"poll_interval": 0.02}).start()
        try:
            yield running
        finally:
            running.shutdown()
