# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a variant: draft, revise, take over, overrule, freeze, remove."""

from datetime import datetime, timedelta

from django.db import transaction

from nahbar.authority import queries as authorities
from nahbar.authority.models import Channel, Person
from nahbar.authority.permissions import CONTRIBUTES, OVERRULES, WRITES, NotAllowed, demand
from nahbar.authority.states import ChannelState
from nahbar.channels import counting, thread
from nahbar.rulebook.finding import Weight
from nahbar.stories.models import Story
from nahbar.variants import outgoing, queries, scaffold
from nahbar.variants.actions.complaints import (
    ChannelNotConnected,
    FindingGone,
    PartEmpty,
    ReasonMissing,
    StopsOpen,
    TextMissing,
    TextTooLong,
    TooManyParts,
    VariantChanged,
    VersionsExist,
)
from nahbar.variants.actions.pictures import demand_room, first_choice, place
from nahbar.variants.actions.rows import locked, note, opened
from nahbar.variants.models import Overruling, Variant, Version

# Somebody who goes on writing is one line in the record, not one for each time the page saves by itself.
SITTING = timedelta(minutes=10)


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
    opened(story)
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
    place(variant, first_choice(variant))
    note("variants.draft", variant, by=by, at=at)
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
    current = locked(variant)
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
        note("variants.revise", current, by=by, at=at, revision=current.revision)
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
    current = locked(variant)
    before, text = current.text, Variant.objects.values_list("text", flat=True).get(pk=source.pk)
    if queries.capability_of(current).thread_parts == 1:
        text = thread.undivided(text, queries.capability_of(source))
    saved = revise(current, text=text, revision=revision, by=by, at=at)
    if saved.text != before:
        saved.authors.add(*source.authors.all())
        name = source.channel.display_name or source.channel.handle
        note("variants.take_over", saved, by=by, at=at, source=name, before=before)
    return saved


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
    current = locked(variant)
    matching = [one for one in queries.findings(current, at=at) if (one.rule, one.passage) == (rule, passage)]
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
    note("variants.overrule", current, by=by, at=at, rule=rule, passage=passage[:200], reason=row.reason)
    return row


@transaction.atomic
def freeze(variant: Variant, *, by: Person, at: datetime) -> Version:
    """The draft as an unchangeable version; where nothing changed since the last one, that one.

    Raises:
        TextMissing, TextTooLong, PartEmpty, TooManyParts, TooManyPictures, StopsOpen, StoryClosed, NotAllowed: as
        they say.
    """
    demand(by, variant.story.authority, CONTRIBUTES)
    current = locked(variant)
    _demand_ready(current, at)
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
    note("variants.freeze", current, by=by, at=at, number=version.number, fingerprint=mark)
    return version


@transaction.atomic
def remove(variant: Variant, *, by: Person, at: datetime) -> None:
    """Takes a draft away that was never frozen; its text stays in the record.

    Raises:
        VersionsExist, StoryClosed, NotAllowed: as they say.
    """
    demand(by, variant.story.authority, CONTRIBUTES)
    current = locked(variant)
    if current.versions.exists():
        raise VersionsExist
    note("variants.remove", current, by=by, at=at, text=current.text)
    Variant.objects.filter(pk=current.pk).delete()


def _demand_ready(variant: Variant, at: datetime) -> None:
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
    demand_room(variant, outgoing.along(variant))
    stops = queries.open_stops(variant, at=at)
    if stops:
        complaint = StopsOpen(channel=name, first=stops[0].sentence)
        complaint.findings = stops
        raise complaint
