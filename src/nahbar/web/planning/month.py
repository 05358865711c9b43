# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A month as weeks of days, with what goes out on each; and the sentence above it."""

import calendar
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nahbar.planning.outlook import Outlook
from nahbar.planning.queries import Entry
from nahbar.web.design.tags import moment


@dataclass(frozen=True, slots=True)
class Day:
    """One square of the calendar."""

    date: date
    entries: list[Entry]
    is_of_month: bool
    is_today: bool


def weeks(year: int, month: int, entries: Iterable[Entry], *, zone: str, now: datetime) -> list[list[Day]]:
    """Monday to Sunday, with the days before and after that fill the first and the last week."""
    clocks = zoneinfo.ZoneInfo(zone)
    today = now.astimezone(clocks).date()
    by_day = defaultdict(list)
    for entry in entries:
        by_day[entry.at.astimezone(clocks).date()].append(entry)
    return [
        [
            Day(day, by_day[day] if day.month == month else [], day.month == month, day == today)
            for day in week
        ]
        for week in calendar.Calendar().monthdatescalendar(year, month)
    ]


def before(first: date) -> date:
    """The first day of the month before."""
    return (first - timedelta(days=1)).replace(day=1)


def after(first: date) -> date:
    """The first day of the month after."""
    return (first + timedelta(days=31)).replace(day=1)


def sentence(outlook: Outlook) -> str:
    """How many go out this week, and when the next one does."""
    if outlook.next_at is None:
        return _("Nothing is planned to go out.")
    when = moment(outlook.next_at)
    if not outlook.this_week:
        return _("This week nothing more goes out, the next post on %(when)s.") % {"when": when}
    words = ngettext(
        "This week %(count)d post goes out, on %(when)s.",
        "This week %(count)d posts go out, the next one on %(when)s.",
        outlook.this_week,
    )
    return words % {"count": outlook.this_week, "when": when}


def open_matters(outlook: Outlook) -> str:
    """What does not go out by itself: it waits for a signature or for a decision; empty if there is nothing."""
    parts = []
    if outlook.wishes:
        words = ngettext(
            "%(count)d waits for the signature.", "%(count)d wait for the signature.", outlook.wishes
        )
        parts.append(words % {"count": outlook.wishes})
    if outlook.stuck:
        words = ngettext("%(count)d needs your decision.", "%(count)d need your decision.", outlook.stuck)
        parts.append(words % {"count": outlook.stuck})
    return " ".join(parts)
