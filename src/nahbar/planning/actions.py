# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving a variant its time, changing it, taking it back; and putting what is signed into its place."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nahbar.approval import actions as approval_actions
from nahbar.approval import queries as approval
from nahbar.approval.models import Round
from nahbar.approval.states import Door, RoundState
from nahbar.authority.models import Authority, Channel, Person
from nahbar.authority.permissions import WRITES, demand
from nahbar.consents import actions as consents
from nahbar.consents.models import Consent
from nahbar.foundation.complaint import Complaint
from nahbar.planning import queries, shown
from nahbar.planning.models import Slot
from nahbar.planning.states import SlotState
from nahbar.publishing import actions as publishing
from nahbar.publishing.models import Publication
from nahbar.publishing.states import MOVABLE, OUT, PublicationState
from nahbar.record import actions as record
from nahbar.record.actions import HOUSE, Actor
from nahbar.stories.models import Story
from nahbar.variants import queries as variants
from nahbar.variants.models import Variant, Version


class TimePast(Complaint):
    sentence = _("The time was not set: it is already over. Please choose a time that is still to come.")


class SlotGone(Complaint):
    sentence = _(
        "Nothing was changed: this entry was already taken back. Please give the variant a new time."
    )


class NotMovable(Complaint):
    sentence = _(
        "The post was not moved: it is already on its way or published. "
        "Please look at the post to see what can still be done."
    )


class NotTakenBack(Complaint):
    sentence = _(
        "The post was not taken back: it is already on its way or published. "
        "Please look at the post; what is published can be withdrawn there."
    )


class StopsByThen(Complaint):
    """What stops at that time and not today: rights that end, for instance."""

    sentence = _(
        "The time was not set, because by then a finding will stop the post: %(first)s Please choose an earlier time, "
        "or change what the finding names."
    )


@transaction.atomic
def place(variant: Variant, *, when: datetime, by: Person, at: datetime) -> Slot:
    """Gives the variant its time: a place where it is signed, a wish until it is. One that has a time is moved.

    Raises:
        NotAllowed, TimePast, StopsByThen, NotMovable, or what publishing refuses.
    """
    demand(by, variant.story.authority, WRITES)
    # Two people placing at once: the second waits here and then moves what the first one placed.
    locked = Variant.objects.select_for_update(of=("self",)).get(pk=variant.pk)
    _hold_accounts([locked])
    existing = queries.open_slot(locked)
    if existing is not None:
        return move(existing, when=when, by=by, at=at)
    _demand_future(when, at)
    publishing.demand_after_embargo(locked.story, when)
    _demand_no_stop_by_then(locked, when, at)
    slot = Slot.objects.create(variant=locked, at=when, placed_at=at, placed_by=by)
    _place_if_signed(slot, by=by, at=at)
    _note("planning.place", slot, by=by, at=at)
    return slot


@transaction.atomic
def move(slot: Slot, *, when: datetime, by: Person, at: datetime) -> Slot:
    """Gives another time; a missed wish is a wish again, a placed post is moved in publishing.

    Raises:
        NotAllowed, TimePast, StopsByThen, SlotGone, NotMovable, or what publishing refuses.
    """
    demand(by, slot.variant.story.authority, WRITES)
    _demand_future(when, at)
    current = _locked(slot.pk)
    if current.state == SlotState.TAKEN_BACK:
        raise SlotGone
    if current.publication and current.publication.state == PublicationState.DROPPED:
        _release(current)
    publishing.demand_after_embargo(current.variant.story, when)
    _demand_no_stop_by_then(current.variant, when, at)
    if current.publication:
        if current.publication.state not in MOVABLE:
            raise NotMovable
        publishing.move(current.publication, due_at=when, by=by, at=at)
    else:
        current.state = SlotState.WISHED
    current.at, current.trouble, current.placed_by = when, "", by
    current.save()
    _place_if_signed(current, by=by, at=at)
    _note("planning.move", current, by=by, at=at)
    return current


@transaction.atomic
def take_back(slot: Slot, *, by: Person, at: datetime) -> Slot:
    """Takes the time away; a placed post is dropped and will not go out.

    Raises:
        NotAllowed, SlotGone, NotTakenBack, or what publishing refuses.
    """
    demand(by, slot.variant.story.authority, WRITES)
    current = _locked(slot.pk)
    if current.state == SlotState.TAKEN_BACK:
        raise SlotGone
    publication = current.publication
    if publication and publication.state != PublicationState.DROPPED:
        if publication.state not in MOVABLE:
            raise NotTakenBack
        publishing.drop(publication, by=by, at=at)
    current.state = SlotState.TAKEN_BACK
    current.save()
    _note("planning.take_back", current, by=by, at=at)
    return current


