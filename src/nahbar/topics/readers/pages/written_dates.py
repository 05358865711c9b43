# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates as people write them on German pages."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan jän",
            "februar feber feb",
            "märz maerz mär mrz",
            "april apr",
            "mai",
            "juni jun",
            "juli jul",
            "august aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}
NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
TIME = r"(?:\s?[,|·–-]?\s?(?:um\s)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:\s?(?:Uhr|h)\b)?(?![.\d]))?"
WRITTEN = re.compile(
    rf"(?<![\d.])(?:(?P<day>\d{{1,2}})\.\s?(?:(?P<month>\d{{1,2}})\.\s?|(?P<name>{NAMES})\b\.?\s)(?P<year>\d{{4}}|\d{{2}}(?!\d))"
    rf"|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}}))(?![\d.]\d){TIME}",
    re.IGNORECASE,
)
MAX_SEARCHED = 2000


def written(text: str) -> datetime | None:
    """The first date in a text, in UTC; with a clock time as it is meant in Germany, else at the day's begin."""
    for found in WRITTEN.finditer(text[:MAX_SEARCHED]):
        made = _made(found)
        if made is not None:
            return made
    return None


def without_date(text: str) -> str:
    """What a line says beside its date."""
    return WRITTEN.sub("", text[:MAX_SEARCHED])


def _made(found: "re.Match[str]") -> datetime | None:
    if found["iso"]:
        year, month, day = (int(part) for part in found["iso"].split("-"))
    else:
        year, day = int(found["year"]), int(found["day"])
        year = year + 2000 if year < 100 else year  # noqa: PLR2004 - two digits
        month = int(found["month"]) if found["month"] else MONTHS[found["name"].lower()]
    try:
        if found["hour"] is None:
            made = datetime(year, month, day, tzinfo=UTC)
        else:
            local = datetime(year, month, day, int(found["hour"]), int(found["minute"]), tzinfo=BERLIN)
            made = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return made if 1990 <= made.year <= 2100 else None  # noqa: PLR2004 - else it is no date of a page
