# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The language model's desk: ask, read, change, take over or put away. Nothing of it stands in a text before that."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nahbar.authority import actions as authority
from nahbar.authority import queries as authorities
from nahbar.foundation import clock
from nahbar.foundation.comparison import Piece, compare
from nahbar.stories import queries as stories
from nahbar.stories.models import Material
from nahbar.variants import actions, asking, queries
from nahbar.variants.models import Suggestion, Variant
from nahbar.variants.states import Purpose
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.variants import desk

OF_TEXT = (Purpose.DRAFT, Purpose.SHORTEN, Purpose.HEADLINES)
_REFUSALS = (
    authority.ModelOff,
    authority.ModelSilent,
    actions.ModelMayNotLook,
    actions.NothingToShorten,
    actions.PictureNotCleared,
    actions.PictureNotSeen,
    actions.SuggestionMissing,
)


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing the model can be asked for: what would be sent, and what it proposed last."""

    purpose: Purpose
    frame: str
    sent: str
    open: Suggestion | None
    lines: list[str]
    pieces: tuple[Piece, ...]


@require_GET
@inside
def page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Draft, shorter text and headlines for one variant."""
    variant = get_object_or_404(queries.variants(request.authority), pk=pk)
    return render(request, "variants/suggest.html", _context(request, variant))


def _context(request: InsideRequest, variant: Variant) -> dict[str, Any]:
    there = queries.open_suggestions(variant)
    offers = [_offer(variant, purpose, there.get(purpose)) for purpose in OF_TEXT]
    return {
        "variant": variant,
        # What waits for a decision stands first.
        "offers": sorted(offers, key=lambda one: one.open is None),
        "waiting": len(there),
        "may_ask": authorities.may_ask_model(request.authority),
        "may_write": desk.may_write(request),
    }


@require_POST
@inside
def ask(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    variant = get_object_or_404(queries.variants(request.authority), pk=pk)
    purpose = next((one for one in OF_TEXT if one.value == request.POST.get("wozu")), None)
    if purpose is None:
        raise Http404
    try:
        actions.suggest(variant, purpose, by=request.person, at=clock.now())
    except _REFUSALS as complaint:
        messages.warning(request, str(complaint))
    else:
        messages.success(request, _("There is a proposal. Please read it, change it, and take it over."))
    return redirect(here(request, "variants:suggest", variant.pk))


@require_POST
@inside
def settle(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Takes the words as they stand in the field, or puts the proposal away."""
    suggestion = get_object_or_404(queries.suggestions(request.authority), pk=pk)
    if suggestion.material:
        return _settle_alt(request, suggestion, suggestion.material)
    variant = suggestion.variant
    if variant is None:
        raise Http404
    back = here(request, "variants:suggest", variant.pk)
    try:
        if request.POST.get("to") == "discard":
            actions.discard(suggestion, by=request.person, at=clock.now())
            messages.success(request, _("The proposal is put away."))
            return redirect(back)
        saved = actions.take(
            suggestion,
            words=_posted_words(request),
            revision=_revision(request),
            by=request.person,
            at=clock.now(),
        )
    except actions.VariantChanged as conflict:
        # What was typed stays on the page; the text of the other person was not overwritten.
        kept = {"kept": suggestion.pk, "kept_words": _posted_words(request), "complaint": str(conflict)}
        whole = {**_context(request, conflict.theirs), **kept}
        return render(request, "variants/suggest.html", whole, status=422)
    except (actions.SuggestionGone, actions.SuggestionMissing) as complaint:
        messages.warning(request, str(complaint))
        return redirect(back)
    messages.success(
        request, _("The words are taken over and are yours now. Please read the text once more.")
    )
    return redirect(f"{here(request, 'stories:story', saved.story_id)}?fassung={saved.pk}#text")


@require_GET
@inside
def picture_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """An alternative text for one picture, proposed by a model that sees."""
    material = get_object_or_404(stories.materials(request.authority), pk=pk)
    suggestion = queries.open_suggestions(material).get(Purpose.ALT)
    context = {
        "material": material,
        "suggestion": suggestion,
        "may_ask": authorities.may_show_model_pictures(request.authority) and not material.is_uncleared,
        "may_write": desk.may_write(request),
    }
    return render(request, "variants/suggest_alt.html", context)


@require_POST
@inside
def ask_alt(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    material = get_object_or_404(stories.materials(request.authority), pk=pk)
    try:
        actions.suggest_alt(material, by=request.person, at=clock.now())
    except _REFUSALS as complaint:
        messages.warning(request, str(complaint))
    else:
        messages.success(request, _("There is a proposal. Please compare it with the picture and change it."))
    return redirect(here(request, "variants:suggest_alt", material.pk))


def _settle_alt(request: InsideRequest, suggestion: Suggestion, material: Material) -> HttpResponse:
    back = here(request, "variants:suggest_alt", material.pk)
    try:
        if request.POST.get("to") == "discard":
            actions.discard(suggestion, by=request.person, at=clock.now())
            messages.success(request, _("The proposal is put away."))
            return redirect(back)
        actions.take_alt(suggestion, words=_posted_words(request), by=request.person, at=clock.now())
    except (actions.SuggestionGone, actions.SuggestionMissing) as complaint:
        messages.warning(request, str(complaint))
        return redirect(back)
    messages.success(request, _("The alternative text is saved and is yours now."))
    return redirect(f"{here(request, 'stories:story', material.story_id)}#bilder")


def _offer(variant: Variant, purpose: Purpose, suggestion: Suggestion | None) -> Offer:
    asked = asking.about(variant, purpose, queries.capability_of(variant))
    words = suggestion.words if suggestion else ""
    is_shorter = suggestion is not None and purpose is Purpose.SHORTEN
    return Offer(
        purpose,
        asked.frame,
        asked.text,
        suggestion,
        words.splitlines() if purpose is Purpose.HEADLINES else [],
        compare(variant.text, words) if is_shorter else (),
    )


def _posted_words(request: InsideRequest) -> str:
    """The field's words; where one of several was chosen, that one."""
    return request.POST.get("words", "")[:10_000]


def _revision(request: InsideRequest) -> int:
    value = request.POST.get("revision", "")
    return int(value) if value.isdecimal() and len(value) < 10 else 0  # noqa: PLR2004 - fits every database
