# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""An employer's vacancies in the searches of the Federal Employment Agency."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nahbar.foundation.complaint import Complaint
from nahbar.foundation.fingerprint import fingerprint
from nahbar.topics.address import OK, AnswerRefused, AskedTooOften, host_of
from nahbar.topics.item import Item
from nahbar.topics.readers.jobs import agency
from nahbar.topics.readers.jobs.posting import Posting, item_of
from nahbar.topics.readers.reader import Ask, Candidate, Gathered, Given
from nahbar.topics.readers.told import Told

CANDIDATES = 5
MAX_PAGES = 5
# Whole advertisements read at one reading; the others come with the next.
A_READING = 25
SHOWN = 5


class EmployerMissing(Complaint):
    sentence = _(
        "The search was not made: it needs the employer's name. "
        "Please write it as it stands in the job advertisements, for example “Stadt Musterau”."
    )


class EmployerUnknown(Complaint):
    sentence = _(
        "Nothing is offered under the name “%(name)s” there at present. "
        "Please write the name as it stands in the job advertisements, or leave out the place."
    )


class SearchOdd(Complaint):
    sentence = _(
        "The Federal Employment Agency answered otherwise than it used to; its search may have been changed. "
        "Nothing was taken over. Please try again later, or use the page with your vacancies instead."
    )


@dataclass(frozen=True, slots=True)
class Question:
    """Whose vacancies are looked for, and where."""

    employer: str
    place: str = ""
    radius: int = 0

    @staticmethod
    def of(settings: Mapping[str, Any]) -> "Question":
        """What a person set.

        Raises:
            EmployerMissing: no employer is named.
        """
        name = " ".join(str(settings.get("employer", "")).split())[:200]
        if not name:
            raise EmployerMissing
        radius = str(settings.get("radius") or "0")
        place = " ".join(str(settings.get("place", "")).split())[:200]
        return Question(name, place, min(int(radius), 200) if radius.isdecimal() else 0)


def look_jobs(given: Given, ask: Ask) -> tuple[Candidate, ...]:
    """The employer of this name; where there is none, employers whose names have all its words."""
    asked = Question.of(given.settings)
    found = _listed(ask, asked, pages=1)
    if found.rows:
        return (_jobs_candidate(asked, found.rows),)
    wider = _listed(ask, asked, pages=1, is_by_words=True)
    named = Counter(str(row.get("arbeitgeber", "")) for _offer, row in wider.rows)
    fitting = [name for name, _n in named.most_common() if _has_words(name, asked.employer)]
    if not fitting:
        raise EmployerUnknown(name=asked.employer)
    return tuple(
        _jobs_candidate(
            Question(name, asked.place, asked.radius),
            [row for row in wider.rows if row[1].get("arbeitgeber") == name],
        )
        for name in fitting[:CANDIDATES]
    )


def _jobs_candidate(asked: Question, rows: Sequence[tuple[int, dict[str, Any]]]) -> Candidate:
    made = [agency.job(row, offer) for offer, row in rows]
    items = tuple(item_of(one) for one in made if one)
    where = f", {asked.place}" if asked.place else ""
    return Candidate(
        address="",
        title=_now("Job search: %(name)s") % {"name": f"{asked.employer}{where}"},
        items=items,
        settings={"way": "jobs", "employer": asked.employer, "place": asked.place, "radius": asked.radius},
        requests=len(agency.OFFERS) + min(len(items), SHOWN),
        note=_now("The Federal Employment Agency offers this search without a promise that it stays."),
    )


@dataclass(frozen=True, slots=True)
class _Listed:
    rows: tuple[tuple[int, dict[str, Any]], ...]
    is_whole: bool


def _listed(ask: Ask, asked: Question, *, pages: int, is_by_words: bool = False) -> _Listed:
    """What the search lists for each kind of offer."""
    rows: list[tuple[int, dict[str, Any]]] = []
    is_whole = True
    for offer in agency.OFFERS:
        seen = 0
        for page in range(1, pages + 1):
            address = agency.jobs_address(
                page=page,
                offer=offer,
                employer="" if is_by_words else asked.employer,
                words=asked.employer if is_by_words else "",
                place=asked.place,
                radius=asked.radius,
            )
            try:
                found = agency.jobs(_body(ask, address, agency.JOBS_KEY))
            except agency.AnswerOdd as error:
                raise SearchOdd from error
            rows.extend((offer, row) for row in found.rows)
            seen += len(found.rows)
            if seen >= found.total or not found.rows:
                break
        else:
            is_whole = False
    unique = {str(row["refnr"]): (offer, row) for offer, row in rows}
    return _Listed(tuple(unique.values()), is_whole)


