# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of the register; nothing here writes."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from nahbar.approval.models import Signature
from nahbar.approval.states import Answer
from nahbar.authority.models import Authority
from nahbar.foundation.german import folded
from nahbar.objections.models import Objection
from nahbar.objections.states import OPEN
from nahbar.rulebook import arguments


@dataclass(frozen=True, slots=True)
class Asked:
    """One card and how often it was the beginning of an answer here."""

    card: arguments.Card
    times: int


def objections(authority: Authority) -> QuerySet[Objection]:
    """All objections of the authority, the newest first."""
    return Objection.objects.filter(authority=authority).select_related("story", "noted_by", "changed_by")


def matching(
    authority: Authority, *, words: str = "", who: str = "", only_open: bool = False
) -> QuerySet[Objection]:
    """Those in which every word stands, said by this office, still open."""
    found = objections(authority)
    for word in folded(words[:200]).split():
        found = found.filter(search__contains=word)
    if who:
        found = found.filter(who=who)
    return found.filter(state__in=OPEN) if only_open else found


def due(authority: Authority, today: date) -> QuerySet[Objection]:
    """Open objections whose day has come, the oldest first."""
    return objections(authority).filter(state__in=OPEN, look_on__lte=today).order_by("look_on", "id")


def unnoted(authority: Authority) -> QuerySet[Signature]:
    """Objections given with a signature that stand in no register yet, the newest first."""
    against = Q(answer=Answer.OBJECTED) | Q(answer=Answer.REFUSED)
    here = Signature.objects.filter(against, round__story__authority=authority, objection=None)
    return here.exclude(reason="").select_related("round__story").order_by("-at")


def used_cards(authority: Authority) -> list[Asked]:
    """Every card with how often it was used here, the most used first, then in the order of the file."""
    rows = Objection.objects.filter(authority=authority).exclude(card="").values_list("card")
    times = dict(rows.annotate(number=Count("pk")).order_by())
    return sorted(
        (Asked(one, times.get(one.key, 0)) for one in arguments.cards()), key=lambda one: -one.times
    )
