# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days and dates: holidays of the Land, days to tell about, the authority's own anniversaries. Nothing is asked of the web."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint
from nahbar.foundation.fingerprint import fingerprint
from nahbar.radar.matter import Kind, Pillar
from nahbar.topics.days import holidays
from nahbar.topics.days.anniversaries import Anniversary, LineOdd, anniversaries, is_round
from nahbar.topics.days.catalogue import ThemeDay, theme_days
from nahbar.topics.days.rules import day_in
from nahbar.topics.item import Item
from nahbar.topics.readers.events.occurrence import BERLIN, Span, spoken
from nahbar.topics.readers.reader import Ask, Candidate, Field, Gathered, Given
from nahbar.topics.states import SourceKind

HOLIDAY_LEAD = timedelta(days=21)
SCHOOL_LEAD = timedelta(days=42)
# A year's anniversary wants preparing; a day's less.
YEAR_LEAD = timedelta(days=270)
DAY_LEAD = timedelta(days=120)
ACTIVE = frozenset({Pillar.RECRUITING, Pillar.PARTICIPATION})
# Words of the items, not of the interface; see events.occurrence.
PUBLIC_WHY = "Gesetzlicher Feiertag: geänderte Öffnungszeiten, Müllabfuhr, Bereitschaftsdienste."
SCHOOL_WHY = (
    "Schulferien: Ferienprogramm, Betreuung, Bäder, Baustellen an Schulen; und weniger Zeit im eigenen Haus."
)
ROUGH = "Der Termin wird jedes Jahr neu gesetzt; bitte vorher prüfen."


class LineUnreadable(Complaint):
    sentence = _(
        "This line could not be read: “%(line)s”. Each line needs a year or a day and what happened then. "
        "For example: “1824 Stadtrechte” or “12.5.1974 Freibad eröffnet”."
    )


class DaysReader:
    """No request at all."""

    kind = SourceKind.DAYS
    about = _(
        "Holidays of your Land, almost 200 days to tell about, and your own anniversaries become topics some weeks ahead."
    )
    every_minutes = 1440
    fields = (
        Field(
            "days",
            _("Which days to tell about?"),
            kind="choice",
            choices=(
                ("all", _("all of the list")),
                ("active", _("only those for recruiting and participation")),
                ("none", _("none of them")),
            ),
        ),
        Field(
            "holidays",
            _("Holidays of your Land"),
            kind="choice",
            choices=(
                ("both", _("public and school holidays")),
                ("public", _("public holidays")),
                ("none", _("no holidays")),
            ),
        ),
        Field(
            "anniversaries",
            _("Your own anniversaries"),
            _(
                "One a line, for example “1824 Stadtrechte” or “12.5.1974 Freibad eröffnet”. Round numbers become topics in time."
            ),
            "lines",
            is_required=False,
        ),
    )

    def look(self, given: Given, ask: Ask, *, at: datetime) -> tuple[Candidate, ...]:
        """What would be given now."""
        try:
            own = anniversaries(str(given.settings.get("anniversaries", "")))
        except LineOdd as error:
            raise LineUnreadable(line=str(error)[:100]) from error
        said = {name: str(given.settings.get(name, "")) for name in ("days", "holidays", "anniversaries")}
        notes = [_now("About %(n)s topics a year.") % {"n": _a_year(said)}]
        if own:
            notes.append(_now("%(n)s anniversaries were understood.") % {"n": len(own)})
        if said["holidays"] == "both" and not given.land:
            notes.append(_now("School holidays need a Land: your authority has none in its profile."))
        items = tuple(_items(given, at))
        return (Candidate("", _now("Days and dates"), items, said, requests=0, note=" ".join(notes)),)

    def read(self, given: Given, ask: Ask, *, at: datetime) -> Gathered:
        """What is near enough to be prepared."""
        return Gathered(tuple(_items(given, at)), note=_note(given, at))


READER = DaysReader()


def _a_year(said: dict[str, str]) -> int:
    return sum(1 for one in theme_days() if _is_wanted(one, said["days"])) + {"both": 16, "public": 10}.get(
        said["holidays"], 0
    )


def _is_wanted(one: ThemeDay, days: str) -> bool:
    return days == "all" or (days == "active" and one.pillar in ACTIVE)