def read_jobs(given: Given, ask: Ask) -> Gathered:
    """The employer's vacancies: new and changed ones with their whole advertisement; filled ones are over."""
    listed = _listed(ask, Question.of(given.settings), pages=MAX_PAGES)
    before = given.cursor.get("known")
    known: dict[str, str] = dict(before) if isinstance(before, dict) else {}
    items, names = _none_yet(), _none_yet()
    marks: dict[str, str] = {}
    waiting = 0
    for offer, row in listed.rows:
        bare = agency.job(row, offer)
        if bare is None:
            continue
        names.append(item_of(bare))
        key, mark = fingerprint(bare.identifier)[:16], _mark(row)
        if known.get(key) != mark:
            whole = _whole(ask, offer, row) if len(items) < A_READING else None
            if whole is None:
                waiting += 1
                continue
            items.append(item_of(whole))
        marks[key] = mark
    told = Told(given.cursor)
    cursor = {"known": marks, "told": told.now(names)}
    over = told.missing(names) if listed.is_whole else frozenset[str]()
    return Gathered(items, cursor, over=over, note=_note(waiting))


def _none_yet() -> list[Item]:
    return []


def _whole(ask: Ask, offer: int, row: dict[str, Any]) -> Posting | None:
    """The vacancy with its whole advertisement; None where this reading may ask no more."""
    try:
        return agency.job(row, offer, _details(ask, str(row["refnr"])))
    except AskedTooOften:
        return None


def _details(ask: Ask, number: str) -> dict[str, Any]:
    """The whole advertisement, or nothing where it is not given out: the list's words must do then."""
    try:
        answer = ask.get(agency.job_address(number), limit_bytes=agency.MAX_BYTES, headers=agency.JOBS_KEY)
        return agency.details(answer.body) if answer.status == OK else {}
    except AskedTooOften:
        raise
    except (Complaint, agency.AnswerOdd):
        return {}


def look_courses(given: Given, ask: Ask) -> tuple[Candidate, ...]:
    """The training providers whose names have all the words, in the authority's Land."""
    asked = Question.of(given.settings)
    try:
        named = agency.providers(
            _body(ask, agency.courses_address(land=given.land, size=1), agency.COURSES_KEY)
        )
        fitting = [(number, name) for number, name in named.items() if _has_words(name, asked.employer)]
        found = [_courses_candidate(ask, number, name) for number, name in fitting[:CANDIDATES]]
    except agency.AnswerOdd as error:
        raise SearchOdd from error
    if not found:
        raise EmployerUnknown(name=asked.employer)
    return tuple(found)


def _courses_candidate(ask: Ask, number: str, name: str) -> Candidate:
    found = agency.courses(_body(ask, agency.courses_address(provider=number), agency.COURSES_KEY))
    made = [agency.course(row, number) for row in found.rows]
    return Candidate(
        address="",
        title=_now("Apprenticeship search: %(name)s") % {"name": name},
        items=tuple(item_of(one) for one in made if one),
        settings={"way": "courses", "provider": number, "employer": name},
        requests=1 + found.total // agency.PAGE,
    )


def read_courses(given: Given, ask: Ask) -> Gathered:
    """What the provider offers now; what it offers no more is over."""
    provider = str(given.settings.get("provider", ""))
    made: list[Posting | None] = []
    total = seen = 0
    for page in range(MAX_PAGES):
        body = _body(ask, agency.courses_address(provider=provider, page=page), agency.COURSES_KEY)
        try:
            found = agency.courses(body)
        except agency.AnswerOdd as error:
            raise SearchOdd from error
        made.extend(agency.course(row, provider) for row in found.rows)
        seen, total = seen + len(found.rows), found.total
        if seen >= total or not found.rows:
            break
    items = tuple(item_of(one) for one in made if one)
    told = Told(given.cursor)
    return Gathered(
        items, {"told": told.now(items)}, over=told.missing(items) if seen >= total else frozenset()
    )


def _body(ask: Ask, address: str, key: Mapping[str, str]) -> bytes:
    answer = ask.get(address, limit_bytes=agency.MAX_BYTES, headers=key)
    if answer.status != OK:
        raise AnswerRefused(host=host_of(address), status=answer.status)
    return answer.body


def _has_words(name: str, wanted: str) -> bool:
    return all(word in name.casefold() for word in wanted.casefold().split())


def _mark(row: Mapping[str, Any]) -> str:
    """How new this wording of an advertisement is."""
    said = (
        str(row.get(name, ""))[:100]
        for name in ("modifikationsTimestamp", "aktuelleVeroeffentlichungsdatum", "titel")
    )
    return fingerprint(list(said))[:8]


def _note(waiting: int) -> str:
    if not waiting:
        return ""
    text = ngettext(
        "%(n)s more vacancy follows with the next reading.",
        "%(n)s more vacancies follow with the next readings.",
        waiting,
    )
    return text % {"n": waiting}
