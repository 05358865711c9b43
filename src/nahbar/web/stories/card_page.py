# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on which a picture is designed: its form, what the channels of the story show, the preview."""

import base64
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nahbar.authority import queries as authority_queries
from nahbar.authority.models import Channel
from nahbar.foundation.complaint import Complaint
from nahbar.media.folder import MediaMissing
from nahbar.stories import designing
from nahbar.stories.models import Card, Material, Story
from nahbar.studio.cards.card import MAX_PARTS, Size, Template
from nahbar.studio.cards.preview import preview
from nahbar.web.door import InsideRequest
from nahbar.web.stories import card_form
from nahbar.web.stories.card_form import CardForm


@dataclass(frozen=True, slots=True)
class Shown:
    """One part as the preview shows it."""

    source: str
    width: int
    height: int
    alt: str
    contrast: str


def previewed(request: InsideRequest, form: CardForm) -> dict[str, Any]:
    """The context of `stories/card_preview.html`: every part, or why one cannot be shown."""
    if not form.is_valid():
        said = [f"{form[name].label}: {one}" for name, errors in form.errors.items() for one in errors]
        return {"complaint": said[0]}
    shown: list[Shown] = []
    try:
        for card in designing.cards_of(request.authority, form.draft()):
            made = preview(card)
            source = f"data:image/jpeg;base64,{base64.b64encode(made.data).decode()}"
            contrast = f"{made.measures.contrast:.1f}".replace(".", ",")
            shown.append(Shown(source, made.width, made.height, made.alt, contrast))
    except MediaMissing:
        complaint = _("The file of this photo is no longer there. Please choose another one.")
        return {"shown": shown, "complaint": complaint}
    except Complaint as refused:
        number = len(shown) + 1
        complaint = _at_its_field(form, number, refused)
        return {"shown": shown, "complaint": complaint, "part": number, "is_series": form.count > 1}
    return {"shown": shown}


def _at_its_field(form: CardForm, part: int, refused: Complaint) -> str:
    """The sentence, with the name of the field it is about where there is one."""
    field = getattr(refused, "field", "")
    name = next((name for name in (f"{part}-{field}", field) if name in form.fields), "")
    return f"{form[name].label}: {refused}" if name else str(refused)


def page(
    request: InsideRequest,
    story: Story,
    form: CardForm,
    card: Card | None,
    *,
    seen: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page of one template, with the preview where it was asked for."""
    most = _most_parts(story)
    context = {
        "story": story,
        "form": form,
        "card": card,
        "template": form.template.value,
        "name": card_form.NAMES[form.template],
        "is_series": form.template is Template.STEP,
        "may_add": form.count < MAX_PARTS,
        "most": most,
        "is_long": most and form.count > most,
        "fitting": _fitting(story),
        "previewed": seen is not None,
        **(seen or {}),
    }
    return render(request, "stories/card.html", context, status=status)


def pictures(story: Story) -> list[Material]:
    """Photos that may lie below words: the story's pictures, but no designed ones."""
    return list(
        story.materials.filter(card_parts__isnull=True, mime_type__startswith="image/").select_related(
            "file__rights"
        )
    )


def size(story: Story) -> str:
    """The size a new picture begins with: the one the story's first channel shows best."""
    found = _fitting(story)
    return found[0][1] if found else Size.PORTRAIT.value


def _fitting(story: Story) -> list[tuple[str, str]]:
    """Which size each channel of the story shows best."""
    rows = [(one, authority_queries.capability_of(one).pictures) for one in _channels(story)]
    return [(channel.handle, pictures.shape) for channel, pictures in rows if pictures]


def _most_parts(story: Story) -> int:
    """How many pictures the tightest channel of the story shows; 0 where none is chosen."""
    can = [authority_queries.capability_of(one).pictures for one in _channels(story)]
    return min((one.max_count for one in can if one), default=0)


def _channels(story: Story) -> list[Channel]:
    return [one.channel for one in story.variants.select_related("channel")]
