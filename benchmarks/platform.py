# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A fake instance in a process of its own: `python -m benchmarks.platform SECONDS` prints its port and then answers every post after that long.

`GET /count` gives how many posts it holds, how many texts it holds more than once, and the processor time it used.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from datetime import UTC, datetime

HEAD_END = b"\r\n\r\n"


class Instance(asyncio.Protocol):
    """One connection: one request, one answer, then closed, as the wire asks for."""

    texts: Counter[str] = Counter()
    latency = 0.05

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._got = bytearray()

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, found, body = bytes(self._got).partition(HEAD_END)
        if not found:
            return
        lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines[1:])
        if len(body) >= int(headers.get("content-length", "0")):
            wait = self.latency if lines[0].startswith("POST") else 0
            asyncio.get_running_loop().call_later(wait, self._answer, lines[0], body)

    def _answer(self, line: str, body: bytes) -> None:
        told: object = []
        if line.startswith("POST /api/v1/statuses"):
            self.texts[json.loads(body)["status"]] += 1
            number = self.texts.total()
            told = {
                "id": str(number),
                "url": f"http://127.0.0.1/@musterau/{number}",
                "created_at": datetime.now(tz=UTC).isoformat(),
            }
        elif line.startswith("GET /count"):
            told = {
                "posts": self.texts.total(),
                "doubled": sum(n > 1 for n in self.texts.values()),
                "processor_s": time.process_time(),
            }
        text = json.dumps(told).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(text)}\r\nConnection: close\r\n\r\n"
        self._transport.write(head.encode() + text)  # type: ignore[attr-defined]
        self._transport.close()


async def serve(latency: float) -> None:
    """Until the process is ended."""
    Instance.latency = latency
    server = await asyncio.get_running_loop().create_server(Instance, "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
