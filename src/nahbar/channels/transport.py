# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The window a connector is given: it asks, the wire answers, with limits."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol


class TransportError(Exception):
    """The answer did not come. Says whether the question may have arrived."""


class NotSent(TransportError):
    """No byte of the request reached the platform: surely nothing happened there."""


class AddressRefused(NotSent):
    """The target is private, or not https, and the operator did not allow it."""


class AnswerLost(TransportError):
    """The request may have been carried out; its answer is lost, too large or broken."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of a platform: at most the transport's size limit; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON, or None where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


@dataclass(frozen=True, slots=True)
class File:
    """A file part of a multipart request; a path is read piece by piece while it is sent."""

    name: str
    data: bytes | Path
    mime_type: str


class Transport(Protocol):
    """One request, no retry, no redirect, limited in time and size.

    Raises (all methods): NotSent, AddressRefused, AnswerLost.
    """

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        json: Any = None,
        form: Mapping[str, str | list[str]] | None = None,
        files: Mapping[str, File] | None = None,
        content: bytes | Path | None = None,
    ) -> Answer:
        """The platform's answer, whatever its status; a `content` that is a path is sent piece by piece, with its length."""
        ...
