# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a source told at its last reading, kept in the cursor, to see what it tells no more."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from nahbar.topics.dates import moment
from nahbar.topics.identity import item_key
from nahbar.topics.item import Item

MAX_TOLD = 1000


class Told:
    """Keys of items, each with the day it was published ("" where none is known)."""

    def __init__(self, cursor: Mapping[str, Any]) -> None:
        before = cursor.get("told")
        self._before: dict[str, str] = dict(before) if isinstance(before, dict) else {}

    @staticmethod
    def now(items: Sequence[Item]) -> dict[str, str]:
        """What the next reading must know."""
        rows = ((item_key(one.identifier), one.published_at) for one in items[:MAX_TOLD])
        return {key: published.isoformat() if published else "" for key, published in rows if key}

    def missing(self, items: Iterable[Item]) -> frozenset[str]:
        """What was told and is not any more, where a source tells everything there is."""
        return frozenset(self._before) - {item_key(one.identifier) for one in items}

    def missing_among(self, items: Sequence[Item]) -> frozenset[str]:
        """The same where a source tells the newest alone: only what is newer than the oldest it still tells."""
        days = [one.published_at for one in items]
        oldest = min((day for day in days if day), default=None)
        if oldest is None or not all(days):
            return frozenset()
        return frozenset(key for key in self.missing(items) if _is_after(self._before[key], oldest))


def _is_after(published: str, oldest: datetime) -> bool:
    made = moment(published)
    return made is not None and made > oldest
