# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The story's page: facts and source, one desk per channel, preview, and the next step on top."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nahbar.authority import queries as authority_queries
from nahbar.authority.permissions import WRITES
from nahbar.authority.states import ChannelState
from nahbar.contributions import queries as contributions
from nahbar.contributions.models import Contribution, Photo
from nahbar.planning import queries as planning
from nahbar.publishing.models import Publication
from nahbar.publishing.states import NEEDS_A_PERSON, PublicationState
from nahbar.stories.models import Story
from nahbar.stories.states import StoryState
from nahbar.topics import formats
from nahbar.variants.models import Variant
from nahbar.web.design.tags import day, moment
from nahbar.web.door import InsideRequest, here
from nahbar.web.stories import brief_form, way
from nahbar.web.stories.forms import CollectForm, DescribeForm, EmbargoForm
from nahbar.web.variants import desk


@dataclass(frozen=True, slots=True)
class Next:
    """The one main button: where it leads and what it says, and a second way beside it. No address: no button."""

    sentence: str
    action: str = ""
    address: str = ""
    more: str = ""
    more_address: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One channel of the story as a link."""

    variant: Variant
    address: str
    is_current: bool
    standing: way.Standing


def _format(request: InsideRequest, story: Story) -> dict[str, Any]:
    """In which format it is to be told; a format may be gone."""
    one = formats.format_of(request.authority, story.format_key) if story.format_key else None
    return {"format": one, "consent": formats.consent_words(one) if one else ""}


def context(request: InsideRequest, story: Story, variant: Variant | None) -> dict[str, Any]:
    """All `stories/story.html` shows; `variant` is the channel in the middle, or None while there is none."""
    variants = list(story.variants.select_related("story__authority", "channel"))
    standings = way.standings(variants)
    current = standings.get(variant.pk) if variant else None
    around = desk.desk(request, variant) if variant else {}
    taken = {one.channel_id for one in variants}
    channels = authority_queries.channels(request.authority)
    return {
        **around,
        "story": story,
        **_format(request, story),
        **brief_form.context(story),
        "is_open": story.state == StoryState.OPENED,
        "may_write": desk.may_write(request) and story.state == StoryState.OPENED,
        "tabs": [_tab(request, one, variant, standings[one.pk]) for one in variants],
        "free_channels": [
            one for one in channels if one.pk not in taken and one.state == ChannelState.CONNECTED
        ],
        "has_channels": bool(channels),
        **progress(request, story, current, around),
        "may_write_here": desk.may_write(request),
        "facts_form": DescribeForm(initial=_facts(story)),
        "embargo_form": EmbargoForm(initial={"embargo_until": story.embargo_until}),
        "collect_form": CollectForm(),
        "may_show_model": authority_queries.may_show_model_pictures(request.authority),
        "materials": story.materials.prefetch_related("card_parts", "films"),
        "offered": offered(story),
        "wordings": list(story.topic.wordings.order_by("-replaced_at")) if story.topic else [],
    }


def offered(story: Story) -> list[Photo]:
    """Contributed photos of the story's topic that are not in the story yet."""
    if story.topic is None:
        return []
    taken = {one.digest for one in story.materials.all()}
    photos = [photo for one in contributions.of_matter(story.topic) for photo in one.photos.all()]
    return [photo for photo in photos if photo.digest not in taken]


def origin(contribution: Contribution) -> str:
    """What is known of a contributed photo, without the name of who sent it: that is deleted some day."""
    return _("Contribution from %(via)s, %(when)s. People in it: %(shown)s.") % {
        "via": contribution.via,
        "when": day(contribution.received_at),
        "shown": contribution.get_shown_display() or "–",
    }


def progress(
    request: InsideRequest, story: Story, standing: way.Standing | None, around: dict[str, Any]
) -> dict[str, Any]:
    """The context of `stories/next.html`: the way of the shown variant and its next step."""
    has_stops = bool(around.get("open_stops"))
    return {
        "steps": way.steps(standing, has_stops=has_stops),
        "next": next_step(request, story, standing, around),
    }


def answer(request: InsideRequest, variant: Variant) -> dict[str, Any]:
    """What goes back while somebody writes: the check, the preview and the next step anew."""
    around = desk.around(request, variant)
    standing = way.standings([variant])[variant.pk]
    return {**around, **progress(request, variant.story, standing, around), "is_answer": True}


