# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""An iCalendar file to what happens in the next weeks."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from itertools import islice

from nahbar.foundation.fingerprint import fingerprint
from nahbar.foundation.letters import cleaned
from nahbar.topics.letters import decoded
from nahbar.topics.plain import one_line, plain
from nahbar.topics.readers.events import recurrence
from nahbar.topics.readers.events.lines import Component, Property, TooMuch, components, within
from nahbar.topics.readers.events.occurrence import BERLIN, Occurrence, Span
from nahbar.topics.readers.events.recurrence import Days, RuleOdd, on_the_wall
from nahbar.topics.readers.events.zones import Zones
from nahbar.topics.readers.links import web_link

MAX_BYTES = 8 * 1024 * 1024
HORIZON = timedelta(days=120)
# Of a series the next ones are enough: the others come with later readings.
OF_A_SERIES = 3
MAX_OCCURRENCES = 300
MAX_DATES = 1000
LONGEST = timedelta(days=366)
HEAD = re.compile(r"^\s*BEGIN\s*:\s*VCALENDAR", re.IGNORECASE)
MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z?))?", re.IGNORECASE)
DURATION = re.compile(r"\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?", re.IGNORECASE)  # fmt: skip
YEARS = range(1900, 2200)
PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a calendar tells: its name, what is to come, the nearest first; how many events could not be read."""

    name: str
    occurrences: tuple[Occurrence, ...]
    broken: int = 0
    left_out: int = 0


class TooLarge(Exception):
    """Larger than any calendar, or more lines."""


def read(data: bytes, *, at: datetime, content_type: str = "") -> Calendar | None:
    """What happens from now on for 120 days; None for what is no calendar.

    Raises:
        TooLarge: more than can be read.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge
    text = decoded(data, content_type=content_type).lstrip("\ufeff")
    if not HEAD.search(text[:2000]):
        return None
    try:
        root = components(text)
    except TooMuch as error:
        raise TooLarge from error
    calendar = next(within(root, "VCALENDAR"), root)
    window = _Window(Zones(root), at, is_called_off=calendar.text("METHOD").upper() == "CANCEL")
    found = sorted(window.occurrences(root), key=lambda one: (one.span.begins, one.identifier))
    name = one_line(calendar.text("X-WR-CALNAME") or calendar.text("NAME"))[:200]
    return Calendar(name, tuple(found[:MAX_OCCURRENCES]), window.broken, max(len(found) - MAX_OCCURRENCES, 0))


class _Odd(Exception):
    """An event without what makes it one."""


