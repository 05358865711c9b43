# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing a variant: each view calls one action; the page around it is the story's."""

import uuid
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nahbar.authority import queries as authority_queries
from nahbar.channels import thread
from nahbar.foundation import clock
from nahbar.rulebook.finding import Finding, mended
from nahbar.stories import queries as stories
from nahbar.variants import actions, queries
from nahbar.variants.models import Variant
from nahbar.web.door import InsideRequest, here, inside, is_piece
from nahbar.web.stories import page as story_page
from nahbar.web.variants import language
from nahbar.web.variants.forms import OverruleForm, SaveForm


@require_GET
@inside
def variant_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """A variant has its desk on the story's page."""
    return _back(request, _variant(request, pk))


@require_POST
@inside
def draft(request: InsideRequest, story_pk: uuid.UUID) -> HttpResponse:
    story = get_object_or_404(stories.stories(request.authority), pk=story_pk)
    channel = get_object_or_404(
        authority_queries.channels(request.authority), pk=_uuid(request.POST.get("channel", ""))
    )
    return _back(request, actions.draft(story, channel=channel, by=request.person, at=clock.now()))


@require_POST
def save(request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
    """Saves the text; where the login ended meanwhile, a piece says so and the text stays in its field."""
    if is_piece(request) and not request.user.is_authenticated:
        back = reverse("variants:variant", args=(slug, pk))
        address = f"{reverse('account_login')}?{urlencode({'next': back})}"
        return render(request, "variants/signed_out.html", {"address": address}, status=401)
    return _save(request, slug=slug, pk=pk)


@inside
def _save(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """As a whole page with a message, or for htmx as the pieces around the text."""
    variant = _variant(request, pk)
    form = SaveForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        saved = actions.revise(variant, **form.values(), by=request.person, at=clock.now())
    except actions.VariantChanged as conflict:
        return _conflict(request, conflict, form.cleaned_data)
    if is_piece(request):
        context = {**story_page.answer(request, saved), "saved_at": clock.now()}
        return render(request, "variants/answer.html", context)
    messages.success(request, _("The text is saved."))
    return _back(request, saved)


def _conflict(request: InsideRequest, conflict: actions.VariantChanged, mine: dict[str, Any]) -> HttpResponse:
    """Both texts, and the way on: nothing was overwritten, the writer's own text stays in its field."""
    context = {
        "theirs": conflict.theirs,
        "complaint": str(conflict),
        "mine": mine["text"],
        "mine_revision": mine["revision"],
    }
    if is_piece(request):
        return render(request, "variants/conflict.html", context, status=422)
    whole = {**story_page.context(request, conflict.theirs.story, conflict.theirs), **context}
    return render(request, "stories/story.html", whole, status=422)


def _typed(request: InsideRequest, pk: uuid.UUID, now: datetime) -> Variant | HttpResponse:
    """The variant with what was typed and not saved yet; the page with both texts where somebody else saved."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        return actions.revise(_variant(request, pk), **form.values(), by=request.person, at=now)
    except actions.VariantChanged as conflict:
        return _conflict(request, conflict, form.cleaned_data)


@require_POST
@inside
def mend(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Puts a finding's proposal in the place of its passage; what was typed and not saved yet comes along."""
    now = clock.now()
    saved = _typed(request, pk, now)
    if isinstance(saved, HttpResponse):
        return saved
    found = _proposal(saved, request.POST.get("mend", "").replace("\r\n", "\n"))
    actions.revise(saved, text=mended(saved.text, found), revision=saved.revision, by=request.person, at=now)
    words = {"old": found.passage[:80], "new": (found.mend or "")[:80]}
    messages.success(request, _("“%(old)s” is now “%(new)s”.") % words)
    return _back(request, saved, "text")


@require_POST
@inside
def split(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Makes two sentences of a hard one, where the page offered it; what was typed comes along."""
    now = clock.now()
    saved = _typed(request, pk, now)
    if isinstance(saved, HttpResponse):
        return saved
    text = language.split_at(saved.text, request.POST.get("teilen", "").replace("\r\n", "\n"))
    if text is None:
        messages.warning(request, _("The sentence stays as it is: it was changed meanwhile."))
        return _back(request, saved, "sprache")
    actions.revise(saved, text=text, revision=saved.revision, by=request.person, at=now)
    messages.success(request, _("There are two sentences now. Please read them once more."))
    return _back(request, saved, "text")


@require_POST
@inside
def divide(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Saves what was typed, and proposes it as a thread, or as one post again; undone by writing on."""
    now = clock.now()
    saved = _typed(request, pk, now)
    if isinstance(saved, HttpResponse):
        return saved
    capability = queries.capability_of(saved)
    if request.POST.get("wie") == "vereinen":
        text, said = thread.undivided(saved.text, capability), _("The text is one post again.")
    else:
        text = thread.divided(saved.text, capability, is_numbered="nummeriert" in request.POST)
        said = _("The text is divided. Please read it through; you can move every dividing line.")
    if text == saved.text:
        said = _("The text stays as it is: it is one post that fits, or divided like this already.")
    actions.revise(saved, text=text, revision=saved.revision, by=request.person, at=now)
    messages.success(request, said)
    return _back(request, saved, "text")


def _proposal(variant: Variant, asked: str) -> Finding:
    """The finding behind a button: rule, place and passage as the page showed them."""
    rule, start, passage = [*asked.split("|", 2), "", ""][:3]
    for one in queries.findings(variant, at=clock.now()):
        is_it = (one.rule, str(one.place.start), one.passage) == (rule, start, passage)
        if is_it and one.mend is not None and one.place.field == "text":
            return one
    raise actions.FindingGone


@require_POST
@inside
def overrule(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    variant = _variant(request, pk)
    form = OverruleForm(request.POST)
    values = form.cleaned_data if form.is_valid() else {"rule": "", "passage": "", "reason": ""}
    actions.overrule(variant, **values, by=request.person, at=clock.now())
    messages.success(request, _("Your reason is noted in the record with your name."))
    return _back(request, variant, "befunde")


@require_POST
@inside
def choose_pictures(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The places are numbers; two pictures on the same place follow each other as they stand on the page."""
    variant = _variant(request, pk)
    placed, parts = [], {}
    for material in variant.story.materials.all():
        place, part = _number(request, f"platz-{material.pk}"), _number(request, f"teil-{material.pk}")
        if place > 0:
            placed.append((place, material.pk))
            parts[material.pk] = max(part, 1)
    chosen = [pk for _place, pk in sorted(placed, key=lambda one: one[0])]
    actions.choose_pictures(variant, material_ids=chosen, parts=parts, by=request.person, at=clock.now())
    messages.success(request, _("The choice of pictures is saved."))
    return _back(request, variant, "bilder")


@require_POST
@inside
def remove(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    variant = _variant(request, pk)
    actions.remove(variant, by=request.person, at=clock.now())
    messages.success(request, _("The variant is removed."))
    return redirect(here(request, "stories:story", variant.story_id))


def _number(request: InsideRequest, name: str) -> int:
    """A small number from the page; 0 for anything else."""
    value = request.POST.get(name, "0")
    return int(value) if value.isdecimal() and len(value) < 4 else 0  # noqa: PLR2004 - three digits are plenty


def _variant(request: InsideRequest, pk: uuid.UUID) -> Variant:
    return get_object_or_404(queries.variants(request.authority), pk=pk)


def _back(request: InsideRequest, variant: Variant, place: str = "") -> HttpResponse:
    address = f"{here(request, 'stories:story', variant.story_id)}?fassung={variant.pk}"
    return redirect(f"{address}#{place}" if place else address)


def _uuid(value: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except ValueError as error:
        raise Http404 from error
