# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about publications; nothing here writes."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Case, F, IntegerField, Max, Min, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from nahbar.authority.models import Authority, Channel
from nahbar.publishing.models import Halt, HouseClock, JournalLine, Pace, Publication, WorkerBeat
from nahbar.publishing.states import (
    MOVABLE,
    NEEDS_A_PERSON,
    OUT,
    STANDS,
    WAITING,
    WORKED,
    PublicationState,
    Step,
)
from nahbar.radar.matter import Pillar
from nahbar.record import statements
from nahbar.variants import queries as variants

# A lease is never this far ahead; one that is was written before the clock was set back, and holds nobody off.
LEASE_AHEAD = timedelta(seconds=60)
BEAT_IS_OLD = timedelta(seconds=30)
S = PublicationState
# The stop switches that are on: whose, and for which account.
ON = statements.Once(lambda: Halt.objects.filter(lifted_at=None).values_list("authority", "channel"), [])
URGENCY = (S.UNCLEAR, S.REFUSED, S.MISSED, S.HELD, S.SENDING, S.EDITING, S.WITHDRAWING, S.PLANNED)


def of_authority(authority: Authority) -> QuerySet[Publication]:
    """All publications of the authority with channel and version at hand."""
    return Publication.objects.filter(authority=authority).select_related(
        "channel", "version__variant__story", "ordered_by"
    )


def published(authority: Authority) -> QuerySet[Publication]:
    """What went out and was not withdrawn, newest first; answers included."""
    return of_authority(authority).filter(state__in=OUT - {S.WITHDRAWN}).order_by("-published_at")


def posts(authority: Authority) -> QuerySet[Publication]:
    """What went out of stories, newest first: of a thread its first post; answers in dialogues are not in it."""
    return published(authority).filter(version__isnull=False, thread=None)


def thread_of(publication: Publication) -> QuerySet[Publication]:
    """The posts of its thread that were ordered so far, in their order; one alone is a thread of one."""
    first = publication.thread_id or publication.pk
    return Publication.objects.filter(Q(pk=first) | Q(thread=first)).order_by("part", "ordered_at")


def is_broken_thread(publication: Publication) -> bool:
    """Whether a post of its thread that should stand before it does not stand on the platform."""
    if publication.thread_id is None:
        return False
    before = thread_of(publication).filter(part__lt=publication.part, state__in=STANDS)
    return before.count() < publication.part - 1 or not publication.in_reply_to


def last_posts(authority: Authority) -> dict[Pillar, datetime]:
    """When each pillar last appeared on a channel, by the topics behind the posts; one that never did is missing."""
    rows = posts(authority).order_by().values_list("version__variant__story__topic__pillar")
    latest = rows.annotate(latest=Max("published_at"))
    return {Pillar(pillar): last for pillar, last in latest if pillar in set(Pillar) and last}


def told_since(authority: Authority, since: datetime) -> list[tuple[uuid.UUID, str, datetime]]:
    """What went out since then: topic, its pillar, when; posts without a topic are not in it. One query."""
    rows = posts(authority).filter(published_at__gte=since, version__variant__story__topic__isnull=False)
    path = "version__variant__story__topic"
    return list(rows.order_by("published_at").values_list(path, f"{path}__pillar", "published_at"))


def needs_a_person(authority: Authority) -> QuerySet[Publication]:
    """Unclear, refused, missed and held publications: the most urgent first."""
    return by_urgency(of_authority(authority).filter(state__in=NEEDS_A_PERSON))


def waiting(authority: Authority) -> QuerySet[Publication]:
    """What has not gone out yet, the next one first."""
    return of_authority(authority).filter(state__in=WAITING | {S.SENDING}).order_by("due_at")


def by_urgency(publications: QuerySet[Publication]) -> QuerySet[Publication]:
    """What needs a person first, then what is on its way, then the past, newest first."""
    order = [When(state=state, then=Value(place)) for place, state in enumerate(URGENCY)]
    place = Case(*order, default=Value(len(URGENCY)), output_field=IntegerField())
    return publications.annotate(urgency=place).order_by("urgency", "-due_at")


