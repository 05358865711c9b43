# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose turn a row is: its own "next time" is moved ahead a little, and renewed while the work lasts.

The moved time is the lease and its key in one: whoever finds another value there has lost the row or is done with it.
"""

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Model, QuerySet

# Short, so that another worker goes on soon after a crash; renewed often enough to outlast a busy database.
LEASE = timedelta(seconds=45)
RENEW_EVERY = timedelta(seconds=10)
# What takes longer hangs: its row is let go, and may be taken up elsewhere.
LONGEST = timedelta(minutes=15)


@dataclass(slots=True, eq=False)
class Claim:
    """One worker's right to one row until `until`; `name` is the field that says when it is next, `longest` how long it may last."""

    model: type[Model]
    pk: Any
    name: str
    until: datetime
    longest: timedelta = LONGEST
    since: float = field(default_factory=time.monotonic)


def take(
    rows: QuerySet[Any], name: str, *, most: int, at: datetime, longest: timedelta = LONGEST
) -> list[Claim]:
    """Claims up to `most` of these due rows, the longest waiting first; of several who try, one gets a row."""
    if most <= 0:
        return []
    waiting = rows.order_by(F(name).asc(nulls_first=True), "pk").values_list("pk", name)
    claims = [(Claim(rows.model, pk, name, at + LEASE, longest), was) for pk, was in waiting[:most]]
    return [claim for claim, was in claims if _moved(claim, was, claim.until)]


def renew(claim: Claim, *, at: datetime) -> bool:
    """Keeps the row for another lease; False: it is done, somebody else's, or takes too long."""
    if time.monotonic() - claim.since > claim.longest.total_seconds() or not _moved(
        claim, claim.until, at + LEASE
    ):
        return False
    claim.until = at + LEASE
    return True


def give_back(claim: Claim, *, at: datetime) -> bool:
    """Lets another worker have the row at once; False: it was no longer ours."""
    return _moved(claim, claim.until, at)


def _moved(claim: Claim, was: datetime | None, to: datetime) -> bool:
    """One conditional UPDATE: only who still finds the time it knows may set the next."""
    rows = claim.model._default_manager.filter(pk=claim.pk)
    rows = rows.filter(**({f"{claim.name}__isnull": True} if was is None else {claim.name: was}))
    return rows.update(**{claim.name: to}) == 1
