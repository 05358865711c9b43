# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The authority's own anniversaries, from lines as a person writes them: "1824 Stadtrechte", "12.5.1974 Freibad"."""

import re
from dataclasses import dataclass
from datetime import date

LINE = re.compile(r"(?:(\d{1,2})\.\s?(\d{1,2})\.\s?)?(\d{3,4})\s*[:–-]?\s+(\S.{0,199})")
MAX_LINES = 200
YOUNG = 100


@dataclass(frozen=True, slots=True)
class Anniversary:
    """What happened in a year, or on a day of it."""

    year: int
    name: str
    month: int = 0
    day: int = 0

    def in_year(self, year: int) -> tuple[date, date]:
        """First and last day on which it is remembered: the day itself, else the whole year."""
        if not self.month:
            return date(year, 1, 1), date(year, 12, 31)
        try:
            one = date(year, self.month, self.day)
        except ValueError:
            # The 29th of February in a common year.
            one = date(year, 3, 1)
        return one, one


class LineOdd(ValueError):
    """A line without a year, or with a day that there is not."""


def anniversaries(text: str) -> tuple[Anniversary, ...]:
    """What the lines say, empty ones left out.

    Raises:
        LineOdd: with the line.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(_read(line) for line in lines[:MAX_LINES])


def _read(line: str) -> Anniversary:
    found = LINE.fullmatch(line)
    if not found or not 500 <= int(found[3]) <= 2200:  # noqa: PLR2004 - nobody here is older
        raise LineOdd(line)
    day, month = int(found[1] or 0), int(found[2] or 0)
    if month:
        try:
            date(2000, month, day)
        except ValueError as error:
            raise LineOdd(line) from error
    return Anniversary(int(found[3]), found[4].strip(), month, day)


def is_round(years: int) -> bool:
    """Whether so many years are celebrated: tens up to a hundred, then every 25."""
    return years > 0 and (years % 25 == 0 or (years < YOUNG and years % 10 == 0))