def is_changed(publication: Publication) -> bool:
    """Whether its draft is no longer what was signed: a changed comma is enough; answers have no draft."""
    version = publication.version
    return version is not None and variants.current_fingerprint(version.variant) != publication.fingerprint


def has_expired(publication: Publication) -> bool:
    """Whether it still waits, and does not go out like this because its text was changed after the signature."""
    return publication.state in MOVABLE and is_changed(publication)


def journal(publication: Publication) -> QuerySet[JournalLine]:
    """What happened to it, step by step, the oldest first."""
    return publication.journal.order_by("id")


def halts(authority: Authority | None) -> QuerySet[Halt]:
    """The stop switches that are on, the newest first: the authority's (None: nobody's) and the installation's."""
    of_all_or_this = Q(authority=None) | Q(authority=authority)
    return (
        Halt.objects.filter(of_all_or_this, lifted_at=None)
        .select_related("channel", "authority")
        .order_by("-halted_at")
    )


def is_halted(channel: Channel) -> bool:
    """Whether a stop switch of the channel, of its authority or of the installation is on."""
    return bool(halted_among([channel]))


def halted_among(channels: Iterable[Channel]) -> set[uuid.UUID]:
    """The ids of those accounts for which a stop switch is on: theirs, their authority's or the installation's."""
    # Switches that are on are few: reading them costs less than asking for each account.
    switches = set(ON.rows())
    return {
        one.pk
        for one in channels
        if switches & {(None, None), (one.authority_id, None), (one.authority_id, one.pk)}
    }


def stopped_by(
    halt: Halt, *, authority: Authority | None = None, at: datetime
) -> list[tuple[Publication, JournalLine | None]]:
    """What the switch keeps from leaving, and the last thing that happened to each: held, or due by now; the first 200."""
    rows = Publication.objects.filter(
        Q(state=S.HELD) | Q(state__in=[S.PLANNED, S.SENDING], next_try_at__lte=at)
    )
    of = halt.authority or authority
    if of:
        rows = rows.filter(authority=of)
    if halt.channel_id:
        rows = rows.filter(channel=halt.channel_id)
    found = list(rows.select_related("channel").order_by("due_at")[:200])
    last: dict[uuid.UUID, JournalLine] = {
        line.publication_id: line
        for line in JournalLine.objects.filter(publication__in=found)
        .exclude(step__in=[Step.CLAIMED, Step.HELD])
        .order_by("id")
    }
    return [(row, last.get(row.pk)) for row in found]


def embargo_of(publication: Publication) -> datetime | None:
    """The moment before which this post must not be public; None: none was set."""
    return publication.version.variant.story.embargo_until if publication.version else None


def is_embargoed(until: datetime | None, at: datetime) -> bool:
    """Whether an embargo until then still holds, by a clock that has not just jumped; None: there is none."""
    return until is not None and (at < until or trusted(at) < until)


def trusted(at: datetime) -> datetime:
    """The time an embargo is held against: the clock, less what any machine's clock jumped forward unconfirmed."""
    ahead = HouseClock.objects.aggregate(most=Max("ahead_s"))["most"] or 0.0
    return at - timedelta(seconds=max(ahead, 0.0))


def doubtful_clocks() -> QuerySet[HouseClock]:
    """Machines whose clock jumped forward, until somebody confirms the time."""
    return HouseClock.objects.filter(ahead_s__gt=0).order_by("host")


def worker_alive(at: datetime) -> bool:
    """Whether any worker gave a sign of life in the last half minute."""
    return WorkerBeat.objects.filter(beat_at__gt=at - BEAT_IS_OLD).exists()


def patience_of(channel: Channel, at: datetime) -> Pace | None:
    """Until when the account rests, and why; None: it need not."""
    return Pace.objects.filter(channel=channel, not_before__gt=at).first()


