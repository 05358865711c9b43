# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A long list, page by page: what changed since a moment, and where to go on when a reading ended on the way.

A server that knows `modified_since` gives what changed. One that does not is walked from its newest end backwards.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from nahbar.foundation.complaint import Complaint
from nahbar.topics.address import AskedTooOften
from nahbar.topics.dates import moment
from nahbar.topics.readers.oparl.thing import MAX_MEMBERS, Thing, address, members, opened, when
from nahbar.topics.readers.reader import Ask

MAX_PAGES = 60
MAX_TRIES = 3
# Clocks differ, and some servers give out a thing some time after they date it.
OVERLAP = timedelta(days=1)
PAGE_NUMBER = re.compile(r"([?&](?:page|p|seite)=)(\d{1,6})(?=&|$)", re.IGNORECASE)


@dataclass(slots=True)
class Place:
    """Where the walk through one list stands; kept in the cursor between two readings."""

    since: datetime
    begun: datetime
    page: str = ""
    step: str = "next"
    is_filtered: bool = True
    tries: int = 0
    is_owed: bool = False
    """Something on the way was left for another walk over the same time."""

    @classmethod
    def of(cls, kept: Any, *, at: datetime, first: timedelta) -> "Place":
        """The place the last reading left, or the beginning of a new walk."""
        kept = kept if isinstance(kept, Mapping) else {}
        since = moment(str(kept.get("since", ""))) or at - first
        begun = moment(str(kept.get("begun", "")))
        page = address(kept.get("page"), near="")
        if begun is None or not page:
            return cls(since, at)
        tries = kept.get("tries")
        return cls(
            since,
            begun,
            page,
            "prev" if kept.get("step") == "prev" else "next",
            kept.get("is_filtered") is not False,
            tries if isinstance(tries, int) else 0,
            kept.get("is_owed") is True,
        )

    def kept(self) -> dict[str, Any]:
        """The place as the cursor keeps it."""
        return {
            "since": self.since.isoformat(),
            "begun": self.begun.isoformat(),
            "page": self.page,
            "step": self.step,
            "is_filtered": self.is_filtered,
            "tries": self.tries,
            "is_owed": self.is_owed,
        }

    def finished(self) -> dict[str, Any]:
        """The cursor after a whole walk; where something is owed, the next one covers the same time again."""
        return {"since": (self.since if self.is_owed else self.begun - OVERLAP).isoformat()}


@dataclass(slots=True)
class Walk:
    """What one reading saw of a list. `is_whole`: it came to the end; `trouble`: why it did not."""

    is_whole: bool = False
    trouble: Complaint | None = None
    pages: int = 0
    seen: set[str] = field(default_factory=set)


def walk(
    url: str, place: Place, ask: Ask, handle: Callable[[Thing], None], *, most_pages: int = MAX_PAGES
) -> Walk:
    """Hands each thing that changed since the place's moment to `handle`; leaves in `place` where to go on.

    `handle` may raise AskedTooOften: the page it stood on is read again next time.
    """
    made = Walk()
    try:
        here, page = _begun(url, place, ask, made)
        for _ in range(most_pages):
            place.page, place.tries = here, 0
            things = _things(page, here)
            recent = [one for one in things if _is_recent(one, place.since)]
            place.is_filtered = place.is_filtered and len(recent) == len(things)
            for one in recent:
                handle(one)
            here = _onward(page, here, place, made, is_any_recent=bool(recent))
            if not here:
                made.is_whole = True
                return made
            place.page = here
            page = _page(here, ask, made)
    except AskedTooOften as trouble:
        made.trouble = trouble
    except Complaint as trouble:
        made.trouble = trouble
        made.is_whole = not _stepped_over(place)
    return made


def _begun(url: str, place: Place, ask: Ask, made: Walk) -> tuple[str, Thing]:
    """The page to begin with: where the last reading ended, else the list's newest end."""
    if place.page:
        return place.page, _page(place.page, ask, made)
    first = _since(url, place.since)
    try:
        page = _page(first, ask, made)
    except AskedTooOften:
        raise
    except Complaint:
        # Some servers fail at a question they do not know.
        first, place.is_filtered = url, False
        page = _page(first, ask, made)
    things = _things(page, first)
    place.is_filtered = place.is_filtered and all(_is_recent(one, place.since) for one in things)
    last = _link(page, "last", first)
    if place.is_filtered or not last or last in made.seen:
        return first, page
    end = _page(last, ask, made)
    if _newest(_things(end, last)) > _newest(things):
        place.step = "prev"
        return last, end
    made.seen.discard(last)
    return first, page


def _page(url: str, ask: Ask, made: Walk) -> Thing:
    made.seen.add(url)
    made.pages += 1
    found = opened(url, ask)
    return found if isinstance(found, dict) else {"data": found}


def _things(page: Thing, url: str) -> list[Thing]:
    """The list's objects; a page that is one object is a list of one."""
    found = members(page, "data") if "data" in page else [page] if address(page, near=url) else []
    return [one for one in found if isinstance(one, dict)][:MAX_MEMBERS]


def _since(url: str, moment_: datetime) -> str:
    mark = "&" if urlsplit(url).query else "?"
    return f"{url}{mark}{urlencode({'modified_since': moment_.isoformat(timespec='seconds')})}"


def _is_recent(thing: Thing, since: datetime) -> bool:
    """Whether it changed since; what says nothing of itself counts as new."""
    changed = when(thing, "modified") or when(thing, "created") or when(thing, "date")
    return changed is None or changed >= since


def _newest(things: list[Thing]) -> float:
    return max(
        (
            at.timestamp()
            for one in things
            if (at := when(one, "created") or when(one, "modified") or when(one, "date"))
        ),
        default=0.0,
    )


def _onward(page: Thing, here: str, place: Place, made: Walk, *, is_any_recent: bool) -> str:
    """The next page's address; "" at the end, at a page seen before, or where everything is older."""
    if not place.is_filtered and not is_any_recent:
        return ""
    onward = _link(page, place.step, here) or (_numbered(here, -1) if place.step == "prev" else "")
    return "" if onward in made.seen else onward


def _link(page: Thing, name: str, here: str) -> str:
    links = page.get("links")
    found = address(links.get(name), near=here) if isinstance(links, dict) else ""
    # Some servers forget the question in the link to the next page.
    asked = [pair for pair in parse_qsl(urlsplit(here).query) if pair[0] == "modified_since"]
    if found and asked and name == "next" and "modified_since" not in found:
        return f"{found}{'&' if urlsplit(found).query else '?'}{urlencode(asked)}"
    return found


def _numbered(url: str, by: int) -> str:
    """The address with its page number moved; "" where it has none or there is no such page."""
    match = PAGE_NUMBER.search(url)
    if not match or int(match[2]) + by < 1:
        return ""
    return f"{url[: match.start()]}{match[1]}{int(match[2]) + by}{url[match.end() :]}"


def _stepped_over(place: Place) -> bool:
    """Whether there is a place to go on from after a page failed; after three tries it is stepped over."""
    if not place.page:
        return True
    place.tries += 1
    if place.tries < MAX_TRIES:
        return True
    place.tries, place.page = 0, _numbered(place.page, -1 if place.step == "prev" else 1)
    return bool(place.page)
