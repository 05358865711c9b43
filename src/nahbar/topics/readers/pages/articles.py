# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the entries of a list to items: the article behind each new one is read, a limited number a reading."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import ngettext

from nahbar.foundation.complaint import Complaint
from nahbar.foundation.fingerprint import fingerprint
from nahbar.topics.address import OK, AskedTooOften, host_of
from nahbar.topics.dates import moment
from nahbar.topics.item import MAX_TEXT, MAX_TITLE, Item
from nahbar.topics.readers import pdf
from nahbar.topics.readers.pages.article import article
from nahbar.topics.readers.pages.manners import SERVER_FAULT, TOO_MANY, Guest
from nahbar.topics.readers.pages.rows import Row
from nahbar.topics.readers.pages.tree import grown
from nahbar.wire.http import Fetched

A_READING = 20
MAX_KNOWN = 600
MAX_TRIES = 3
RULES_EVERY = timedelta(hours=24)
# Older entries of a new source are taken over as the list tells them, without opening each article.
OPENED_DAYS = timedelta(days=90)
MAX_FRAME = 100
TOMORROW = timedelta(days=1)
# As many letters of a cut title as make it certain that it is the same.
WHOLE = 20
FRAME_AT_LEAST = 3


def item_of(row: Row, *, text: str = "", title: str = "", published_at: datetime | None = None) -> Item:
    """The item an entry is; its own date before the article's, the article's title where the list cut it short."""
    cut = row.title.rstrip(". …")
    is_cut = row.title.endswith(("…", "...")) and title.startswith(cut[:WHOLE])
    title = (title if is_cut else row.title)[:MAX_TITLE]
    return Item(row.link, title, (text or row.teaser)[:MAX_TEXT], row.link, row.date or published_at)


