# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""When something that repeats happens in the next weeks.

RFC 5545's rules down to the day, looked at day by day in the window that counts: no rule, however odd, takes longer.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MAX_INTERVAL = 1000
MAX_DAYS = 60_000
NUMBERS = re.compile(r"[+-]?\d{1,3}(,[+-]?\d{1,3}){0,99}")
BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
UNTIL = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")
WEEK = 7


class RuleOdd(Exception):
    """A rule that cannot be read, or only by looking at too many days."""


class Days:
    """How many days all rules of one calendar may look at together (a day takes some microseconds)."""

    def __init__(self, most: int = 500_000) -> None:
        self.left = most

    def take(self, number: int) -> None:
        """Takes so many.

        Raises:
            RuleOdd: there are not so many left.
        """
        if number > min(self.left, MAX_DAYS):
            raise RuleOdd
        self.left -= number


@dataclass(frozen=True, slots=True)
class Rule:
    """RRULE's parts; what stays below a day is left out, since nobody announces an event by the minute."""

    frequency: str
    interval: int
    count: int
    until: datetime | None
    months: frozenset[int]
    weeks: frozenset[int]
    year_days: frozenset[int]
    month_days: frozenset[int]
    weekdays: frozenset[tuple[int, int]]
    places: frozenset[int]
    week_begins: int


def rule(text: str, first: date, zone: tzinfo) -> Rule:
    """The rule, with what it takes from its first day where it says nothing itself.

    Raises:
        RuleOdd: it is none that can be read.
    """
    said = dict(part.strip().upper().split("=", 1) for part in text[:2000].split(";") if "=" in part)
    frequency, interval = said.get("FREQ", ""), _count(said.get("INTERVAL", "1"))
    is_ours = frequency in FREQUENCIES and said.get("RSCALE", "GREGORIAN") == "GREGORIAN"
    if not is_ours or not 1 <= interval <= MAX_INTERVAL or said.get("WKST", "MO") not in WEEKDAYS:
        raise RuleOdd
    months, month_days = _numbers(said, "BYMONTH"), _numbers(said, "BYMONTHDAY")
    weeks, year_days = _numbers(said, "BYWEEKNO"), _numbers(said, "BYYEARDAY")
    weekdays = _weekdays(said.get("BYDAY", ""))
    if not (weekdays or month_days or year_days):
        if frequency == "WEEKLY" or (frequency == "YEARLY" and weeks):
            weekdays = frozenset({(0, first.weekday())})
        elif frequency in {"MONTHLY", "YEARLY"}:
            month_days = frozenset({first.day})
            months = months if months or frequency == "MONTHLY" else frozenset({first.month})
    return Rule(
        frequency, interval, _count(said.get("COUNT", "0")), _until(said.get("UNTIL", ""), zone), months, weeks,
        year_days, month_days, weekdays, _numbers(said, "BYSETPOS"), WEEKDAYS.index(said.get("WKST", "MO")),
    )  # fmt: skip


def starts(
    said: Rule, first: datetime, *, since: datetime, until: datetime, days: Days
) -> Iterator[datetime]:
    """The begins by the rule from `since` to `until`, all by the clock on the wall and without a zone.

    Raises:
        RuleOdd: too many days would have to be looked at.
    """
    last = min(said.until or until, until)
    # Only a rule that counts has to be followed from its first day.
    day = first.date() if said.count else max(first.date(), since.date())
    days.take(max((last.date() - day).days, 0) + 1)
    found = 0
    for one in _days(said, first.date(), day, last.date()):
        begin = datetime.combine(one, first.time())
        if begin < first:
            continue
        found += 1
        if begin > last or (said.count and found > said.count):
            return
        if begin >= since:
            yield begin


def _days(said: Rule, first: date, since: date, last: date) -> Iterator[date]:
    begin, end = _period(said, since)
    while begin <= last:
        if _is_turn(said, first, begin):
            fitting = [day for day in _each(begin, end) if _fits(said, day)]
            if said.places:
                count = len(fitting)
                fitting = [day for n, day in enumerate(fitting) if {n + 1, n - count} & said.places]
            yield from fitting
        if end >= date.max:
            return
        begin, end = _period(said, end + timedelta(days=1))


