# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a publication: ordered by a person, delivered by a worker, decided by a person."""

from nahbar.publishing.actions.decide import decide_missed, look_again, settle_unclear, withdraw
from nahbar.publishing.actions.halt import hold_all, lift, release_held
from nahbar.publishing.actions.order import (
    AnswerImpossible,
    AnswerTooLong,
    AnswerWithoutText,
    ChannelNotConnected,
    DateMissing,
    Moved,
    NotSigned,
    answer,
    drop,
    enqueue,
    move,
)

__all__ = [
    "AnswerImpossible",
    "AnswerTooLong",
    "AnswerWithoutText",
    "ChannelNotConnected",
    "DateMissing",
    "Moved",
    "NotSigned",
    "answer",
    "decide_missed",
    "drop",
    "enqueue",
    "hold_all",
    "lift",
    "look_again",
    "move",
    "release_held",
    "settle_unclear",
    "withdraw",
]
