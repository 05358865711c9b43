# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The days an authority has something to tell about: names, rules, reasons and sources, in days.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nahbar.radar.matter import Pillar

LEAD = 28


@dataclass(frozen=True, slots=True)
class ThemeDay:
    """One day of the list. `lead`: so many days ahead it becomes a topic; `days`: so long it lasts.

    `is_rough`: the organiser sets the date anew each year, and the rule gives the usual one.
    """

    name: str
    rule: str
    pillar: Pillar
    why: str
    source: str
    lead: int = LEAD
    days: int = 1
    is_rough: bool = False


@cache
def theme_days() -> tuple[ThemeDay, ...]:
    """All days of the list."""
    text = files("nahbar.topics.days").joinpath("days.toml").read_text(encoding="utf-8")
    return tuple(ThemeDay(**{**row, "pillar": Pillar(row["pillar"])}) for row in tomllib.loads(text)["day"])
