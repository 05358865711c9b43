# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing a line of a publication's journal, and the house's own line about it in the record."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nahbar.publishing.models import JournalLine, Publication
from nahbar.publishing.states import Step
from nahbar.record import actions as record
from nahbar.record.actions import Actor


def write(
    publication: Publication,
    step: Step,
    *,
    at: datetime,
    by: Actor | None = None,
    reason: str = "",
    detail: str = "",
) -> JournalLine:
    """One line, in the caller's transaction; `by` only where a person did it."""
    return JournalLine.objects.create(
        publication_id=publication.pk,
        step=step,
        attempt=publication.attempts,
        at=at,
        by_name=by.name if by else "",
        reason=reason,
        detail=detail[:600],
    )


def note(
    verb: str, publication: Publication, *, by: Actor, at: datetime, details: Mapping[str, Any] | None = None
) -> None:
    """One line of the record, named by the first words of the text."""
    record.note(
        f"publishing.{verb}",
        authority=publication.authority_id,
        thing=("publication", publication.pk, publication.text[:80]),
        by=by,
        at=at,
        details={"channel": publication.channel.handle, **(details or {})},
    )
