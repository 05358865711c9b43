# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Council information systems by OParl: new papers with their text, and public meetings with their agenda."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nahbar.foundation.complaint import Complaint
from nahbar.foundation.fingerprint import fingerprint
from nahbar.topics.address import AskedTooOften, host_of, web_address
from nahbar.topics.item import Item
from nahbar.topics.readers.oparl.entrance import bodies
from nahbar.topics.readers.oparl.meeting import Points, is_announced, is_closed, meeting_item
from nahbar.topics.readers.oparl.names import Names
from nahbar.topics.readers.oparl.paper import FileLater, Files, paper_item, published
from nahbar.topics.readers.oparl.thing import Thing, address, flag, is_gone, members, when, words
from nahbar.topics.readers.oparl.walk import Place, Walk, walk
from nahbar.topics.readers.reader import Ask, Candidate, Field, Gathered, Given
from nahbar.topics.states import SourceKind

FIRST = timedelta(days=90)
# A paper older than this that was touched again: an archive being tidied, no news.
OLD_PAPER = timedelta(days=365)
PAST_MEETING = timedelta(days=14)
FILES_A_READING = 60
# Somebody waits for the first reading.
FILES_AT_FIRST = 15
POINTS_A_READING = 30
ITEMS_A_READING = 500
SHOWN = 5
PREVIEWED = 3
MAX_KNOWN = 4000
MAX_TRIES = 3
# Requests after which a list counts as not opened at all: with its question, and without.
FRUITLESS = 2
LONG_AGO = datetime.min.replace(tzinfo=UTC)


class NothingToRead(Complaint):
    sentence = _(
        "This source names neither papers nor meetings any more. Please remove it and connect the council "
        "information system once more."
    )


class CouncilReader:
    """Two requests while nothing is new; one more for each new paper's file."""

    kind = SourceKind.COUNCIL
    about = _(
        "Connect the council information system: each new paper and each public meeting becomes a topic."
    )
    every_minutes = 240
    fields = (
        Field(
            "address",
            _("Address of the council information system"),
            _("Its web page, or its OParl address if you know it. Nahbar looks for the interface there."),
            "address",
        ),
    )

    def look(self, given: Given, ask: Ask, *, at: datetime) -> tuple[Candidate, ...]:
        """One candidate for each body, the first ones with their newest papers."""
        found = bodies(web_address(given.address), ask)
        return tuple(
            _candidate(body, given.address, ask, at=at, is_previewed=number < PREVIEWED)
            for number, body in enumerate(found)
        )

    def read(self, given: Given, ask: Ask, *, at: datetime) -> Gathered:
        """What changed since the last reading; goes on where that one ended."""
        return _Reading(given, ask, at).gathered()


READER = CouncilReader()


def _candidate(body: Thing, given: str, ask: Ask, *, at: datetime, is_previewed: bool) -> Candidate:
    home = address(body, near=web_address(given)) or web_address(given)
    lists = ("paper", "meeting", "organization")
    settings = {name: url for name in lists if (url := address(body.get(name), near=home))}
    papers = settings.get("paper", "")
    items = _preview(papers, ask, at=at) if is_previewed and papers else ()
    title = words(body, "name", limit=200) or words(body, "shortName", limit=200) or host_of(home)
    note = "" if papers else _now("It names no papers, only meetings.")
    if is_previewed and papers and not items:
        note = _now("No paper of the last 90 days could be read.")
    return Candidate(home, title, items, settings, requests=2, note=note)


def _preview(url: str, ask: Ask, *, at: datetime) -> tuple[Item, ...]:
    """The newest papers, without their files and without asking what organisations are called."""
    found: list[Item] = []

    def show(paper: Thing) -> None:
        item = None if is_gone(paper) else paper_item(paper, near=url, names=Names({}, None), files=None)
        if item:
            found.append(item)

    walk(url, Place.of({}, at=at, first=FIRST), ask, show, most_pages=2)
    found.sort(key=lambda one: one.published_at or LONG_AGO, reverse=True)
    return tuple(found[:SHOWN])