def posted_variant(request: InsideRequest, story: Story) -> Variant | None:
    """The variant whose desk the form was sent from, or the story's first."""
    variants = list(story.variants.select_related("story__authority", "channel"))
    shown = request.POST.get("fassung", "")
    return next((one for one in variants if str(one.pk) == shown), variants[0] if variants else None)


def address_after(request: InsideRequest, story: Story) -> str:
    """Where a form of the story's page leads back to: the same channel."""
    address = here(request, "stories:story", story.pk)
    variant = posted_variant(request, story) if request.POST.get("fassung") else None
    return f"{address}?fassung={variant.pk}" if variant else address


def _facts(story: Story) -> dict[str, Any]:
    return {"title": story.title, "facts": story.facts, "link": story.link, "revision": story.revision}


def _tab(request: InsideRequest, one: Variant, shown: Variant | None, standing: way.Standing) -> Tab:
    address = f"{here(request, 'stories:story', one.story_id)}?fassung={one.pk}"
    return Tab(one, address, shown is not None and one.pk == shown.pk, standing)


def next_step(
    request: InsideRequest, story: Story, standing: way.Standing | None, around: dict[str, Any]
) -> Next:
    """What comes next for the shown variant, in one sentence and one button."""
    if story.state == StoryState.CLOSED:
        return Next(_("This story is closed."))
    if standing is None:
        sentence = _("First choose a channel; a text to start with will then stand here.")
        return Next(sentence, _("Choose channel"), "#kanaele")
    if standing.step == way.DRAFT:
        return _before_signing(request, story, standing, around)
    return _on_its_way(request, standing)


def _on_its_way(request: InsideRequest, standing: way.Standing) -> Next:
    if standing.publication:
        return _published(request, standing, standing.publication)
    if standing.round and standing.step == way.COSIGN:
        address = here(request, "approval:round", standing.round.pk)
        sentence = _("This variant waits for the co-signature.")
        return Next(sentence, _("View co-signing"), address, *_time(request, standing.variant))
    if not request.roles & WRITES:
        return Next(_("This variant is approved and waits for its time."))
    address = here(request, "planning:place", standing.variant.pk)
    return Next(_("This variant is approved and may be planned."), _("Choose a time"), address)


def _published(request: InsideRequest, standing: way.Standing, publication: Publication) -> Next:
    address = here(request, "publishing:publication", publication.pk)
    if standing.value == PublicationState.WITHDRAWN:
        return Next(_("This variant was withdrawn."), _("View post"), address)
    if standing.value in NEEDS_A_PERSON:
        return Next(_("This variant needs a decision."), _("Decide"), address)
    if standing.step == way.PUBLISHED:
        return Next(_("This variant is published."), _("View post"), address)
    sentence = _("This variant goes out on %(when)s.") % {"when": moment(publication.due_at)}
    return Next(sentence, _("View post"), address, *_time(request, standing.variant))


def _time(request: InsideRequest, variant: Variant) -> tuple[str, str]:
    """The way to another time, for whoever may give one and where there is one to change."""
    slot = planning.open_slot(variant) if request.roles & WRITES else None
    return (_("Change the time"), here(request, "planning:slot", slot.pk)) if slot else ("", "")


def _before_signing(
    request: InsideRequest, story: Story, standing: way.Standing, around: dict[str, Any]
) -> Next:
    if not standing.variant.text:
        return Next(_("The text for this channel is still empty."), _("Write text"), "#text")
    stops = len(around["open_stops"])
    if stops:
        sentence = ngettext(
            "%(count)s finding stops this variant.", "%(count)s findings stop this variant.", stops
        )
        return Next(sentence % {"count": stops}, _("See findings"), "#befunde")
    if around["has_empty_part"]:
        return Next(_("A part of the thread is still empty."), _("Write text"), "#text")
    if around["count"].is_over:
        return Next(_("The text is longer than this channel accepts."), _("Shorten text"), "#text")
    if around["findings"]:
        sentence = _("No finding stops this variant; it can be co-signed.")
    else:
        sentence = _("No known violations found; the variant can be co-signed.")
    return Next(sentence, _("Ask for co-signing"), here(request, "approval:request", story.pk))
