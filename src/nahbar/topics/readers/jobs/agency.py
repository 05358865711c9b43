# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Federal Employment Agency's two public searches: Jobsuche and Ausbildungssuche, as bundesAPI documents them."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from nahbar.foundation.letters import cleaned
from nahbar.topics.plain import one_line, plain
from nahbar.topics.readers import schema_org
from nahbar.topics.readers.events.occurrence import BERLIN
from nahbar.topics.readers.jobs.posting import Posting
from nahbar.topics.readers.links import web_link

JOBS = "https://rest.arbeitsagentur.de/jobboerse/jobsuche-service"
JOBS_KEY = {"X-API-Key": "jobboerse-jobsuche"}
# Where people read an advertisement of this number.
JOB_PAGE = "https://www.arbeitsagentur.de/jobsuche/jobdetail/"
COURSES = "https://rest.arbeitsagentur.de/infosysbub/absuche"
COURSES_KEY = {"X-API-Key": "infosysbub-absuche"}
COURSE_PAGE = "https://web.arbeitsagentur.de/ausbildungssuche/suche?ban="
MAX_BYTES = 8 * 1024 * 1024
PAGE = 100
# What kinds of offers there are, by the number the search asks for.
OFFERS = {1: "Arbeit", 4: "Ausbildung oder duales Studium", 34: "Praktikum oder Trainee"}
RADII = (25, 50, 100, 150, 200)
LANDS = {
    "BW": "BAW", "BY": "BAY", "BE": "BER", "BB": "BRA", "HB": "BRE", "HH": "HAM", "HE": "HES", "MV": "MBV",
    "NI": "NDS", "NW": "NRW", "RP": "RPF", "SL": "SAA", "SN": "SAC", "ST": "SAN", "SH": "SLH", "TH": "THÜ",
}  # fmt: skip


