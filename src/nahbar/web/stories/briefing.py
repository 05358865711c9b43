# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The brief of a story: what it is for, whom it is for, in which format; and the series it belongs to."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nahbar.foundation import clock
from nahbar.stories import actions, briefing, queries
from nahbar.web.door import InsideRequest, inside
from nahbar.web.stories import page
from nahbar.web.stories.brief_form import BriefForm


@require_POST
@inside
def brief(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Saves the brief; where somebody else saved meanwhile, what was typed stays in its fields."""
    story = get_object_or_404(queries.stories(request.authority), pk=pk)
    form, complaint = BriefForm(story, request.POST), ""
    try:
        if form.is_valid():
            briefing.brief(
                story, form.said(), revision=form.cleaned_data["revision"], by=request.person, at=clock.now()
            )
    except actions.StoryChanged as conflict:
        complaint, story = str(conflict), conflict.theirs
        # Saved once more it takes the place of the other one, now that it was seen.
        mine = request.POST.copy()
        mine["revision"] = str(story.revision)
        form = BriefForm(story, mine)
    if complaint or not form.is_valid():
        whole = page.context(request, story, page.posted_variant(request, story))
        shown = {"brief_form": form, "brief_complaint": complaint, "brief_is_open": True}
        return render(request, "stories/story.html", {**whole, **shown}, status=422)
    messages.success(request, _("The brief is saved."))
    return redirect(page.address_after(request, story))
