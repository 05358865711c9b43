# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about films of stories."""

from django.db.models import QuerySet

from nahbar.authority.models import Authority
from nahbar.stories.models import Film, FilmClip, Story


def films(authority: Authority) -> QuerySet[Film]:
    """All films of the authority's stories."""
    return Film.objects.filter(story__authority=authority).select_related(
        "story__authority", "changed_by", "asked_by", "file", "material"
    )


def films_of(story: Story) -> QuerySet[Film]:
    """The films of one story with their excerpts, the first begun first."""
    return Film.objects.filter(story=story).prefetch_related("clips__file")


def clips(authority: Authority) -> QuerySet[FilmClip]:
    """All excerpts of the authority's films."""
    return FilmClip.objects.filter(film__story__authority=authority).select_related(
        "film__story__authority", "file__rights"
    )