def reading_rests_until(
    channel: uuid.UUID, *, most: tuple[int, timedelta] | None, at: datetime
) -> datetime | None:
    """Until when comments and figures are left unread, so that posts never wait for them; None: they may be read.

    Reading begins only while less than half of the account's budget is spent; the rest is for what it publishes.
    """
    row = Pace.objects.filter(channel=channel).first()
    if row is None:
        return None
    if row.not_before is not None and row.not_before > at:
        return row.not_before
    if most is None:
        return None
    if row.left is not None and row.resets_at is not None and row.resets_at > at:
        return row.resets_at if row.left < most[0] // 2 else None
    window_ends = row.window_from + most[1] if row.window_from is not None else at
    return window_ends if at < window_ends and row.requests > most[0] // 2 else None


def sent_since(channel: Channel, since: datetime) -> QuerySet[Publication]:
    """What this account published since then, the oldest first: what its daily budget is counted from."""
    return Publication.objects.filter(channel=channel, published_at__gt=since).order_by("published_at")


def lease_is_over(at: datetime) -> Q:
    """Nobody holds it: no lease, one that ended, or one that cannot be true."""
    return Q(lease_until=None) | Q(lease_until__lte=at) | Q(lease_until__gt=at + LEASE_AHEAD)


def due(at: datetime) -> QuerySet[Publication]:
    """What a worker may take up now."""
    return Publication.objects.filter(lease_is_over(at), state__in=WORKED, next_try_at__lte=at)


def leased(at: datetime) -> QuerySet[Publication]:
    """What a worker has right now."""
    # Asked without the state, which every planned post shares: the index of the leases holds only these few.
    return Publication.objects.filter(lease_until__gt=at, lease_until__lte=at + LEASE_AHEAD).order_by()


def being_worked_on_each(channel_ids: Iterable[uuid.UUID], at: datetime) -> dict[uuid.UUID, int]:
    """How many deliveries of each of these accounts hold a lease; accounts without one are not in it."""
    running = Counter(leased(at).values_list("channel", flat=True))
    return {channel_id: running[channel_id] for channel_id in channel_ids if running[channel_id]}


def next_due(room: Mapping[uuid.UUID, int], at: datetime) -> list[Publication]:
    """The next due deliveries of these accounts, each account's no more than it has room for, by the order of dates.

    The first of every account come before the second of any.
    """
    ids = [channel_id for channel_id, places in room.items() if places > 0]
    if not ids:
        return []
    order = ("due_at", "ordered_at", "pk")
    place = Window(RowNumber(), partition_by="channel", order_by=order)
    rows = due(at).filter(channel__in=ids).annotate(place=place)
    rows = rows.filter(place__lte=max(room.values())).order_by("place", "due_at", "pk")
    found = rows.only("channel", "state", "intent_at", "attempts")
    return [row for row in found if row.place <= room[row.channel_id]]


def due_channels(at: datetime, *, most: int) -> list[uuid.UUID]:
    """Up to `most` accounts with something due that need no patience: idle ones first, each authority in its turn.

    Of an authority the account that waits longest comes first; between authorities chance decides, so that one with
    a thousand due posts gets no more than any other while others have something due.
    """
    busy = leased(at).values("channel")
    rows = due(at).exclude(channel__pace__not_before__gt=at).order_by().values("channel")
    turn = Window(RowNumber(), partition_by=[F("authority")], order_by=[F("first").asc(), F("channel").asc()])
    by_turn = rows.values("channel", "authority").annotate(first=Min("next_try_at")).annotate(turn=turn)
    ids_by_turn = by_turn.order_by("turn", "?").values_list("channel", flat=True)
    ids = list(ids_by_turn.exclude(channel__in=busy)[:most])
    if len(ids) < most:
        # An account may carry more than one delivery at once; the claim asks its capability.
        ids += list(ids_by_turn.filter(channel__in=busy)[: most - len(ids)])
    return ids
