# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One thing a source tells, as every reader gives it."""

from dataclasses import dataclass
from datetime import datetime

from nahbar.radar.matter import Kind, Pillar

MAX_TITLE = 500
MAX_TEXT = 100_000
MAX_LINK = 2000
MAX_ID = 2000


@dataclass(frozen=True, slots=True)
class Item:
    """Plain text, an absolute link or "", moments in UTC or None.

    `identifier` is the source's own name for it; the same at every reading. Kind, begin, end, place and department
    only where the source itself says so; the radar finds the rest in the words. `pillar` is what a day is told for, by
    the list it comes from; only days have one. `sender`: the mail address to ask back at, where a person sent it; kept for a
    time only.
    """

    identifier: str
    title: str
    text: str
    link: str
    published_at: datetime | None
    kind: Kind = Kind.NEWS
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    department: str = ""
    pillar: Pillar | None = None
    sender: str = ""
