# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Stories: the list, a new one, the page of one."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nahbar.authority.permissions import NotAllowed
from nahbar.foundation import clock
from nahbar.stories import actions, queries
from nahbar.stories.models import Story
from nahbar.stories.states import StoryState
from nahbar.topics import offers
from nahbar.topics.models import Topic
from nahbar.variants.models import Variant
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.stories import page, way
from nahbar.web.stories.forms import DescribeForm, EmbargoForm, NewForm
from nahbar.web.topics import worth
from nahbar.web.variants import desk

PER_PAGE = 20


@require_GET
@inside
def list_page(request: InsideRequest) -> HttpResponse:
    state = StoryState.CLOSED if request.GET.get("stand") == "abgeschlossen" else StoryState.OPENED
    rows = queries.stories(request.authority).filter(state=state).prefetch_related("variants__channel")
    pages = Paginator(rows, PER_PAGE)
    shown = pages.get_page(request.GET.get("seite"))
    standings = way.standings(one for story in shown for one in story.variants.all())
    listed = [(story, [standings[one.pk] for one in story.variants.all()]) for story in shown]
    context = {
        "listed": listed,
        "pages": shown,
        "total": pages.count,
        "is_closed_list": state == StoryState.CLOSED,
        "may_write": desk.may_write(request),
    }
    return render(request, "stories/list.html", context)


@require_http_methods(["GET", "POST"])
@inside
def new(request: InsideRequest) -> HttpResponse:
    if not desk.may_write(request):
        raise NotAllowed
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        story = actions.open_story(
            None,
            authority=request.authority,
            title=form.cleaned_data["title"],
            by=request.person,
            at=clock.now(),
        )
        return redirect(here(request, "stories:story", story.pk))
    status = 422 if form.is_bound else 200
    return render(request, "stories/new.html", {"form": form}, status=status)


@require_POST
@inside
def open_from_topic(request: InsideRequest) -> HttpResponse:
    """Opens the topic's story; where one is in progress already, leads there instead of making a second."""
    topic = get_object_or_404(Topic, authority=request.authority, pk=_uuid(request.POST.get("topic", "")))
    story = queries.story_of_topic(topic)
    if story:
        messages.info(request, _("This topic already has a story in progress."))
    else:
        chosen = _chosen(request, topic)
        story = actions.open_story(
            topic, authority=request.authority, **chosen, by=request.person, at=clock.now()
        )
    return redirect(here(request, "stories:story", story.pk))


@require_GET
@inside
def story_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    story = _story(request, pk)
    return render(request, "stories/story.html", page.context(request, story, _shown(request, story)))


@require_POST
@inside
def describe(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Saves the facts; where somebody else saved meanwhile, shows both texts."""
    story = _story(request, pk)
    form = DescribeForm(request.POST)
    try:
        if form.is_valid():
            actions.describe(story, **form.cleaned_data, by=request.person, at=clock.now())
    except actions.LinkOdd as odd:
        form.add_error("link", str(odd))
    except actions.StoryChanged as conflict:
        mine = DescribeForm(initial={**form.cleaned_data, "revision": conflict.theirs.revision})
        context = {"story": conflict.theirs, "form": mine, "complaint": str(conflict)}
        return render(request, "stories/conflict.html", context, status=422)
    if form.errors:
        whole = page.context(request, story, page.posted_variant(request, story))
        return render(request, "stories/story.html", {**whole, "facts_form": form}, status=422)
    messages.success(request, _("The facts are saved."))
    return _back(request, story)


@require_POST
@inside
def embargo(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Sets, changes or ends the embargo; what was planned before its end then waits for another date."""
    story = _story(request, pk)
    form = EmbargoForm(request.POST)
    try:
        if form.is_valid():
            until = form.cleaned_data["embargo_until"]
            actions.set_embargo(story, until=until, by=request.person, at=clock.now())
    except actions.EmbargoPast as past:
        form.add_error("embargo_until", str(past))
    if form.errors:
        whole = page.context(request, story, page.posted_variant(request, story))
        return render(request, "stories/story.html", {**whole, "embargo_form": form}, status=422)
    messages.success(request, _("The embargo is set.") if until else _("There is no embargo."))
    return _back(request, story)


@require_POST
@inside
def close(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    story = _story(request, pk)
    actions.close(story, by=request.person, at=clock.now())
    messages.success(request, _("The story is closed. You find it under closed stories."))
    return redirect(here(request, "stories:list"))


@require_POST
@inside
def reopen(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    story = _story(request, pk)
    actions.reopen(story, by=request.person, at=clock.now())
    messages.success(request, _("The story is open again."))
    return _back(request, story)


def _story(request: InsideRequest, pk: uuid.UUID) -> Story:
    return get_object_or_404(queries.stories(request.authority), pk=pk)


def _chosen(request: InsideRequest, topic: Topic) -> dict[str, str]:
    """The format that was pressed, and its angle as the topic's page shows it; nothing where it is not offered."""
    key = request.POST.get("format", "")
    found = offers.offers(worth.desk(request), topic) if key else ()
    one = next((offer for offer in found if offer.angle.format.key == key), None)
    return {"format_key": key, "angle": one.sentence} if one else {}


def _shown(request: InsideRequest, story: Story) -> Variant | None:
    """The variant asked for, or the story's first; a variant of another story is none."""
    variants = story.variants.select_related("story__authority", "channel")
    wanted = request.GET.get("fassung", "")
    if wanted:
        return get_object_or_404(variants, pk=_uuid(wanted))
    return variants.first()


def _back(request: InsideRequest, story: Story) -> HttpResponse:
    return redirect(page.address_after(request, story))


def _uuid(value: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except ValueError as error:
        raise Http404 from error
