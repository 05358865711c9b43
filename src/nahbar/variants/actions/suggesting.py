# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a language model proposes for a variant or a picture. It stays beside the text until a person has taken it."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from nahbar.authority import actions as authority
from nahbar.authority import queries as authority_queries
from nahbar.authority.models import Person
from nahbar.authority.permissions import CONTRIBUTES, demand
from nahbar.foundation.letters import cleaned
from nahbar.media.folder import MediaMissing
from nahbar.record import actions as record
from nahbar.stories import actions as stories
from nahbar.stories.models import Material
from nahbar.studio.picture import PictureRefused
from nahbar.topics.states import PhrasingState
from nahbar.variants import asking, queries
from nahbar.variants.actions.complaints import (
    ModelMayNotLook,
    NothingToShorten,
    PictureNotCleared,
    PictureNotSeen,
    SuggestionGone,
    SuggestionMissing,
)
from nahbar.variants.actions.rows import note
from nahbar.variants.actions.writing import revise
from nahbar.variants.models import Suggestion, Variant
from nahbar.variants.states import Purpose

ALT_LONGEST = 250


def suggest(variant: Variant, purpose: Purpose, *, by: Person, at: datetime) -> Suggestion:
    """Asks the language model for a draft, a shorter text or three headlines; nothing of the variant changes.

    Raises:
        NothingToShorten: if there is no text yet that could be shortened or headed.
        SuggestionMissing: if the answer holds no words.
        NotAllowed, ModelOff, ModelSilent: as they say.
    """
    if purpose is not Purpose.DRAFT and not variant.text.strip():
        raise NothingToShorten
    question = asking.about(variant, purpose, queries.capability_of(variant))
    thing = ("variant", variant.pk, f"{variant.story.title} · {variant.channel.handle}")
    answer = authority.ask_model(
        variant.story.authority, question=question, purpose=purpose.value, thing=thing, by=by, at=at
    )
    return _kept({"variant": variant, "purpose": purpose}, _words(answer, purpose), by=by, at=at)


def suggest_alt(material: Material, *, by: Person, at: datetime) -> Suggestion:
    """Asks the language model what a picture shows; the picture goes there small and without metadata.

    Raises:
        ModelMayNotLook: if the house has not allowed that.
        PictureNotCleared: if rights and consent are not settled; such a picture goes nowhere.
        PictureNotSeen: if the file cannot be drawn.
        SuggestionMissing, NotAllowed, ModelOff, ModelSilent: as they say.
    """
    place = material.story.authority
    demand(by, place, CONTRIBUTES)
    if not authority_queries.may_show_model_pictures(place):
        raise ModelMayNotLook
    if material.is_uncleared:
        raise PictureNotCleared
    try:
        question = asking.about_picture(material, longest=ALT_LONGEST)
    except (MediaMissing, PictureRefused) as error:
        raise PictureNotSeen from error
    answer = authority.ask_model(
        place, question=question, purpose=Purpose.ALT.value, thing=_picture(material), by=by, at=at
    )
    words = _words(answer, Purpose.ALT)
    return _kept({"material": material, "purpose": Purpose.ALT}, words, by=by, at=at)


@transaction.atomic
def take(suggestion: Suggestion, *, words: str, revision: int, by: Person, at: datetime) -> Variant:
    """Makes the words the variant's text, or puts a headline above it; from now on they are that person's words.

    Args:
        suggestion: of a variant.
        words: as they stand in the field, changed or not.
        revision: of the variant, as the page showed it.
        by: becomes an author.
        at: when.

    Raises:
        SuggestionGone: if it was asked anew or decided meanwhile.
        SuggestionMissing: if no words are left.
        VariantChanged, StoryClosed, NotAllowed: as they say.
    """
    row = _locked(suggestion)
    if row.variant is None:
        raise SuggestionGone
    plain = _plain(words)
    if not plain:
        raise SuggestionMissing
    text = f"{plain}\n\n{row.variant.text}".strip() if row.purpose == Purpose.HEADLINES else plain
    saved = revise(row.variant, text=text, revision=revision, by=by, at=at)
    proposed = row.words.splitlines() if row.purpose == Purpose.HEADLINES else [row.words]
    _decide(row, is_same=plain in proposed, words=plain, by=by, at=at)
    note("variants.take_suggestion", saved, by=by, at=at, purpose=row.purpose, after=plain)
    return saved


@transaction.atomic
def take_alt(suggestion: Suggestion, *, words: str, by: Person, at: datetime) -> Material:
    """Makes the words the picture's alternative text; from now on they are that person's words.

    Raises:
        SuggestionGone, SuggestionMissing, StoryClosed, NotAllowed: as they say.
    """
    row = _locked(suggestion)
    if row.material is None:
        raise SuggestionGone
    plain = _plain(words)
    if not plain:
        raise SuggestionMissing
    saved = stories.describe_material(row.material, alt=plain, credit=row.material.credit, by=by, at=at)
    _decide(row, is_same=plain == row.words, words=plain, by=by, at=at)
    return saved


@transaction.atomic
def discard(suggestion: Suggestion, *, by: Person, at: datetime) -> None:
    """Puts a proposal away; the record keeps question and answer.

    Raises:
        SuggestionGone, NotAllowed: as they say.
    """
    row = _locked(suggestion)
    about = row.variant or row.material
    if about is None:
        raise SuggestionGone
    story = about.story
    demand(by, story.authority, CONTRIBUTES)
    row.state, row.decided_at, row.decided_by = PhrasingState.DISCARDED, at, by
    row.save()
    thing = ("story", story.pk, story.title)
    details = {"purpose": row.purpose, "before": row.words}
    record.note(
        "variants.discard_suggestion",
        authority=story.authority_id,
        thing=thing,
        by=by,
        at=at,
        details=details,
    )


def _kept(of: dict[str, Any], words: str, *, by: Person, at: datetime) -> Suggestion:
    if not words:
        raise SuggestionMissing
    fields = {"words": words, "state": PhrasingState.PROPOSED, "asked_at": at, "asked_by": by}
    fields |= {"decided_at": None, "decided_by": None}
    made, _is_new = Suggestion.objects.update_or_create(**of, defaults=fields)
    return made


def _locked(suggestion: Suggestion) -> Suggestion:
    rows = Suggestion.objects.select_for_update(of=("self",)).select_related(
        "variant__story__authority", "variant__channel", "material__story__authority"
    )
    row = rows.filter(pk=suggestion.pk).first()
    # Asked anew meanwhile: these would be other words than the person saw.
    if row is None or row.asked_at != suggestion.asked_at or row.state != PhrasingState.PROPOSED:
        raise SuggestionGone
    return row


def _decide(row: Suggestion, *, is_same: bool, words: str, by: Person, at: datetime) -> None:
    row.state = PhrasingState.CONFIRMED if is_same else PhrasingState.EDITED
    row.words, row.decided_at, row.decided_by = words, at, by
    row.save()


def _words(answer: str, purpose: Purpose) -> str:
    """The answer without what models like to put around it; of headlines the first three lines."""
    plain = _plain(answer)
    if purpose is Purpose.HEADLINES:
        lines = [line.strip(" \t-–•*#0123456789.)\"'„“”»«") for line in plain.splitlines()]
        return "\n".join([line for line in lines if line][: asking.HEADLINES])
    plain = plain.strip("\"'„“”»« ")
    return " ".join(plain.split()) if purpose is Purpose.ALT else plain


def _plain(words: str) -> str:
    return cleaned(words.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _picture(material: Material) -> tuple[str, uuid.UUID, str]:
    return "story", material.story_id, material.story.title
