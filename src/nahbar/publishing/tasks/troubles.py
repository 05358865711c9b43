# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows when a platform says no, or not now, and surely published nothing."""

from nahbar.authority import actions as authority
from nahbar.channels.errors import ConnectorError, Reason, Refused, TryLater, Whose
from nahbar.channels.transport import NotSent
from nahbar.publishing.actions import deliver as outcome
from nahbar.publishing.states import PublicationState
from nahbar.publishing.tasks.load import Delivery
from nahbar.record.actions import HOUSE

# The account cannot speak any more: everything of it waits until it is connected again.
ACCOUNT_IS_OUT = frozenset({Reason.SIGN_IN_AGAIN, Reason.WRONG_CREDENTIALS, Reason.RIGHT_MISSING})
# Concern the whole account, not this one post: nothing else of it needs to try meanwhile.
WHOLE_CHANNEL = frozenset({Reason.RATE_LIMITED, Reason.DAY_BUDGET_SPENT, Reason.UNREACHABLE})


def refused(delivery: Delivery, error: Refused, *, answered: bool = False) -> None:
    """A refusal: the account's marks the channel broken and holds the post, any other is shown to a person."""
    lease, at = delivery.lease, delivery.now()
    is_account = error.whose == Whose.ACCOUNT and error.reason in ACCOUNT_IS_OUT
    state = PublicationState.HELD if is_account else PublicationState.REFUSED
    outcome.stop(
        lease, state, at=at, reason=error.reason, whose=error.whose, detail=error.detail, answered=answered
    )
    if is_account:
        authority.mark_broken(delivery.row.channel, reason=error.reason, by=HOUSE, at=at)


def try_later(delivery: Delivery, error: ConnectorError, *, answered: bool = False) -> None:
    """Tried again when the platform says, else after our own back-off."""
    outcome.postpone(
        delivery.lease,
        at=delivery.now(),
        reason=error.reason,
        whose=error.whose,
        detail=error.detail,
        after=error.after if isinstance(error, TryLater) else None,
        whole_channel=error.reason in WHOLE_CHANNEL,
        answered=answered,
    )


def unreachable(delivery: Delivery, error: NotSent, *, answered: bool = False) -> None:
    """No byte arrived: the same as a platform that asks for patience."""
    try_later(delivery, TryLater(Reason.UNREACHABLE, detail=str(error)), answered=answered)
