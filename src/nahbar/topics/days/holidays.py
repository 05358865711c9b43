# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Public and school holidays of a Land, offline; school holidays as far as the Länder have set them."""

from dataclasses import dataclass
from datetime import date, timedelta

import holidays

MAX_GAP = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday from its first to its last day."""

    name: str
    first: date
    last: date


def public(land: str, years: range) -> tuple[Holiday, ...]:
    """The public holidays; without a Land those of all of them."""
    found = holidays.country_holidays("DE", subdiv=_subdivision(land), years=years, language="de")
    return tuple(Holiday(name, day, day) for day, name in sorted(found.items()))


def school(land: str, years: range) -> tuple[Holiday, ...]:
    """The school holidays; none without a Land, none for years that are not set yet."""
    if not land:
        return ()
    found = holidays.country_holidays(
        "DE", subdiv=_subdivision(land), years=years, language="de", categories=("school",)
    )
    made: list[Holiday] = []
    for day, name in sorted(found.items()):
        before = made[-1] if made else None
        if before and before.name == name and day - before.last <= MAX_GAP:
            made[-1] = Holiday(name, before.first, day)
        else:
            made.append(Holiday(name, day, day))
    return tuple(made)


def _subdivision(land: str) -> str | None:
    return land.removeprefix("DE-") or None
