# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Both sides of an unclear post: what we sent, and what its account shows on the platform right now."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from nahbar.authority import queries as authority_queries
from nahbar.authority import vault
from nahbar.authority.models import Person
from nahbar.authority.permissions import ANSWERS, RELEASES, demand
from nahbar.authority.states import ChannelState
from nahbar.channels import registry
from nahbar.channels.errors import ConnectorError, Reason
from nahbar.channels.meter import Meter
from nahbar.channels.plain import core, same_post
from nahbar.channels.post import PublicPost, Recent
from nahbar.channels.question import linkable
from nahbar.channels.transport import TransportError
from nahbar.foundation.comparison import Piece, compare
from nahbar.foundation.complaint import Complaint
from nahbar.publishing import queries
from nahbar.publishing.actions import pace
from nahbar.publishing.actions.decide import settle_unclear
from nahbar.publishing.actions.order import Moved
from nahbar.publishing.models import Publication
from nahbar.publishing.states import HouseReason, PublicationState
from nahbar.wire import http

# Somebody may have posted the same by hand just before; later than the first try everything counts.
EARLIER = timedelta(hours=1)
MOST, MOST_SHOWN = 40, 10
ALIKE_PERCENT = 25
LONGEST_TEXT, LONGEST_ID, MOST_PICTURES = 5000, 500, 20
# A person waits for the answer.
SECONDS, BYTES = 10.0, 4 * 1024 * 1024


class NotAdopted(Complaint):
    sentence = _(
        "The post was not adopted: looked at again, it does not stand on the platform, or the platform gives no answer "
        "now. Please open the account on the platform, look for the post there, and enter its address by hand."
    )


class AdoptedAlready(Complaint):
    sentence = _(
        "The post was not adopted: on the platform it belongs to another post that Nahbar published. "
        "Please look for a second one there; if there is none, have this one sent again."
    )


@dataclass(frozen=True, slots=True)
class Alike:
    """One post of the account beside ours. `pieces`: ours turned into theirs; `percent` of the words are the same.

    `of_another`: Nahbar knows it as another of its publications.
    """

    post: PublicPost
    pieces: tuple[Piece, ...]
    percent: int
    is_same: bool
    of_another: bool

    @property
    def is_other(self) -> bool:
        """Whether so little is the same that marking the difference would only confuse."""
        return self.percent < ALIKE_PERCENT


@dataclass(frozen=True, slots=True)
class Sides:
    """What the account shows, most alike first. `reason`: why nothing can be shown (a Reason or HouseReason), or "".

    `until`: the platform is not asked before. `is_whole`: nothing since `since` is missing.
    """

    since: datetime
    found: tuple[Alike, ...] = ()
    is_whole: bool = True
    more: int = 0
    reason: str = ""
    until: datetime | None = None


class _Silent(Exception):
    """The platform shows nothing now."""

    def __init__(self, reason: str, until: datetime | None = None) -> None:
        self.reason, self.until = reason, until
        super().__init__(reason)


def sides(publication: Publication, *, by: Person, at: datetime) -> Sides:
    """The account's posts beside an unclear one; asks the platform once, within the account's budget.

    Raises:
        Moved: if it is no longer unclear. NotAllowed.

    """
    _demand(publication, by)
    since = _since(publication, at)
    try:
        recent = _recent(publication, since, at)
    except _Silent as silent:
        return Sides(since, reason=silent.reason, until=silent.until)
    text, sent_at, known = publication.text, _sent_at(publication, at), _of_others(publication, recent)
    ordered = sorted(
        recent.posts,
        key=lambda one: (
            not same_post(text, one.text),
            -_percent(text, one.text),
            abs(one.created_at - sent_at),
        ),
    )
    shown = tuple(
        Alike(
            one,
            compare(text, one.text),
            percent=_percent(text, one.text),
            is_same=same_post(text, one.text),
            of_another=one.remote_id in known,
        )
        for one in ordered[:MOST_SHOWN]
    )
    return Sides(since, shown, recent.is_whole, more=len(ordered) - len(shown))


def adopt(publication: Publication, *, remote_id: str, by: Person, at: datetime) -> Publication:
    """A person says that this post of the account is ours: it is read once more, and its id and address become ours.

    Raises:
        NotAdopted: if it is not there (any more), or the platform gives no answer. AdoptedAlready, Moved, NotAllowed.

    """
    _demand(publication, by)
    try:
        recent = _recent(publication, _since(publication, at), at)
    except _Silent:
        raise NotAdopted from None
    there = next((one for one in recent.posts if one.remote_id == remote_id), None)
    if there is None:
        raise NotAdopted
    if _of_others(publication, Recent((there,), is_whole=True)):
        raise AdoptedAlready
    try:
        return settle_unclear(publication, was_published=True, found=there, by=by, at=at)
    except IntegrityError as error:
        raise AdoptedAlready from error


def _demand(publication: Publication, by: Person) -> None:
    demand(by, publication.authority, RELEASES if publication.version_id else ANSWERS)
    if publication.state != PublicationState.UNCLEAR:
        raise Moved


def _sent_at(publication: Publication, at: datetime) -> datetime:
    return publication.first_sent_at or publication.intent_at or at


def _since(publication: Publication, at: datetime) -> datetime:
    return _sent_at(publication, at) - EARLIER


def _recent(publication: Publication, since: datetime, at: datetime) -> Recent:
    channel = publication.channel
    resting = queries.patience_of(channel, at)
    if resting is not None:
        raise _Silent(resting.reason, resting.not_before)
    if channel.state == ChannelState.DISCONNECTED:
        raise _Silent(HouseReason.CHANNEL_NOT_CONNECTED)
    meter = Meter(http.transport(seconds=SECONDS, limit_bytes=BYTES))
    try:
        credentials = authority_queries.credentials_of(channel)
        recent = registry.load(channel.platform).Connector(meter, credentials).recent(since=since, most=MOST)
    except (vault.SealBroken, vault.KeyUnsafe, vault.KeyOdd) as error:
        raise _Silent(HouseReason.KEY) from error
    except ConnectorError as error:
        raise _Silent(error.reason) from error
    except TransportError as error:
        raise _Silent(Reason.UNREACHABLE) from error
    finally:
        pace.pay(channel.pk, meter, most=authority_queries.capability_of(channel).requests_per_window, at=at)
    # An id our rows cannot keep cannot be adopted: such a post is looked up by hand.
    usable = [_cut(one) for one in recent.posts[:MOST] if len(one.remote_id) <= LONGEST_ID]
    return Recent(tuple(usable), recent.is_whole and len(usable) == len(recent.posts))


def _cut(post: PublicPost) -> PublicPost:
    """What a platform gives is made short enough for a page and for our rows."""
    pictures = tuple(alt[:LONGEST_TEXT] for alt in post.pictures[:MOST_PICTURES])
    return replace(post, text=post.text[:LONGEST_TEXT], url=linkable(post.url), pictures=pictures)


def _of_others(publication: Publication, recent: Recent) -> set[str]:
    """Which of these Nahbar knows as another publication of the account."""
    ids = [one.remote_id for one in recent.posts]
    others = Publication.objects.filter(channel=publication.channel_id, remote_id__in=ids)
    return set(others.exclude(pk=publication.pk).values_list("remote_id", flat=True))


def _percent(ours: str, theirs: str) -> int:
    """How many of the words of both are in both, wherever they stand."""
    left, right = Counter(core(ours).lower().split()), Counter(core(theirs).lower().split())
    return 200 * (left & right).total() // max(left.total() + right.total(), 1)
