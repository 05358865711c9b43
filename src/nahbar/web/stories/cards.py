# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Design a picture: choose a template, fill in, look, take it into the story; change it later."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.authority.permissions import NotAllowed
from nahbar.foundation import clock
from nahbar.foundation.fingerprint import digest
from nahbar.media.folder import MediaMissing
from nahbar.stories import actions, designing, queries
from nahbar.stories.models import Card, Story
from nahbar.stories.states import StoryState
from nahbar.studio.cards import samples
from nahbar.studio.cards.card import Design, Template
from nahbar.studio.cards.preview import preview
from nahbar.studio.cards.words import CardRefused
from nahbar.studio.picture import PictureRefused
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.stories import card_form, card_page, prefilled
from nahbar.web.stories.card_form import CardForm
from nahbar.web.variants import desk


@require_http_methods(["GET", "POST"])
@inside
def design(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """A new picture: without a template the choice of one, else its form."""
    story = get_object_or_404(queries.stories(request.authority), pk=pk)
    _demand(request, story)
    asked = request.POST.get("vorlage") or request.GET.get("vorlage", "")
    if not asked:
        return render(request, "stories/card_choice.html", {"story": story, "names": _names()})
    template = _template(asked)
    if request.method == "POST":
        return _answer(request, story, template, None)
    words = prefilled.words(story, template)
    initial = {"size": card_page.size(story), "ground": "colour", **words}
    initial |= {f"1-{key}": text for key, text in words.items()}
    form = CardForm(template, card_page.pictures(story), _parts_to_begin(template), initial=initial)
    return card_page.page(request, story, form, None)


@require_http_methods(["GET", "POST"])
@inside
def redesign(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """A picture that was designed before, to be changed and made anew."""
    card = get_object_or_404(queries.cards(request.authority), pk=pk)
    _demand(request, card.story)
    template = Template(card.template)
    if request.method == "POST":
        return _answer(request, card.story, template, card)
    form = CardForm(
        template, card_page.pictures(card.story), len(card.parts), initial=card_form.initial_of(card)
    )
    return card_page.page(request, card.story, form, card)


@require_POST
@inside
def look(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """The preview of what is typed, while it is typed; keeps nothing."""
    story = get_object_or_404(queries.stories(request.authority), pk=pk)
    _demand(request, story)
    form = _posted(request, story, _template(request.POST.get("vorlage", "")))
    return render(request, "stories/card_preview.html", card_page.previewed(request, form))


@require_GET
@inside
def sample(request: InsideRequest, template: str) -> HttpResponse:
    """What a template looks like in this authority's design, small."""
    place = request.authority
    kind = _template(template)
    tag = f'"{digest(repr((kind, place.name, place.colour, digest(bytes(place.logo)), samples.VERSION)).encode())}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    made = preview(samples.sample(kind, Design(place.name, place.colour, bytes(place.logo))))
    response = HttpResponse(made.data, content_type="image/jpeg")
    response["ETag"] = tag
    patch_cache_control(response, private=True, max_age=3600)
    return response


def _answer(request: InsideRequest, story: Story, template: Template, card: Card | None) -> HttpResponse:
    """What the pressed button asks for: another order of parts, the preview, or the finished picture."""
    step = request.POST.get("schritt", "fertig")
    form = _posted(request, story, template)
    if step == "vorschau":
        return card_page.page(request, story, form, card, seen=card_page.previewed(request, form))
    if step != "fertig":
        data, count = card_form.moved(request.POST, template, form.count, step)
        return card_page.page(
            request, story, CardForm(template, card_page.pictures(story), count, initial=data), card
        )
    if form.is_valid():
        try:
            made = _finished(request, story, form, card)
        except (
            CardRefused,
            PictureRefused,
            MediaMissing,
            designing.CardChanged,
            designing.TooManyParts,
        ) as no:
            _complain(form, no)
        else:
            _thank(request, made)
            return redirect(f"{here(request, 'stories:story', story.pk)}#bilder")
    return card_page.page(request, story, form, card, status=422)


def _finished(request: InsideRequest, story: Story, form: CardForm, card: Card | None) -> Card:
    by, at = request.person, clock.now()
    if card is None:
        return designing.design(story, form.draft(), by=by, at=at)
    return designing.redesign(card, form.draft(), revision=form.cleaned_data["revision"] or 0, by=by, at=at)


def _thank(request: InsideRequest, card: Card) -> None:
    count = len(card.parts)
    said = ngettext(
        "The picture is with the material of the story. Please check its alternative text.",
        "%(count)s pictures are with the material of the story. Please check their alternative texts.",
        count,
    )
    messages.success(request, said % {"count": count})


def _complain(form: CardForm, why: Exception) -> None:
    """The sentence at the field it is about; what has none stands on top."""
    if isinstance(why, MediaMissing):
        form.add_error("picture", _("The file of this photo is no longer there. Please choose another one."))
    elif isinstance(why, PictureRefused):
        form.add_error("picture", str(why))
    else:
        name = _field_name(form, why) if isinstance(why, CardRefused) else None
        form.add_error(name, str(why))


def _field_name(form: CardForm, why: CardRefused) -> str | None:
    names = (f"{why.part}-{why.field}", why.field)
    return next((name for name in names if name in form.fields), None)


def _posted(request: InsideRequest, story: Story, template: Template) -> CardForm:
    count = card_form.parts_in(request.POST) if template is Template.STEP else 1
    return CardForm(template, card_page.pictures(story), count, request.POST)


def _parts_to_begin(template: Template) -> int:
    return 3 if template is Template.STEP else 1


def _names() -> list[tuple[str, Any]]:
    return [(one.value, name) for one, name in card_form.NAMES.items()]


def _template(value: str) -> Template:
    if value not in set(Template):
        raise Http404
    return Template(value)


def _demand(request: InsideRequest, story: Story) -> None:
    """Designing is for who may write, in a story that is open."""
    if not desk.may_write(request):
        raise NotAllowed
    if story.state == StoryState.CLOSED:
        raise actions.StoryClosed
