# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a publication stands, what may follow, and what the journal knows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PublicationState(TextChoices):
    PLANNED = "planned", _("planned")
    SENDING = "sending", _("being published")
    PUBLISHED = "published", _("published")
    REFUSED = "refused", _("refused")
    UNCLEAR = "unclear", _("unclear")
    MISSED = "missed", _("missed")
    HELD = "held", _("held")
    DROPPED = "dropped", _("taken back")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = PublicationState
NEXT: dict[PublicationState, frozenset[PublicationState]] = {
    S.PLANNED: frozenset({S.SENDING, S.MISSED, S.HELD, S.DROPPED, S.REFUSED}),
    S.SENDING: frozenset({S.PLANNED, S.PUBLISHED, S.REFUSED, S.UNCLEAR, S.HELD, S.MISSED}),
    S.PUBLISHED: frozenset({S.WITHDRAWN}),
    S.REFUSED: frozenset({S.PLANNED, S.DROPPED}),
    S.UNCLEAR: frozenset({S.PUBLISHED, S.PLANNED, S.DROPPED}),
    S.MISSED: frozenset({S.PLANNED, S.DROPPED}),
    S.HELD: frozenset({S.PLANNED, S.DROPPED}),
    S.DROPPED: frozenset(),
    S.WITHDRAWN: frozenset(),
}
WAITING = frozenset({S.PLANNED, S.HELD, S.MISSED, S.REFUSED, S.UNCLEAR})
NEEDS_A_PERSON = frozenset({S.UNCLEAR, S.MISSED, S.REFUSED, S.HELD})
OUT = frozenset({S.PUBLISHED, S.WITHDRAWN})


class Step(TextChoices):
    """What a journal line says. An intent without an outcome after it means: look first."""

    CLAIMED = "claimed", _("taken up by the worker")
    PREPARE_INTENT = "prepare_intent", _("will prepare")
    PREPARED = "prepared", _("prepared")
    PUBLISH_INTENT = "publish_intent", _("will send")
    RECEIPT = "receipt", _("receipt stored")
    NOT_SENT = "not_sent", _("surely not sent")
    UNKNOWN = "unknown", _("outcome unknown")
    LOOKED = "looked", _("looked on the platform")
    REFUSED = "refused", _("refused")
    POSTPONED = "postponed", _("later")
    DECIDED = "decided", _("decided by a person")
    WITHDRAW_INTENT = "withdraw_intent", _("will withdraw")
    WITHDRAWN = "withdrawn", _("withdrawn")
