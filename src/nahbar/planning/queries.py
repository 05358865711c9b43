# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes out when: the calendar's entries. Reads only."""

import uuid
import zoneinfo
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from nahbar.approval import queries as approval
from nahbar.approval.models import Signature
from nahbar.approval.states import AGREEING
from nahbar.authority.models import Authority, Channel
from nahbar.channels import registry
from nahbar.planning.models import Slot
from nahbar.planning.states import OPEN, SlotState
from nahbar.publishing.models import Publication
from nahbar.publishing.states import MOVABLE, NEEDS_A_PERSON, OUT, PublicationState
from nahbar.stories.models import Story
from nahbar.variants.models import Variant, Version

# How long before it leaves a planned post is looked at again and again.
AHEAD = timedelta(hours=1)
GONE = frozenset({PublicationState.DROPPED, *OUT})
# What an entry shows, and what its fingerprint is made of: a month has hundreds, and most columns stay unread.
_OF_VARIANT = ("text", "language", "channel", "story__title", "story__embargo_until")
_OF_CHANNEL = ("platform", "handle", "display_name")
SHOWN_OF_POST = (
    *("due_at", "state", "fingerprint", "url", "version__variant"),
    *(f"channel__{name}" for name in _OF_CHANNEL),
    *(f"version__variant__{name}" for name in _OF_VARIANT),
)
SHOWN_OF_SLOT = (
    *(
        "at",
        "state",
        "publication__due_at",
        "publication__state",
        "publication__fingerprint",
        "publication__url",
    ),
    *(f"variant__channel__{name}" for name in _OF_CHANNEL),
    *(f"variant__{name}" for name in _OF_VARIANT),
)
# The signed version of each variant that has one.
Signed = Mapping[uuid.UUID, Version]


@dataclass(frozen=True, slots=True)
class Entry:
    """One post in the calendar: a slot, or a publication that was ordered without one.

    `state` and `label` are the publication's where there is one, else the slot's. `has_expired`: the text
    was changed after its place was given, so the signature no longer holds for it.
    """

    at: datetime
    state: str
    label: str
    has_expired: bool
    channel: Channel
    story: Story
    variant: Variant
    slot: Slot | None
    publication: Publication | None

    @property
    def is_embargoed(self) -> bool:
        """Whether its time lies before the end of the story's embargo, so that it does not go out like this."""
        until = self.story.embargo_until
        return until is not None and self.at < until and self.state not in GONE

    @property
    def icon(self) -> str:
        """The icon of the platform."""
        return registry.capability(self.channel.platform).icon

    @property
    def may_move(self) -> bool:
        """Whether another time can be given."""
        if self.slot is None or self.slot.state == SlotState.TAKEN_BACK:
            return False
        return self.publication is None or self.publication.state in MOVABLE

    @property
    def may_be_taken_back(self) -> bool:
        """Whether it can still be kept from going out."""
        if self.slot is None or self.slot.state == SlotState.TAKEN_BACK:
            return False
        return self.publication is None or self.publication.state in MOVABLE

    @property
    def needs_a_person(self) -> bool:
        """Whether nothing happens until somebody decides."""
        return self.state in NEEDS_A_PERSON or self.state == SlotState.MISSED or self.has_expired


def open_slot(variant: Variant) -> Slot | None:
    """The variant's one slot that was not taken back, or None."""
    return Slot.objects.filter(variant=variant, state__in=OPEN).select_related("publication").first()


def slots_of(variants: Iterable[Variant]) -> dict[uuid.UUID, Slot]:
    """The open slots of these variants, by variant id."""
    rows = Slot.objects.filter(variant__in=list(variants), state__in=OPEN).select_related("publication")
    return {slot.variant_id: slot for slot in rows}


def unsettled(at: datetime) -> QuerySet[Slot]:
    """Slots of all authorities that may have to change: signed, too late, moved elsewhere, or about to go out.

    A post planned for later is left out even where its text was changed: the calendar says so by itself, and
    what matters is that it is looked at before it leaves.
    """
    yes = Signature.objects.filter(version__variant=OuterRef("variant"), answer__in=AGREEING)
    wishes = Q(state=SlotState.WISHED) & (Q(at__lte=at) | Exists(yes))
    # From the few posts that are not out to their slots: what was published over the years costs nothing here.
    not_out = Q(publication__in=Publication.objects.filter(state__in=set(PublicationState) - OUT))
    elsewhere = Q(publication__state=PublicationState.DROPPED) | ~Q(publication__due_at=F("at"))
    soon = Q(publication__state__in=MOVABLE, publication__due_at__lte=at + AHEAD)
    return Slot.objects.filter(wishes | Q(state=SlotState.PLACED) & not_out & (elsewhere | soon))


def month(authority: Authority, year: int, month: int) -> list[Entry]:
    """What has its time in this month on the authority's clocks, in the order of time."""
    return between(authority, *_span(authority, year, month))


def _span(authority: Authority, year: int, month: int) -> tuple[datetime, datetime]:
    zone = zoneinfo.ZoneInfo(authority.time_zone)
    following = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004
    begin = datetime(year, month, 1, tzinfo=zone).astimezone(UTC)
    return begin, datetime(*following, 1, tzinfo=zone).astimezone(UTC)


