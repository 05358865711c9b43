# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing a line into the record."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from nahbar.foundation.fingerprint import canonical
from nahbar.foundation.ids import new_id
from nahbar.record import statements
from nahbar.record.chain import digest_of
from nahbar.record.models import Chain, Entry


class Actor(Protocol):
    """Who does something: a person, or the house itself."""

    @property
    def id(self) -> uuid.UUID | None: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class House:
    """Nahbar acting by itself: reading sources, delivering posts."""

    id: None = None
    name: str = "Nahbar"


HOUSE = House()
# The end of an authority's chain, taken so that lines follow each other.
END = statements.Once(
    lambda authority: (
        Chain.objects.select_for_update().filter(authority_id=authority).values_list("length", "digest")
    ),
    [uuid.UUID(int=1)],
)


@transaction.atomic(savepoint=False)
def note(
    verb: str,
    *,
    authority: uuid.UUID,
    thing: tuple[str, uuid.UUID | None, str],
    by: Actor,
    at: datetime,
    in_name_of: str = "",
    details: Mapping[str, Any] | None = None,
) -> Entry:
    """Adds one line, chained to the authority's last one, in the caller's transaction.

    Args:
        verb: room and verb, e.g. "topics.keep".
        authority: whose record.
        thing: kind, id and name (as it is now) of what changed, e.g. ("topic", id, title).
        by: who did it; the name is kept as it is now.
        at: when.
        in_name_of: for whom, where somebody acts in another's stead.
        details: JSON values; no secrets, no more personal data than the line needs.

    """
    end = END.rows(authority)
    if not end:
        # The first line of an authority; of two at once, one makes the row and the other waits for it.
        Chain.objects.get_or_create(authority_id=authority)
        end = END.rows(authority)
    ((length, previous),) = end
    kind, thing_id, thing_name = thing
    entry = Entry(
        id=new_id(),
        authority_id=authority,
        number=length + 1,
        at=at,
        by_id=by.id,
        by_name=by.name,
        in_name_of=in_name_of,
        verb=verb,
        thing_kind=kind,
        thing_id=thing_id,
        thing_name=thing_name[:300],
        # As the database will give it back, or the digest would not match after reading.
        details=json.loads(canonical(dict(details or {}))),
        previous=previous,
    )
    entry.digest = digest_of(entry)
    statements.insert(entry)
    statements.update(Chain, {"length": entry.number, "digest": entry.digest}, authority_id=authority)
    return entry
