# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules for days that come every year.

"8.3.": a day. "2. So 5", "letzter Fr 9": a weekday of a month. "2. So 5 +1": so many days after it.
"Ostern+50", "Advent-14": so many days from Easter Sunday, from the first Sunday of Advent.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
FIXED = re.compile(r"(\d{1,2})\.(\d{1,2})\.")
WEEKDAY = re.compile(r"(?:([1-4])\.|(letzter)) (Mo|Di|Mi|Do|Fr|Sa|So) (\d{1,2})(?: ([+-]\d{1,3}))?")
MOVABLE = re.compile(r"(Ostern|Advent)([+-]\d{1,3})")
WEEK = 7


class RuleUnknown(ValueError):
    """No rule this knows."""


def day_in(rule: str, year: int) -> date:
    """The day in this year.

    Raises:
        RuleUnknown: it is no rule.
    """
    if found := FIXED.fullmatch(rule):
        try:
            return date(year, int(found[2]), int(found[1]))
        except ValueError as error:
            raise RuleUnknown(rule) from error
    if found := WEEKDAY.fullmatch(rule):
        return _weekday(found[3], int(found[4]), int(found[1] or 0), year) + timedelta(
            days=int(found[5] or 0)
        )
    if found := MOVABLE.fullmatch(rule):
        start = easter(year) if found[1] == "Ostern" else advent(year)
        return start + timedelta(days=int(found[2]))
    raise RuleUnknown(rule)


def _weekday(name: str, month: int, number: int, year: int) -> date:
    """The first to fourth of these weekdays in the month, or with 0 the last."""
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        raise RuleUnknown(name)
    wanted = WEEKDAYS.index(name)
    if number:
        first = date(year, month, 1)
        return first + timedelta(days=(wanted - first.weekday()) % WEEK + WEEK * (number - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - wanted) % WEEK)


def easter(year: int) -> date:
    """Easter Sunday, by the rule of Gauß as Lichtenberg mended it."""
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    year_of_moon = year % 19
    seed = (19 * year_of_moon + moon) % 30
    full = 21 + seed - (seed // 29 + (seed // 28 - seed // 29) * (year_of_moon // 11))
    first_sunday = 7 - (year + year // 4 + sun) % 7
    return date(year, 3, 1) + timedelta(days=full + 7 - (full - first_sunday) % 7 - 1)


def advent(year: int) -> date:
    """The first Sunday of Advent, the fourth before Christmas."""
    christmas = date(year, 12, 25)
    return christmas - timedelta(days=christmas.weekday() + 1 + 3 * WEEK)
