# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a matter: what is it about?"""

from datetime import date

from nahbar.radar import concerned, periods, pillars
from nahbar.radar.addresses import statement_to
from nahbar.radar.evidence import Pages, clue
from nahbar.radar.matter import Clue, House, Kind, Matter, Recognition
from nahbar.radar.periods import Dated, Period
from nahbar.radar.places import places

NO_HOUSE = House()


def recognise(matter: Matter, *, today: date, house: House = NO_HOUSE) -> Recognition:
    """What the matter is about, with the words each conclusion rests on; the same for the same arguments.

    Nothing is read behind the first 150,000 characters. Years that are not written are the nearest to the day it was
    published, else to `today`.
    """
    pages = Pages(matter)
    near = matter.published_on or today
    dates = periods.dated(pages, near)
    judgement = pillars.judge(matter, pages, invites=periods.invites(dates), opens=periods.opens(dates))
    clues = list(judgement.clues)
    takes_part = judgement.is_participation or judgement.is_plan
    runs = _runs(matter, dates, near, takes_part=takes_part)
    last = _deadline(dates, near, runs, takes_part=takes_part)
    clues += [_date_clue("runs", one, pages) for one in runs.said]
    clues += [_date_clue("deadline", last, pages)] if last else []
    groups, group_clues = concerned.people(pages)
    department, department_clue = concerned.department(matter, pages, house)
    names, place_clues = _places(matter, pages, house)
    address = statement_to(pages.text) if judgement.is_participation else None
    clues += [*group_clues, *([department_clue] if department_clue else []), *place_clues]
    if address:
        clues.append(clue("statement_to", address.address, pages, "text", (address.start, address.end)))
    return Recognition(
        pillar=judgement.pillar,
        is_recruiting=judgement.is_recruiting,
        is_participation=judgement.is_participation,
        is_plan=judgement.is_plan,
        department=department,
        places=names,
        dates=tuple(
            found
            for one in dates
            for found in periods.as_found(one, pages.title if one.where == "title" else pages.text)
        ),
        runs_from=runs.first,
        runs_until=runs.last,
        deadline=last.span.last if last else (runs.last if takes_part else None),
        people=tuple(groups),
        audience=concerned.audience(judgement.pillar, groups, pages),
        statement_to=address.address if address else "",
        clues=tuple(clues),
    )


def _runs(matter: Matter, dates: list[Dated], near: date, *, takes_part: bool) -> Period:
    """When people can take part, else when the thing itself takes place; what the source says comes first."""
    if matter.begins_at or matter.ends_at:
        begins = matter.begins_at.date() if matter.begins_at else None
        ends = matter.ends_at.date() if matter.ends_at else begins
        return Period(begins, ends, ())
    found = periods.participation(dates, near) if takes_part else None
    if not found and matter.kind is not Kind.JOB:
        found = periods.own_span(dates, near)
    if not found and takes_part:
        found = periods.open_until(dates, near)
    return found or Period(None, None, ())


def _deadline(dates: list[Dated], near: date, runs: Period, *, takes_part: bool) -> Dated | None:
    if takes_part:
        return periods.last_word(dates, runs)
    return periods.deadline(dates, near)


def _places(matter: Matter, pages: Pages, house: House) -> tuple[tuple[str, ...], list[Clue]]:
    found = places(pages.title, pages.text, house)
    clues = [clue("places", one.name, pages, one.where, (one.start, one.end)) for one in found]
    names = [one.name for one in found]
    if matter.place:
        names = [matter.place, *(name for name in names if name.casefold() != matter.place.casefold())]
        clues.insert(0, Clue("places", matter.place, matter.place, "source", 0, 0))
    return tuple(names), clues


def _date_clue(field: str, one: Dated, pages: Pages) -> Clue:
    value = f"{one.span.first.isoformat()}/{one.span.last.isoformat()}"
    return clue(field, value, pages, one.where, (one.span.start, one.span.end))
