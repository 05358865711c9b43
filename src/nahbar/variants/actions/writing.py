# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a variant: draft, revise, take over, choose pictures, overrule, freeze, remove."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority import queries as authorities
from nahbar.authority.models import Channel, Person
from nahbar.authority.permissions import CONTRIBUTES, OVERRULES, WRITES, NotAllowed, demand
from nahbar.authority.states import ChannelState
from nahbar.channels import counting, thread
from nahbar.foundation.complaint import Complaint
from nahbar.record import actions as record
from nahbar.rulebook.finding import Finding, Weight
from nahbar.stories import actions as stories
from nahbar.stories.models import Material, Story
from nahbar.stories.states import StoryState
from nahbar.variants import outgoing, queries, scaffold
from nahbar.variants.models import Overruling, Variant, VariantPicture, Version

# Somebody who goes on writing is one line in the record, not one for each time the page saves by itself.
SITTING = timedelta(minutes=10)


class ChannelNotConnected(Complaint):
    """The channel cannot be written for."""

    sentence = _(
        "No variant was drafted, because the channel is not connected. Please connect it again under Channels."
    )


class StoryClosed(Complaint):
    """Variants of a closed story are only read."""

    sentence = _("The variant was not changed, because its story is closed. Please reopen the story first.")


class VariantChanged(Complaint):
    """Somebody else saved meanwhile; `theirs` is the variant as it is now."""

    sentence = _(
        "Your text was not saved yet, because %(name)s saved this variant in the meantime. "
        "Please compare both texts and save again."
    )

    def __init__(self, theirs: Variant) -> None:
        super().__init__(name=theirs.revised_by.name)
        self.theirs = theirs


class TextMissing(Complaint):
    """Nothing to freeze."""

    sentence = _(
        "The variant for %(channel)s was not submitted, because its text is empty. Please write it first."
    )


class TextTooLong(Complaint):
    """More than the platform takes."""

    sentence = _(
        "The variant for %(channel)s was not submitted, because its text is longer than the platform accepts. "
        "Please shorten it."
    )


class PartEmpty(Complaint):
    """Two dividers follow each other."""

    sentence = _(
        "The variant for %(channel)s was not submitted, because part %(number)s of the thread is empty. "
        "Please write it, or take one of the dividing lines away."
    )


class TooManyParts(Complaint):
    """More posts than a thread may have."""

    sentence = _(
        "The variant for %(channel)s was not submitted, because the thread has %(count)s parts; at most %(most)s are "
        "possible. Please join some of them."
    )


class TooManyPictures(Complaint):
    """More than the platform takes."""

    sentence = _(
        "The pictures were not saved, because this channel accepts at most %(most)s per post. Please choose fewer."
    )


class StopsOpen(Complaint):
    """Findings stop the variant; `findings` are they."""

    findings: tuple[Finding, ...] = ()

    sentence = _(
        "The variant for %(channel)s was not submitted, because a finding stops it: %(first)s "
        "Please mend the text, or have somebody who approves give a reason."
    )


class FindingGone(Complaint):
    """The finding somebody answers for is not there."""

    sentence = _(
        "Nothing was noted, because this finding no longer exists: the text has changed. Please reload the page."
    )


class ReasonMissing(Complaint):
    """Going on in spite of a finding needs words."""

    sentence = _("Nothing was noted, because the reason is missing. Please say in one sentence why it stays.")


class VersionsExist(Complaint):
    """Signed or once submitted, so it must stay provable."""

    sentence = _(
        "The variant was not removed, because it has been submitted before and must stay traceable. "
        "Please leave it as it is, or close the story."
    )


@transaction.atomic
def draft(story: Story, *, channel: Channel, by: Person, at: datetime) -> Variant:
    """The story's variant for this channel; a new one starts with the story's words and pictures, and their authors.

    Raises:
        ChannelNotConnected, StoryClosed: as they say.
        NotAllowed: without a role that contributes, or for a channel of another authority.
    """
    demand(by, story.authority, CONTRIBUTES)
    if channel.authority_id != story.authority_id:
        raise NotAllowed
    if channel.state != ChannelState.CONNECTED:
        raise ChannelNotConnected
    _opened(story)
    there = Variant.objects.filter(story=story, channel=channel).first()
    if there:
        return there
    capability = authorities.capability_of(channel)
    variant = Variant.objects.create(
        story=story,
        channel=channel,
        text=scaffold.starting_text(story, capability),
        drafted_at=at,
        revised_at=at,
        revised_by=by,
    )
    variant.authors.add(by, *story.authors.all())
    most = capability.pictures.max_count if capability.pictures else 0
    _place(variant, list(Material.objects.filter(story=story)[:most]))
    _note("variants.draft", variant, by=by, at=at)
    return variant