def withdraw_consent(consent: Consent, *, why: str = "", by: Person | None = None, at: datetime) -> int:
    """Takes a consent back, and with it everything planned that shows the person; how many posts were stopped.

    What is on its way this second is held by the last check before sending, which asks for consents.

    Raises:
        ConsentOver, NotAllowed: as the consents say.
    """
    consents.withdraw(consent, why=why, by=by, at=at)
    stopped = 0
    for slot in shown.of(consent).planned:
        try:
            _take_back_for(slot, at=at)
        except (NotTakenBack, SlotGone, publishing.Moved):
            # It is already on its way or out: then it stands among what is to be taken down.
            continue
        stopped += 1
    return stopped


@transaction.atomic
def _take_back_for(slot: Slot, *, at: datetime) -> None:
    """Takes the time away in the name of the house, because somebody shown took their yes back."""
    current = _locked(slot.pk)
    if current.state == SlotState.TAKEN_BACK:
        raise SlotGone
    publication = current.publication
    if publication and publication.state != PublicationState.DROPPED:
        if publication.state not in MOVABLE:
            raise NotTakenBack
        publishing.drop(publication, by=HOUSE, at=at)
    current.state = SlotState.TAKEN_BACK
    current.save()
    _note("planning.take_back_for_consent", current, by=HOUSE, at=at)


@transaction.atomic
def request_and_place(
    story: Story,
    *,
    variants: Iterable[Variant],
    signers: Iterable[Person],
    times: Mapping[Variant, datetime],
    question: str = "",
    answer_until: datetime | None = None,
    by: Person,
    at: datetime,
) -> Round:
    """Asks for the signature and notes the wished times with it; both or neither.

    Raises:
        what `approval.request` and `place` refuse.
    """
    # All rows in the order in which others take them, before the first line of the record is written.
    Story.objects.select_for_update().get(pk=story.pk)
    drafts = list(Variant.objects.select_for_update().filter(story=story).order_by("pk"))
    list(Slot.objects.select_for_update(of=("self",)).filter(variant__story=story).order_by("pk"))
    _hold_accounts(drafts)
    made = approval_actions.request(
        story,
        variants=variants,
        signers=signers,
        question=question,
        answer_until=answer_until,
        by=by,
        at=at,
    )
    for variant, when in times.items():
        place(variant, when=when, by=by, at=at)
    return made


def sign_and_place(
    round_: Round,
    *,
    answer: str,
    reason: str = "",
    name: str = "",
    function: str = "",
    by: Person,
    at: datetime,
    door: Door = Door.APPLICATION,
    token: str = "",
) -> Round:
    """Signs, and puts what is signed by that into its place. A post that finds no place does not undo the yes.

    Raises:
        what `approval.sign` refuses.
    """
    answered = approval_actions.sign(
        round_,
        answer=answer,
        reason=reason,
        name=name,
        function=function,
        by=by,
        at=at,
        door=door,
        token=token,
    )
    if answered.state == RoundState.SIGNED:
        _settle_all(Slot.objects.filter(variant__versions__rounds=answered).distinct(), at=at)
    return answered


def settle(authority: Authority, *, at: datetime, only: QuerySet[Slot] | None = None) -> int:
    """Places what is signed, marks what was signed too late as missed, renews what was signed anew.

    Returns how many slots changed; `only` narrows which are looked at.
    """
    slots = Slot.objects.all() if only is None else only
    return _settle_all(slots.filter(variant__story__authority=authority), at=at)


def _settle_all(slots: QuerySet[Slot], *, at: datetime) -> int:
    living = slots.filter(state__in=[SlotState.WISHED, SlotState.PLACED])
    open_ones = living.exclude(publication__state__in=OUT).select_related(*RELATED)
    # Looked at without a lock, and at all signatures at once: this runs every few seconds, mostly for nothing.
    rows = list(open_ones)
    signed = approval.signed_versions(slot.variant for slot in rows)
    return sum(_settle_one(slot.pk, at=at) for slot in rows if _is_off(slot, at, signed.get(slot.variant_id)))


def _is_off(slot: Slot, at: datetime, signed: Version | None) -> bool:
    """Whether the slot does not stand where signature, publication and clock want it."""
    publication = slot.publication
    if publication is None:
        return slot.at <= at or signed is not None
    if publication.state == PublicationState.DROPPED or publication.due_at != slot.at:
        return True
    return signed is not None and queries.has_expired(publication, signed)


