# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan as XPlanung describes it (4.0 to 6.x), and the item it becomes."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from nahbar.foundation.fingerprint import fingerprint
from nahbar.radar.matter import Kind
from nahbar.topics.item import MAX_TEXT, MAX_TITLE, Item
from nahbar.topics.plain import one_line, plain
from nahbar.topics.readers.events.occurrence import BERLIN
from nahbar.topics.readers.links import web_link
from nahbar.topics.readers.plans import codes
from nahbar.topics.readers.plans.gml import Raw

DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T+Z-].{0,30})?")
# Coordinates in metres: ETRS89/UTM and Gauß-Krüger.
METRES = re.compile(r"(?<!\d)(258(28|29|3[1-5])|3146[6-9]|466[5-9]|4647|5650|2583[23]|3263[23])(?!\d)")
OPINION = re.compile(r"beteiligung|stellungnahme", re.IGNORECASE)
MAX_LINKS = 10
SQUARE = 10_000


@dataclass(frozen=True, slots=True)
class Period:
    """What runs from one day to another, both included."""

    name: str
    first: date
    last: date | None


def items(found: list[Raw], *, at: datetime) -> tuple[Item, ...]:
    """One item a plan; plans without a name are left out."""
    made = [item for raw in found if (item := _item(raw, at))]
    return tuple({one.identifier: one for one in made}.values())


def _item(raw: Raw, at: datetime) -> Item | None:
    name, number = _first(raw, "name"), _first(raw, "nummer")
    if not name and not number:
        return None
    kind = codes.KINDS.get(raw.name, {}).get(_first(raw, "planArt"), codes.PLANS[raw.name])
    periods = _periods(raw)
    now = _current(periods, at.astimezone(BERLIN).date())
    head = "\n".join(_facts(raw, kind, number, periods))
    text = "\n\n".join(filter(None, (head, plain(_first(raw, "beschreibung")))))
    link = next((url for _label, url in _references(raw)), "")
    return Item(
        identifier=_identifier(raw, name, number),
        title=_title(kind, number, name),
        text=text[:MAX_TEXT],
        link=link,
        published_at=None,
        kind=Kind.PROCEDURE,
        begins_at=_moment(now.first, time()) if now else None,
        ends_at=_moment(now.last, time(23, 59)) if now and now.last else None,
        place=", ".join(_places(raw))[:300],
    )


def _title(kind: str, number: str, name: str) -> str:
    """The plan's kind, its number, its name; nothing twice."""
    lowered = name.casefold()
    first = "" if kind.casefold() in lowered or codes.PLANS["BP_Plan"].casefold() in lowered else kind
    if number and number.casefold() not in lowered:
        first = (
            f"{first or 'Plan'} Nr. {number}"
            if not number.casefold().startswith("nr")
            else f"{first} {number}"
        )
    whole = f"{first}: {name}" if first and name else first or name
    return whole if len(whole) <= MAX_TITLE else whole[: MAX_TITLE - 1].rstrip() + "…"


def _identifier(raw: Raw, name: str, number: str) -> str:
    """The plan's own name: municipality and number stay when the file is written anew, its id may not."""
    ags = _first(raw, "gemeinde/XP_Gemeinde/ags") or _first(raw, "gemeinde/XP_Gemeinde/gemeindeName")
    if ags and number:
        return f"xplan:{raw.name}:{ags}:{number}"
    if raw.id and not raw.id.upper().startswith("GML_"):
        return f"xplan:{raw.id}"
    return f"xplan:{fingerprint([raw.name, ags, name])}"


def _first(raw: Raw, path: str) -> str:
    return one_line(next(iter(raw.values.get(path, ())), ""))[:2000]


def _places(raw: Raw) -> list[str]:
    towns = raw.values.get("gemeinde/XP_Gemeinde/gemeindeName", [])
    districts = raw.values.get("gemeinde/XP_Gemeinde/ortsteilName", [])
    return list(dict.fromkeys(one_line(one) for one in (*towns[:20], *districts[:20]) if one))


