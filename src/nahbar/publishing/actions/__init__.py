# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a publication: ordered by a person, delivered by a worker, decided by a person."""

from nahbar.publishing.actions.decide import (
    EditNotSigned,
    EditPartsDiffer,
    ThreadUnderWay,
    decide_missed,
    edit,
    look_again,
    settle_unclear,
    withdraw,
)
from nahbar.publishing.actions.halt import hold_all, hold_installation, lift, lift_installation, release_held
from nahbar.publishing.actions.order import (
    AnswerImpossible,
    AnswerTooLong,
    AnswerWithoutText,
    ChannelNotConnected,
    DateMissing,
    Embargoed,
    Moved,
    NotSigned,
    answer,
    demand_after_embargo,
    drop,
    enqueue,
    move,
)
from nahbar.publishing.actions.sides import AdoptedAlready, Alike, NotAdopted, Sides, adopt, sides

__all__ = [
    "AdoptedAlready",
    "Alike",
    "AnswerImpossible",
    "AnswerTooLong",
    "AnswerWithoutText",
    "ChannelNotConnected",
    "DateMissing",
    "EditNotSigned",
    "EditPartsDiffer",
    "Embargoed",
    "Moved",
    "NotAdopted",
    "NotSigned",
    "Sides",
    "ThreadUnderWay",
    "adopt",
    "answer",
    "decide_missed",
    "demand_after_embargo",
    "drop",
    "edit",
    "enqueue",
    "hold_all",
    "hold_installation",
    "lift",
    "lift_installation",
    "look_again",
    "move",
    "release_held",
    "settle_unclear",
    "sides",
    "withdraw",
]
