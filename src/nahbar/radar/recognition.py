# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a matter: what is it about?"""

from datetime import date

from nahbar.radar.matter import Clue, House, Kind, Matter, Pillar, Recognition

_PILLARS = {Kind.JOB: Pillar.RECRUITING, Kind.PROCEDURE: Pillar.PARTICIPATION}


def recognise(matter: Matter, *, today: date, house: House = House()) -> Recognition:  # noqa: ARG001, B008 - a frozen value
    """What the matter is about, with the words each conclusion rests on; the same for the same arguments."""
    pillar = _PILLARS.get(matter.kind, Pillar.SERVICE)
    begins = matter.begins_at.date() if matter.begins_at else None
    ends = matter.ends_at.date() if matter.ends_at else None
    return Recognition(
        pillar=pillar,
        is_recruiting=pillar is Pillar.RECRUITING,
        is_participation=pillar is Pillar.PARTICIPATION,
        is_plan=matter.kind is Kind.PROCEDURE,
        department=matter.department,
        places=(matter.place,) if matter.place else (),
        dates=(),
        runs_from=begins,
        runs_until=ends,
        deadline=None,
        people=(),
        audience="Alle",
        statement_to="",
        clues=(Clue("pillar", pillar, matter.kind, "source", 0, 0),),
    )
