# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two kinds of platform behind real HTTP on loopback, in a process that outlives every killed worker.

The first part of a path names the account: /m12/api/v1/statuses is account m12 of a Mastodon-like server, /b12/xrpc/...
one of a Bluesky-like server. Each account is a world of its own; it keeps what it accepted, whatever became of the
answer. A second letter "r" (mr12) keeps real time, others stand at the moment of the tests. Faults are ordered through
/_fault; /_posts tells what the public sees.
"""

import json
import sys
import threading
import time
from datetime import UTC, datetime
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from nahbar.channels.plain import plain
from nahbar.channels.transport import File
from tests.connectors import doubles

HOUSE = threading.Lock()
PLATFORMS: dict[str, doubles.Platform] = {}
FAULTS: list[dict[str, Any]] = []
LATENCY = [0.0]
ERIKA = "at://did:plc:erika/app.bsky.feed.post/3kcitizen1"


def platform(name: str) -> Any:
    """The account of this name, opened when it is first asked for."""
    if name not in PLATFORMS:
        PLATFORMS[name] = doubles.Mastodon() if name.startswith("m") else doubles.Bluesky()
    made: Any = PLATFORMS[name]
    if name[1:2] == "r":
        made.tick = datetime.now(UTC)
    return made


def posts(name: str) -> list[dict[str, Any]]:
    """What the public sees of ours on one account: text, number of pictures, what it answers."""
    made = platform(name)
    if isinstance(made, doubles.Mastodon):
        ours = [one for one in made.statuses.values() if one["account"]["id"] == "1"]
        return [
            {"text": plain(one["content"]), "pictures": [m["description"] for m in one["media_attachments"]]}
            for one in ours
        ]
    values = [one["value"] for uri, one in made.records.items() if "did:plc:musterau" in uri]
    return [
        {"text": one["text"], "pictures": [i["alt"] for i in one.get("embed", {}).get("images", ())]}
        for one in values
    ]


def ask(name: str) -> str:
    """A citizen asks something on this account; its id there."""
    made = platform(name)
    if isinstance(made, doubles.Mastodon):
        return str(made.say("2", "@musterau Wann öffnet das Freibad?")["id"])
    value = {"$type": "app.bsky.feed.post", "text": "Wann?", "createdAt": doubles.stamp(doubles.NOW)}
    made.write(ERIKA, value)
    return ERIKA


class Counter(BaseHTTPRequestHandler):
    """One connection; every answer closes it."""

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        self._serve(b"")

    def do_DELETE(self) -> None:
        self._serve(b"")

    def do_PUT(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _serve(self, data: bytes) -> None:
        parts = urlsplit(self.path)
        name, _, path = parts.path.lstrip("/").partition("/")
        if name.startswith("_"):
            with HOUSE:
                self.answer(200, self._house(name, path, json.loads(data or b"null")))
            return
        fault = self._fault(name, path)
        kind = fault.get("kind", "")
        if kind in BEFORE:
            BEFORE[kind](self)
            return
        time.sleep(LATENCY[0])
        with HOUSE:
            status, body = self._platform(name, "/" + path, parts.query, data)
            if kind == "expire":
                platform(name).tokens.clear()
        AFTER.get(kind, Counter.answer)(self, status, body)

    def _house(self, verb: str, path: str, given: Any) -> Any:
        if verb == "_fault":
            FAULTS.append(given)
        elif verb == "_clear":
            FAULTS.clear()
        elif verb == "_latency":
            LATENCY[0] = float(given)
        elif verb == "_ask":
            return ask(path)
        elif verb == "_posts":
            return {name: posts(name) for name in ([path] if path else list(PLATFORMS))}
        return None

    def _fault(self, name: str, path: str) -> dict[str, Any]:
        with HOUSE:
            for fault in FAULTS:
                if fault["name"] == name and fault["path"] in path and self.command == fault["method"]:
                    FAULTS.remove(fault)
                    return fault
        return {}

    def _platform(self, name: str, path: str, query: str, data: bytes) -> tuple[int, Any]:
        headers = {key.title(): value for key, value in self.headers.items()}
        given = {**dict(parse_qsl(query)), "": query}
        told: tuple[int, Any] = platform(name).answer(
            self.command, path, self._body(headers, data), query=given, headers=headers
        )
        return told

    def _body(self, headers: dict[str, str], data: bytes) -> Any:
        kind = headers.get("Content-Type", "")
        if kind.startswith("application/json"):
            return json.loads(data)
        if kind.startswith("multipart/"):
            made = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + data)
            return {
                part.get_param("name", header="content-disposition"): _part(part)
                for part in made.iter_parts()
            }
        return data or {}

    def answer(self, status: int, body: Any, **headers: str) -> None:
        self.raw(status, json.dumps(body).encode(), **headers)

    def raw(self, status: int, body: bytes, **headers: str) -> None:
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # whoever asked was killed meanwhile

    def drop(self, *_: Any) -> None:
        """Ends the connection without a word."""
        self.close_connection = True
        self.connection.close()

    def late(self, status: int, body: Any) -> None:
        time.sleep(3.0)
        self.answer(status, body)

    def twice(self, status: int, body: Any) -> None:
        self.answer(status, body)
        self.answer(status, body)

    def half(self, _status: int, body: Any) -> None:
        """The head promises more than comes."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(json.dumps(body)) + 100))
        self.end_headers()
        self.wfile.write(json.dumps(body).encode()[:20])
        self.close_connection = True


def _part(part: Any) -> Any:
    data = part.get_payload(decode=True)
    name = part.get_filename()
    return File(name, data, part.get_content_type()) if name else data.decode()


# The platform did nothing: it answered without doing its work.
BEFORE: dict[str, Any] = {
    "drop_before": Counter.drop,
    "busy": lambda one: one.answer(429, {"error": "Too many requests"}, Retry_After="60"),
    "broken": lambda one: one.raw(502, b"<html>Bad gateway</html>"),
    "redirect": lambda one: one.raw(302, b"", Location="https://elsewhere.example/"),
    "denied": lambda one: one.answer(401, {"error": "ExpiredToken", "message": "Token has expired"}),
}
# The platform did its work, and then this happens to the answer.
AFTER: dict[str, Any] = {
    "drop": Counter.drop,
    "late": Counter.late,
    "twice": Counter.twice,
    "half": Counter.half,
    "garbage": lambda one, _s, _b: one.raw(200, b"\x00\xff<garbage"),
    "broken_after": lambda one, _s, _b: one.raw(500, b"{}"),
    "redirect_after": lambda one, _s, _b: one.raw(302, b"", Location="/elsewhere"),
}


class Server(ThreadingHTTPServer):
    """Many at once; a worker that dies in the middle is no news."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Connections of the dead are dropped; anything else is a defect of the bench and is shown."""
        if not isinstance(sys.exc_info()[1], OSError | ValueError):
            super().handle_error(request, client_address)


def main() -> None:
    server = Server(("127.0.0.1", 0), Counter)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
