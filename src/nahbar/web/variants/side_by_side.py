# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two channels' variants of a story beside each other, and one text taken over for the other channel."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nahbar.foundation import clock
from nahbar.foundation.comparison import Kind, Piece, compare
from nahbar.variants import actions, queries
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.variants import desk


@require_GET
@inside
def compare_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The variant on the left, the one asked for (else the story's next) on the right."""
    variant = get_object_or_404(queries.variants(request.authority), pk=pk)
    choices = list(queries.variants(request.authority).filter(story=variant.story_id).exclude(pk=pk))
    asked = request.GET.get("mit", "")
    other = next((one for one in choices if str(one.pk) == asked), choices[0] if choices else None)
    pieces = compare(variant.text, other.text) if other else ()
    context = {
        "variant": variant,
        "other": other,
        "choices": choices,
        "left": _without(pieces, Kind.NEW),
        "right": _without(pieces, Kind.GONE),
        "is_same": other is not None and other.text == variant.text,
        "may_write": desk.may_write(request),
    }
    return render(request, "variants/compare.html", context)


@require_POST
@inside
def take_over(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The text of another channel's variant, if nobody wrote here since the page was opened."""
    variant = get_object_or_404(queries.variants(request.authority), pk=pk)
    found = queries.variants(request.authority).filter(story=variant.story_id)
    source = get_object_or_404(found, pk=_uuid(request.POST.get("source", "")))
    revision = request.POST.get("revision", "")
    saved = actions.take_over(
        variant,
        source=source,
        revision=int(revision) if revision.isdecimal() and len(revision) < 10 else 0,  # noqa: PLR2004 - fits every database
        by=request.person,
        at=clock.now(),
    )
    messages.success(request, _("The text is taken over. Please read it through for this channel."))
    return redirect(f"{here(request, 'stories:story', saved.story_id)}?fassung={saved.pk}#text")


def _without(pieces: Iterable[Piece], kind: Kind) -> list[Piece]:
    return [one for one in pieces if one.kind is not kind]


def _uuid(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None