def _each(begin: date, end: date) -> Iterator[date]:
    return (begin + timedelta(days=n) for n in range((end - begin).days + 1))


def _period(said: Rule, day: date) -> tuple[date, date]:
    """First and last day of the year, month, week or day the day lies in."""
    if said.frequency == "YEARLY":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if said.frequency == "MONTHLY":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    if said.frequency == "WEEKLY":
        begin = day - timedelta(days=(day.weekday() - said.week_begins) % WEEK)
        return begin, begin + timedelta(days=WEEK - 1)
    return day, day


def _is_turn(said: Rule, first: date, begin: date) -> bool:
    """Whether it is this period's turn, of every second, third ..."""
    start = _period(said, first)[0]
    if said.frequency == "YEARLY":
        passed = begin.year - start.year
    elif said.frequency == "MONTHLY":
        passed = (begin.year - start.year) * 12 + begin.month - start.month
    else:
        passed = (begin - start).days // (WEEK if said.frequency == "WEEKLY" else 1)
    return passed % said.interval == 0


def _fits(said: Rule, day: date) -> bool:
    length = monthrange(day.year, day.month)[1]
    in_year, year_length = day.timetuple().tm_yday, 366 if monthrange(day.year, 2)[1] == 29 else 365  # noqa: PLR2004
    return (
        (not said.months or day.month in said.months)
        and (not said.month_days or bool({day.day, day.day - length - 1} & said.month_days))
        and (not said.year_days or bool({in_year, in_year - year_length - 1} & said.year_days))
        and (not said.weeks or _is_in_week(said, day))
        and (not said.weekdays or _is_weekday(said, day, length, in_year, year_length))
    )


def _is_in_week(said: Rule, day: date) -> bool:
    year, week, _ = day.isocalendar()
    weeks = date(year, 12, 28).isocalendar().week
    return year == day.year and bool({week, week - weeks - 1} & said.weeks)


def _is_weekday(said: Rule, day: date, length: int, in_year: int, year_length: int) -> bool:
    """Whether it is one of the weekdays, or the second, the last ... of its month or year."""
    name = day.weekday()
    if (0, name) in said.weekdays:
        return True
    if said.frequency == "MONTHLY" or (said.frequency == "YEARLY" and said.months):
        forward, backward = (day.day - 1) // WEEK + 1, -((length - day.day) // WEEK + 1)
    elif said.frequency == "YEARLY":
        forward, backward = (in_year - 1) // WEEK + 1, -((year_length - in_year) // WEEK + 1)
    else:
        return any(name == one for _, one in said.weekdays)
    return bool({(forward, name), (backward, name)} & said.weekdays)


def _count(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0  # noqa: PLR2004 - no rule counts so far


def _numbers(said: dict[str, str], name: str) -> frozenset[int]:
    text = said.get(name, "")
    if not text:
        return frozenset()
    if not NUMBERS.fullmatch(text):
        # Left out, such a part would give other days than were meant.
        raise RuleOdd
    return frozenset(int(part) for part in text.split(","))


def _weekdays(text: str) -> frozenset[tuple[int, int]]:
    found = set()
    for part in text[:600].split(",") if text else ():
        one = BY_DAY.fullmatch(part.strip())
        if not one:
            raise RuleOdd
        found.add((int(one[1] or 0), WEEKDAYS.index(one[2])))
    return frozenset(found)


def _until(text: str, zone: tzinfo) -> datetime | None:
    """Until when, by the clock on the wall."""
    found = UNTIL.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second, is_utc = found.groups()
    clock = (23, 59, 59) if hour is None else (int(hour), int(minute), min(int(second), 59))
    try:
        made = datetime(int(year), int(month), int(day), *clock, tzinfo=UTC)
        return on_the_wall(made, zone) if is_utc else made.replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def on_the_wall(moment: datetime, zone: tzinfo) -> datetime:
    """The moment as a clock there shows it, without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None)
