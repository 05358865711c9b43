# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What runs by itself: asking the platforms for the figures of our posts."""

import logging
from datetime import datetime, timedelta

from nahbar.authority import actions as authority
from nahbar.authority import queries as authority_queries
from nahbar.authority.models import Channel
from nahbar.channels import registry
from nahbar.channels.errors import ConnectorError, Reason, Refused, TryLater, Whose
from nahbar.channels.meter import Meter
from nahbar.channels.transport import TransportError
from nahbar.errands import claims
from nahbar.errands.claims import Claim
from nahbar.errands.hands import Errand, in_turn
from nahbar.impact import actions, queries
from nahbar.impact.models import Measuring
from nahbar.publishing import queries as publishing
from nahbar.publishing.actions import pace
from nahbar.record.actions import HOUSE
from nahbar.wire import http

log = logging.getLogger(__name__)
FIRST_BACK_OFF = timedelta(minutes=5)
LONGEST_BACK_OFF = timedelta(hours=6)
# Between two looks at one account at least this long.
PAUSE = timedelta(minutes=1)
ACCOUNT_IS_OUT = frozenset({Reason.SIGN_IN_AGAIN, Reason.WRONG_CREDENTIALS})
FAULT = "fault"
AT_ONCE = 200
REQUEST_SECONDS = 30.0


def run(at: datetime) -> int:
    """Measures what is due on every connected account; how many posts got figures."""
    return in_turn(ERRAND, at)


def due(at: datetime, most: int) -> list[Claim]:
    """Claims up to `most` of the accounts that are due to be measured."""
    unmeasured = queries.channels_without_measuring(_platforms())[: AT_ONCE if most > 0 else 0]
    Measuring.objects.bulk_create((Measuring(channel=one) for one in unmeasured), ignore_conflicts=True)
    return claims.take(queries.measurings_due(_platforms(), at), "next_at", most=most, at=at)


def carry(claim: Claim, at: datetime) -> int:
    """Measures one account, unless what it may still ask of its platform is kept for posts; how many posts."""
    channel = Channel.objects.select_related("authority").get(pk=claim.pk)
    until = publishing.reading_rests_until(
        channel.pk, most=authority_queries.capability_of(channel).requests_per_window, at=at
    )
    if until is None:
        return measure(channel, at)
    Measuring.objects.filter(pk=channel.pk).update(next_at=until)
    return 0


def _platforms() -> list[str]:
    return [one.key for one in registry.capabilities() if one.figures]


def measure(channel: Channel, at: datetime) -> int:
    """Measures one account's posts; how many. A failure stands on its row with the time of the next try."""
    measuring, _ = Measuring.objects.get_or_create(channel=channel)
    posts = {row.remote_id: row for row in queries.posts_to_measure(channel, at)}
    if not posts:
        Measuring.objects.filter(pk=measuring.pk).update(next_at=at + PAUSE)
        return 0
    meter = Meter(http.transport(seconds=REQUEST_SECONDS))
    try:
        credentials = authority_queries.credentials_of(channel)
        connector = registry.load(channel.platform).Connector(meter, credentials)
        found = connector.measure(list(posts))
    except Refused as error:
        _failed(measuring, at, error.reason)
        if error.whose == Whose.ACCOUNT and error.reason in ACCOUNT_IS_OUT:
            authority.mark_broken(channel, reason=error.reason, by=HOUSE, at=at)
    except ConnectorError as error:
        _failed(measuring, at, error.reason, after=error.after if isinstance(error, TryLater) else None)
    except TransportError:
        _failed(measuring, at, Reason.UNREACHABLE)
    except Exception:
        # One account's odd answer must not keep the others from being measured.
        log.exception("the figures of channel %s could not be read", channel.pk)
        _failed(measuring, at, FAULT)
    else:
        known = [(posts[remote_id], figures) for remote_id, figures in found.items() if remote_id in posts]
        for publication, figures in known:
            actions.measure(publication, figures, at=at)
        Measuring.objects.filter(pk=measuring.pk).update(next_at=at + PAUSE, failures=0, reason="")
        return len(known)
    finally:
        pace.pay(channel.pk, meter, most=authority_queries.capability_of(channel).requests_per_window, at=at)
    return 0


def _failed(measuring: Measuring, at: datetime, reason: str, *, after: timedelta | None = None) -> None:
    wait = after or min(FIRST_BACK_OFF * 2 ** min(measuring.failures, 10), LONGEST_BACK_OFF)
    failures = measuring.failures + 1
    Measuring.objects.filter(pk=measuring.pk).update(
        next_at=at + min(wait, timedelta(hours=24)), failures=failures, reason=reason
    )


ERRAND = Errand("impact", due=due, carry=carry, every=30.0, hands=4)