def upcoming(authority: Authority, at: datetime) -> list[Entry]:
    """What is still to go out, and what waits for a decision though its time is over; in the order of time."""
    slots, wishes, placed, loose = _rows(authority)
    placed, loose = placed.exclude(publication__state__in=GONE), loose.exclude(state__in=GONE)
    either = slots.filter(pk__in=wishes.values("pk").union(placed.values("pk"), all=True))
    return [entry for entry in _sorted(list(either), list(loose)) if _counts(entry, at)]


def _counts(entry: Entry, at: datetime) -> bool:
    return (
        entry.at >= at or entry.needs_a_person or entry.state in {SlotState.WISHED, PublicationState.SENDING}
    )


def between(authority: Authority, begin: datetime, end: datetime) -> list[Entry]:
    """The entries from `begin` (included) to `end` (not included)."""
    slots, wishes, placed, loose = _rows(authority)
    # Publishing may have been given another time by a person; then that time is the true one.
    wishes = wishes.filter(at__gte=begin, at__lt=end)
    placed = placed.filter(publication__due_at__gte=begin, publication__due_at__lt=end)
    # Not one OR over both: then neither index is used.
    either = slots.filter(pk__in=wishes.values("pk").union(placed.values("pk"), all=True))
    return _sorted(list(either), list(loose.filter(due_at__gte=begin, due_at__lt=end)))


def entries_of(
    authority: Authority, publications: Collection[uuid.UUID], slots: Collection[uuid.UUID] = ()
) -> list[Entry]:
    """The entries of these publications and of these slots, in the order of time."""
    of_all, _wishes, _placed, loose = _rows(authority)
    mine = of_all.filter(Q(publication__in=publications) | Q(pk__in=slots))
    return _sorted(list(mine), list(loose.filter(pk__in=publications)))


def _rows(
    authority: Authority,
) -> tuple[QuerySet[Slot], QuerySet[Slot], QuerySet[Slot], QuerySet[Publication]]:
    """Slots of anybody; of the authority those nothing is ordered for yet and those with a publication; and publications
    without a slot. Asked apart, so that each is found by an index: few wait, and of the ordered ones the date says which.
    """
    of_all = Slot.objects.filter(state__in=OPEN).order_by()
    wishes = of_all.filter(variant__story__authority=authority, publication=None)
    placed = of_all.filter(publication__authority=authority)
    loose = Publication.objects.filter(authority=authority, version__isnull=False, slot__isnull=True)
    # Of a thread the calendar shows its first post, and another only where it needs somebody.
    loose = (
        loose.exclude(state=PublicationState.DROPPED).exclude(thread__isnull=False, state__in=OUT).order_by()
    )
    slots = of_all.select_related("variant__story", "variant__channel", "publication").only(*SHOWN_OF_SLOT)
    return (
        slots,
        wishes,
        placed,
        loose.select_related("channel", "version__variant__story").only(*SHOWN_OF_POST),
    )


def _sorted(slots: list[Slot], loose: list[Publication]) -> list[Entry]:
    return sorted(_entries(slots, loose), key=lambda entry: (entry.at, entry.story.title))


def _entries(slots: list[Slot], loose: list[Publication]) -> list[Entry]:
    """Asks for the signatures of all of them at once."""
    movable = [slot.variant for slot in slots if slot.publication and slot.publication.state in MOVABLE]
    movable += [one.version.variant for one in loose if one.version and one.state in MOVABLE]
    signed = approval.signed_versions(movable)
    return [_of_slot(slot, signed) for slot in slots] + [_of_loose(one, signed) for one in loose]


def entry_of(slot: Slot) -> Entry:
    """How one slot stands in the calendar."""
    return _entries([slot], [])[0]


def _of_slot(slot: Slot, signed: Signed) -> Entry:
    publication = slot.publication
    variant = slot.variant
    return Entry(
        at=publication.due_at if publication else slot.at,
        state=publication.state if publication else slot.state,
        label=str((PublicationState(publication.state) if publication else SlotState(slot.state)).label),
        has_expired=publication is not None and has_expired(publication, signed.get(variant.pk)),
        channel=variant.channel,
        story=variant.story,
        variant=variant,
        slot=slot,
        publication=publication,
    )


def has_expired(publication: Publication, signed: Version | None) -> bool:
    """Whether what would still go out is not the draft as it is now, or is not signed."""
    still_holds = signed is not None and signed.fingerprint == publication.fingerprint
    return publication.state in MOVABLE and not still_holds


def _of_loose(publication: Publication, signed: Signed) -> Entry:
    version = publication.version
    assert version is not None  # noqa: S101 - the query asked for it
    return Entry(
        at=publication.due_at,
        state=publication.state,
        label=str(PublicationState(publication.state).label),
        has_expired=has_expired(publication, signed.get(version.variant_id)),
        channel=publication.channel,
        story=version.variant.story,
        variant=version.variant,
        slot=None,
        publication=publication,
    )