def _settle_one(pk: uuid.UUID, *, at: datetime) -> bool:
    """One slot in its own transaction, so that one that finds no place does not stop the others."""
    try:
        with transaction.atomic():
            return _settled(_locked(pk), at=at)
    except Complaint as complaint:
        Slot.objects.filter(pk=pk).exclude(trouble=str(complaint)[:500]).update(trouble=str(complaint)[:500])
        return False


def _settled(slot: Slot, *, at: datetime) -> bool:
    publication = slot.publication
    if publication and publication.state == PublicationState.DROPPED and slot.state == SlotState.PLACED:
        # Dropped where the post is shown: the calendar follows.
        slot.state = SlotState.TAKEN_BACK
        slot.save()
        _note("planning.take_back", slot, by=HOUSE, at=at)
        return True
    if publication and publication.due_at != slot.at:
        slot.at = publication.due_at
        slot.save()
        return True
    if slot.state == SlotState.WISHED and slot.at <= at:
        slot.state = SlotState.MISSED
        slot.save()
        _note("planning.miss", slot, by=HOUSE, at=at)
        return True
    return _place_if_signed(slot, by=slot.placed_by, at=at)


def _place_if_signed(slot: Slot, *, by: Person, at: datetime) -> bool:
    """Puts the variant in its place once it is signed, and a changed text that was signed anew in that of the old.

    A post whose text was changed keeps its place until then: publishing does not let it out, and goes on with it
    when the signed text is put back. Returns whether anything changed.
    """
    old = slot.publication
    if slot.state not in {SlotState.WISHED, SlotState.PLACED} or (old and old.state not in MOVABLE):
        return False
    version = approval.signed_version(slot.variant)
    if version is None or (old and old.fingerprint == version.fingerprint):
        return False
    if old:
        _replace(slot, old, version, by=by, at=at)
    elif slot.at > at:
        _enqueue(slot, version, by=by, at=at)
    slot.save()
    _note("planning.settle", slot, by=by, at=at)
    return True


def _replace(slot: Slot, old: Publication, version: Version, *, by: Person, at: datetime) -> None:
    """The new text in the old one's place, even a little late: whether that is too late, publishing decides.

    The old one goes in the name of the house: it cannot leave any more, whatever became of who placed it.
    """
    publishing.drop(old, by=HOUSE, at=at)
    _release(slot)
    try:
        with transaction.atomic():
            _enqueue(slot, version, by=by, at=at)
    except Complaint as complaint:
        slot.trouble = str(complaint)[:500]


def _enqueue(slot: Slot, version: Version, *, by: Person, at: datetime) -> None:
    slot.publication = publishing.enqueue(version, due_at=slot.at, by=by, at=at)
    slot.state, slot.trouble = SlotState.PLACED, ""


def _release(slot: Slot) -> None:
    """A post that was dropped elsewhere leaves the slot as a wish that can be placed anew."""
    slot.publication, slot.state = None, SlotState.WISHED


def _demand_future(when: datetime, at: datetime) -> None:
    if when <= at:
        raise TimePast


def _demand_no_stop_by_then(variant: Variant, when: datetime, at: datetime) -> None:
    """What stops already today is not the time's fault: it is told where the text is written."""
    by_then = variants.open_stops(variant, at=when)
    if not by_then:
        return
    today = {(one.rule, one.passage) for one in variants.open_stops(variant, at=at)}
    new = [one for one in by_then if (one.rule, one.passage) not in today]
    if new:
        raise StopsByThen(first=new[0].sentence)


RELATED = ("variant__story__authority", "variant__channel", "publication", "placed_by")


def _locked(pk: uuid.UUID) -> Slot:
    slot = Slot.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=pk)
    _hold_accounts([slot.variant])
    if slot.publication:
        slot.publication.refresh_from_db()
    return slot


def _hold_accounts(variants: Iterable[Variant]) -> None:
    """The accounts before posts and record: the stop switch and every send take them in this order, too."""
    ids = {variant.channel_id for variant in variants}
    list(Channel.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))


def _note(verb: str, slot: Slot, *, by: Actor, at: datetime) -> None:
    record.note(
        verb,
        authority=slot.variant.story.authority_id,
        thing=("slot", slot.pk, f"{slot.variant.story.title} – {slot.variant.channel.handle}"),
        by=by,
        at=at,
        details={"at": slot.at.isoformat()},
    )