class _Reading:
    """One reading of both lists. The cursor holds where each stands, names, and what was taken over in which state."""

    def __init__(self, given: Given, ask: Ask, at: datetime) -> None:
        self._given, self._ask, self._at = given, ask, at
        cursor = given.cursor
        known = cursor.get("known")
        self._known: dict[str, str] = dict(known) if isinstance(known, dict) else {}
        # Until the first walk through the papers is done, however many readings it takes.
        self._is_first = cursor.get("is_settled") is not True
        listed = address(given.settings.get("organization"), near=given.address)
        self._names = Names(cursor.get("names"), ask, listed=listed)
        self._files = Files(ask, most=FILES_A_READING if cursor else FILES_AT_FIRST)
        self._points = Points(ask, most=POINTS_A_READING)
        self._items: list[Item] = []
        self._broken, self._owed = 0, 0
        self._is_owing = False

    def gathered(self) -> Gathered:
        """Both lists, the papers first.

        Raises:
            Complaint: neither list could be opened.
        """
        lists: list[tuple[str, Callable[[Thing, str], None]]] = [
            ("meeting", self._meeting),
            ("paper", self._paper),
        ]
        kept: dict[str, Any] = {}
        walks: list[Walk] = []
        for name, handle in lists:
            url = address(self._given.settings.get(name), near=self._given.address)
            if url:
                walks.append(self._walked(name, url, handle, kept))
        troubles = [one.trouble for one in walks if one.trouble]
        if not self._items and len(troubles) == len(walks) and all(one.pages <= FRUITLESS for one in walks):
            raise troubles[0] if troubles else NothingToRead
        kept["is_settled"] = not self._is_first or (not self._is_owing and all(one.is_whole for one in walks))
        kept["names"] = self._names.kept()
        kept["known"] = dict(list(self._known.items())[-MAX_KNOWN:])
        return Gathered(tuple(self._items), kept, note=self._note(walks))

    def _walked(
        self, name: str, url: str, handle: Callable[[Thing, str], None], kept: dict[str, Any]
    ) -> Walk:
        place = Place.of(self._given.cursor.get(name), at=self._at, first=FIRST)
        owed = self._owed
        made = walk(url, place, self._ask, lambda thing: self._once(thing, url, handle))
        place.is_owed = place.is_owed or self._owed > owed
        kept[name] = place.finished() if made.is_whole else place.kept()
        self._is_owing = self._is_owing or place.is_owed
        return made

    def _once(self, thing: Thing, url: str, handle: Callable[[Thing, str], None]) -> None:
        """Takes a thing over unless it was in this state before; one that is broken never loses the others."""
        identifier = address(thing, near=url)
        if not identifier:
            self._broken += 1
            return
        key, mark = fingerprint(identifier)[:12], _mark(thing)
        if self._known.get(key) == mark:
            return
        if not is_gone(thing):
            if len(self._items) >= ITEMS_A_READING:
                raise AskedTooOften(host=host_of(url))
            try:
                handle(thing, url)
            except FileLater:
                if self._try_later(key):
                    return
                self._add(paper_item(thing, near=url, names=self._names, files=None))
        self._known.pop(key, None)
        self._known[key] = mark

    def _try_later(self, key: str) -> bool:
        """Whether the paper waits for its file; after three tries it is taken over without."""
        tries = self._known.get(key, "")
        count = int(tries[1:]) + 1 if tries[:1] == "!" and tries[1:].isdecimal() else 1
        if count >= MAX_TRIES and self._files.is_open:
            return False
        self._known[key] = f"!{min(count, MAX_TRIES)}"
        self._owed += 1
        return True

    def _paper(self, paper: Thing, url: str) -> None:
        at = published(paper)
        if at is None or at >= self._at - (FIRST if self._is_first else OLD_PAPER):
            self._add(paper_item(paper, near=url, names=self._names, files=self._files))

    def _meeting(self, meeting: Thing, url: str) -> None:
        begins = when(meeting, "start")
        is_past = begins is not None and begins < self._at - PAST_MEETING
        if not is_past and is_announced(meeting) and not is_closed(meeting):
            self._add(meeting_item(meeting, near=url, names=self._names, points=self._points))

    def _add(self, item: Item | None) -> None:
        if item is None:
            self._broken += 1
        else:
            self._items.append(item)

    def _note(self, walks: list[Walk]) -> str:
        told = [self._files.note]
        if self._broken:
            text = ngettext(
                "%(n)s entry without name or date was left out.",
                "%(n)s entries without name or date were left out.",
                self._broken,
            )
            told.append(text % {"n": self._broken})
        if self._is_owing or not all(one.is_whole for one in walks):
            told.append(_now("Not everything fitted into this reading; the next one goes on there."))
        told += [
            str(one.trouble) for one in walks if one.trouble and not isinstance(one.trouble, AskedTooOften)
        ][:1]
        return " ".join(filter(None, told))


def _mark(thing: Thing) -> str:
    """A digest of the state a thing is in; some servers forget to say when they changed it."""
    said = [words(thing, name) for name in ("modified", "name", "reference", "date", "start", "end")]
    counts = [len(members(thing, name)) for name in ("agendaItem", "mainFile", "auxiliaryFile")]
    return fingerprint([*said, *counts, flag(thing, "cancelled")])[:8]
