# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a story stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StoryState(TextChoices):
    OPENED = "opened", _("in progress")
    CLOSED = "closed", _("closed")


NEXT: dict[StoryState, frozenset[StoryState]] = {
    StoryState.OPENED: frozenset({StoryState.CLOSED}),
    StoryState.CLOSED: frozenset({StoryState.OPENED}),
}
