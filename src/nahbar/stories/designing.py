# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a designed picture: design it, change it; both make its pictures and keep what they are made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nahbar.authority.models import Authority, Person
from nahbar.authority.permissions import CONTRIBUTES, NotAllowed, demand
from nahbar.foundation.complaint import Complaint
from nahbar.library import actions as library
from nahbar.library.models import MediaFile
from nahbar.library.states import Licence, Way
from nahbar.record import actions as record
from nahbar.stories import actions, queries
from nahbar.stories.models import Card, CardPart, Material, Story
from nahbar.stories.states import StoryState
from nahbar.studio.cards import card as studio
from nahbar.studio.cards.render import Rendered, render
from nahbar.studio.cards.words import CardRefused


class CardChanged(Complaint):
    """Somebody else saved meanwhile."""

    sentence = _(
        "Your change was not saved, because %(name)s changed the picture in the meantime. "
        "Please open it in another tab, compare, and save again."
    )

    def __init__(self, theirs: Card) -> None:
        super().__init__(name=theirs.changed_by.name)
        self.theirs = theirs


class TooManyParts(Complaint):
    """A carousel longer than any channel shows."""

    sentence = _(
        "The picture was not designed, because a series has at most %(most)s parts. Please take some out."
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person chose and wrote: one part, or several for a series of steps."""

    template: studio.Template
    size: studio.Size
    ground: studio.Ground
    shared: Mapping[str, str]
    parts: Sequence[Mapping[str, str]]
    picture: Material | None = None


def cards_of(authority: Authority, draft: Draft) -> list[studio.Card]:
    """The draft as the studio takes it, one card for each part, in the authority's design."""
    design = studio.Design(authority.name, authority.colour, bytes(authority.logo))
    picture = draft.picture
    return [
        studio.Card(
            draft.template,
            draft.size,
            {**words, **draft.shared},
            design,
            draft.ground,
            picture=queries.picture_bytes(picture.digest) if picture else b"",
            credit=picture.credit if picture else "",
            picture_alt=picture.alt if picture else "",
            number=number,
            total=len(draft.parts),
        )
        for number, words in enumerate(draft.parts, 1)
    ]


def design(story: Story, draft: Draft, *, by: Person, at: datetime) -> Card:
    """Makes the pictures of the draft and takes them into the story with their alternative texts.

    Raises:
        CardRefused: if a part cannot be made; `part` and `field` say which.
        PictureRefused, MediaMissing: if the photo cannot be read.
        TooManyParts, StoryClosed: as they say.
        NotAllowed: without a role that contributes, or for a picture of another story.
    """
    made = _made(story, draft, by=by)
    with transaction.atomic():
        values = _values(draft)
        card = Card.objects.create(
            story=story, **values, designed_at=at, designed_by=by, changed_at=at, changed_by=by
        )
        _take_over(card, draft, made, by=by, at=at)
        _note("stories.design", card, by=by, at=at)
    return card


def redesign(card: Card, draft: Draft, *, revision: int, by: Person, at: datetime) -> Card:
    """Makes the pictures anew where they are; drafts show the new ones, frozen versions keep theirs.

    An alternative text somebody wrote stays; one written from the data is written anew.

    Raises:
        CardChanged: if somebody saved since `revision`.
        and what `design` raises.
    """
    made = _made(card.story, draft, by=by)
    with transaction.atomic():
        current = (
            Card.objects.select_for_update(of=("self",)).select_related("story", "changed_by").get(pk=card.pk)
        )
        if current.revision != revision:
            raise CardChanged(current)
        for name, value in _values(draft).items():
            setattr(current, name, value)
        current.revision, current.changed_at, current.changed_by = revision + 1, at, by
        current.save()
        _take_over(current, draft, made, by=by, at=at)
        _note("stories.redesign", current, by=by, at=at)
    return current


def _made(story: Story, draft: Draft, *, by: Person) -> list[Rendered]:
    """The pictures, made before anything is written down: setting them takes a while."""
    demand(by, story.authority, CONTRIBUTES)
    if Story.objects.filter(pk=story.pk, state=StoryState.CLOSED).exists():
        raise actions.StoryClosed
    if draft.picture and draft.picture.story_id != story.pk:
        raise NotAllowed
    if len(draft.parts) > studio.MAX_PARTS:
        raise TooManyParts(most=studio.MAX_PARTS)
    return list(_each(cards_of(story.authority, draft)))


def _each(cards: Sequence[studio.Card]) -> Iterator[Rendered]:
    for one in cards:
        try:
            yield render(one)
        except CardRefused as refused:
            refused.part = one.number
            raise


def _values(draft: Draft) -> dict[str, object]:
    return {
        "template": draft.template.value,
        "size": draft.size.value,
        "ground": draft.ground.value,
        "shared": dict(draft.shared),
        "parts": [dict(words) for words in draft.parts],
        "picture": draft.picture,
    }


def _take_over(card: Card, draft: Draft, made: Sequence[Rendered], *, by: Person, at: datetime) -> None:
    """Each picture in its place; parts there are no longer are taken out of the story."""
    earlier = {part.number: part for part in card.made.select_related("material__story__authority")}
    photo = draft.picture
    # A contributed photo nobody has cleared yet is not cleared by words laid over it.
    of_photo: dict[str, Any] = {"origin": photo.origin, "is_uncleared": photo.is_uncleared} if photo else {}
    for number, one in enumerate(made, 1):
        file = _file(card.story, draft, one, by=by, at=at)
        part = earlier.pop(number, None)
        if part is None:
            credit = photo.credit if photo else ""
            material = actions.use(card.story, file, alt=one.alt, credit=credit, **of_photo, by=by, at=at)
            CardPart.objects.create(card=card, number=number, material=material, alt=one.alt)
            continue
        alt = one.alt if part.material.alt == part.alt else part.material.alt
        part.material = actions.exchange(part.material, file, alt=alt, **of_photo, by=by, at=at)
        part.alt = one.alt
        part.save(update_fields=["material", "alt"])
    for part in earlier.values():
        actions.remove_material(part.material, by=by, at=at)


def _file(story: Story, draft: Draft, made: Rendered, *, by: Person, at: datetime) -> MediaFile:
    """The picture in the library. It is our own work; what limits the photo in it limits it too."""
    rights = draft.picture.file.rights if draft.picture else None
    ending = "jpg" if made.mime_type == "image/jpeg" else "png"
    words = library.Words(
        file_name=f"{draft.template.value}.{ending}",
        title=story.title[:200],
        description=made.alt,
        author=rights.author if rights else "",
        credit_line=draft.picture.credit if draft.picture else "",
        source=rights.source if rights else "",
        licence=rights.licence if rights else Licence.OWN,
        channels=tuple(rights.channels) if rights else (),
        ends_on=rights.ends_on if rights else None,
    )
    file = library.take_in(story.authority, data=made.data, words=words, way=Way.CARD, by=by, at=at).file
    if draft.picture:
        # Whoever is shown in the photo is shown in the card: a withdrawal must find it.
        file.made_from.add(draft.picture.file)
    return file


def _note(verb: str, card: Card, *, by: Person, at: datetime) -> None:
    thing = ("story", card.story_id, card.story.title)
    details = {"template": card.template, "size": card.size, "parts": len(card.parts), "card": str(card.pk)}
    record.note(verb, authority=card.story.authority_id, thing=thing, by=by, at=at, details=details)
