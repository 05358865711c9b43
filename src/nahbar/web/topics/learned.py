# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Nahbar learned from keeping and laying aside: said trait by trait, and put aside with one button."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from nahbar.authority.permissions import WRITES
from nahbar.foundation import clock
from nahbar.radar.taste import MOST_POINTS, Lesson, Trait
from nahbar.topics import actions, learning, queries, recognised
from nahbar.topics.states import KINDS, PILLARS
from nahbar.web.door import InsideRequest, here, inside

TRAITS: dict[Trait, Promise] = {
    Trait.PILLAR: gettext_lazy("Pillar"),
    Trait.KIND: gettext_lazy("Kind"),
    Trait.SOURCE: gettext_lazy("Source"),
    Trait.DEPARTMENT: gettext_lazy("Department"),
    Trait.PEOPLE: gettext_lazy("Whom it concerns"),
}
MOST_EACH = 12
_CLEAR = 0.5
_SLIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Line:
    """One lesson in words. `points`: how far it moves a topic, -10 to 10."""

    name: str
    kept: int
    dropped: int
    effect: str
    points: int


@require_GET
@inside
def learned_page(request: InsideRequest) -> HttpResponse:
    """Every trait with what was kept and dropped, and what follows from it."""
    lessons = learning.taste(request.authority).lessons
    context = {
        "groups": [(TRAITS[trait], lines) for trait, lines in _groups(request, lessons) if lines],
        "moving": sum(bool(round(lesson.effect * MOST_POINTS)) for lesson in lessons),
        "since": learning.since(request.authority),
        "remembered": learning.REMEMBERED,
        "most": MOST_POINTS,
        "may_write": bool(request.roles & WRITES),
    }
    return render(request, "topics/learned.html", context)


@require_POST
@inside
def forget(request: InsideRequest) -> HttpResponse:
    actions.forget(request.authority, by=request.person, at=clock.now())
    messages.success(request, _("Nahbar learns anew from now on. Your decisions stay as they are."))
    return redirect(here(request, "topics:learned"))


def _groups(request: InsideRequest, lessons: tuple[Lesson, ...]) -> Iterator[tuple[Trait, list[Line]]]:
    titles = {str(one.pk): one.title for one in queries.sources(request.authority)}
    for trait in Trait:
        found = [lesson for lesson in lessons if lesson.trait is trait]
        yield trait, [_line(lesson, titles) for lesson in found[:MOST_EACH]]


def _line(lesson: Lesson, titles: dict[str, str]) -> Line:
    points = round(lesson.effect * MOST_POINTS)
    return Line(_name(lesson, titles), lesson.kept, lesson.dropped, _effect(lesson), points)


def _name(lesson: Lesson, titles: dict[str, str]) -> str:
    match lesson.trait:
        case Trait.PILLAR:
            return str(PILLARS[recognised.pillar(lesson.value)])
        case Trait.KIND:
            return str(KINDS[recognised.kind(lesson.value)])
        case Trait.SOURCE:
            return titles.get(lesson.value, _("a removed source"))
    return lesson.value


def _effect(lesson: Lesson) -> str:
    if not lesson.counts:
        return _("too few decisions to follow from")
    if abs(lesson.effect) < _SLIGHT:
        return _("changes nothing")
    if lesson.effect > 0:
        return _("stands clearly higher") if lesson.effect >= _CLEAR else _("stands somewhat higher")
    return _("stands clearly lower") if lesson.effect <= -_CLEAR else _("stands somewhat lower")
