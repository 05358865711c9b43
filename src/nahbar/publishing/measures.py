# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the engine is doing, in figures: nothing here names a person, an account or a text. Reads only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import quantiles

from django.db.models import Count, Min

from nahbar.authority import queries as authority_queries
from nahbar.authority.models import Channel
from nahbar.authority.states import ChannelState
from nahbar.publishing import queries
from nahbar.publishing.models import Pace, Publication, WorkerBeat
from nahbar.publishing.states import PublicationState

Values = dict[tuple[tuple[str, str], ...], float]
DAY = timedelta(hours=24)
# The start delay is that of so many posts that went out last.
LAST = 200
# Due for longer than this with nobody delivering: something is wrong with the workers.
TOO_OLD_S = 60.0


@dataclass(frozen=True, slots=True)
class Health:
    """Whether posts go out: is anybody working, and how long (in seconds) the oldest due post waits."""

    workers: int
    due: int
    oldest_due_s: float

    @property
    def is_good(self) -> bool:
        """A worker is alive, and it takes up what is due."""
        return self.workers > 0 and self.oldest_due_s < TOO_OLD_S


@dataclass(frozen=True, slots=True)
class Series:
    """One figure in the words of Prometheus: values by their labels."""

    name: str
    help: str
    values: Values = field(default_factory=dict)


def health(at: datetime) -> Health:
    """The state of the engine at this moment; what a platform asked to wait for is not counted as due."""
    waiting = queries.due(at).exclude(channel__pace__not_before__gt=at).order_by()
    found = waiting.aggregate(count=Count("pk"), first=Min("next_try_at"))
    age = (at - found["first"]).total_seconds() if found["first"] else 0.0
    alive = WorkerBeat.objects.filter(beat_at__gt=at - queries.BEAT_IS_OLD).count()
    return Health(alive, found["count"], max(age, 0.0))


def series(at: datetime) -> Iterator[Series]:
    """Everything worth a curve."""
    now = health(at)
    yield Series("nahbar_workers", "Workers heard of in the last 30 seconds", {(): now.workers})
    yield Series("nahbar_queue_due", "Posts due that no worker has yet", {(): now.due})
    yield Series("nahbar_queue_age_seconds", "How long the oldest due post waits", {(): now.oldest_due_s})
    yield Series("nahbar_publications", "Publications by connector and state", _by_state())
    yield Series(
        "nahbar_start_delay_seconds",
        f"From the due time to the first send, of the last {LAST} posts",
        _delay(),
    )
    yield Series("nahbar_budget_left", "Posts an account may still send today, the lowest", _budget(at))
    left = Pace.objects.filter(left__isnull=False, resets_at__gt=at).values_list("channel__platform", "left")
    yield Series(
        "nahbar_requests_left",
        "Requests a platform says an account may still make, the lowest",
        _lowest(left),
    )
    waits = Pace.objects.filter(not_before__gt=at).count()
    yield Series("nahbar_accounts_waiting", "Accounts whose platform asked for patience", {(): waits})


def _by_state() -> Values:
    # Counted by account first: that much the index alone answers.
    rows = Publication.objects.order_by().values_list("channel", "state").annotate(count=Count("pk"))
    platforms = dict(Channel.objects.values_list("pk", "platform"))
    found: Values = {}
    for channel_id, state, count in rows:
        labels = (("connector", platforms[channel_id]), ("state", state))
        found[labels] = found.get(labels, 0) + count
    return dict(sorted(found.items()))


def _delay() -> Values:
    rows = Publication.objects.filter(state=PublicationState.PUBLISHED, first_sent_at__isnull=False)
    last = rows.order_by("-next_try_at").values_list("first_sent_at", "due_at")[:LAST]
    waits = [max((sent - due).total_seconds(), 0.0) for sent, due in last if sent]
    if not waits:
        return {}
    cuts = quantiles([*waits, *waits], n=100, method="inclusive")
    return {(("quantile", str(part / 100)),): round(cuts[part - 1], 3) for part in (50, 90, 99)}


def _budget(at: datetime) -> Values:
    left = []
    for channel in Channel.objects.filter(state=ChannelState.CONNECTED):
        most = authority_queries.capability_of(channel).posts_per_day
        if most is not None:
            left.append((channel.platform, max(most - queries.sent_since(channel, at - DAY).count(), 0)))
    return _lowest(left)


def _lowest(left: Iterable[tuple[str, int | None]]) -> Values:
    lowest: Values = {}
    for platform, count in left:
        labels = (("connector", platform),)
        lowest[labels] = min(count or 0, lowest.get(labels, count or 0))
    return dict(sorted(lowest.items()))
