# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the source says: its facts marked in their places, and its kernel sentences, each taken over with a tick."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from nahbar.foundation import clock
from nahbar.radar.facts import FactKind
from nahbar.radar.kernel import Kernel, Told, told
from nahbar.stories import actions, queries
from nahbar.stories.models import Story
from nahbar.topics.actions.recognising import house
from nahbar.variants import actions as variants
from nahbar.variants.models import Variant
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.variants import desk
from nahbar.web.variants.language import Piece, pieces

MOST_READ = 20_000
MOST_SENTENCES = 6
NAMES: dict[FactKind, Promise] = {
    FactKind.WHO: gettext_lazy("Who"),
    FactKind.WHAT: gettext_lazy("What"),
    FactKind.WHEN: gettext_lazy("When"),
    FactKind.WHERE: gettext_lazy("Where"),
    FactKind.UNTIL: gettext_lazy("Until"),
    FactKind.COST: gettext_lazy("Cost"),
    FactKind.TELEPHONE: gettext_lazy("Telephone"),
    FactKind.MAIL: gettext_lazy("Mail"),
    FactKind.ROOM: gettext_lazy("Room"),
    FactKind.HOURS: gettext_lazy("Hours"),
    FactKind.LINK: gettext_lazy("Link"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What can be taken over: its kind in words, the words of the source, what stands around them."""

    kind: str
    words: str
    around: tuple[Piece, ...]
    is_taken: bool


@require_GET
@inside
def source_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    story = _story(request, pk)
    found, text = _told(story), _text(story)
    there = story.facts.casefold()
    seen: set[tuple[str, str]] = set()
    facts = []
    for fact in sorted(found.facts, key=lambda one: (list(FactKind).index(one.kind), one.start)):
        if fact.kind is FactKind.WHAT or (fact.kind, fact.value) in seen:
            continue
        seen.add((fact.kind, fact.value))
        around = pieces(
            text, max(0, fact.start - 60), min(len(text), fact.end + 60), [(fact.start, fact.end)]
        )
        facts.append(Line(str(NAMES[fact.kind]), fact.words, around, fact.words.casefold() in there))
    kernels = _kernels(found)
    marks = [(fact.start, fact.end) for fact in found.facts if fact.kind is not FactKind.WHAT]
    context = {
        "story": story,
        "facts": facts,
        "kernels": [Line("", one.text, (), one.text.casefold() in there) for one in kernels],
        "pieces": pieces(text, 0, len(text), marks),
        "variants": story.variants.select_related("channel"),
        "may_write": desk.may_write(request),
    }
    return render(request, "stories/source.html", context)


@require_POST
@inside
def take(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Takes what was ticked into the facts, or below the text of one channel."""
    story, now = _story(request, pk), clock.now()
    chosen = _chosen(request, story)
    if not chosen:
        messages.warning(request, _("Nothing was taken over, because nothing is ticked."))
        return redirect(here(request, "stories:source", story.pk))
    if wanted := request.POST.get("fassung", ""):
        variant = get_object_or_404(
            story.variants.select_related("story__authority", "channel"), pk=_uuid(wanted)
        )
        return _into_text(request, variant, [words for _kind, words in chosen])
    lines = [f"{kind}: {words}" if kind else words for kind, words in chosen]
    facts = "\n".join([*story.facts.splitlines(), *lines])
    actions.describe(
        story,
        title=story.title,
        facts=facts,
        link=story.link,
        revision=story.revision,
        by=request.person,
        at=now,
    )
    messages.success(request, _("The facts are taken over. Please check them against the source."))
    return redirect(f"{here(request, 'stories:story', story.pk)}#fakten")


def _into_text(request: InsideRequest, variant: Variant, lines: list[str]) -> HttpResponse:
    text = "\n".join([variant.text, *lines]) if variant.text else "\n".join(lines)
    variants.revise(variant, text=text, revision=variant.revision, by=request.person, at=clock.now())
    messages.success(request, _("The sentences stand below the text. Please say them in your own words."))
    return redirect(f"{here(request, 'stories:story', variant.story_id)}?fassung={variant.pk}#text")


def _chosen(request: InsideRequest, story: Story) -> list[tuple[str, str]]:
    """What was ticked and really stands in the source, in its order; what page or network made up is passed over."""
    ticked = {one.replace("\r\n", "\n") for one in request.POST.getlist("take")}
    found = _told(story)
    offered = [(str(NAMES[one.kind]), one.words) for one in found.facts if one.kind is not FactKind.WHAT]
    offered += [("", one.text) for one in _kernels(found)]
    return list(dict.fromkeys(one for one in offered if one[1] in ticked))


def _told(story: Story) -> Told:
    topic = story.topic
    if topic is None:
        return Told((), ())
    near = timezone.localdate(topic.published_at or topic.noticed_at)
    return told(_text(story), near=near, title=topic.title, house=house(story.authority))


def _kernels(found: Told) -> list[Kernel]:
    """The sentences worth saying; a question of the source is none."""
    return [one for one in found.kernels if not one.text.rstrip().endswith("?")][:MOST_SENTENCES]


def _text(story: Story) -> str:
    return story.topic.text[:MOST_READ] if story.topic else ""


def _story(request: InsideRequest, pk: uuid.UUID) -> Story:
    return get_object_or_404(queries.stories(request.authority).select_related("authority"), pk=pk)


def _uuid(value: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except ValueError as error:
        raise Http404 from error
