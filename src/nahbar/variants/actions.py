# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a variant: draft, revise, choose pictures, overrule, freeze, remove."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority import queries as authorities
from nahbar.authority.models import Channel, Person
from nahbar.authority.permissions import CONTRIBUTES, OVERRULES, WRITES, NotAllowed, demand
from nahbar.authority.states import ChannelState
from nahbar.channels import counting
from nahbar.foundation.complaint import Complaint
from nahbar.library.models import MediaFile
from nahbar.record import actions as record
from nahbar.rulebook.finding import Finding, Weight
from nahbar.stories import actions as stories
from nahbar.stories.models import Material, Story
from nahbar.stories.states import StoryState
from nahbar.variants import queries, scaffold
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
def choose_pictures(
    variant: Variant, *, material_ids: Sequence[uuid.UUID], by: Person, at: datetime
) -> Variant:
    """These pictures of the story go along, in this order; whoever chooses is one of the authors.

    Raises:
        TooManyPictures: for more than the channel takes.
        StoryClosed, NotAllowed: as they say; also for a picture of another story.
    """
    demand(by, variant.story.authority, CONTRIBUTES)
    current = _locked(variant)
    limit = queries.capability_of(current).pictures
    wanted = list(dict.fromkeys(material_ids))
    if len(wanted) > (limit.max_count if limit else 0):
        raise TooManyPictures(most=limit.max_count if limit else 0)
    found = Material.objects.filter(story=current.story_id).in_bulk(wanted)
    if len(found) != len(wanted):
        raise NotAllowed
    if [material.pk for material in queries.chosen(current)] == wanted:
        return current
    _place(current, [found[pk] for pk in wanted])
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
    _let_go_along(variant, material, by=by, at=at)
    return material


@transaction.atomic
def take_file(variant: Variant, file: MediaFile, *, by: Person, at: datetime) -> Material:
    """Takes a file of the library into the story and lets it go along here, as `take_picture` does.

    Raises:
        what `stories.use` and `choose_pictures` refuse.
    """
    material = stories.use(variant.story, file, by=by, at=at)
    _let_go_along(variant, material, by=by, at=at)
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
    _note("variants.overrule", current, by=by, at=at, rule=rule, passage=passage[:200], reason=row.reason)
    return row


@transaction.atomic
def freeze(variant: Variant, *, by: Person, at: datetime) -> Version:
    """The draft as an unchangeable version; where nothing changed since the last one, that one.

    Raises:
        TextMissing, TextTooLong, TooManyPictures, StopsOpen, StoryClosed, NotAllowed: as they say.
    """
    demand(by, variant.story.authority, CONTRIBUTES)
    current = _locked(variant)
    _demand_ready(current, at)
    pictures = queries.frozen_pictures(current)
    authors = queries.author_ids(current)
    mark = queries.fingerprint_of(current, pictures)
    last = current.versions.order_by("-number").first()
    if last and last.fingerprint == mark and last.author_ids == authors:
        return last
    version = Version.objects.create(
        variant=current,
        number=last.number + 1 if last else 1,
        text=current.text,
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


def _let_go_along(variant: Variant, material: Material, *, by: Person, at: datetime) -> None:
    """Adds the picture at the end, as long as the channel has room for one more."""
    limit = queries.capability_of(variant).pictures
    wanted = list(dict.fromkeys([*(one.pk for one in queries.chosen(variant)), material.pk]))
    if limit and len(wanted) <= limit.max_count:
        choose_pictures(variant, material_ids=wanted, by=by, at=at)


def _demand_ready(variant: Variant, at: datetime) -> None:
    name = variant.channel.display_name or variant.channel.handle
    if not variant.text.strip():
        raise TextMissing(channel=name)
    capability = queries.capability_of(variant)
    if not counting.fits(variant.text, capability.text):
        raise TextTooLong(channel=name)
    most = capability.pictures.max_count if capability.pictures else 0
    if len(queries.chosen(variant)) > most:
        raise TooManyPictures(most=most)
    stops = queries.open_stops(variant, at=at)
    if stops:
        complaint = StopsOpen(channel=name, first=stops[0].sentence)
        complaint.findings = stops
        raise complaint


def _place(variant: Variant, materials: list[Material]) -> None:
    variant.pictures.all().delete()
    VariantPicture.objects.bulk_create(
        VariantPicture(variant=variant, material=material, position=place)
        for place, material in enumerate(materials, start=1)
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
