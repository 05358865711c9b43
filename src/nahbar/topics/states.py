# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a topic stands, and what may follow."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TopicState(TextChoices):
    NOTICED = "noticed", _("new")
    KEPT = "kept", _("kept")
    POSTPONED = "postponed", _("later")
    DROPPED = "dropped", _("dropped")
    TOLD = "told", _("told")


NEXT: dict[TopicState, frozenset[TopicState]] = {
    TopicState.NOTICED: frozenset({TopicState.KEPT, TopicState.POSTPONED, TopicState.DROPPED, TopicState.TOLD}),
    TopicState.KEPT: frozenset({TopicState.NOTICED, TopicState.POSTPONED, TopicState.DROPPED, TopicState.TOLD}),
    TopicState.POSTPONED: frozenset({TopicState.NOTICED, TopicState.KEPT, TopicState.DROPPED, TopicState.TOLD}),
    TopicState.DROPPED: frozenset({TopicState.NOTICED, TopicState.KEPT, TopicState.POSTPONED}),
    TopicState.TOLD: frozenset({TopicState.TOLD}),
}
OPEN = frozenset({TopicState.NOTICED, TopicState.KEPT, TopicState.POSTPONED})


class SourceKind(TextChoices):
    FEED = "feed", _("feed on the web")
    UPLOAD = "upload", _("uploaded feed file")
    OWN = "own", _("own idea")
