# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calendars of events: iCalendar by address or file, and pages that mark their events."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nahbar.foundation.complaint import Complaint
from nahbar.topics.address import host_of
from nahbar.topics.dates import moment
from nahbar.topics.readers.events import ical, marked
from nahbar.topics.readers.events.ical import Calendar, TooLarge
from nahbar.topics.readers.events.occurrence import item_of
from nahbar.topics.readers.pages.manners import Guest
from nahbar.topics.readers.pages.tree import grown
from nahbar.topics.readers.reader import Ask, Candidate, Field, FileUnreadable, Gathered, Given
from nahbar.topics.readers.told import Told
from nahbar.topics.readers.visiting import again, allowed, kept, opened
from nahbar.topics.states import SourceKind
from nahbar.wire.http import Fetched

WEBCAL = re.compile(r"^\s*webcals?:(//)?", re.IGNORECASE)
# Time goes on even where the file does not: what comes into the window is looked for once a day.
WHOLE_EVERY = timedelta(hours=20)


class NoCalendarFound(Complaint):
    sentence = _(
        "No calendar was found: %(host)s gave neither a calendar file (iCal) nor a page that marks its events. "
        "Please look for “iCal”, “Kalender abonnieren” or “ICS” on the page and copy that link."
    )


class CalendarTooLarge(Complaint):
    sentence = _(
        "The calendar was not read: it is larger than 8 MB or has more lines than a calendar needs. "
        "Please ask for one with the coming events alone."
    )


class CalendarReader:
    """One request a reading. What happens in the next 120 days; of a series the next three dates."""

    kind = SourceKind.CALENDAR
    about = _(
        "Name your calendar of events: what happens in the next four months becomes a topic, and what is moved or called off is seen."
    )
    every_minutes = 360
    fields = (
        Field(
            "address",
            _("Address of the calendar"),
            _(
                "A calendar file (ends in .ics or begins with webcal://), or the page with your events. "
                "You can upload a calendar file under Sources as well."
            ),
            "address",
        ),
    )

    def look(self, given: Given, ask: Ask, *, at: datetime) -> tuple[Candidate, ...]:
        """The calendar behind the address; on a page its marked events and up to five calendar files."""
        if given.file_name:
            return (_of_file(given, at),)
        page = opened(WEBCAL.sub("https://", given.address), ask, limit_bytes=ical.MAX_BYTES)
        calendar = _calendar(page, at)
        if calendar is not None:
            return (_candidate(page.url, calendar.name or host_of(page.url), calendar),)
        allowed(page, Guest(ask, is_patient=False))
        found = _of_page(page, ask, at)
        if not found:
            raise NoCalendarFound(host=host_of(page.url))
        return found

    def read(self, given: Given, ask: Ask, *, at: datetime) -> Gathered:
        """What is to come. What a whole calendar no longer holds is over."""
        whole_at = moment(str(given.cursor.get("whole_at", "")))
        is_due = whole_at is None or at - whole_at >= WHOLE_EVERY
        if given.settings.get("way") == "page":
            Guest(ask, is_patient=True).demand(given.address)
        page = again(given, ask, limit_bytes=ical.MAX_BYTES, is_whole=is_due)
        if page.not_modified:
            return Gathered(cursor=given.cursor, is_unchanged=True)
        whole = _calendar(page, at)
        calendar = whole or _marked(page, at)
        if calendar is None:
            raise NoCalendarFound(host=host_of(page.url))
        items = tuple(item_of(one) for one in calendar.occurrences)
        told = Told(given.cursor)
        # A page lists the next ones; only a calendar file lists them all.
        is_whole = whole is not None and bool(items) and not whole.left_out
        cursor = {**kept(page), "whole_at": at.isoformat(), "told": told.now(items)}
        over = told.missing(items) if is_whole else frozenset[str]()
        return Gathered(items, cursor, over=over, note=_note(calendar))


READER = CalendarReader()


def _of_file(given: Given, at: datetime) -> Candidate:
    try:
        calendar = ical.read(given.file, at=at)
    except TooLarge as error:
        raise FileUnreadable(why=str(CalendarTooLarge())) from error
    if calendar is None:
        raise FileUnreadable(why=_now("This is no calendar file (iCal)."))
    return _candidate("", given.file_name, calendar)


def _calendar(page: Fetched, at: datetime) -> Calendar | None:
    try:
        return ical.read(page.body, at=at, content_type=page.headers.get("content-type", ""))
    except TooLarge as error:
        raise CalendarTooLarge from error


def _marked(page: Fetched, at: datetime) -> Calendar | None:
    """The page's own events, or None for what is no page."""
    tree = grown(page.body, content_type=page.headers.get("content-type", ""))
    if tree is None:
        return None
    found, broken = marked.occurrences(tree, url=page.url, at=at)
    title = next((one.text for one in tree.iter("title") if one.text), "")
    return Calendar(" ".join(title.split())[:200], found, broken)


def _of_page(page: Fetched, ask: Ask, at: datetime) -> tuple[Candidate, ...]:
    calendar = _marked(page, at)
    found = []
    if calendar is not None and calendar.occurrences:
        found.append(_candidate(page.url, calendar.name or host_of(page.url), calendar, {"way": "page"}))
    tree = grown(page.body, content_type=page.headers.get("content-type", ""))
    for offer in marked.files(tree, url=page.url) if tree is not None else ():
        try:
            file = opened(offer.url, ask, limit_bytes=ical.MAX_BYTES)
            calendar = _calendar(file, at)
        except Complaint:
            # A page may offer what is not there.
            continue
        # A file of one single event is behind every entry of a list: no source.
        if calendar is not None and len(calendar.occurrences) > 1:
            title = calendar.name or offer.title or host_of(file.url)
            found.append(_candidate(offer.url, title, calendar))
    return tuple(found)


def _candidate(
    address: str, title: str, calendar: Calendar, settings: Mapping[str, str] | None = None
) -> Candidate:
    items = tuple(item_of(one) for one in calendar.occurrences)
    nothing = "" if items else _now("Nothing is announced there for the next four months.")
    note = " ".join(filter(None, (nothing, _note(calendar))))
    # A page costs its site's rules as well.
    return Candidate(address, title, items, settings or {}, requests=2 if settings else 1, note=note)


def _note(calendar: Calendar) -> str:
    """What was left out, for people."""
    told = []
    if calendar.broken:
        text = ngettext(
            "%(n)s event could not be read: it has no date, no name, or a repetition nobody can follow.",
            "%(n)s events could not be read: they have no date, no name, or a repetition nobody can follow.",
            calendar.broken,
        )
        told.append(text % {"n": calendar.broken})
    if calendar.left_out:
        text = ngettext(
            "%(n)s later event comes with the next readings.",
            "%(n)s later events come with the next readings.",
            calendar.left_out,
        )
        told.append(text % {"n": calendar.left_out})
    return " ".join(told)
