# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing what is public already: correcting a post and taking it back. Done is what the platform then shows."""

from nahbar.channels.errors import ConnectorError, OutcomeUnknown, Reason, Refused, Whose
from nahbar.channels.transport import NotSent
from nahbar.publishing import queries
from nahbar.publishing.actions import deliver as outcome
from nahbar.publishing.states import PublicationState
from nahbar.publishing.tasks import checks, troubles
from nahbar.publishing.tasks.load import Delivery

# A correction that the platform took, and shows otherwise, is not pressed on it for ever.
MOST_TRIES = 6


def carry_out(delivery: Delivery) -> None:
    """One try. Both may be asked again and again: the second time changes nothing, so an unknown outcome is asked anew."""
    lease, now, row = delivery.lease, delivery.now, delivery.row
    # Asked at the last moment: what was read together with others may be as old as a person's stop.
    if row.state == PublicationState.EDITING and queries.is_halted(row.channel):
        checks.stop(lease, checks.WAITS_WHILE_STOPPED, at=now())
        return
    try:
        if row.state == PublicationState.EDITING:
            delivery.connector.edit(row.remote_id, delivery.post)
        else:
            delivery.connector.withdraw(row.remote_id)
    except Refused as error:
        outcome.stay_published(lease, at=now(), reason=error.reason, whose=error.whose, detail=error.detail)
    except ConnectorError as error:
        _again(delivery, error)
    except NotSent as error:
        troubles.unreachable(delivery, error)
    else:
        done = outcome.keep_edited if row.state == PublicationState.EDITING else outcome.keep_withdrawn
        done(lease, at=now())


def _again(delivery: Delivery, error: ConnectorError) -> None:
    row = delivery.row
    shows_other = isinstance(error, OutcomeUnknown) and error.reason == Reason.ODD_ANSWER
    if row.state == PublicationState.EDITING and shows_other and row.attempts >= MOST_TRIES:
        outcome.stay_published(
            delivery.lease, at=delivery.now(), reason=error.reason, whose=Whose.PLATFORM, detail=error.detail
        )
    else:
        troubles.try_later(delivery, error)
