# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The radar's reading of a topic as it is stored beside it, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, time
from typing import Any

from nahbar.radar.matter import Clue, DateFound, DateKind, Pillar, Recognition

MAX_CLUES = 40
MAX_DATES = 20


def stored(recognition: Recognition) -> dict[str, Any]:
    """As JSON can hold it; of very long texts the first clues and dates."""
    plain = asdict(recognition)
    plain["clues"] = plain["clues"][:MAX_CLUES]
    plain["dates"] = [
        one | {"on": one["on"].isoformat(), "at": one["at"].isoformat() if one["at"] else None}
        for one in plain["dates"][:MAX_DATES]
    ]
    for name in ("runs_from", "runs_until", "deadline"):
        plain[name] = plain[name].isoformat() if plain[name] else None
    return plain


def read(plain: Mapping[str, Any]) -> Recognition | None:
    """The reading, or None where the radar has not read the topic yet."""
    if not plain:
        return None
    dates = tuple(
        DateFound(
            **one
            | {
                "kind": DateKind(one["kind"]),
                "on": date.fromisoformat(one["on"]),
                "at": time.fromisoformat(one["at"]) if one["at"] else None,
            }
        )
        for one in plain["dates"]
    )
    days = {
        name: date.fromisoformat(plain[name]) if plain[name] else None
        for name in ("runs_from", "runs_until", "deadline")
    }
    lists = {"places": tuple(plain["places"]), "people": tuple(plain["people"]), "dates": dates}
    clues = tuple(Clue(**one) for one in plain["clues"])
    return Recognition(**{**plain, **days, **lists, "clues": clues, "pillar": Pillar(plain["pillar"])})
