# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a topic stands where it stands, in one sentence; and what is said of a deadline that is near."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from nahbar.radar.matter import Pillar
from nahbar.radar.rank import MOST, Part, Reason, Score
from nahbar.topics.states import PILLARS

MOST_REASONS = 3
NEAR_DAYS = 7
_WORTH_SAYING = 0.4
"""A reason is named when it gives so much of the points it can give."""
_NEW_DAYS = 1
_QUICK_MINUTES = 30
_ALL = "alle"


def sentence(score: Score, pillar: Pillar, *, has_deadline: bool) -> str:
    """Because it concerns residents, the deadline ends in 9 days and nothing on participation appeared for 23 days."""
    weighty = [part for part in score.parts if _weighs(part)]
    if has_deadline and any(part.reason is Reason.DEADLINE for part in weighty):
        # That people can do something until a day says already that it changes something for them.
        weighty = [part for part in weighty if part.reason is not Reason.CHANGE]
    said = (_clause(part, pillar, has_deadline=has_deadline) for part in weighty)
    clauses = [words for words in said if words][:MOST_REASONS]
    if not clauses:
        return _("Nothing makes it urgent.")
    return _("Because %(reasons)s.") % {"reasons": _listed(clauses)}


def warning(days_left: int | None, *, has_deadline: bool) -> str:
    """That the deadline or the event is near; "" while it is not."""
    if days_left is None or not 0 <= days_left <= NEAR_DAYS:
        return ""
    if not has_deadline:
        return _days(
            days_left, _("today"), _("tomorrow"), ngettext("in %(n)s day", "in %(n)s days", days_left)
        )
    return _days(
        days_left,
        _("deadline today"),
        _("deadline tomorrow"),
        ngettext("deadline in %(n)s day", "deadline in %(n)s days", days_left),
    )


def _weighs(part: Part) -> bool:
    most = MOST.get(part.reason)
    return part.points > 0 and (most is None or part.points >= _WORTH_SAYING * most)


def _clause(part: Part, pillar: Pillar, *, has_deadline: bool) -> str:
    """What the reason says, to stand behind "because"; "" where it says nothing a reader wants to know."""
    words: dict[Reason, Callable[[], str]] = {
        Reason.DANGER: lambda: _("there is a danger"),
        Reason.CONCERN: lambda: _concern(part.value),
        Reason.CHANGE: lambda: _change(pillar),
        Reason.DEADLINE: lambda: _deadline(int(part.value), has_deadline=has_deadline),
        Reason.SILENCE: lambda: _silence(part.value, str(PILLARS[pillar])),
        Reason.GOAL: lambda: (
            _("a running campaign wants %(pillar)s") % {"pillar": PILLARS[Pillar(part.value)]}
        ),
        Reason.FRESH: lambda: _("it is new") if part.value and int(part.value) <= _NEW_DAYS else "",
        Reason.EFFORT: lambda: _effort(int(part.value)),
        Reason.TASTE: lambda: _("you kept similar topics"),
    }
    return words[part.reason]()


def _concern(group: str) -> str:
    if not group:
        return ""
    return (
        _("it concerns everybody")
        if group.lower() == _ALL
        else _("it concerns %(people)s") % {"people": group}
    )


def _change(pillar: Pillar) -> str:
    return {
        Pillar.PARTICIPATION: _("people can have a say"),
        Pillar.RECRUITING: _("people can apply"),
        Pillar.SERVICE: _("it changes something for people"),
    }.get(pillar, "")


def _deadline(days: int, *, has_deadline: bool) -> str:
    if has_deadline:
        return _days(
            days,
            _("the deadline ends today"),
            _("the deadline ends tomorrow"),
            ngettext("the deadline ends in %(n)s day", "the deadline ends in %(n)s days", days),
        )
    return _days(
        days,
        _("it takes place today"),
        _("it takes place tomorrow"),
        ngettext("it takes place in %(n)s day", "it takes place in %(n)s days", days),
    )


def _silence(value: str, name: str) -> str:
    if not value:
        return _("nothing on %(pillar)s has appeared yet") % {"pillar": name}
    days = int(value)
    said = ngettext(
        "nothing on %(pillar)s appeared for %(n)s day", "nothing on %(pillar)s appeared for %(n)s days", days
    )
    return said % {"pillar": name, "n": days}


def _effort(minutes: int) -> str:
    if minutes > _QUICK_MINUTES:
        return ""
    said = ngettext("it takes only %(n)s minute", "it takes only %(n)s minutes", minutes)
    return said % {"n": minutes}


def _days(days: int, today: str, tomorrow: str, otherwise: str) -> str:
    return {0: today, 1: tomorrow}.get(days, otherwise % {"n": days})


def _listed(clauses: Sequence[str]) -> str:
    if len(clauses) == 1:
        return clauses[0]
    return pgettext("last of a list", "%(others)s and %(last)s") % {
        "others": ", ".join(clauses[:-1]),
        "last": clauses[-1],
    }
