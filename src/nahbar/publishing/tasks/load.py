# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything one delivery needs, loaded before anything foreign is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from nahbar.authority import queries as authority_queries
from nahbar.channels import registry
from nahbar.channels.capability import Capability
from nahbar.channels.connector import Connector
from nahbar.channels.post import Post
from nahbar.publishing.actions.lease import Lease
from nahbar.publishing.models import Publication
from nahbar.publishing.tasks.meter import Meter
from nahbar.stories import media
from nahbar.studio import picture as studio
from nahbar.variants import queries as variants
from nahbar.wire import http

Now = Callable[[], datetime]


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
    """A picture's file is gone, or it cannot be brought within the channel's limits."""


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
            return variants.post_of(version, key=key, created_at=row.ordered_at)
        except (media.MediaMissing, studio.PictureRefused) as error:
            raise PictureOut(str(error)) from error
    return Post(
        key=key, text=row.text, language=row.language, created_at=row.ordered_at, in_reply_to=row.in_reply_to
    )
