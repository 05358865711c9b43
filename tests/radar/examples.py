# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Matters of the invented town Musterau, as the radar would have read them."""

from datetime import date
from typing import Any

from nahbar.radar.matter import Clue, Kind, Matter, Pillar, Recognition

TODAY = date(2026, 1, 20)


def recognition(pillar: Pillar = Pillar.SERVICE, **values: Any) -> Recognition:
    given: dict[str, Any] = {
        "is_recruiting": pillar is Pillar.RECRUITING,
        "is_participation": pillar is Pillar.PARTICIPATION,
        "is_plan": False,
        "department": "",
        "places": (),
        "dates": (),
        "runs_from": None,
        "runs_until": None,
        "deadline": None,
        "people": (),
        "audience": "Alle",
        "statement_to": "",
        "clues": (),
    }
    return Recognition(pillar=pillar, **{**given, **values})


def plan(until: date | None = date(2026, 2, 13)) -> tuple[Matter, Recognition]:
    matter = Matter(
        "Bebauungsplan Nr. 27 „Am Bach“ – öffentliche Auslegung",
        "Der Entwurf liegt im Rathaus aus. Stellungnahmen können abgegeben werden.",
        Kind.NOTICE,
    )
    found = recognition(
        Pillar.PARTICIPATION,
        is_plan=True,
        places=("Am Bach",),
        runs_until=until,
        people=("Anwohnende",),
        clues=(Clue("pillar", "participation", "öffentliche Auslegung", "title", 33, 54),),
    )
    return matter, found


def job(**values: Any) -> tuple[Matter, Recognition]:
    matter = Matter(
        "Erzieherin (m/w/d) für die Kita Sonnenschein in Teilzeit", "Wir freuen uns auf Sie.", Kind.JOB
    )
    return matter, recognition(Pillar.RECRUITING, **values)


def flood() -> tuple[Matter, Recognition]:
    matter = Matter("Hochwasser: Bitte räumen Sie den Uferweg", "Die Feuerwehr bittet um Hilfe.", Kind.NEWS)
    return matter, recognition(Pillar.CRISIS)


def road() -> tuple[Matter, Recognition]:
    matter = Matter("Brückensanierung: Hauptstraße gesperrt", "Ab Montag wird umgeleitet.", Kind.NEWS)
    return matter, recognition(places=("Hauptstraße",), people=("Anwohnende",))
