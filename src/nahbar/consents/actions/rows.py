# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every action on a consent begins and ends with."""

from datetime import datetime
from typing import Any

from nahbar.consents.actions.complaints import ConsentOver
from nahbar.consents.models import Consent
from nahbar.consents.states import NEXT, ConsentState
from nahbar.record import actions as record
from nahbar.record.actions import Actor


def locked(consent: Consent, to: ConsentState | None = None) -> Consent:
    """The consent as it is now, held.

    Raises:
        ConsentOver: if it cannot become that any more.
    """
    rows = Consent.objects.select_for_update(of=("self",)).select_related("authority")
    row = rows.get(pk=consent.pk)
    if to is not None and to not in NEXT[ConsentState(row.state)]:
        raise ConsentOver
    return row


def note(verb: str, row: Consent, *, by: Actor, at: datetime, **details: Any) -> None:
    """One line in the record, without the name: the record outlives it."""
    thing = ("consent", row.pk, row.occasion[:80])
    record.note(verb, authority=row.authority_id, thing=thing, by=by, at=at, details=details)
