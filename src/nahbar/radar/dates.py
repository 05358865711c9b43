# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates as German offices write them: single days and spans, without a year where it is clear, never a date of a law."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import islice, pairwise

_MONTH_NAMES = (
    ("januar", "jänner", "jan"),
    ("februar", "feber", "febr", "feb"),
    ("märz", "maerz", "mär", "mrz"),
    ("april", "apr"),
    ("mai",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("dezember", "dez"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_SHORT_WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join((*_WEEKDAYS, "sonnabend"))
_NUMBER = re.compile(r"\d(?<!\d\d)\d{0,3}(?:\.|-\d\d-)")
"""Where a day may begin; found much faster than a day."""
_DAY = re.compile(
    r"(?<![\d,§:])(?<!\d[./-])"
    r"(?:(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?![\d-])"
    rf"|(?P<day>[0-3]?\d)\. ?(?:(?P<name>{_MONTH})(?![^\W\d_])\.?(?:,? ?(?P<year>(?:19|20)\d\d)(?!\d))?"
    r"|(?P<month>[01]?\d)\.(?! ?(?:uhr|abs|änderung)) ?(?P<number>(?:19|20)\d\d|\d\d(?!\d|[.:]\d| ?uhr))?(?![\d]|\.\d))"
    # "5. bis 9. Mai", "5./6. Mai": the month stands with the next day
    rf"|(?P<bare>[0-3]?\d)\.(?=(?:, ?[0-3]?\d\.){{0,6}},? ?(?:bis(?: (?:zum|einschließlich|einschl\.?|inkl\.?))*|[–/+&-]|und(?: dem)?|sowie|oder)"
    rf" ?(?:(?:{_WEEKDAY}),? ?(?:(?:den|dem) )?)?[0-3]?\d\. ?(?:(?:{_MONTH})(?![^\W\d_])|[01]?\d\.(?!\d\.))))",
    re.IGNORECASE,
)
_MONTH_END = re.compile(
    rf"\b(?:bis|zum) (?P<words>ende (?P<name>{_MONTH})(?![^\W\d_])(?: (?P<year>(?:19|20)\d\d)(?!\d))?)",
    re.IGNORECASE,
)
_WEEKDAY_BEFORE = re.compile(
    rf"(?<![^\W_])(?P<weekday>{_WEEKDAY}|(?:{'|'.join(_SHORT_WEEKDAYS)})\.?)s?,? ?(?:(?:den|dem|der) )?$",
    re.IGNORECASE,
)
_LONGEST_WEEKDAY = 20
_TIME = re.compile(
    r"(?:,? ?(?:\((?:\w{2,12})\))?,? ?\(?(?:jeweils )?(?:um|ab|von|bis|spätestens|gegen|bis spätestens|bis um)? ?)"
    r"(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?(?: ?(?:bis|[–-]) ?\d{1,2}(?:[.:]\d\d)?)? ?(?:uhr|h\b)",
    re.IGNORECASE,
)
_BRIDGE = re.compile(
    r"\)?,? ?(?:\([^()\n]{0,20}\),? ?)?"
    r"(?:(?:ab |um |von )?(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)? ?uhr,? ?)?"
    r"(?:und endet am|und endet mit ablauf des|und endet|\(?beginn\)?,? bis|"
    r"bis(?: (?:spätestens|einschließlich|einschl\.?|inklusive|inkl\.?|zum ablauf|mit ablauf|und mit|zum|zu|des|dem|den|einschließlich zum))*|"
    r"[–-]|und(?: dem)?)"
    r" ?\(?(?:(?:einschließlich|einschl\.?|inkl\.?) )?",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:fassung|bekanntmachung|gesetz\w*|beschluss|beschlusses|verordnung|satzung|artikel\w*|bgbl|gvbl|gbl|geändert|"
    r"schreiben|bescheid|urteil|vertrag|antrag|anfrage|stand|eingang|datum|sitzung|fassung der bekanntmachung|nr|"
    r"gv\. ?nrw|gesetzes|geboren|geb|mail|email|veröffentlicht|amtsblatt|erlass|protokoll|beschlossen|\*|†|baugb|bauleitplanung|richtlinie|novelle|rechtsstand|ausgabe)"
    r"[.:,]? ?(?:\([^()\n]{0,30}\) ?)?(?:am|vom|v\.|des gemeinderats vom|des rates vom|des stadtrates vom)?:? ?$",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"(?:\b(?:bis|vom|von|am|ab|an|den|dem|zum|seit|der|und|je|jeweils|datum|ende|beginn|frist)|[,(–/+:-]) ?$",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"(?:§|\b(?:nr|abs|absatz|kap|kapitel|ziff|ziffer|punkt|top|abschnitt|anlage|buchst|satz)\.?) ?[\d.,]*(?: ?(?:und|bis|[–,-]))? ?$",
    re.IGNORECASE,
)
_LAW_BEFORE = 60
_LONGEST_BRIDGE = 60
_NEXT_TIME = 24
_HALF_A_YEAR = timedelta(days=183)
_FIRST, _LAST = 1950, 2100
_LONGEST_MONTH, _MONTHS_A_YEAR = 31, 12
_FOUR_DIGITS = 4
_SATURDAY = 5
_MOST = 300


@dataclass(frozen=True, slots=True)
class Mention:
    """A day at `start` to `end` of the reading.

    A year that is not written is 0 until it is settled, day 0 is the month's last.
    """

    day: int
    month: int
    year: int
    weekday: int | None
    at: time | None
    start: int
    end: int
    is_sure: bool

    def on(self, year: int) -> date | None:
        """The day in that year, if there is one."""
        try:
            return date(year, self.month, self.day or monthrange(year, self.month)[1])
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Span:
    """A day, or from a day until a day, at `start` to `end` of the reading; `at` is the hour of the last day."""

    first: date
    last: date
    at: time | None
    start: int
    end: int
    is_span: bool


def spans(text: str, near: date) -> list[Span]:
    """The days and spans in the text in order; days of laws, letters and decisions are left out.

    A missing year is the one that fits the weekday or the other end of the span, else the nearest to `near`.
    """
    found = list(_mentions(text))
    made: list[Span] = []
    joined = False
    for mention, following in pairwise([*found, None]):
        if joined or mention is None:
            joined = False
            continue
        if following is not None and _is_bridge(text, mention, following):
            span = _span(mention, following, near)
            if span is not None:
                joined = True
                made.append(span)
                continue
        on = _settled(mention, near)
        if on is not None and mention.is_sure and not _is_reference(text, mention.start):
            made.append(Span(on, on, mention.at, mention.start, mention.end, is_span=False))
    return made


def _mentions(text: str) -> Iterator[Mention]:
    """Every day in order; days before a month of another day get that month."""
    waiting: list[Mention] = []
    for mention in sorted([*_month_ends(text), *islice(_days(text), _MOST)], key=lambda one: one.start):
        if mention.month == 0:
            waiting.append(mention)
            continue
        for bare in waiting:
            month, year = mention.month, mention.year
            if bare.day > mention.day:
                month, year = (month - 1, year) if month > 1 else (12, year - 1 if year else 0)
            yield replace(bare, month=month, year=year, is_sure=mention.is_sure)
        waiting.clear()
        yield mention


def _days(text: str) -> Iterator[Mention]:
    place = 0
    while number := _NUMBER.search(text, place):
        found = _DAY.match(text, number.start())
        place = found.end() if found else number.end()
        mention = _mention(text, found) if found else None
        if mention:
            yield mention


def _month_ends(text: str) -> Iterator[Mention]:
    for found in islice(_MONTH_END.finditer(text), _MOST):
        month = _MONTHS[found["name"].lower()]
        yield Mention(0, month, _year(found["year"]), None, None, *found.span("words"), is_sure=True)


def _mention(text: str, found: re.Match[str]) -> Mention | None:
    if found["iso"]:
        year, month, day = (int(part) for part in found["iso"].split("-"))
    elif found["bare"]:
        year, month, day = 0, 0, int(found["bare"])
    else:
        day = int(found["day"])
        month = _MONTHS[found["name"].lower()] if found["name"] else int(found["month"])
        year = _year(found["year"] or found["number"])
    if not 0 < day <= _LONGEST_MONTH or month > _MONTHS_A_YEAR or (month == 0 and not found["bare"]):
        return None
    at, end = _time(text, found.end())
    before = text[max(0, found.start() - _LONGEST_WEEKDAY) : found.start()]
    named = _WEEKDAY_BEFORE.search(before)
    weekday = _weekday(named["weekday"]) if named else None
    start = found.start() - (len(before) - named.start() if named else 0)
    is_sure = bool(year or found["name"] or named) or bool(
        _SURE.search(before) and not _UNSURE.search(before)
    )
    return Mention(day, month, year, weekday, at, start, end, is_sure)


def _year(written: str | None) -> int:
    if not written:
        return 0
    return int(written) if len(written) == _FOUR_DIGITS else 2000 + int(written)


def _weekday(written: str) -> int:
    name = written.lower().rstrip(".")
    if name == "sonnabend":
        return _SATURDAY
    if name in _WEEKDAYS:
        return _WEEKDAYS.index(name)
    return _SHORT_WEEKDAYS.index(name)


def _time(text: str, end: int) -> tuple[time | None, int]:
    found = _TIME.match(text, end, end + _NEXT_TIME + 16)
    if not found:
        return None, end
    hour = int(found["hour"])
    return time(hour % 24, int(found["minute"] or 0)), found.end()


def _is_bridge(text: str, first: Mention, last: Mention) -> bool:
    if last.start - first.end > _LONGEST_BRIDGE or not _BRIDGE.fullmatch(text, first.end, last.start):
        return False
    if not (first.is_sure or last.is_sure):
        return False
    # "am 3. und 9. Mai" are two days, "zwischen dem 3. und dem 9. Mai" is a span.
    is_and = text[first.end : last.start].split() in (["und"], ["und", "dem"])
    return not is_and or "zwischen" in text[max(0, first.start - 16) : first.start].lower()


def _span(first: Mention, last: Mention, near: date) -> Span | None:
    until = _settled(last, _settled_or(first, near))
    if until is None:
        return None
    if first.year:
        since = first.on(first.year)
        if since and not last.year and until < since:
            until = last.on(since.year) or until
            until = until if until >= since else (last.on(since.year + 1) or until)
    else:
        since = first.on(until.year)
        if since is None or since > until:
            since = first.on(until.year - 1)
    if since is None or since > until:
        return None
    return Span(since, until, last.at, first.start, last.end, is_span=True)


def _settled_or(mention: Mention, near: date) -> date:
    return (_settled(mention, near) if mention.year else None) or near


def _settled(mention: Mention, near: date) -> date | None:
    """The mention's date; the missing year by the weekday, else the nearest."""
    if mention.year:
        return mention.on(mention.year) if _FIRST <= mention.year <= _LAST else None
    around = [near.year + step for step in (0, 1, -1, 2, -2) if _FIRST <= near.year + step <= _LAST]
    possible = [on for on in (mention.on(year) for year in around) if on]
    if mention.weekday is not None:
        fitting = [
            on for on in possible if on.weekday() == mention.weekday and abs(on - near) < 2 * _HALF_A_YEAR
        ]
        possible = fitting or possible
    return min(possible, key=lambda on: (abs(on - near), on < near), default=None)


def _is_reference(text: str, start: int) -> bool:
    """Whether the day belongs to a law, a letter or a decision."""
    return bool(_REFERENCE.search(text[max(0, start - _LAW_BEFORE) : start]))