def _periods(raw: Raw) -> list[Period]:
    found = []
    for name, firsts, lasts in codes.PERIODS:
        begins = [day for path in firsts for value in raw.values.get(path, ()) if (day := _day(value))]
        ends = [day for path in lasts for value in raw.values.get(path, ()) if (day := _day(value))]
        for place, first in enumerate(begins[:20]):
            last = ends[place] if place < len(ends) and ends[place] >= first else None
            found.append(Period(name, first, last))
    return found


def _current(periods: list[Period], today: date) -> Period | None:
    """What one can take part in now or soon, the public's part first; else what was last."""
    public = [one for one in periods if one.name != codes.PERIODS[-1][0]] or periods
    open_ones = [one for one in public if (one.last or one.first) >= today]
    if open_ones:
        return min(open_ones, key=lambda one: one.first)
    return max(public, key=lambda one: one.first, default=None)


def _facts(raw: Raw, kind: str, number: str, periods: list[Period]) -> Iterator[str]:
    yield f"Art: {kind}"
    for name, value in (
        ("Nummer", number),
        ("Gebiet", ", ".join(_places(raw))),
        ("Größe", _size(raw)),
        ("Stand", codes.STANDS.get(raw.name, {}).get(_first(raw, "rechtsstand"), "")),
        ("Verfahren", codes.PROCEDURES.get(_first(raw, "verfahren"), "")),
    ):
        if value:
            yield f"{name}: {value}"
    for one in periods:
        until = f" bis {one.last:%d.%m.%Y}" if one.last else ""
        yield f"{one.name}: {'vom' if until else 'ab'} {one.first:%d.%m.%Y}{until}"
    for path, name in codes.DAYS.items():
        if day := _day(_first(raw, path)):
            yield f"{name}: {day:%d.%m.%Y}"
    for label, url in _references(raw):
        yield f"{'Stellungnahme' if OPINION.search(f'{label} {url}') else label or 'Unterlagen'}: {url}"


def _references(raw: Raw) -> Iterator[tuple[str, str]]:
    """Documents of the plan, those to take part first."""
    found = []
    for path, urls in raw.values.items():
        if not path.endswith("/referenzURL"):
            continue
        names = raw.values.get(f"{path.removesuffix('URL')}Name", [])
        for place, url in enumerate(urls[:MAX_LINKS]):
            link = web_link(url)
            if link:
                label = one_line(names[place])[:100] if len(names) == len(urls) else ""
                found.append((label, link))
    found.sort(key=lambda one: not OPINION.search(f"{one[0]} {one[1]}"))
    yield from found[:MAX_LINKS]


def _size(raw: Raw) -> str:
    """How far it reaches, from its envelope; only where that is in metres."""
    try:
        lower, upper = ([float(part) for part in corner.split()[:2]] for corner in raw.corners)
        width, height = upper[0] - lower[0], upper[1] - lower[1]
    except (ValueError, IndexError):
        return ""
    is_sound = METRES.search(raw.reference_system) and math.isfinite(width * height)
    if not is_sound or not (0 < width < 1_000_000 and 0 < height < 1_000_000):  # noqa: PLR2004 - no plan is larger than a Land
        return ""
    return f"reicht über rund {_round(width)} mal {_round(height)}"


def _round(metres: float) -> str:
    if metres >= SQUARE:
        return f"{metres / 1000:.0f} Kilometer"
    return f"{round(metres, -1):.0f} Meter" if metres >= 100 else f"{metres:.0f} Meter"  # noqa: PLR2004


def _day(value: str) -> date | None:
    found = DAY.fullmatch(value.strip())
    if not found:
        return None
    try:
        made = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return made if 1900 <= made.year <= 2200 else None  # noqa: PLR2004 - else it is no day of a procedure


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=BERLIN).astimezone(UTC)
