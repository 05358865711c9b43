# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The contract every kind of source keeps: look before saving, then read again and again."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint
from nahbar.topics.item import Item
from nahbar.topics.states import SourceKind
from nahbar.wire.http import Fetched
from nahbar.wire.mailbox import Mailbox, Server

# lines: one thing a line, in `Given.settings` as one text.
FieldKind = Literal["address", "text", "lines", "secret", "number", "choice", "file"]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a person says when setting up such a source; a form is made of these.

    `name` is "address" for the address, else the key in `Given.settings` (in `Given.secret` for kind "secret").
    """

    name: str
    label: Promise | str
    help: Promise | str = ""
    kind: FieldKind = "text"
    choices: tuple[tuple[str, Promise | str], ...] = ()
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Given:
    """What a reader is given: what the person set, and what the last reading left in `cursor`."""

    address: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    secret: Mapping[str, str] = field(default_factory=dict)
    cursor: Mapping[str, Any] = field(default_factory=dict)
    land: str = ""
    departments: tuple[str, ...] = ()
    file: bytes = b""
    file_name: str = ""


class FileUnreadable(Complaint):
    """A file that is nothing this reader knows; `why` is a sentence."""

    sentence = _("%(why)s")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What was found behind what the person gave, before anything is saved: a preview to confirm.

    `settings` are saved as they are with the source; `requests`: what one usual reading will cost, `cost` the same as a
    sentence where it is no request of the web.
    """

    address: str
    title: str
    items: tuple[Item, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    requests: int = 1
    note: str = ""
    cost: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One reading: items, and what the next reading must know. `note`: a sentence on what was left out.

    `over`: what was given before and is no longer there, a job that was filled, an event taken out of the calendar;
    each by `identity.item_key` of its identifier.
    """

    items: Sequence[Item] = ()
    cursor: Mapping[str, Any] = field(default_factory=dict)
    is_unchanged: bool = False
    over: frozenset[str] = frozenset()
    note: str = ""


class Ask(Protocol):
    """The window a reader is given: each call is one request (redirects included), counted and limited.

    Raises:
        AddressNotAllowed, AddressUnreachable, AnswerUnusable: as sentences for people; AskedTooOften when
            the reading used up its requests or its time.
    """

    requests: int

    def get(
        self,
        url: str,
        *,
        limit_bytes: int,
        etag: str = "",
        last_modified: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Fetched:
        """The answer, whatever its status."""
        ...

    def mailbox(self, server: Server) -> AbstractContextManager[Mailbox]:
        """A mailbox one is logged in to; one request, however much is read. Its troubles are `NoMailbox`."""
        ...


class Reader(Protocol):
    """One kind of source. `about`: a sentence for people on what it gives."""

    kind: SourceKind
    about: Promise | str
    fields: tuple[Field, ...]
    every_minutes: int

    def look(self, given: Given, ask: Ask, *, at: datetime) -> tuple[Candidate, ...]:
        """What is there, best first; at least one.

        Raises:
            Complaint: nothing usable is there; says what a person can do.
        """
        ...

    def read(self, given: Given, ask: Ask, *, at: datetime) -> Gathered:
        """What the source tells now.

        Raises:
            Complaint: it cannot be read now; says why. What was read before stays.
        """
        ...
