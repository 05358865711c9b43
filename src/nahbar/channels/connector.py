# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a connector is: two small classes in one file, found through the registry by its name.

A connector module offers `CAPABILITY`, `Connection` and `Connector`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from nahbar.channels.capability import Capability
from nahbar.channels.post import Account, Comment, Figures, Post, Receipt, Recent
from nahbar.channels.transport import Transport


class Connection(Protocol):
    """How an account is connected. Raises Refused, TryLater; never OutcomeUnknown."""

    def __init__(self, transport: Transport) -> None: ...

    def begin(
        self, fields: Mapping[str, str], *, redirect_uri: str, state: str
    ) -> tuple[str, dict[str, str]]:
        """The address to send the person to, and what must be kept (secret) until `finish`.

        Where the platform needs no redirect the address is "", and nothing was asked of the platform yet.
        """
        ...

    def finish(
        self, fields: Mapping[str, str], kept: Mapping[str, str], *, code: str, redirect_uri: str
    ) -> Account:
        """The connected account; `fields` and `kept` are those of `begin`, `code` is "" without redirect."""
        ...


class Connector(Protocol):
    """How one account speaks. At most eight methods; plain values in and out.

    All may raise Refused or TryLater; only `publish`, `edit` and `withdraw` change what the public sees, and only
    they and `find` may raise OutcomeUnknown.
    """

    def __init__(self, transport: Transport, credentials: Mapping[str, str]) -> None: ...

    def prepare(self, post: Post) -> dict[str, Any]:
        """Everything without public effect (uploads, a chosen id): JSON values, stored before `publish`."""
        ...

    def publish(self, post: Post, prepared: Mapping[str, Any]) -> Receipt:
        """Makes it public."""
        ...

    def find(self, post: Post, prepared: Mapping[str, Any], *, since: datetime) -> Receipt | None:
        """The receipt if the post is there, None if it surely is not.

        `since`: when the first attempt began. Raises OutcomeUnknown where the platform cannot tell.
        TryLater and Refused speak of the look-up (unreachable, signed out), never of the post.
        """
        ...

    def recent(self, *, since: datetime, most: int) -> Recent:
        """The account's own posts since then, at most `most`, answers included: for a person who looks for one of them.

        One request: what it does not reach is left out, and `is_whole` says so.
        """
        ...

    def edit(self, remote_id: str, post: Post) -> None:
        """Puts this text, these pictures and their words in the place of what is published there.

        Returns when the platform was asked again and shows just that. OutcomeUnknown: ask again, a second time does no
        harm. Where the capability says `can_edit` is False: Refused NOT_AVAILABLE.
        """
        ...

    def withdraw(self, remote_id: str) -> None:
        """Takes it back; gone already is done. Returns when the platform was asked again and no longer shows it.

        OutcomeUnknown: ask again, a second time does no harm.
        """
        ...

    def fetch_comments(self, remote_ids: Sequence[str], *, since: datetime | None) -> Sequence[Comment]:
        """Replies to these posts of ours, and mentions of us (`post_remote_id` "" where no post of ours).

        `since`: mentions that arrived earlier are left out; replies may come again and again.
        """
        ...

    def measure(self, remote_ids: Sequence[str]) -> Mapping[str, Figures]:
        """Figures per post that is still there."""
        ...


class ConnectorModule(Protocol):
    """A file in `connectors`."""

    CAPABILITY: Capability
    Connection: type[Connection]
    Connector: type[Connector]