def _items(given: Given, at: datetime) -> Iterator[Item]:
    """Everything that is near, the nearest first."""
    today = at.astimezone(BERLIN).date()
    made = [*_theme_days(given, today), *_holidays(given, today), *_own(given, today)]
    return iter(sorted(made, key=lambda one: (one.begins_at or at, one.identifier)))


def _is_near(today: date, first: date, last: date, lead: timedelta) -> bool:
    return first - lead <= today <= last


def _theme_days(given: Given, today: date) -> Iterator[Item]:
    days = str(given.settings.get("days", ""))
    for one in theme_days():
        for year in (today.year, today.year + 1):
            first = day_in(one.rule, year)
            last = first + timedelta(days=one.days - 1)
            if _is_wanted(one, days) and _is_near(today, first, last, timedelta(days=one.lead)):
                why = f"{one.why} {ROUGH}" if one.is_rough else one.why
                name = f"tag:{fingerprint(one.name)[:12]}:{year}"
                yield _item(name, one.name, (first, last), f"{why}\n\nQuelle: {one.source}", one.pillar)


def _holidays(given: Given, today: date) -> Iterator[Item]:
    wanted = str(given.settings.get("holidays", ""))
    years = range(today.year, today.year + 2)
    if wanted in {"both", "public"}:
        for one in holidays.public(given.land, years):
            if _is_near(today, one.first, one.last, HOLIDAY_LEAD):
                name = f"feiertag:{fingerprint(one.name)[:12]}:{one.first.year}"
                yield _item(name, one.name, (one.first, one.last), PUBLIC_WHY, Pillar.SERVICE)
    if wanted == "both":
        for one in holidays.school(given.land, range(today.year - 1, today.year + 2)):
            # A single free day is no holiday to plan for.
            if one.first < one.last and _is_near(today, one.first, one.last, SCHOOL_LEAD):
                name = f"ferien:{fingerprint(one.name)[:12]}:{one.first:%Y-%m-%d}"
                yield _item(name, one.name, (one.first, one.last), SCHOOL_WHY, Pillar.SERVICE)


def _own(given: Given, today: date) -> Iterator[Item]:
    try:
        own = anniversaries(str(given.settings.get("anniversaries", "")))
    except LineOdd as error:
        raise LineUnreadable(line=str(error)[:100]) from error
    for one in own:
        for year in (today.year, today.year + 1):
            first, last = one.in_year(year)
            lead = DAY_LEAD if one.month else YEAR_LEAD
            if is_round(year - one.year) and _is_near(today, first, last, lead):
                yield _of_anniversary(one, year, first, last)


def _of_anniversary(one: Anniversary, year: int, first: date, last: date) -> Item:
    years = year - one.year
    what = f"{one.day}.{one.month}.{one.year}" if one.month else str(one.year)
    why = f"{what}: {one.name}. Bilder aus dem Archiv, Menschen, die dabei waren, damals und heute."
    name = f"jubilaeum:{fingerprint([one.year, one.name])[:12]}:{year}"
    return _item(name, f"{years} Jahre: {one.name}", (first, last), why, Pillar.IMAGE)


def _item(identifier: str, title: str, days: tuple[date, date], why: str, pillar: Pillar) -> Item:
    begins, ends = (datetime.combine(day, time(), tzinfo=BERLIN) for day in days)
    when = f"Wann: {spoken(Span(begins, ends, is_all_day=True))}"
    return Item(
        identifier=identifier,
        title=title,
        text=f"{when}\n\n{why}",
        # No link: the same source stands behind many days, and a link tells topics apart.
        link="",
        published_at=None,
        kind=Kind.DAY,
        begins_at=begins.astimezone(UTC),
        ends_at=ends.replace(hour=23, minute=59).astimezone(UTC),
        pillar=pillar,
    )


def _note(given: Given, at: datetime) -> str:
    """Until when the school holidays are set, once the end is near."""
    if given.settings.get("holidays") != "both" or not given.land:
        return ""
    year = at.astimezone(BERLIN).year
    if holidays.school(given.land, range(year + 1, year + 2)):
        return ""
    return _now(
        "The school holidays of next year are not in this version of Nahbar. "
        "Please have it updated, or give the calendar file of your Land under “calendar of events”."
    )
