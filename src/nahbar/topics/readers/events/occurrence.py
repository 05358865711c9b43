# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One thing that happens at one time, and the item it becomes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from nahbar.radar.matter import Kind
from nahbar.topics.item import MAX_ID, MAX_TEXT, MAX_TITLE, Item

BERLIN = ZoneInfo("Europe/Berlin")
MAX_PLACE = 300
# Words of the item, not of the interface: they stay German whoever has it read, or every reading would be an edit.
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
CANCELLED = "Abgesagt: "


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when. For whole days both are days at midnight, the last one included."""

    begins: datetime
    ends: datetime | None = None
    is_all_day: bool = False

    @property
    def last(self) -> datetime:
        """Its last moment."""
        if self.is_all_day:
            day = (self.ends or self.begins).date()
            return datetime.combine(day, time(23, 59), tzinfo=self.begins.tzinfo)
        return self.ends or self.begins


@dataclass(frozen=True, slots=True)
class Occurrence:
    """As a calendar tells it; plain text."""

    identifier: str
    title: str
    span: Span
    text: str = ""
    place: str = ""
    link: str = ""
    is_cancelled: bool = False


def item_of(one: Occurrence) -> Item:
    """The item: when and where stand in the text too, so that a change of them is seen as one."""
    where = f"Wo: {one.place}" if one.place else ""
    head = "\n".join(filter(None, (f"Wann: {spoken(one.span)}", where)))
    title = f"{CANCELLED if one.is_cancelled else ''}{one.title}"
    ends = one.span.last if one.span.ends or one.span.is_all_day else None
    return Item(
        identifier=one.identifier[:MAX_ID],
        title=title if len(title) <= MAX_TITLE else title[: MAX_TITLE - 1].rstrip() + "…",
        text="\n\n".join(filter(None, (head, one.text)))[:MAX_TEXT].rstrip(),
        link=one.link,
        published_at=None,
        kind=Kind.EVENT,
        begins_at=one.span.begins.astimezone(UTC),
        ends_at=ends.astimezone(UTC) if ends else None,
        place=one.place[:MAX_PLACE],
    )


def spoken(span: Span) -> str:
    """When, as one writes it: "Mittwoch, 2. Dezember 2026, 18:00 bis 20:00 Uhr"."""
    first, last = span.begins.astimezone(BERLIN), (span.ends or span.begins).astimezone(BERLIN)
    if span.is_all_day:
        first, last = span.begins, span.ends or span.begins
        days = _day(first.date())
        return days if last.date() <= first.date() else f"{days} bis {_day(last.date())}"
    begin = f"{_day(first.date())}, {first:%H:%M}"
    if last <= first:
        return f"{begin} Uhr"
    # A night belongs to the day it began on.
    if last.date() == first.date() or last - first < timedelta(hours=12):
        return f"{begin} bis {last:%H:%M} Uhr"
    return f"{begin} Uhr bis {_day(last.date())}, {last:%H:%M} Uhr"


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, {day.day}. {MONTHS[day.month - 1]} {day.year}"