class AnswerOdd(Exception):
    """An answer that is none of this interface."""


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a search: what it lists, and how many there are in all."""

    rows: tuple[dict[str, Any], ...]
    total: int


def jobs_address(
    *, page: int, offer: int, employer: str = "", words: str = "", place: str = "", radius: int = 0
) -> str:
    """Where Jobsuche answers this question."""
    asked: dict[str, str | int] = {"page": page, "size": PAGE, "angebotsart": offer}
    if employer:
        asked["arbeitgeber"] = employer
    if words:
        asked["was"] = words
    if place:
        asked["wo"] = place
        if radius:
            asked["umkreis"] = radius
    return f"{JOBS}/pc/v4/jobs?{urlencode(asked, quote_via=quote)}"


def job_address(number: str) -> str:
    """Where Jobsuche gives the whole advertisement."""
    return f"{JOBS}/pc/v4/jobdetails/{quote(base64.b64encode(number.encode()).decode(), safe='')}"


def courses_address(*, land: str = "", provider: str = "", size: int = PAGE, page: int = 0) -> str:
    """Where Ausbildungssuche answers this question."""
    asked: dict[str, str | int] = {"page": page, "size": size, "sty": 4}
    if region := LANDS.get(land.removeprefix("DE-")):
        asked["re"] = region
    if provider:
        asked["ban"] = provider
    return f"{COURSES}/pc/v1/ausbildungsangebot?{urlencode(asked, quote_via=quote)}"


def _whole(body: bytes) -> dict[str, Any]:
    if body.count(b"{") + body.count(b"[") > 200_000:  # noqa: PLR2004 - far more than a page of offers has
        raise AnswerOdd
    try:
        whole = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise AnswerOdd from error
    if not isinstance(whole, dict):
        raise AnswerOdd
    return whole


def jobs(body: bytes) -> Found:
    """The offers an answer of Jobsuche lists; without any it has no list at all.

    Raises:
        AnswerOdd: it is none.
    """
    whole = _whole(body)
    rows = whole.get("stellenangebote") or []
    if not isinstance(rows, list) or not (rows or "maxErgebnisse" in whole):
        raise AnswerOdd
    return Found(
        tuple(row for row in rows if isinstance(row, dict) and _line(row, "refnr")),
        _total(whole.get("maxErgebnisse")),
    )


def job(row: dict[str, Any], offer: int, details: dict[str, Any] | None = None) -> Posting | None:
    """The vacancy of a row, with what its whole advertisement tells; None where it has no number or no title."""
    more = details or {}
    number = _line(row, "refnr")
    title = _line(more, "stellenangebotsTitel", "titel") or _line(row, "titel", "beruf")
    if not number or not title:
        return None
    times = [str(one) for one in _list(more.get("arbeitszeitmodelle"))[:6]]
    spoken = {"VOLLZEIT": "Vollzeit", "TEILZEIT": "Teilzeit", "HEIM_TELEARBEIT": "Homeoffice möglich", "MINIJOB": "Minijob", "SCHICHT_NACHTARBEIT_WOCHENENDE": "Schicht, Nacht, Wochenende"}  # fmt: skip
    text = plain(_text(more, "stellenangebotsBeschreibung", "stellenbeschreibung"))
    pay = _line(more, "verguetung")
    return Posting(
        identifier=f"arbeitsagentur:{number}",
        title=title,
        text="\n\n".join(filter(None, (f"Art: {OFFERS[offer]}", f"Vergütung: {pay}" if pay else "", text))),
        employer=_line(row, "arbeitgeber") or _line(more, "arbeitgeber"),
        place=_place(row.get("arbeitsort"))
        or "; ".join(filter(None, map(_place, _list(more.get("arbeitsorte"))[:3]))),
        times=", ".join(spoken.get(one, one.capitalize()) for one in times),
        link=web_link(_line(row, "externeUrl")) or JOB_PAGE + quote(number, safe=""),
        posted=_day(row, "aktuelleVeroeffentlichungsdatum"),
        begins=_day(row, "eintrittsdatum"),
    )


def details(body: bytes) -> dict[str, Any]:
    """The whole advertisement.

    Raises:
        AnswerOdd: it is none.
    """
    return _whole(body)


def providers(body: bytes) -> dict[str, str]:
    """Who offers something, from an answer of Ausbildungssuche: number to name.

    Raises:
        AnswerOdd: it is none.
    """
    counted = _whole(body).get("aggregations")
    named = counted.get("ANBIETER") if isinstance(counted, dict) else None
    if not isinstance(named, dict):
        return {}
    rows = (
        (number, one_line(str(one.get("name", ""))[:500]))
        for number, one in list(named.items())[:20_000]
        if isinstance(one, dict)
    )
    return {number: name for number, name in rows if name and number.isdecimal()}


def courses(body: bytes) -> Found:
    """The offers an answer of Ausbildungssuche lists.

    Raises:
        AnswerOdd: it is none.
    """
    whole = _whole(body)
    held, page = whole.get("_embedded"), whole.get("page")
    if not isinstance(page, dict):
        raise AnswerOdd
    rows = _list(held.get("termine")) if isinstance(held, dict) else []
    return Found(tuple(row for row in rows if isinstance(row, dict)), _total(page.get("totalElements")))


def course(row: dict[str, Any], provider: str) -> Posting | None:
    """The offer of a row; None where it has no number or no title."""
    offer = row.get("angebot")
    number = row.get("id")
    if not isinstance(offer, dict) or not isinstance(number, int) or not _line(offer, "titel"):
        return None
    who = offer.get("bildungsanbieter")
    address = row.get("adresse")
    town = address.get("ortStrasse") if isinstance(address, dict) else None
    street = _line(address, "strasse") if isinstance(address, dict) else ""
    where = (
        " ".join(filter(None, (_line(town, "plz"), _line(town, "name")))) if isinstance(town, dict) else ""
    )
    named = dict(_course_facts(row, offer))
    facts = "\n".join(f"{name}: {value}" for name, value in named.items() if value)
    texts = (facts, plain(_text(offer, "inhalt")), plain(_text(offer, "zugang")))
    return Posting(
        identifier=f"ausbildungssuche:{number}",
        title=_line(offer, "titel"),
        text="\n\n".join(filter(None, texts)),
        employer=_line(who, "name") if isinstance(who, dict) else "",
        place=", ".join(filter(None, (street, where))),
        link=web_link(_line(row, "link") or _line(offer, "link")) or f"{COURSE_PAGE}{provider}#{number}",
        posted=_stamp(row.get("aktualisierungsdatum")),
        apply_until=_stamp(row.get("anmeldeschluss")),
        begins=_stamp(row.get("beginn")),
    )


def _course_facts(row: dict[str, Any], offer: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, holder, field in (
        ("Art", offer, "bildungsart"),
        ("Dauer", row, "dauer"),
        ("Form", row, "unterrichtsform"),
    ):
        value = holder.get(field)
        yield name, _line(value, "bezeichnung") if isinstance(value, dict) else ""
    yield "Abschluss", _line(offer, "abschlussbezeichnung")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(row: dict[str, Any], *names: str) -> str:
    for name in names:
        value = row.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return cleaned(str(value)[:100_000])
    return ""


def _line(row: dict[str, Any], *names: str) -> str:
    return one_line(_text(row, *names))[:1000]


def _place(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    town = " ".join(filter(None, (_line(value, "plz"), _line(value, "ort"))))
    return ", ".join(filter(None, (_line(value, "strasse"), town)))


def _day(row: dict[str, Any], name: str) -> datetime | None:
    made = schema_org.when(_line(row, name), BERLIN)
    return made[0] if made else None


def _stamp(value: Any) -> datetime | None:
    """A moment in thousandths of a second, or as it is written."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 7_000_000_000_000:  # noqa: PLR2004 - year 2191
        return datetime.fromtimestamp(value / 1000, tz=UTC)
    made = schema_org.when(value, BERLIN) if isinstance(value, str) else None
    return made[0] if made else None


def _total(value: Any) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004 - there are not so many
