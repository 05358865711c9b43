# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything one delivery needs, loaded before anything foreign is asked."""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from nahbar.approval import queries as approval
from nahbar.authority import queries as authority_queries
from nahbar.channels import registry
from nahbar.channels.capability import Capability
from nahbar.channels.connector import Connector
from nahbar.channels.errors import Reason
from nahbar.channels.meter import Meter
from nahbar.channels.post import Post
from nahbar.media import folder as media
from nahbar.publishing import queries
from nahbar.publishing.actions.lease import Lease, LeaseLost
from nahbar.publishing.models import Publication
from nahbar.record import statements
from nahbar.studio import picture as studio
from nahbar.variants import outgoing
from nahbar.variants import queries as variants
from nahbar.variants.outgoing import Along
from nahbar.wire import http

Now = Callable[[], datetime]
# What was read together with others and waited longer than this for its turn is read again.
FRESH_S = 2.0
MOST_AHEAD = 16


@dataclass(frozen=True, slots=True)
class Case:
    """A leased row with all the checks ask for; what they say is asked once more when the send is announced."""

    row: Publication
    is_halted: bool
    is_signed: bool
    pictures: list[Along]


def cases(leases: Iterable[Lease]) -> dict[Lease, Case]:
    """The cases of those leases that still hold, in the same few queries for one or many."""
    wanted = {lease.publication_id: lease for lease in leases}
    rows = Publication.objects.select_related(
        "authority", "channel", "version__variant__story", "edit_version"
    ).filter(pk__in=statements.padded(wanted))
    held = [row for row in rows.order_by() if row.lease_key == wanted[row.pk].key]
    for row in held:
        if row.version is not None:
            variant = row.version.variant
            variant.channel, variant.story.authority = row.channel, row.authority
    versions = [version for row in held if (version := row.edit_version or row.version) is not None]
    signed = approval.signed_among(versions)
    pictures = outgoing.along_of(row.version.variant for row in held if row.version)
    halted = queries.halted_among(row.channel for row in held)
    return {
        wanted[row.pk]: Case(
            row,
            is_halted=row.channel_id in halted,
            is_signed=(row.edit_version_id or row.version_id) in signed,
            pictures=pictures.get(row.version.variant_id, []) if row.version else [],
        )
        for row in held
    }


def case(lease: Lease) -> Case:
    """The case of this lease.

    Raises:
        LeaseLost.

    """
    found = cases([lease]).get(lease)
    if found is None:
        raise LeaseLost
    return found


@dataclass(slots=True)
class Ahead:
    """Reads the cases of all that wait for a hand together with the first: a few queries for many."""

    _lock: threading.Lock = field(default_factory=threading.Lock)
    _read: dict[Lease, tuple[float, Case]] = field(default_factory=dict)

    def case(self, lease: Lease, waiting: Iterable[Lease]) -> Case:
        """As `case`; `waiting` come next.

        Raises:
            LeaseLost.

        """
        with self._lock:
            at = time.monotonic()
            self._read = {one: found for one, found in self._read.items() if at - found[0] < FRESH_S}
            if lease not in self._read:
                others = [one for one in waiting if one not in self._read and one != lease]
                read = cases([lease, *others[: MOST_AHEAD - 1]])
                self._read |= {one: (at, found) for one, found in read.items()}
            found = self._read.pop(lease, None)
        if found is None:
            raise LeaseLost
        return found[1]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One claimed publication, what goes out of it, and who speaks to the platform; `now` reads the clock."""

    lease: Lease
    row: Publication
    post: Post
    connector: Connector
    meter: Meter
    capability: Capability
    now: Now


class PictureOut(Exception):
    """A picture's or film's file is gone, or it cannot be brought within the channel's limits."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def loaded(lease: Lease, row: Publication, now: Now) -> Delivery:
    """The delivery of this row.

    Raises:
        PictureOut, SealBroken.
    """
    capability = authority_queries.capability_of(row.channel)
    credentials = authority_queries.credentials_of(row.channel)
    meter = Meter(http.transport())
    connector = registry.load(row.channel.platform).Connector(meter, credentials)
    return Delivery(lease, row, post_of(row), connector, meter, capability, now)


def post_of(row: Publication) -> Post:
    """What goes out, the same at every try: key and time are those of the order."""
    key = str(row.pk)
    version = row.edit_version or row.version
    if version is not None:
        try:
            return variants.post_of(
                version, key=key, created_at=row.ordered_at, part=row.part, in_reply_to=row.in_reply_to
            )
        except (media.MediaMissing, studio.PictureRefused) as error:
            raise PictureOut(Reason.PICTURE_REFUSED, str(error)) from error
        except variants.FilmOut as error:
            raise PictureOut(Reason.FILM_REFUSED, str(error)) from error
    return Post(
        key=key, text=row.text, language=row.language, created_at=row.ordered_at, in_reply_to=row.in_reply_to
    )
