# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom a link is for, what they are asked, what is said of people in photos, and where a delivery stands."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    DEPARTMENT = "department", _("a department")
    TRAINEES = "trainees", _("trainees and students")


class Shown(TextChoices):
    """What the contributor says of the people in the photos; "" where there is no photo."""

    NOBODY = "nobody", _("Nobody can be recognised")
    AGREED = "agreed", _("Everybody who can be recognised has agreed")
    UNSURE = "unsure", _("Not everybody has been asked yet, or I do not know")


class Seen(TextChoices):
    """What is said in the studio of the people in films and photos; "" while nobody has said."""

    NOBODY = "nobody", _("Nobody can be recognised")
    PEOPLE = "people", _("People can be recognised")


class DeliveryState(TextChoices):
    """Where a delivery of the studio stands."""

    ARRIVING = "arriving", _("arriving")
    SENT = "sent", _("sent")
    ASKED = "asked", _("asked back")
    TAKEN = "taken", _("taken")
    DISCARDED = "discarded", _("not taken")


NEXT: dict[DeliveryState, frozenset[DeliveryState]] = {
    DeliveryState.ARRIVING: frozenset({DeliveryState.SENT}),
    DeliveryState.SENT: frozenset({DeliveryState.ASKED, DeliveryState.TAKEN, DeliveryState.DISCARDED}),
    # Who was asked back sends once more, with an answer; the editors may decide without it.
    DeliveryState.ASKED: frozenset({DeliveryState.SENT, DeliveryState.TAKEN, DeliveryState.DISCARDED}),
    DeliveryState.TAKEN: frozenset(),
    DeliveryState.DISCARDED: frozenset(),
}
# What waits for the editors.
WAITING = frozenset({DeliveryState.SENT, DeliveryState.ASKED})
# While more may come to it.
OPEN = frozenset({DeliveryState.ARRIVING, DeliveryState.ASKED})


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form with its hint."""

    name: str
    words: Promise
    hint: Promise
    most: int


_THE_THREE = {"happens": 2000, "helps": 1000, "shows": 1000}
_ASKED: dict[Audience, tuple[tuple[Promise, Promise], ...]] = {
    Audience.DEPARTMENT: (
        (_("What happens?"), _("Two or three sentences are enough: what, where, from when.")),
        (_("Whom does it help?"), _("Who notices it, and what becomes easier or better for them?")),
        (_("Whom may we show?"), _("Who works on it and would like to be seen? “Nobody” is an answer, too.")),
    ),
    Audience.TRAINEES: (
        (
            _("What is happening with you?"),
            _("A new task, a first time, something that surprised you. Write as you would tell it."),
        ),
        (
            _("Whom does your work help?"),
            _("People at the counter, your team, or somebody who is looking for an apprenticeship."),
        ),
        (
            _("Whom may we show at it?"),
            _("You, your group, or only your hands at work. “Nobody” is an answer, too."),
        ),
    ),
}
# In the order in which they are asked; only the first has to be answered.
QUESTIONS: dict[Audience, tuple[Question, ...]] = {
    audience: tuple(
        Question(name, words, hint, most)
        for (name, most), (words, hint) in zip(_THE_THREE.items(), asked, strict=True)
    )
    for audience, asked in _ASKED.items()
}
