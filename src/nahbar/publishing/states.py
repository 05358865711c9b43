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
    EDITING = "editing", _("being corrected")
    WITHDRAWING = "withdrawing", _("being withdrawn")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = PublicationState
NEXT: dict[PublicationState, frozenset[PublicationState]] = {
    S.PLANNED: frozenset({S.SENDING, S.MISSED, S.HELD, S.DROPPED, S.REFUSED}),
    S.SENDING: frozenset({S.PLANNED, S.PUBLISHED, S.REFUSED, S.UNCLEAR, S.HELD, S.MISSED}),
    S.PUBLISHED: frozenset({S.EDITING, S.WITHDRAWING}),
    S.EDITING: frozenset({S.PUBLISHED}),
    S.REFUSED: frozenset({S.PLANNED, S.DROPPED}),
    S.UNCLEAR: frozenset({S.PUBLISHED, S.PLANNED, S.SENDING}),
    S.MISSED: frozenset({S.PLANNED, S.DROPPED}),
    S.HELD: frozenset({S.PLANNED, S.DROPPED}),
    S.DROPPED: frozenset(),
    S.WITHDRAWING: frozenset({S.WITHDRAWN, S.PUBLISHED}),
    S.WITHDRAWN: frozenset(),
}
WAITING = frozenset({S.PLANNED, S.HELD, S.MISSED, S.REFUSED, S.UNCLEAR})
NEEDS_A_PERSON = frozenset({S.UNCLEAR, S.MISSED, S.REFUSED, S.HELD})
OUT = frozenset({S.PUBLISHED, S.EDITING, S.WITHDRAWING, S.WITHDRAWN})
# What a worker takes up by itself when its time has come and nobody holds a lease on it.
WORKED = frozenset({S.PLANNED, S.SENDING, S.EDITING, S.WITHDRAWING})
# On the platform already: a worker changes what stands there, and whatever goes wrong, it stays published.
CHANGING = frozenset({S.EDITING, S.WITHDRAWING})
# Surely not on the platform: moving and taking back are safe here, and only here.
MOVABLE = frozenset({S.PLANNED, S.HELD, S.MISSED, S.REFUSED})
# Stands on the platform as its thread needs it: what follows may hang on it.
STANDS = frozenset({S.PUBLISHED, S.EDITING})
# A try may have reached the platform without our knowing its outcome: here and nowhere else.
MAY_BE_OPEN = frozenset({S.SENDING, S.UNCLEAR})


class Step(TextChoices):
    """What a journal line says. PUBLISH_INTENT with no outcome (RECEIPT, NOT_SENT) after it means: look first."""

    ORDERED = "ordered", _("ordered")
    CLAIMED = "claimed", _("taken up by the worker")
    PREPARE_INTENT = "prepare_intent", _("will prepare")
    PREPARED = "prepared", _("prepared")
    PUBLISH_INTENT = "publish_intent", _("will send")
    RECEIPT = "receipt", _("receipt stored")
    NOT_SENT = "not_sent", _("surely not sent")
    UNKNOWN = "unknown", _("outcome unknown")
    ABSENT = "absent", _("looked: not there")
    CANNOT_TELL = "cannot_tell", _("looked: cannot be told")
    UNCLEAR = "unclear", _("handed to a person")
    REFUSED = "refused", _("refused")
    POSTPONED = "postponed", _("later")
    HELD = "held", _("held")
    MISSED = "missed", _("missed")
    DECIDED = "decided", _("decided by a person")
    EDIT_INTENT = "edit_intent", _("will correct")
    EDITED = "edited", _("corrected")
    WITHDRAW_INTENT = "withdraw_intent", _("will withdraw")
    WITHDRAWN = "withdrawn", _("withdrawn")


class HouseReason(TextChoices):
    """Why the house itself did not send; the platform's reasons are `channels.errors.Reason`."""

    HALTED = "halted", _("publishing is stopped")
    CHANNEL_NOT_CONNECTED = "channel_not_connected", _("the channel is not connected")
    TOO_LATE = "too_late", _("the date has passed")
    EMBARGO = "embargo", _("an embargo holds")
    SIGNATURE_MISSING = "signature_missing", _("the signature is missing")
    SIGNATURE_EXPIRED = "signature_expired", _("the text was changed after the signature")
    THREAD_BROKEN = "thread_broken", _("an earlier post of the thread is missing")
    RULE_STOP = "rule_stop", _("a rule says stop")
    KEY = "key", _("the key does not open the stored access")
    FAULT = "fault", _("a fault in Nahbar")
    WORKER_STOPPED = "worker_stopped", _("the worker stopped in the middle")
    MATCH_TAKEN = "match_taken", _("the post found belongs to another publication")


class MissedChoice(TextChoices):
    """What a person may decide about a missed post."""

    NEW_DATE = "new_date", _("new date")
    NOW = "now", _("publish now")
    DROP = "drop", _("do not publish")
