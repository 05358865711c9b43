# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looks behind what a person gave, before anything is saved."""

from datetime import datetime

from nahbar.authority.models import Authority
from nahbar.authority.permissions import WRITES, demand
from nahbar.record.actions import Actor
from nahbar.topics.actions.asking import Asking
from nahbar.topics.readers import registry
from nahbar.topics.readers.reader import Candidate, Given
from nahbar.topics.states import SourceKind

# A person waits for the answer.
REQUESTS, SECONDS = 15, 30.0


def look(
    authority: Authority, given: Given, *, kind: SourceKind = SourceKind.FEED, by: Actor, at: datetime
) -> tuple[Candidate, ...]:
    """What is behind an address or in a file, best first; at most 15 requests in 30 seconds.

    Raises:
        Complaint: nothing usable is there; each says what a person can do.
    """
    demand(by, authority, WRITES)
    ask = Asking(requests=REQUESTS, seconds=SECONDS)
    return registry.load(kind).look(given, ask, at=at)
