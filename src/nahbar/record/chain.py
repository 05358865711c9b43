# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""What binds a line of the record to the line before it."""

from datetime import UTC

from nahbar.foundation.fingerprint import fingerprint
from nahbar.record.models import Entry


def digest_of(entry: Entry) -> str:
    """What the line's digest must be, from its content and the digest before it."""
    return fingerprint(
        {
            "authority": str(entry.authority_id),
            "number": entry.number,
            "at": entry.at.astimezone(UTC).isoformat(),
            "by": [str(entry.by_id or ""), entry.by_name, entry.in_name_of],
            "verb": entry.verb,
            "thing": [entry.thing_kind, str(entry.thing_id or ""), entry.thing_name],
            "details": entry.details,
            "previous": entry.previous,
        }
    )
