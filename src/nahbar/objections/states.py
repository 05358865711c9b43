# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where an objection stands, and who mostly makes one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nahbar.rulebook.arguments import Who


class ObjectionState(TextChoices):
    NOTED = "noted", _("not answered yet")
    ANSWERED = "answered", _("answered")
    ESCALATED = "escalated", _("put before somebody")
    DECIDED = "decided", _("decided")


NEXT: dict[ObjectionState, frozenset[ObjectionState]] = {
    ObjectionState.NOTED: frozenset(
        {ObjectionState.ANSWERED, ObjectionState.ESCALATED, ObjectionState.DECIDED}
    ),
    ObjectionState.ANSWERED: frozenset(
        {ObjectionState.ANSWERED, ObjectionState.ESCALATED, ObjectionState.DECIDED}
    ),
    ObjectionState.ESCALATED: frozenset({ObjectionState.ESCALATED, ObjectionState.DECIDED}),
    ObjectionState.DECIDED: frozenset(),
}
OPEN = frozenset({ObjectionState.NOTED, ObjectionState.ANSWERED, ObjectionState.ESCALATED})


class Outcome(TextChoices):
    UPHELD = "upheld", _("the objection holds")
    PARTLY = "partly", _("it holds in part")
    SET_ASIDE = "set_aside", _("we do it all the same")
    WITHDRAWN = "withdrawn", _("taken back")


WHO = {
    Who.PRIVACY: _("Data protection"),
    Who.LEADERSHIP: _("Leadership"),
    Who.DEPARTMENT: _("Department"),
    Who.COUNCIL: _("Council"),
    Who.STAFF: _("Staff council"),
    Who.IT: _("IT"),
    Who.COLLEAGUES: _("Colleagues"),
    Who.LAW: _("Legal office"),
}
