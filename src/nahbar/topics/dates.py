# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""When something was published, from the ways feeds write dates."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

ISO = re.compile(
    r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?"
    r"(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2}|[+-]\d{2}|UTC|GMT)?)?",
    re.IGNORECASE,
)
GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
# Months as German content systems write them in a field that asks for English.
MONTHS = {"mär": "Mar", "mrz": "Mar", "mai": "May", "okt": "Oct", "dez": "Dec"}
WORD = re.compile(r"\b(mär|mrz|mai|okt|dez)[a-zäöü]*\b", re.IGNORECASE)


def moment(text: str) -> datetime | None:
    """The moment in UTC, or None; a date without a zone is taken as UTC."""
    text = text.strip()[:64]
    if not text:
        return None
    try:
        found = _iso(text) or _german(text) or _mail(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    # Outside these years it is no date of a news item (0001-01-01 is a usual default).
    return found if found and 1970 <= found.year <= 2200 else None  # noqa: PLR2004


def _iso(text: str) -> datetime | None:
    match = ISO.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    made = datetime(
        int(year),
        int(month),
        int(day or 1),
        int(hour or 0),
        int(minute or 0),
        min(int(second or 0), 59),
        tzinfo=UTC,
    )
    if zone and zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        made = made.replace(tzinfo=timezone(shift if zone[0] == "+" else -shift)).astimezone(UTC)
    return made


def _german(text: str) -> datetime | None:
    match = GERMAN.fullmatch(text)
    if not match:
        return None
    day, month, year, hour, minute, second = match.groups()
    return datetime(
        int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC
    )


def _mail(text: str) -> datetime:
    english = WORD.sub(lambda found: MONTHS[found.group(1).lower()], text)
    made = parsedate_to_datetime(english)
    return made.replace(tzinfo=UTC) if made.tzinfo is None else made.astimezone(UTC)
