# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What runs by itself: hearing what people say to us, and settling what we answered."""

import logging
from datetime import datetime, timedelta

from nahbar.authority import actions as authority
from nahbar.authority import queries as authority_queries
from nahbar.authority.models import Channel
from nahbar.channels import registry
from nahbar.channels.errors import ConnectorError, Reason, Refused, TryLater, Whose
from nahbar.channels.meter import Meter
from nahbar.channels.transport import TransportError
from nahbar.dialogue import actions, queries
from nahbar.dialogue.models import Listening
from nahbar.errands import claims
from nahbar.errands.claims import Claim
from nahbar.errands.hands import Errand, in_turn
from nahbar.publishing import queries as publishing
from nahbar.publishing.actions import pace
from nahbar.record.actions import HOUSE
from nahbar.wire import http

log = logging.getLogger(__name__)
EVERY = timedelta(minutes=2)
LONGEST_BACK_OFF = timedelta(hours=1)
# Platforms list things late: each reading goes back a little behind the one before.
OVERLAP = timedelta(minutes=15)
ACCOUNT_IS_OUT = frozenset({Reason.SIGN_IN_AGAIN, Reason.WRONG_CREDENTIALS, Reason.RIGHT_MISSING})
FAULT = "fault"
AT_ONCE = 200
REQUEST_SECONDS = 30.0


def run(at: datetime) -> int:
    """Hears every account that is due and settles answered inquiries; how many inquiries are new or settled."""
    done = in_turn(ERRAND, at)
    return done + actions.settle(at=at)


def due(at: datetime, most: int) -> list[Claim]:
    """Claims up to `most` of the accounts that are due to be heard."""
    unheard = queries.channels_without_listening(_platforms())[: AT_ONCE if most > 0 else 0]
    Listening.objects.bulk_create((Listening(channel=one) for one in unheard), ignore_conflicts=True)
    return claims.take(queries.listenings_due(_platforms(), at), "next_at", most=most, at=at)


def carry(claim: Claim, at: datetime) -> int:
    """Hears one account, unless what it may still ask of its platform is kept for posts; how many comments are new."""
    channel = Channel.objects.select_related("authority").get(pk=claim.pk)
    until = publishing.reading_rests_until(
        channel.pk, most=authority_queries.capability_of(channel).requests_per_window, at=at
    )
    if until is not None:
        Listening.objects.filter(pk=channel.pk).update(next_at=until)
        return 0
    return hear(channel, at)


def settle(at: datetime) -> int:
    """Marks as answered what an answer of ours has answered meanwhile; how many."""
    return actions.settle(at=at)


def _platforms() -> list[str]:
    return [one.key for one in registry.capabilities() if one.reads_comments]


def hear(channel: Channel, at: datetime) -> int:
    """Reads one account's comments; how many are new. A failure stands on its row with the time of the next try."""
    listening = Listening.objects.get(channel=channel)
    since = listening.listened_at - OVERLAP if listening.listened_at else None
    meter = Meter(http.transport(seconds=REQUEST_SECONDS))
    try:
        credentials = authority_queries.credentials_of(channel)
        connector = registry.load(channel.platform).Connector(meter, credentials)
        comments = connector.fetch_comments(queries.posts_to_hear(channel, at), since=since)
        new = actions.receive(channel, comments, at=at)
    except Refused as error:
        _failed(listening, at, error.reason)
        if error.whose == Whose.ACCOUNT and error.reason in ACCOUNT_IS_OUT:
            authority.mark_broken(channel, reason=error.reason, by=HOUSE, at=at)
    except ConnectorError as error:
        _failed(listening, at, error.reason, after=error.after if isinstance(error, TryLater) else None)
    except TransportError:
        _failed(listening, at, Reason.UNREACHABLE)
    except Exception:
        # One account's odd answer must not keep the others from being heard.
        log.exception("the comments of channel %s could not be read", channel.pk)
        _failed(listening, at, FAULT)
    else:
        heard = {"listened_at": at, "next_at": at + EVERY, "failures": 0, "reason": ""}
        Listening.objects.filter(pk=listening.pk).update(**heard)
        return len(new)
    finally:
        pace.pay(channel.pk, meter, most=authority_queries.capability_of(channel).requests_per_window, at=at)
    return 0


def _failed(listening: Listening, at: datetime, reason: str, *, after: timedelta | None = None) -> None:
    failures = listening.failures + 1
    wait = min(after or EVERY * 2 ** min(failures, 10), timedelta(hours=24) if after else LONGEST_BACK_OFF)
    Listening.objects.filter(pk=listening.pk).update(next_at=at + wait, failures=failures, reason=reason)


ERRAND = Errand("dialogue", due=due, carry=carry, every=5.0, hands=8)
