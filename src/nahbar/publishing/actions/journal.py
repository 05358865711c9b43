# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing a line of a publication's journal, and the house's own line about it in the record."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from nahbar.publishing.models import JournalLine, Publication
from nahbar.publishing.states import Step
from nahbar.record import actions as record
from nahbar.record import statements
from nahbar.record.actions import Actor

log = logging.getLogger(__name__)
# What an operator wants to see go by; the steps between are for those who search a fault.
LOUD = {
    **dict.fromkeys((Step.RECEIPT, Step.POSTPONED, Step.WITHDRAWN), logging.INFO),
    **dict.fromkeys((Step.UNKNOWN, Step.UNCLEAR, Step.REFUSED, Step.HELD, Step.MISSED), logging.WARNING),
}


def write(
    publication: Publication,
    step: Step,
    *,
    at: datetime,
    by: Actor | None = None,
    reason: str = "",
    detail: str = "",
) -> None:
    """One line, in the caller's transaction; `by` only where a person did it."""
    _tell(publication, step, reason)
    line = JournalLine(publication_id=publication.pk, step=step, attempt=publication.attempts, at=at)
    line.by_name, line.reason, line.detail = by.name if by else "", reason, detail[:600]
    statements.insert(line)


def write_steps(publication: Publication, steps: Iterable[Step], *, at: datetime) -> None:
    """A line for each of these steps, which became true together; in the caller's transaction."""
    lines = []
    for step in steps:
        _tell(publication, step)
        lines.append(
            JournalLine(publication_id=publication.pk, step=step, attempt=publication.attempts, at=at)
        )
    statements.insert(*lines)


def _tell(publication: Publication, step: Step, reason: str = "") -> None:
    """The same for who reads the log, said once it is true. Never the detail: it may quote what was sent."""
    level = LOUD.get(step, logging.DEBUG)
    if log.isEnabledFor(level):
        told = {"publication": str(publication.pk), "channel": str(publication.channel_id), "step": str(step)}
        told |= {"reason": reason, "attempt": str(publication.attempts)}
        transaction.on_commit(lambda: log.log(level, "journal", extra=told))


def write_each(publications: Iterable[Publication], step: Step, *, at: datetime) -> None:
    """The same line for each of these, in the caller's transaction."""
    statements.insert(
        *(JournalLine(publication_id=row.pk, step=step, attempt=row.attempts, at=at) for row in publications)
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
