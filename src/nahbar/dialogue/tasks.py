# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What runs by itself: hearing what people say to us, and settling what we answered."""

import logging
from datetime import datetime, timedelta

from django.db.models import Q

from nahbar.authority import actions as authority
from nahbar.authority import queries as authority_queries
from nahbar.authority.models import Channel
from nahbar.channels import registry
from nahbar.channels.errors import ConnectorError, Reason, Refused, TryLater, Whose
from nahbar.channels.transport import TransportError
from nahbar.dialogue import actions, queries
from nahbar.dialogue.models import Listening
from nahbar.record.actions import HOUSE
from nahbar.wire import http

log = logging.getLogger(__name__)
EVERY = timedelta(minutes=2)
LONGEST_BACK_OFF = timedelta(hours=1)
# Platforms list things late: each reading goes back a little behind the one before.
OVERLAP = timedelta(minutes=15)
ACCOUNT_IS_OUT = frozenset({Reason.SIGN_IN_AGAIN, Reason.WRONG_CREDENTIALS, Reason.RIGHT_MISSING})
FAULT = "fault"


def run(at: datetime) -> int:
    """Hears every account that is due and settles answered inquiries; how many inquiries are new or settled."""
    done = 0
    for channel in list(queries.channels_to_hear(at)):
        if authority_queries.capability_of(channel).reads_comments and _take(channel, at):
            done += hear(channel, at)
    return done + actions.settle(at=at)


def _take(channel: Channel, at: datetime) -> bool:
    """Whether this worker hears the account now: the row's next time is moved by one conditional UPDATE."""
    Listening.objects.get_or_create(channel=channel)
    due = Listening.objects.filter(Q(next_at=None) | Q(next_at__lte=at), channel=channel)
    return bool(due.update(next_at=at + EVERY))


def hear(channel: Channel, at: datetime) -> int:
    """Reads one account's comments; how many are new. A failure stands on its row with the time of the next try."""
    listening = Listening.objects.get(channel=channel)
    since = listening.listened_at - OVERLAP if listening.listened_at else None
    try:
        credentials = authority_queries.credentials_of(channel)
        connector = registry.load(channel.platform).Connector(http.transport(), credentials)
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
    return 0


def _failed(listening: Listening, at: datetime, reason: str, *, after: timedelta | None = None) -> None:
    failures = listening.failures + 1
    wait = min(after or EVERY * 2 ** min(failures, 10), timedelta(hours=24) if after else LONGEST_BACK_OFF)
    Listening.objects.filter(pk=listening.pk).update(next_at=at + wait, failures=failures, reason=reason)
