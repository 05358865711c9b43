# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about publications; nothing here writes."""

from datetime import datetime, timedelta

from django.db.models import Case, IntegerField, Min, Q, QuerySet, Value, When

from nahbar.authority.models import Authority, Channel
from nahbar.publishing.models import Halt, JournalLine, Publication, WorkerBeat
from nahbar.publishing.states import MOVABLE, NEEDS_A_PERSON, OUT, WAITING, WORKED, PublicationState
from nahbar.variants import queries as variants

# A lease is never this far ahead; one that is was written before the clock was set back, and holds nobody off.
LEASE_AHEAD = timedelta(seconds=60)
BEAT_IS_OLD = timedelta(seconds=30)
S = PublicationState
URGENCY = (S.UNCLEAR, S.REFUSED, S.MISSED, S.HELD, S.SENDING, S.WITHDRAWING, S.PLANNED)


def of_authority(authority: Authority) -> QuerySet[Publication]:
    """All publications of the authority with channel and version at hand."""
    return Publication.objects.filter(authority=authority).select_related(
        "channel", "version__variant__story", "ordered_by"
    )


def published(authority: Authority) -> QuerySet[Publication]:
    """What went out and was not withdrawn, newest first; answers included."""
    return of_authority(authority).filter(state__in=OUT - {S.WITHDRAWN}).order_by("-published_at")


def posts(authority: Authority) -> QuerySet[Publication]:
    """What went out of stories, newest first; answers in dialogues are not in it."""
    return published(authority).filter(version__isnull=False)


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


def halts(authority: Authority) -> QuerySet[Halt]:
    """The stop switches that are on, the newest first."""
    return Halt.objects.filter(authority=authority, lifted_at=None).select_related("channel", "halted_by")


def is_halted(channel: Channel) -> bool:
    """Whether a stop switch of the channel or of its authority is on."""
    everything_or_this = Q(channel=None) | Q(channel=channel)
    return Halt.objects.filter(everything_or_this, authority_id=channel.authority_id, lifted_at=None).exists()


def worker_alive(at: datetime) -> bool:
    """Whether any worker gave a sign of life in the last half minute."""
    return WorkerBeat.objects.filter(beat_at__gt=at - BEAT_IS_OLD).exists()


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
    return Publication.objects.filter(
        state__in=WORKED, lease_until__gt=at, lease_until__lte=at + LEASE_AHEAD
    ).order_by()


def being_worked_on(channel: Channel, at: datetime) -> int:
    """How many deliveries of this account hold a lease."""
    return leased(at).filter(channel=channel).count()


def due_channels(at: datetime, *, most: int) -> list[Channel]:
    """Up to `most` accounts with something due that need no patience: idle ones first, the longest waiting first."""
    busy = list(leased(at).values_list("channel", flat=True).distinct())
    rows = due(at).exclude(channel__pace__not_before__gt=at).order_by().values("channel")
    by_wait = (
        rows.annotate(first=Min("next_try_at")).order_by("first", "channel").values_list("channel", flat=True)
    )
    ids = list(by_wait.exclude(channel__in=busy)[:most])
    if len(ids) < most and busy:
        # An account may carry more than one delivery at once; the claim asks its capability.
        ids += list(by_wait.filter(channel__in=busy)[: most - len(ids)])
    found = Channel.objects.in_bulk(ids)
    return [found[pk] for pk in ids]