class _Window:
    """The next 120 days of one calendar."""

    def __init__(self, zones: Zones, at: datetime, *, is_called_off: bool) -> None:
        self._zones, self._at, self._is_called_off = zones, at, is_called_off
        self._days = Days()
        self.broken = 0

    def occurrences(self, root: Component) -> Iterator[Occurrence]:
        """Each occurrence once, in its newest version."""
        series: dict[str, list[Component]] = defaultdict(list)
        for event in within(root, "VEVENT"):
            if event.text("CLASS").upper() not in PRIVATE:
                series[event.text("UID")].append(event)
        for uid, events in series.items():
            for one in self._of_one_name(uid, events):
                if self._at <= one.span.last and one.span.begins <= self._at + HORIZON:
                    yield one

    def _of_one_name(self, uid: str, events: list[Component]) -> Iterator[Occurrence]:
        """The occurrences of a series, or of one event; single dates that were changed stand for themselves."""
        plain_ones = [one for one in events if one.first("RECURRENCE-ID") is None]
        changed = {}
        for one in sorted((one for one in events if one.first("RECURRENCE-ID")), key=_version):
            if day := self._day(one.first("RECURRENCE-ID")):
                changed[day] = one
        newest = self._newest(uid, plain_ones)
        for event in newest:
            name = uid if uid and len(newest) == 1 else self._name(event)
            try:
                yield from self._of_event(name, event, set(changed))
            except (_Odd, RuleOdd):
                self.broken += 1
        for day, event in changed.items():
            try:
                made = self._occurrence(f"{uid}#{day}", event, self._span(event))
                yield replace(made, link=_of_day(made.link, day))
            except _Odd:
                self.broken += 1

    def _newest(self, uid: str, events: list[Component]) -> list[Component]:
        """Versions of one event: the newest. Different events that share a name by mistake: all of them."""
        latest = sorted(events, key=_version)[-1:]
        if not uid:
            return events
        same = [one for one in events if latest and _version(one) == _version(latest[0])]
        if len({(one.text("SUMMARY"), one.text("DTSTART")) for one in same}) > 1:
            return same
        return latest

    def _name(self, event: Component) -> str:
        """A name for an event that has none of its own."""
        return fingerprint(["event", event.text("UID"), event.text("SUMMARY"), event.text("DTSTART")])

    def _of_event(self, name: str, event: Component, changed: set[str]) -> Iterator[Occurrence]:
        span = self._span(event)
        rules, dates = event.all("RRULE")[:5], event.all("RDATE")
        if not rules and not dates:
            yield self._occurrence(name, event, span)
            return
        length = span.ends - span.begins if span.ends else None
        used = set(changed)
        left_out = self._left_out(event)
        for begin in self._begins(rules, dates, span):
            day = f"{begin:%Y-%m-%d}"
            key = day if day not in used else f"{begin:%Y-%m-%dT%H:%M}"
            if day in changed or key in used or left_out & {day, f"{begin:%Y-%m-%dT%H:%M}"}:
                continue
            used.add(key)
            ends = begin + length if length is not None else None
            made = self._occurrence(f"{name}#{key}", event, Span(begin, ends, span.is_all_day))
            yield replace(made, link=_of_day(made.link, key))
            if len(used) - len(changed) >= OF_A_SERIES:
                return

    def _begins(self, rules: list[Property], dates: list[Property], span: Span) -> list[datetime]:
        """The next begins of a series, in order."""
        zone = span.begins.tzinfo or self._zones.usual
        length = span.last - span.begins
        since, until = on_the_wall(self._at - length, zone), on_the_wall(self._at + HORIZON, zone)
        first = span.begins.replace(tzinfo=None)
        found = {first} if first >= since else set()
        walls = (on_the_wall(moment, zone) for moment, _is_day in self._moments(dates))
        found.update(wall for wall in walls if since <= wall <= until)
        for one in rules:
            rule = recurrence.rule(one.value, first.date(), zone)
            found.update(recurrence.starts(rule, first, since=since, until=until, days=self._days))
        return [one.replace(tzinfo=zone) for one in sorted(found)]

    def _left_out(self, event: Component) -> set[str]:
        """The dates on which a series does not take place: days, or minutes where a time is said."""
        moments = self._moments(event.all("EXDATE"))
        said = ((self._begin_zone(event, moment), is_day) for moment, is_day in moments)
        return {f"{begin:%Y-%m-%d}" if is_day else f"{begin:%Y-%m-%dT%H:%M}" for begin, is_day in said}

    def _moments(self, said: list[Property]) -> Iterator[tuple[datetime, bool]]:
        """The moments of properties that list some; of a period its begin."""
        values = ((value.split("/")[0], one) for one in said for value in one.value.split(",", MAX_DATES))
        for value, one in islice(values, MAX_DATES):
            if made := self._moment(value, one):
                yield made

    def _day(self, said: Property | None) -> str:
        made = self._moment(said.value, said) if said else None
        return f"{made[0]:%Y-%m-%d}" if made else ""

    def _begin_zone(self, event: Component, moment: datetime) -> datetime:
        said = event.first("DTSTART")
        zone = self._zone(said) if said else self._zones.usual
        return moment.astimezone(zone)

    def _zone(self, said: Property) -> tzinfo:
        if said.value.strip().upper().endswith("Z"):
            # Meetings are kept by the clock on the wall even where a program writes them in UTC.
            return self._zones.usual
        name = said.parameters.get("TZID", "")
        return self._zones.named(name) if name else self._zones.usual

    def _moment(self, value: str, said: Property) -> tuple[datetime, bool] | None:
        """The moment in its zone, and whether it is a whole day; None for what is none."""
        # An unquoted zone with a colon in its name spills into the value.
        found = MOMENT.fullmatch(value.rpartition(":")[2].strip())
        if not found:
            return None
        year, month, day, hour, minute, second, is_utc = found.groups()
        # A whole day is one here, whatever zone the program wrote beside it.
        zone = self._zone(said) if hour else BERLIN
        try:
            clock = time(int(hour), int(minute), min(int(second or 0), 59)) if hour else time()
            made = datetime.combine(datetime(int(year), int(month), int(day), tzinfo=UTC).date(), clock)
        except ValueError:
            return None
        if made.year not in YEARS:
            return None
        moment = made.replace(tzinfo=UTC).astimezone(zone) if is_utc else made.replace(tzinfo=zone)
        return moment, hour is None

    def _span(self, event: Component) -> Span:
        """When the event is.

        Raises:
            _Odd: it has no begin.
        """
        said, end = event.first("DTSTART"), event.first("DTEND")
        begin = self._moment(said.value, said) if said else None
        if begin is None:
            raise _Odd
        begins, is_all_day = begin
        ended = self._moment(end.value, end) if end else None
        ends = ended[0] if ended else _after(begins, event.text("DURATION"))
        if is_all_day and ends is not None:
            # The file names the day after the last one.
            ends = ends.replace(hour=0, minute=0) - timedelta(days=1)
        if ends is not None and not begins < ends <= begins + LONGEST:
            ends = None
        return Span(begins, ends, is_all_day)

    def _occurrence(self, identifier: str, event: Component, span: Span) -> Occurrence:
        told = event.text("DESCRIPTION") or event.text("X-ALT-DESC")
        place = one_line(event.text("LOCATION"))
        title = one_line(event.text("SUMMARY"))
        text = plain(cleaned(told))
        title = title or text.split("\n", 1)[0][:90]
        if not title:
            raise _Odd
        is_cancelled = self._is_called_off or event.text("STATUS").upper() == "CANCELLED"
        return Occurrence(
            cleaned(identifier) or self._name(event),
            title,
            span,
            text="" if text == title else text,
            place=place,
            link=web_link(event.text("URL")),
            is_cancelled=is_cancelled,
        )


def _version(event: Component) -> tuple[int, str]:
    """How new this wording of an event is."""
    sequence = event.text("SEQUENCE")
    number = int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0  # noqa: PLR2004
    return number, event.text("LAST-MODIFIED")[:20]


def _after(begins: datetime, duration: str) -> datetime | None:
    found = DURATION.fullmatch(duration)
    if not found or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return begins + min(length, LONGEST)


def _of_day(link: str, day: str) -> str:
    """The link of a series with the day in its fragment: each date is a topic of its own."""
    return f"{link}#{day}" if link and "#" not in link else link
