# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""An angle put into words by the authority's language model: asked for, then confirmed, edited or discarded."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nahbar.authority import actions as authority
from nahbar.foundation import clock
from nahbar.topics import actions, offers, queries, recognised
from nahbar.topics.models import Phrasing, Topic
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.topics import worth


@require_POST
@inside
def ask(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Asks the model for one angle's sentence; headline, facts and format leave the house, nothing else."""
    topic = get_object_or_404(queries.topics(request.authority), pk=pk)
    key = request.POST.get("format", "")
    angle = next(
        (one.angle for one in offers.offers(worth.desk(request), topic) if one.angle.format.key == key), None
    )
    if angle is None:
        raise Http404
    found = recognised.recognition(topic)
    try:
        actions.phrase(topic, angle, found, by=request.person, at=clock.now())
    except (authority.ModelOff, authority.ModelSilent, actions.SentenceMissing) as complaint:
        messages.warning(request, str(complaint))
    else:
        messages.success(request, _("There is a proposal. Please read it and confirm or change it."))
    return _back(request, topic)


@require_POST
@inside
def settle(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Takes the sentence as it stands in the field, or goes back to the house's own."""
    topic = get_object_or_404(queries.topics(request.authority), pk=pk)
    phrasing = _phrasing(topic, request.POST.get("phrasing", ""))
    try:
        if request.POST.get("to") == "discard":
            actions.discard(phrasing, by=request.person, at=clock.now())
            messages.success(request, _("The proposal is discarded."))
        else:
            sentence = request.POST.get("sentence", "")
            actions.settle(phrasing, sentence=sentence, by=request.person, at=clock.now())
            messages.success(request, _("The angle is saved as yours."))
    except (actions.PhrasingGone, actions.SentenceMissing) as complaint:
        messages.warning(request, str(complaint))
    return _back(request, topic)


def _phrasing(topic: Topic, value: str) -> Phrasing:
    try:
        key = uuid.UUID(value)
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(Phrasing.objects.select_related("topic"), topic=topic, pk=key)


def _back(request: InsideRequest, topic: Topic) -> HttpResponse:
    return redirect(f"{here(request, 'topics:topic', topic.pk)}#aufhaenger")