@transaction.atomic
def revise(
    variant: Variant, *, text: str, revision: int, by: Person, at: datetime, page: str = ""
) -> Variant:
    """Saves the text if nobody saved since `revision`; saving the same again changes nothing.

    Args:
        variant: the draft.
        text: all of it.
        revision: the one the writer saw.
        page: a name for the open page; it may go on although an answer to it got lost.
        by: becomes one of the authors.
        at: when.

    Raises:
        VariantChanged: if somebody else saved; nothing is overwritten.
        StoryClosed, NotAllowed: as they say.
    """
    demand(by, variant.story.authority, CONTRIBUTES)
    current = _locked(variant)
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if plain == current.text:
        return current
    is_own_page = bool(page) and current.revised_page == page
    if current.revision != revision and not is_own_page:
        raise VariantChanged(current)
    is_new_sitting = current.revised_by_id != by.pk or at - current.revised_at > SITTING
    current.text, current.revised_page = plain, page[:36]
    current.revision, current.revised_at, current.revised_by = current.revision + 1, at, by
    current.save()
    current.authors.add(by)
    if is_new_sitting or current.revision == 2:  # noqa: PLR2004 - the first change after the draft is always noted
        _note("variants.revise", current, by=by, at=at, revision=current.revision)
    return current


@transaction.atomic
def take_over(variant: Variant, *, source: Variant, revision: int, by: Person, at: datetime) -> Variant:
    """Puts the text of the story's variant on another channel in the place of this one's, which the record keeps.

    Who wrote there is an author here. Where this channel has no threads, the posts become one text.

    Raises:
        VariantChanged: if somebody saved since `revision`; nothing is overwritten.
        StoryClosed, NotAllowed: as they say; also for a variant of another story.
    """
    demand(by, variant.story.authority, CONTRIBUTES)
    if source.story_id != variant.story_id or source.pk == variant.pk:
        raise NotAllowed
    current = _locked(variant)
    before, text = current.text, Variant.objects.values_list("text", flat=True).get(pk=source.pk)
    if queries.capability_of(current).thread_parts == 1:
        text = thread.undivided(text, queries.capability_of(source))
    saved = revise(current, text=text, revision=revision, by=by, at=at)
    if saved.text != before:
        saved.authors.add(*source.authors.all())
        name = source.channel.display_name or source.channel.handle
        _note("variants.take_over", saved, by=by, at=at, source=name, before=before)
    return saved


@transaction.atomic
def choose_pictures(
    variant: Variant,
    *,
    material_ids: Sequence[uuid.UUID],
    parts: Mapping[uuid.UUID, int] | None = None,
    by: Person,
    at: datetime,
) -> Variant:
    """These pictures of the story go along, in this order; whoever chooses is one of the authors.

    `parts`: with which post of a thread each goes; what is not in it goes with the first.

    Raises:
        TooManyPictures: for more than the channel takes in one post.
        StoryClosed, NotAllowed: as they say; also for a picture of another story.
    """
    demand(by, variant.story.authority, CONTRIBUTES)
    current = _locked(variant)
    wanted = {pk: max((parts or {}).get(pk, 1), 1) for pk in dict.fromkeys(material_ids)}
    _demand_room(current, list(wanted.values()))
    found = Material.objects.filter(story=current.story_id).in_bulk(wanted)
    if len(found) != len(wanted):
        raise NotAllowed
    if [(one.material.pk, one.part) for one in outgoing.along(current)] == sorted(
        wanted.items(), key=lambda one: one[1]
    ):
        return current
    _place(current, [found[pk] for pk in wanted], list(wanted.values()))
    current.authors.add(by)
    _note("variants.choose_pictures", current, by=by, at=at, pictures=[found[pk].digest for pk in wanted])
    return current


@transaction.atomic
def take_picture(
    variant: Variant,
    *,
    data: bytes,
    file_name: str,
    alt: str = "",
    credit: str = "",
    origin: str = "",
    is_uncleared: bool = False,
    by: Person,
    at: datetime,
) -> Material:
    """Brings a picture into the story and lets it go along here, as long as the channel has room for one more.

    Raises:
        what `stories.collect` and `choose_pictures` refuse.
    """
    story = variant.story
    words = {"file_name": file_name, "alt": alt, "credit": credit, "origin": origin}
    material = stories.collect(story, data=data, **words, is_uncleared=is_uncleared, by=by, at=at)
    limit = queries.capability_of(variant).pictures
    parts = {one.material.pk: one.part for one in outgoing.along(variant)}
    wanted = list(dict.fromkeys([*parts, material.pk]))
    if limit and list(parts.values()).count(1) < limit.max_count:
        choose_pictures(variant, material_ids=wanted, parts=parts, by=by, at=at)
    return material