class Articles:
    """One reading's way through the entries. The cursor remembers, by digest, what was taken over in which wording.

    `is_rules_due`: whether the site's rules are to be asked for anew before the list is read.
    """

    def __init__(self, guest: Guest, cursor: Mapping[str, Any], *, at: datetime) -> None:
        self._guest, self._at, self._before = guest, at, cursor
        known = cursor.get("known")
        self._known: dict[str, str] = dict(known) if isinstance(known, dict) else {}
        self._is_first = not self._known
        frame = cursor.get("frame")
        self._frame = set(frame) if isinstance(frame, list) else set[str]()
        asked = moment(str(cursor.get("rules_at", "")))
        self.is_rules_due = asked is None or at - asked >= RULES_EVERY
        self._opened: list[str] = []
        self._later = 0
        self._untold = 0

    def known(self, name: str) -> str:
        """What the server needs to say "unchanged"; nothing while entries are waiting."""
        return "" if self._before.get("is_waiting") else str(self._before.get(name, ""))[:300]

    def read(self, rows: Sequence[Row], page: Fetched) -> tuple[Item, ...]:
        """The new and changed entries as items; what the limits leave over waits for the next reading."""
        found: list[Item] = []
        hosts = _hosts(rows, page.url)
        opened = 0
        is_over = False
        for row in rows:
            if self._known.get(_key(row)) == _mark(row):
                continue
            if not self._is_worth_opening(row, hosts):
                self._keep(row, item_of(row), found)
            elif is_over or opened >= A_READING or not self._may_go_on(row):
                self._later += 1
            else:
                opened += 1
                is_over = not self._open(row, found)
        self._learn_frame()
        return tuple(self._without_frame(one) for one in found)

    def _is_worth_opening(self, row: Row, hosts: set[str]) -> bool:
        is_old = self._is_first and row.date is not None and row.date < self._at - OPENED_DAYS
        return not is_old and host_of(row.link) in hosts

    def _may_go_on(self, row: Row) -> bool:
        try:
            return self._guest.may_wait(row.link)
        except Complaint:
            return False

    def _open(self, row: Row, found: list[Item]) -> bool:
        """Reads the article behind an entry; False where this reading is over."""
        try:
            answer = self._guest.page(row.link, limit_bytes=pdf.MAX_BYTES)
        except AskedTooOften:
            self._later += 1
            return False
        except Complaint:
            answer = Fetched(row.link, SERVER_FAULT, {}, b"", not_modified=False)
        if (
            answer is not None
            and (answer.status >= SERVER_FAULT or answer.status == TOO_MANY)
            and self._try_later(row)
        ):
            return answer.status != TOO_MANY
        told = _told(row, answer) if answer is not None and answer.status == OK else None
        self._untold += told is None
        self._opened += [told.text] if told else []
        self._keep(row, told or item_of(row), found)
        return True

    def _try_later(self, row: Row) -> bool:
        """Whether a page that answered with a fault gets another try; after three the list's words must do."""
        tries = self._known.get(_key(row), "")
        count = int(tries[1:]) + 1 if tries[:1] == "!" and tries[1:].isdecimal() else 1
        if count >= MAX_TRIES:
            return False
        self._known[_key(row)] = f"!{count}"
        self._later += 1
        return True

    def _keep(self, row: Row, item: Item, found: list[Item]) -> None:
        self._known.pop(_key(row), None)
        self._known[_key(row)] = _mark(row)
        if item.published_at and item.published_at > self._at + TOMORROW:
            # What is still to come is the day of an event or a deadline.
            item = replace(item, published_at=None)
        found.append(item)

    def _learn_frame(self) -> None:
        """Lines that several articles share are the site's ("Contact", "Read aloud"), not theirs."""
        texts = [{_short(line) for line in text.split("\n\n")} for text in self._opened]
        seen = Counter(line for lines in texts for line in lines)
        self._frame |= {line for line, n in seen.items() if n >= FRAME_AT_LEAST and n * 3 >= len(texts)}

    def _without_frame(self, item: Item) -> Item:
        lines = [line for line in item.text.split("\n\n") if _short(line) not in self._frame]
        return replace(item, text="\n\n".join(lines)) if lines else item

    def cursor(self, page: Fetched) -> dict[str, Any]:
        """What the next reading must know."""
        asked = self._at.isoformat() if self.is_rules_due else self._before.get("rules_at", "")
        return {
            "etag": page.headers.get("etag", "")[:300],
            "last_modified": page.headers.get("last-modified", "")[:100],
            "known": dict(list(self._known.items())[-MAX_KNOWN:]),
            "frame": sorted(self._frame)[:MAX_FRAME],
            "rules_at": asked,
            "is_waiting": self._later > 0,
        }

    @property
    def note(self) -> str:
        """What was left out, for people."""
        told = []
        if self._later:
            text = ngettext(
                "%(n)s more entry follows with the next reading.",
                "%(n)s more entries follow with the next readings.",
                self._later,
            )
            told.append(text % {"n": self._later})
        if self._untold:
            text = ngettext(
                "Of %(n)s entry only the list's words could be taken over.",
                "Of %(n)s entries only the list's words could be taken over.",
                self._untold,
            )
            told.append(text % {"n": self._untold})
        return " ".join(told)


def _told(row: Row, answer: Fetched) -> Item | None:
    """What the page or PDF behind an entry tells; None where it tells nothing."""
    if b"%PDF-" in answer.body[: pdf.HEAD]:
        document = pdf.read(answer.body)
        return item_of(row, text=document.text) if document.text else None
    tree = grown(answer.body, content_type=answer.headers.get("content-type", ""))
    if tree is None:
        return None
    made = article(tree)
    if not made.text:
        return item_of(row, title=made.title, published_at=made.published_at) if made.published_at else None
    return item_of(row, text=made.text, title=made.title, published_at=made.published_at)


def _hosts(rows: Sequence[Row], url: str) -> set[str]:
    """Servers whose articles are opened: the page's own, and the one most entries lead to (a press portal)."""
    usual, times = Counter(host_of(row.link) for row in rows).most_common(1)[0]
    return {host_of(url), usual} if times * 2 > len(rows) else {host_of(url)}


def _key(row: Row) -> str:
    return fingerprint(row.link)[:16]


def _mark(row: Row) -> str:
    return fingerprint([row.title, row.date.isoformat() if row.date else ""])[:8]


def _short(line: str) -> str:
    return fingerprint(line)[:12]
