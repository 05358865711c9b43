# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A window for readers that opens onto what a test puts there; counts as the real one does."""

import json
from collections.abc import Callable
from urllib.parse import urlsplit

from nahbar.topics.address import AddressUnreachable, AnswerUnusable, AskedTooOften, host_of
from nahbar.wire.http import Fetched


class Window:
    """Addresses and what they answer: bytes, text, JSON, a status, a Complaint to raise, or a function of the address.

    `asked` is each address as it came, `most` how many requests it allows.
    """

    def __init__(self, answers=None, *, most=80):
        self.answers = dict(answers or {})
        self.headers = {}
        self.asked = []
        self.most = most

    @property
    def requests(self):
        return len(self.asked)

    def get(self, url, *, limit_bytes, etag="", last_modified="", headers=None):
        if self.requests >= self.most:
            raise AskedTooOften(host=host_of(url))
        self.asked.append(url)
        answer = self.answers.get(url)
        if answer is None and urlsplit(url).path == "/robots.txt":
            answer = 404
        if isinstance(answer, Callable):
            answer = answer(url)
        if answer is None:
            raise AddressUnreachable(host=host_of(url))
        if isinstance(answer, Exception):
            raise answer
        given = self.headers.get(url, {})
        if etag and etag == given.get("etag"):
            return Fetched(url, 304, given, b"", not_modified=True)
        if isinstance(answer, int):
            return Fetched(url, answer, given, b"", not_modified=False)
        if isinstance(answer, dict | list):
            answer = json.dumps(answer)
        body = answer.encode() if isinstance(answer, str) else answer
        if len(body) > limit_bytes:
            raise AnswerUnusable(host=host_of(url))
        return Fetched(url, 200, given, body, not_modified=False)