@transaction.atomic
def overrule(
    variant: Variant, *, rule: str, passage: str, reason: str, by: Person, at: datetime
) -> Overruling:
    """A named person answers for a finding; it holds for this passage and lands in the record.

    Raises:
        FindingGone, ReasonMissing, StoryClosed: as they say.
        NotAllowed: a finding that stops needs somebody who approves, a warning an editor.
    """
    authority = variant.story.authority
    demand(by, authority, WRITES | OVERRULES)
    current = _locked(variant)
    matching = [one for one in queries.findings(current) if (one.rule, one.passage) == (rule, passage)]
    if not matching:
        raise FindingGone
    if any(one.weight is Weight.STOP for one in matching):
        demand(by, authority, OVERRULES)
    if not reason.strip():
        raise ReasonMissing
    in_text = all(one.place.field == "text" for one in matching)
    row = Overruling.objects.create(
        variant=current,
        rule=rule,
        passage=passage,
        anchor="" if in_text else queries.pictures_anchor(current),
        reason=reason.replace("\0", "").strip(),
        at=at,
        by=by,
    )
    _note("variants.overrule", current, by=by, at=at, rule=rule, passage=passage[:200], reason=row.reason)
    return row


@transaction.atomic
def freeze(variant: Variant, *, by: Person, at: datetime) -> Version:
    """The draft as an unchangeable version; where nothing changed since the last one, that one.

    Raises:
        TextMissing, TextTooLong, PartEmpty, TooManyParts, TooManyPictures, StopsOpen, StoryClosed, NotAllowed: as
        they say.
    """
    demand(by, variant.story.authority, CONTRIBUTES)
    current = _locked(variant)
    _demand_ready(current)
    pictures = queries.frozen_pictures(current)
    authors = queries.author_ids(current)
    text = outgoing.text_of(current).text
    mark = queries.fingerprint_of(current, pictures, text=text)
    last = current.versions.order_by("-number").first()
    if last and last.fingerprint == mark and last.author_ids == authors:
        return last
    version = Version.objects.create(
        variant=current,
        number=last.number + 1 if last else 1,
        text=text,
        language=current.language,
        pictures=pictures,
        author_ids=authors,
        fingerprint=mark,
        frozen_at=at,
        frozen_by=by,
    )
    _note("variants.freeze", current, by=by, at=at, number=version.number, fingerprint=mark)
    return version


@transaction.atomic
def remove(variant: Variant, *, by: Person, at: datetime) -> None:
    """Takes a draft away that was never frozen; its text stays in the record.

    Raises:
        VersionsExist, StoryClosed, NotAllowed: as they say.
    """
    demand(by, variant.story.authority, CONTRIBUTES)
    current = _locked(variant)
    if current.versions.exists():
        raise VersionsExist
    _note("variants.remove", current, by=by, at=at, text=current.text)
    Variant.objects.filter(pk=current.pk).delete()


def _demand_ready(variant: Variant) -> None:
    name = variant.channel.display_name or variant.channel.handle
    if not variant.text.strip():
        raise TextMissing(channel=name)
    capability, posts = queries.capability_of(variant), outgoing.parts_of(variant)
    empty = [number for number, one in enumerate(posts, 1) if not one.text]
    if empty:
        raise PartEmpty(channel=name, number=empty[0])
    threaded = sum(not one.is_comment for one in posts)
    if threaded > capability.thread_parts:
        raise TooManyParts(channel=name, count=threaded, most=capability.thread_parts)
    if not all(counting.fits(one.text, capability.text) for one in posts):
        raise TextTooLong(channel=name)
    _demand_room(variant, [one.part for one in outgoing.along(variant)])
    stops = queries.open_stops(variant)
    if stops:
        complaint = StopsOpen(channel=name, first=stops[0].sentence)
        complaint.findings = stops
        raise complaint


def _demand_room(variant: Variant, parts: Sequence[int]) -> None:
    """Whether each post takes the pictures that go with it."""
    limit, posts = queries.capability_of(variant).pictures, outgoing.parts_of(variant)
    threaded = sum(not one.is_comment for one in posts)
    most = limit.max_count if limit else 0
    if any(count > most for count in Counter(min(part, threaded) for part in parts).values()):
        raise TooManyPictures(most=most)


def _place(variant: Variant, materials: Sequence[Material], parts: Sequence[int] = ()) -> None:
    variant.pictures.all().delete()
    VariantPicture.objects.bulk_create(
        VariantPicture(variant=variant, material=material, position=place, part=part)
        for place, (material, part) in enumerate(
            zip(materials, parts or [1] * len(materials), strict=True), start=1
        )
    )


def _opened(story: Story) -> None:
    if Story.objects.select_for_update().get(pk=story.pk).state == StoryState.CLOSED:
        raise StoryClosed


def _locked(variant: Variant) -> Variant:
    """The variant as it is now, locked together with its story: alternative texts hang on the story.

    Raises:
        StoryClosed: if the story is closed.
    """
    _opened(variant.story)
    rows = Variant.objects.select_for_update(of=("self",)).select_related("story__authority", "channel")
    return rows.get(pk=variant.pk)


def _note(verb: str, variant: Variant, *, by: Person, at: datetime, **details: Any) -> None:
    story, channel = variant.story, variant.channel
    thing = ("variant", variant.pk, f"{story.title} · {channel.display_name or channel.handle}")
    record.note(verb, authority=story.authority_id, thing=thing, by=by, at=at, details=details)
